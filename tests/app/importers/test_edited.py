"""What counts as edited: every change an editor makes, and nothing that the desk does by itself."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter

from handpress.importers import run
from handpress.importers.bodies import BodyMaker
from handpress.importers.imprint import edited_fields
from handpress.importers.models import ImportRecord
from handpress.kit.rich_text import settled
from handpress.newsroom.actions.articles import publish_article
from handpress.newsroom.actions.taxonomy import merge_authors
from handpress.newsroom.blocks import RICH_TEXT_FEATURES
from handpress.newsroom.models import Article, Author, PlainPage
from tests import factories
from tests.app.importers.conftest import write_page

RICH = """<p>It was <b>bold <i>and</i></b> <a href="/a?b=1&amp;c=2">linked</a>, he said:<br>“no”.</p>
<h2>A heading</h2><ul><li>one<ul><li>two</li></ul></li><li><a href="mailto:a@b.example">three</a></li></ul>
<blockquote><p>She <sup>2</sup> spoke <em>softly </em>once.</p></blockquote><hr>
<blockquote><p>First.</p><p>Second.</p></blockquote>
<dl><dt>term</dt><dd>meaning</dd></dl><table><tr><td>1</td><td>2</td></tr></table>
<ol start="4"><li>four</li></ol>"""


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """One page with everything that a text can hold."""
    folder = tmp_path / "old"
    write_page(folder / "weir.htm", "The weir", "2004-02-11", text=RICH)
    write_page(folder / "about.htm", "About the weir")
    page = folder / "about.htm"
    page.write_text(page.read_text().replace("<p>By Ann Orchard</p>", ""))
    (folder / "images").mkdir()
    (folder / "images/eel.jpg").write_bytes(factories.image_bytes())
    page = folder / "weir.htm"
    page.write_text(page.read_text().replace("</body>", '<p><img src="images/eel.jpg" alt="An eel"></p></body>'))
    run.import_path(folder)
    return folder


def record(name: str) -> ImportRecord:
    return ImportRecord.objects.get(path=name)


def changed(old: Path, name: str = "weir.htm") -> Any:
    """The report's line of a second import after the old page itself changed."""
    page = old / name
    page.write_text(page.read_text().replace("other end", "far end"))
    return next(line for line in run.import_path(old).lines if line.path == name)


def form_of(desk: Client, page: Article | PlainPage) -> dict[str, Any]:
    """What a browser sends back when the edit form is opened and saved as it is."""
    from lxml import html  # only here

    answer = desk.get(f"/desk/pages/{page.pk}/edit/")
    assert answer.status_code == 200
    form = answer.context["form"]
    tree = html.fromstring(answer.content)
    data = {name: value for name, value in tree.get_element_by_id("page-edit-form").form_values() if value is not None}
    body = form.instance.body
    bound = (
        form.fields["body"].widget.block_def if hasattr(form.fields["body"].widget, "block_def") else body.stream_block
    )
    state = bound.get_form_state(body)
    return {**data, **_posted("body", state)}


def _posted(prefix: str, value: Any) -> dict[str, Any]:
    """A stream's form state as the fields of a form."""
    posted = {f"{prefix}-count": str(len(value))}
    for number, piece in enumerate(value):
        name = f"{prefix}-{number}"
        posted |= {f"{name}-type": piece["type"], f"{name}-id": piece.get("id") or "", f"{name}-order": str(number),
                   f"{name}-deleted": ""}  # fmt: skip
        posted |= _value(f"{name}-value", piece["value"])
    return posted


def _value(name: str, value: Any) -> dict[str, Any]:
    if isinstance(value, dict) and "id" in value and ("title" in value or "edit_url" in value):
        return {name: str(value["id"])}
    if isinstance(value, dict):
        posted: dict[str, Any] = {}
        for key, each in value.items():
            posted |= _value(f"{name}-{key}", each)
        return posted
    if isinstance(value, list):
        return _posted_list(name, value)
    if value is None or value is False:
        return {}
    return {name: value if isinstance(value, str) else "on" if value is True else str(value)}


