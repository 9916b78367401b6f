"""How well an extraction agrees with what is known to stand on a page, field by field."""

from __future__ import annotations

from selectolax.lexbor import LexborHTMLParser
from tests.plain.extract.variants import Variant

from handpress.extract import Extraction, Refusal

FIELDS = ("headline", "authors", "published_on", "source", "standfirst", "language", "body", "structure", "clean")


def differences(variant: Variant, result: Extraction | Refusal) -> dict[str, tuple[object, object]]:
    """The fields that differ, each with what was read and what stands on the page."""
    if isinstance(result, Refusal):
        return dict.fromkeys(FIELDS, (result.code, "an article"))
    got, wanted = seen(result), expected(variant)
    return {name: (got[name], wanted[name]) for name in wanted if got[name] != wanted[name]} | unclean(variant, result)


def seen(result: Extraction) -> dict[str, object]:
    """The fields of an extraction as they are compared."""
    tree = LexborHTMLParser(result.body_html)
    return {
        "headline": result.headline,
        "authors": result.authors,
        "published_on": result.published_on,
        "source": result.source,
        "standfirst": result.standfirst,
        "language": result.language,
        "body": [node.text() for node in tree.css("p")],
        "structure": ([node.text() for node in tree.css("h2, h3")], [node.text().strip() for node in tree.css("li")]),
    }


def expected(variant: Variant) -> dict[str, object]:
    """The same fields as they stand on the page."""
    story = variant.story
    return {
        "headline": story.headline,
        "authors": story.authors,
        "published_on": story.published_on,
        "source": story.source,
        "standfirst": story.standfirst,
        "language": story.tongue.lang,
        "body": story.paragraphs,
        "structure": (list(story.subheads.values()), [item for items in story.items.values() for item in items]),
    }


def unclean(variant: Variant, result: Extraction) -> dict[str, tuple[object, object]]:
    """Lines of menu, form, notice or comments that stand in the body."""
    lines = {line.strip() for line in result.body_text.splitlines()}
    alien = [*variant.story.menu, *variant.story.comments, variant.story.tongue.comments, variant.story.tongue.printer]
    found = sorted(lines & set(alien))
    return {"clean": (found, [])} if found else {}
