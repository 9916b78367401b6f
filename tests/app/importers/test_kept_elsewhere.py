"""What an export keeps beside its texts, pieces without words, and posts of the future."""

from __future__ import annotations

from datetime import UTC, datetime
from html import escape
from pathlib import Path

import pytest
from wagtail.models import Locale

from handpress.addresses.answers import answers, resolve
from handpress.addresses.models import Address
from handpress.importers import run
from handpress.importers.report import Report
from handpress.newsroom.actions.calendar import apply_due
from handpress.newsroom.models import Article, Section
from handpress.press.models import OutboxKey

pytestmark = pytest.mark.django_db

TEXT = "The river council met on Tuesday in the old grain hall, and for once every bench was taken before the lamps."
PICTURE = '<img src="https://old.example/wp-content/uploads/2012/{month}/{name}.png">'
A, B = (PICTURE.format(month="03", name=name) for name in "ab")


def post(number: int, content: str, title: str = "", meta: dict[str, str] | None = None, **values: str) -> str:
    """One item of an export."""
    given = {"post_id": number, "post_name": f"post-{number}", "status": "publish", "post_type": "post"}
    given |= {"post_date": "2012-03-10 10:00:00", "post_date_gmt": "2012-03-10 10:00:00", **values}
    fields = "".join(f"<wp:{name}>{escape(str(value))}</wp:{name}>" for name, value in given.items())
    metas = "".join(
        f"<wp:postmeta><wp:meta_key>{name}</wp:meta_key><wp:meta_value><![CDATA[{value}]]></wp:meta_value></wp:postmeta>"
        for name, value in (meta or {}).items()
    )
    return (
        f"<item><title>{escape(title)}</title><link>https://old.example/2012/03/post-{number}/</link>"
        f'<guid isPermaLink="false">https://old.example/?p={number}</guid>'
        f"<content:encoded><![CDATA[{content}]]></content:encoded>{fields}{metas}</item>"
    )


def imported(folder: Path, *items: str, **options) -> Report:
    """The report of an import of these items."""
    path = folder / "export.xml"
    path.write_text(
        '<rss xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:wp="http://wordpress.org/export/1.2/">'
        f"<channel><link>https://old.example</link><wp:wxr_version>1.2</wp:wxr_version>{''.join(items)}</channel></rss>",
        "utf-8",
    )
    return run.import_path(path, **options)


def body(number: int) -> str:
    """The stored body of a post's article."""
    article = Article.objects.get(pk=int(resolve(f"/2012/03/post-{number}/").record.partition(":")[2]))
    return str(
        article.body.raw_data._raw_data if hasattr(article.body.raw_data, "_raw_data") else list(article.body.raw_data)
    )


# Pieces without words.


@pytest.mark.parametrize("title", ["", "Cartoon of the week"])
@pytest.mark.parametrize(
    ("one", "other"),
    [
        (PICTURE.format(month="03", name="a"), PICTURE.format(month="03", name="b")),
        (PICTURE.format(month="03", name="image"), PICTURE.format(month="04", name="image")),
        ("https://www.youtube.com/watch?v=aaaaaaaaaaa", "https://www.youtube.com/watch?v=bbbbbbbbbbb"),
        ("[audio src='https://old.example/a.mp3']", "[audio src='https://old.example/b.mp3']"),
        ("[gallery ids='1,2']", "[gallery ids='3,4']"),
        (f"This week's cartoon. {A}", f"This week's cartoon. {B}"),
        ("Listen: <a href='https://a.example/1'>here</a>", "Listen: <a href='https://a.example/2'>here</a>"),
        ("चित्र " + PICTURE.format(month="03", name="a"), "चित्र " + PICTURE.format(month="03", name="b")),
    ],
)
def test_pieces_that_show_different_things_are_two(tmp_path: Path, title: str, one: str, other: str) -> None:
    report = imported(tmp_path, post(1, one, title), post(2, other, title))
    assert (report.counts["new"], report.counts["duplicate"]) == (2, 0)
    assert resolve("/2012/03/post-1/").record != resolve("/2012/03/post-2/").record


def test_the_same_words_and_pictures_are_one_still(tmp_path: Path) -> None:
    short = f"A cartoon. {PICTURE.format(month='03', name='a')}"
    report = imported(
        tmp_path, post(1, short, "Cartoon"), post(2, short, "Cartoon"), post(3, TEXT * 4, "T"), post(4, TEXT * 4, "T")
    )
    assert (report.counts["new"], report.counts["duplicate"]) == (2, 2)


def test_a_post_that_is_only_its_featured_picture_is_one(tmp_path: Path) -> None:
    picture = (
        "<item><wp:post_id>9</wp:post_id><wp:post_type>attachment</wp:post_type>"
        "<wp:attachment_url>https://old.example/wp-content/uploads/a.png</wp:attachment_url></item>"
    )
    report = imported(tmp_path, picture, post(1, "", "Cartoon", meta={"_thumbnail_id": "9"}))
    assert report.counts["new"] == 1