def _posted_list(name: str, items: list[Any]) -> dict[str, Any]:
    posted = {f"{name}-count": str(len(items))}
    for number, item in enumerate(items):
        posted |= {
            f"{name}-{number}-deleted": "",
            f"{name}-{number}-order": str(number),
            f"{name}-{number}-id": item["id"],
        }
        posted |= _value(f"{name}-{number}-value", item["value"])
    return posted


def test_an_imported_text_is_what_the_desk_itself_would_write() -> None:
    converter = ContentstateConverter(features=RICH_TEXT_FEATURES)
    for type, value in BodyMaker({}, {}).blocks(RICH):
        if type == "text":
            desk = converter.to_database_format(converter.from_database_format(value))
            assert settled(desk) == settled(value)
            assert "<br>" not in value
            assert "<hr>" not in value


@pytest.mark.parametrize("action", ["action-publish", "save"])
def test_opening_and_saving_in_the_desk_is_no_edit(old: Path, desk: Client, action: str) -> None:
    article = Article.objects.get(title="The weir")
    answer = desk.post(f"/desk/pages/{article.pk}/edit/", {**form_of(desk, article), action: "1"})
    assert answer.status_code == 302, answer.context["form"].errors if answer.context else answer.content[:500]
    article = Article.objects.get(pk=article.pk)
    assert article.latest_revision_id
    assert edited_fields(record("weir.htm"), article) == []
    assert edited_fields(record("weir.htm"), article.get_latest_revision_as_object()) == []
    assert changed(old).outcome == "updated"


def test_opening_and_saving_a_plain_page_is_no_edit(old: Path, desk: Client) -> None:
    page = PlainPage.objects.get(role="about")
    answer = desk.post(f"/desk/pages/{page.pk}/edit/", {**form_of(desk, page), "action-publish": "1"})
    assert answer.status_code == 302
    assert changed(old, "about.htm").outcome == "updated"


@pytest.mark.parametrize(
    ("name", "value", "shown"),
    [
        ("title", "The weir again", "headline"),
        ("standfirst", "New.", "standfirst"),
        ("published_on", "2004-02-12", "date"),
        ("date_precision", "month", "date"),
        ("kind", "editorial", "kind"),
        ("lead_caption", "The weir", "lead picture"),
    ],
)
def test_each_field_that_was_edited_is_named_and_nothing_is_overwritten(
    old: Path, name: str, value: str, shown: str
) -> None:
    article = Article.objects.get(title="The weir")
    setattr(article, name, value)
    publish_article(article)
    line = changed(old)
    assert (line.outcome, line.code) == ("edited", "edited_here")
    assert shown in line.reason
    assert str(getattr(Article.objects.get(pk=article.pk), name)) == value


def test_a_bold_word_is_an_edit(old: Path) -> None:
    article = Article.objects.get(title="The weir")
    body = [dict(piece) for piece in article.body.raw_data]
    body[0]["value"] = body[0]["value"].replace("valley", "<b>valley</b>", 1)
    article.body = json.dumps(body)
    publish_article(article)
    assert "body" in changed(old).reason


def test_another_byline_is_an_edit_and_a_merged_author_is_none(old: Path) -> None:
    article = Article.objects.get(title="The weir")
    merge_authors(factories.author("Ann M. Orchard"), Author.objects.get(name="Ann Orchard"))
    assert edited_fields(record("weir.htm"), Article.objects.get(pk=article.pk)) == []
    article = Article.objects.get(pk=article.pk)
    article.bylines.clear()
    publish_article(article)
    assert "bylines" in changed(old).reason


def test_an_edit_that_waits_as_a_draft_is_kept_too(old: Path) -> None:
    article = Article.objects.get(title="The weir")
    article.title = "The weir at night"
    article.save_revision()
    line = changed(old)
    assert (line.outcome, "headline" in line.reason) == ("edited", True)
    assert Article.objects.get(pk=article.pk).get_latest_revision_as_object().title == "The weir at night"


def test_an_article_that_was_taken_back_stays_so(old: Path) -> None:
    article = Article.objects.get(title="The weir")
    article.unpublish()
    assert changed(old).outcome == "edited"
    assert not Article.objects.get(pk=article.pk).live
