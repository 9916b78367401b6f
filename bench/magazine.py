"""The corpus as a Handpress publication."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from bench.corpus import AUTHORS, SECTIONS, SOURCES, TAGS, Piece, pieces

BATCH = 500


def make(folder: Path, count: int) -> None:
    """Make the publication; must run in a process whose Django is set up for `folder`."""
    from wagtail.models import Locale

    from handpress.newsroom.actions.bulk import create_articles
    from handpress.newsroom.actions.bulk_related import Recent
    from handpress.newsroom.models import Author, Section, Source, Tag
    from handpress.press.triggers import bulk_change

    locale = Locale.get_default()
    sections = [Section(name=f"Section {n}", slug=f"section-{n}", locale=locale, sort_order=n) for n in range(SECTIONS)]
    for section in sections:
        section.save()
    authors = Author.objects.bulk_create(
        Author(name=f"Author {n}", slug=f"author-{n}", sort_name=f"{n:04}") for n in range(AUTHORS)
    )
    sources = Source.objects.bulk_create(Source(name=f"Source {n}", slug=f"source-{n}") for n in range(SOURCES))
    tags = Tag.objects.bulk_create(Tag(name=f"Tag {n}", slug=f"tag-{n}", locale=locale) for n in range(TAGS))
    ids = ([each.pk for each in group] for group in (sections, authors, sources, tags))
    section_ids, author_ids, source_ids, tag_ids = ids
    recent = Recent()
    with bulk_change():
        for batch in _batches(pieces(count)):
            drafts = [_draft(piece, section_ids, author_ids, source_ids, tag_ids) for piece in batch]
            create_articles(drafts, locale, recent=recent)


def _batches(stream: Iterator[Piece]) -> Iterator[list[Piece]]:
    batch: list[Piece] = []
    for piece in stream:
        batch.append(piece)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _draft(piece: Piece, sections: list[int], authors: list[int], sources: list[int], tags: list[int]):
    from handpress.kit.dates import PartialDate
    from handpress.newsroom.actions.bulk import ArticleDraft

    text = "".join(f"<p>{paragraph}</p>" for paragraph in piece.paragraphs)
    return ArticleDraft(
        headline=piece.headline,
        standfirst=piece.standfirst,
        body=[{"type": "text", "value": text}],
        published=PartialDate(piece.on.year, piece.on.month, piece.on.day),
        main_section=sections[piece.section],
        bylines=[(authors[number], "") for number in piece.authors],
        source=sources[piece.source] if piece.source is not None else None,
        basis="permission" if piece.source is not None else "own",
        tags=[tags[number] for number in piece.tags],
        import_id=f"bench:{piece.number}",
    )


def environment(folder: Path) -> dict[str, str]:
    """The environment of a process that acts on the publication."""
    return {**os.environ, "HANDPRESS_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "handpress.config.settings"}


def handpress(folder: Path, *arguments: str) -> list[str]:
    """The command line of `handpress`."""
    return [sys.executable, "-m", "handpress.cli", "-C", str(folder), *arguments]


def create(folder: Path, count: int) -> None:
    """A new publication with the corpus, made by processes of its own."""
    subprocess.run(handpress(folder, "init", str(folder)), check=True, stdout=subprocess.DEVNULL)
    subprocess.run(
        [sys.executable, "-m", "bench.magazine", str(folder), str(count)], env=environment(folder), check=True
    )


if __name__ == "__main__":
    import django

    django.setup()
    make(Path(sys.argv[1]), int(sys.argv[2]))