def test_a_piece_without_headline_and_words_is_named_after_its_picture(tmp_path: Path) -> None:
    imported(tmp_path, post(1, PICTURE.format(month="03", name="the-long-walk"), post_name="310"))
    assert Article.objects.get().title == "The long walk"


# Text kept outside of the body.

NOTES = (
    '[{"content": "Minutes, page <em>4</em>.", "id": "6a72"},'
    ' {"content": "See the <a href=\\"https://a.example/b\\">audit</a>.", "id": "0b1c"}]'
)
MARKED = (
    f'{TEXT}<sup data-fn="6a72" class="fn"><a href="#6a72" id="6a72-link">1</a></sup> And more.'
    '<sup data-fn="0b1c" class="fn"><a href="#0b1c" id="0b1c-link">2</a></sup>'
)


@pytest.mark.parametrize(
    "end", ["\n\n<!-- wp:footnotes /-->", "", '\n\n<!-- wp:footnotes {"a":1} /-->\n\nA last line.']
)
def test_footnotes_kept_in_a_field_come_along_with_links_both_ways(tmp_path: Path, end: str) -> None:
    imported(tmp_path, post(1, MARKED + end, "Nine", meta={"footnotes": NOTES}))
    text = body(1)
    assert "Minutes, page" in text and "https://a.example/b" in text
    for id in ("6a72", "0b1c"):
        assert f'#n-{id}"' in text and f'id="n-{id}"' in text
        assert f'#n-{id}-link"' in text and f'id="n-{id}-link"' in text


def test_notes_that_cannot_be_read_are_said(tmp_path: Path) -> None:
    (line,) = imported(tmp_path, post(1, MARKED, "Nine", meta={"footnotes": "[{broken"})).lines
    assert [warning for warning in line.warnings if "notes" in warning]


@pytest.mark.parametrize("name", ["ref", "footnote", "efn_note", "mfn"])
def test_notes_in_shortcodes_become_notes(tmp_path: Path, name: str) -> None:
    imported(tmp_path, post(1, f"{TEXT}[{name}]Minutes, page 4.[/{name}] And more.", "Nine"))
    text = body(1)
    assert "Minutes, page 4." in text.partition("And more")[2]
    assert 'id="n-note-1"' in text and '#n-note-1-link"' in text


@pytest.mark.parametrize("name", ["subtitle", "_subtitle", "dek", "secondary_title", "standfirst"])
def test_a_standfirst_in_a_field_is_the_standfirst(tmp_path: Path, name: str) -> None:
    imported(tmp_path, post(1, TEXT, "Nine", meta={name: "What was <i>asked</i> for"}))
    assert Article.objects.get().standfirst == "What was asked for"


@pytest.mark.parametrize(
    ("name", "value", "shown"),
    [
        ("enclosure", "https://old.example/a.mp3\n123\naudio/mpeg", "https://old.example/a.mp3"),
        ("_format_video_embed", '<iframe src="https://www.youtube.com/embed/aaaaaaaaaaa"></iframe>', "aaaaaaaaaaa"),
        ("video_url", "https://vimeo.com/123456", "vimeo.com/123456"),
    ],
)
def test_recordings_and_videos_named_in_fields_come_along(tmp_path: Path, name: str, value: str, shown: str) -> None:
    imported(tmp_path, post(1, TEXT, "Nine", meta={name: value}))
    assert shown in body(1)


@pytest.mark.parametrize(
    "value",
    [
        "The jury praised the patience with which she listened to each of the fishermen.",
        '{"blocks": [{"text": "The jury praised the patience with which she listened to each of them."}]}',
        'a:1:{s:4:"text";s:90:"The jury praised the patience with which she listened to each of the fishermen.";}',
    ],
)
def test_running_text_in_another_field_is_named(tmp_path: Path, value: str) -> None:
    (line,) = imported(tmp_path, post(1, TEXT, "Nine", meta={"pull_quote": value})).lines
    assert [warning for warning in line.warnings if "pull_quote" in warning and "The jury praised" in warning]


@pytest.mark.parametrize(
    ("name", "value"), [("_yoast_wpseo_metadesc", TEXT), ("_edit_lock", "1:2"), ("copy", TEXT), ("rating", "5")]
)
def test_fields_for_machines_and_copies_are_not(tmp_path: Path, name: str, value: str) -> None:
    (line,) = imported(tmp_path, post(1, TEXT, "Nine", meta={name: value})).lines
    assert not line.warnings


# The future.

LATER = "2131-05-01 08:00:00"


def _notice(path: str):
    return [answer for answer in answers(Address.objects.filter(path=path)) if answer.is_notice]


def test_a_scheduled_post_stays_scheduled_and_its_address_is_quiet_until_then(tmp_path: Path, time_machine) -> None:
    (line,) = imported(tmp_path, post(1, TEXT, "Comes", status="future", post_date=LATER, post_date_gmt=LATER)).lines
    article = Article.objects.get()
    assert (article.live, article.go_live_at) == (False, datetime(2131, 5, 1, 8, tzinfo=UTC))
    assert [warning for warning in line.warnings if "scheduled" in warning and "2131-05-01" in warning]
    assert not _notice("/2012/03/post-1/"), "nothing was there, so nothing is gone"
    OutboxKey.objects.all().delete()
    time_machine.move_to("2131-05-01T08:01:00Z")
    apply_due()
    article.refresh_from_db()
    assert article.live
    assert OutboxKey.objects.filter(key="address:/2012/03/post-1/").exists(), "its old address is pressed now"
    assert [answer.to_path for answer in _notice("/2012/03/post-1/")] == [article.public_path]


@pytest.mark.parametrize("status", ["draft", "pending", "private"])
def test_an_old_address_of_a_draft_is_quiet_too(tmp_path: Path, status: str) -> None:
    imported(tmp_path, post(1, TEXT, "Draft", status=status))
    assert not _notice("/2012/03/post-1/")


def test_a_scheduled_post_whose_time_has_come_is_published_at_that_time(tmp_path: Path) -> None:
    imported(tmp_path, post(1, TEXT, "Came", status="future"))
    article = Article.objects.get()
    assert (article.live, str(article.published_on)) == (True, "2012-03-10")


def test_a_published_post_dated_in_the_future_has_no_date(tmp_path: Path) -> None:
    (line,) = imported(tmp_path, post(1, TEXT, "Odd", post_date=LATER, post_date_gmt=LATER)).lines
    article = Article.objects.get()
    assert (article.live, article.published_on) == (True, None)
    assert article.first_published_at.year < 2131
    assert [warning for warning in line.warnings if "2131-05-01" in warning]


AHEAD = {"post_date": "2131-05-02 01:30:00", "post_date_gmt": "2131-05-01 13:30:00"}  # of a site twelve hours ahead


def test_a_scheduled_post_of_a_site_whose_clock_is_ahead_stays_scheduled(tmp_path: Path, time_machine) -> None:
    report = imported(tmp_path, post(1, TEXT, "Comes", status="future", **AHEAD))
    assert report.counts["new"] == 1
    article = Article.objects.get()
    assert (article.go_live_at, str(article.published_on)) == (datetime(2131, 5, 1, 13, 30, tzinfo=UTC), "2131-05-01")
    report = imported(tmp_path, post(1, f"{TEXT} More.", "Comes", status="future", **AHEAD))
    assert report.counts["updated"] == 1
    time_machine.move_to("2131-05-01T13:31:00Z")
    apply_due()
    article.refresh_from_db()
    assert (article.live, str(article.published_on)) == (True, "2131-05-01")


def test_a_post_just_published_by_a_clock_ahead_has_the_day_of_the_magazine(tmp_path: Path, time_machine) -> None:
    time_machine.move_to("2131-05-01T13:45:00Z")
    imported(tmp_path, post(1, TEXT, "Came", **AHEAD))
    article = Article.objects.get()
    assert (article.live, str(article.published_on)) == (True, "2131-05-01")


def test_a_date_that_has_come_is_the_one_that_the_old_site_printed(tmp_path: Path) -> None:
    imported(tmp_path, post(1, TEXT, "Was", post_date="2012-03-10 00:30:00", post_date_gmt="2012-03-09 23:30:00"))
    assert str(Article.objects.get().published_on) == "2012-03-10"


# Sections.


def _category(name: str) -> str:
    return f'<category domain="category" nicename="x"><![CDATA[{name}]]></category></item>'


@pytest.mark.parametrize(("old", "new"), [("water", "Land and Water"), ("The Letter", "Letters"), ("Cinema", "Cinema")])
def test_an_old_section_is_filed_under_the_magazine_s_own(tmp_path: Path, old: str, new: str) -> None:
    for name in ("Land and Water", "Letters"):
        Section.objects.create(name=name, slug=name.lower().replace(" ", "-"), locale=Locale.get_default())
    report = imported(tmp_path, post(1, TEXT, "Nine").replace("</item>", _category(old)))
    assert Article.objects.get().main_section.name == new
    assert Section.objects.count() == (3 if old == new else 2)
    assert bool(report.notes) == (old == "water")


def test_the_editor_says_where_an_old_section_is_filed(tmp_path: Path) -> None:
    Section.objects.create(name="Land and Water", slug="land", locale=Locale.get_default())
    imported(
        tmp_path,
        *(
            post(n, f"{TEXT} {n}", f"P{n}").replace("</item>", _category(name))
            for n, name in enumerate(("Water", "News", "Odd"))
        ),
        sections={"Water": "Rivers", "News": "", "odd": "Land and Water"},
    )
    found = {each.title: each.main_section and each.main_section.name for each in Article.objects.all()}
    assert found == {"P0": "Rivers", "P1": None, "P2": "Land and Water"}
