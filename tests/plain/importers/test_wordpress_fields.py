"""What posts keep elsewhere than in their text and their moment in UTC: taken, or named."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings

from handpress.extract import Refusal
from handpress.importers.pieces import Piece
from handpress.importers.wordpress import WordPressExport
from handpress.importers.wordpress.fields import beside_the_text
from handpress.importers.wordpress.gallery_ids import gallery_ids
from handpress.importers.wordpress.items import Item

EXPORT = """<?xml version="1.0"?><rss xmlns:wp="http://wordpress.org/export/1.2/"
 xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><link>https://weir.example</link>
<wp:wxr_version>1.2</wp:wxr_version><item><title>The weir</title><link>https://weir.example/1/</link>
<pubDate>{feed}</pubDate><content:encoded><![CDATA[{text}]]></content:encoded>
<excerpt:encoded><![CDATA[{excerpt}]]></excerpt:encoded><wp:post_id>1</wp:post_id>
<wp:status>{status}</wp:status><wp:post_type>post</wp:post_type><wp:post_date>{date}</wp:post_date>
<wp:post_date_gmt>{gmt}</wp:post_date_gmt>{metas}</item></channel></rss>"""
META = "<wp:postmeta><wp:meta_key>{}</wp:meta_key><wp:meta_value><![CDATA[{}]]></wp:meta_value></wp:postmeta>"
TEXT = "The river council met on Tuesday in the old grain hall, and every bench was taken."
OTHER = "Nobody left before the vote on the gates, and the clerk had read out all of the names."
NEVER = "0000-00-00 00:00:00"
LATER = "2131-05-01 10:00:00"


def _taken(
    folder: Path,
    *metas: tuple[str, str],
    text: str = TEXT,
    excerpt: str = "",
    status: str = "publish",
    date: str = "2012-01-02 03:04:05",
    gmt: str = "2012-01-02 03:04:05",
    feed: str = "",
) -> Piece | Refusal:
    path = folder / "export.xml"
    written = "".join(META.format(name, value) for name, value in metas)
    given = {"text": text, "excerpt": excerpt, "status": status, "date": date, "gmt": gmt, "feed": feed}
    path.write_text(EXPORT.format(metas=written, **given), "utf-8")
    (found,) = WordPressExport(path).pieces()
    assert found is not None
    return found


def _piece(folder: Path, *metas: tuple[str, str], **options: str) -> Piece:
    found = _taken(folder, *metas, **options)
    assert isinstance(found, Piece), found
    return found


@pytest.mark.parametrize("gmt", [NEVER, "", "-0001-11-30 00:00:00", "0001-01-01 00:00:00"])
@pytest.mark.parametrize("feed", ["", "Wed, 30 Nov -0001 00:00:00 +0000", "no date"])
def test_a_scheduled_post_without_a_moment_in_utc_keeps_its_moment(tmp_path: Path, gmt: str, feed: str) -> None:
    piece = _piece(tmp_path, status="future", date=LATER, gmt=gmt, feed=feed)
    here = datetime(2131, 5, 1, 10, tzinfo=ZoneInfo(settings.PUBLICATION.time_zone))
    assert piece.scheduled_at == here
    assert (piece.is_draft, piece.extraction.published_on) == (True, "2131-05-01")


@pytest.mark.parametrize("feed", ["Tue, 01 May 2131 14:00:00 +0000", "Tue, 01 May 2131 19:30:00 +0530"])
def test_the_moment_in_the_feed_is_surer_than_the_local_time(tmp_path: Path, feed: str) -> None:
    piece = _piece(tmp_path, status="future", date=LATER, gmt=NEVER, feed=feed)
    assert piece.scheduled_at == datetime(2131, 5, 1, 14, tzinfo=UTC)


@pytest.mark.parametrize("date", ["0001-01-01 00:00:00", "0999-05-06 07:08:09", "1499-12-31 23:59:59"])
def test_a_date_before_any_text_s_is_none_and_said(tmp_path: Path, date: str) -> None:
    piece = _piece(tmp_path, date=date, gmt=date)
    assert (piece.extraction.published, piece.published_at) == (None, None)
    assert [warning for warning in piece.extraction.warnings if "before the year 1500" in warning]


ELEMENTOR = [{"elType": "section", "elements": [{"settings": {"editor": f"<p>{TEXT}</p>", "title_color": "#aa0000"}}]}]
SERIALISED = f'a:1:{{i:0;a:2:{{s:4:"type";s:4:"text";s:4:"text";s:{len(TEXT)}:"{TEXT}";}}}}'


@pytest.mark.parametrize(
    "empty", ["", "  ", "<p></p>", "&nbsp;<p>&nbsp;</p>", "<!-- wp:paragraph --><p></p>", "<!--more-->"]
)
@pytest.mark.parametrize(
    ("excerpt", "metas", "named"),
    [
        (TEXT, [], "excerpt"),
        ("", [("article_text", f"<p>{TEXT}</p>"), ("_article_text", "field_5f1a2b3c")], "article_text"),
        ("", [("blocks_0_text", TEXT), ("blocks", "a:2:{}"), ("blocks_1_text", OTHER)], "blocks_0_text"),
        ("", [("_elementor_data", json.dumps(ELEMENTOR))], "_elementor_data"),
        ("", [("builder", SERIALISED)], "builder"),
        ("A short teaser.", [("main_copy", f"{TEXT} {OTHER}")], "main_copy"),
    ],
)  # fmt: skip
def test_a_post_without_text_takes_that_of_its_excerpt_or_fields(
    tmp_path: Path, empty: str, excerpt: str, metas: list[tuple[str, str]], named: str
) -> None:
    found = _piece(tmp_path, *metas, text=empty, excerpt=excerpt).extraction
    assert TEXT in found.body_text
    assert (OTHER in found.body_text) == any(OTHER in value for _, value in metas)
    assert [warning for warning in found.warnings if named in warning]
    assert TEXT not in found.standfirst


def test_what_of_other_fields_was_not_taken_is_named_still(tmp_path: Path) -> None:
    found = _piece(tmp_path, ("copy", f"{TEXT} {TEXT}"), ("box", OTHER), text="").extraction
    assert [warning for warning in found.warnings if "“box”" in warning]


@pytest.mark.parametrize(
    "name",
    [
        "editor_note", "edition_note", "wp_intro", "snapshot_text", "ogre_story", "fbi_file", "amplifier_note",
        "seoul_box", "tdoc", "vcard", "ogden", "twitterati", "astral_note", "editorial", "snappy", "footnote_text",
    ],
)  # fmt: skip
def test_an_editor_s_field_is_named_whatever_its_first_letters(tmp_path: Path, name: str) -> None:
    warnings = _piece(tmp_path, (name, OTHER)).extraction.warnings
    assert [warning for warning in warnings if f"“{name}”" in warning]


@pytest.mark.parametrize(
    "name",
    [
        "_edit_last", "_edit_lock", "_wp_page_template", "_yoast_wpseo_title", "_aioseop_description",
        "rank_math_description", "og_description", "fb_text", "_oembed_5f1a2b", "snapTW", "snap_MYURL",
        "_et_pb_old_content", "_menu_item_url", "_metadesc", "astra-migrate-meta", "_genesis_description",
        "_wpas_mess", "twitter_text", "dsq_thread_id", "_wpseo_edit",
    ],
)  # fmt: skip
def test_a_machine_s_field_is_passed_over(tmp_path: Path, name: str) -> None:
    assert not _piece(tmp_path, (name, OTHER)).extraction.warnings


def test_a_field_that_stands_twice_is_taken_twice(tmp_path: Path) -> None:
    metas = [("enclosure", f"https://weir.example/{n}.mp3\n100\naudio/mpeg") for n in (1, 2)]
    html = _piece(tmp_path, *metas).extraction.body_html
    assert all(f"https://weir.example/{n}.mp3" in html for n in (1, 2))
    warnings = _piece(tmp_path, ("note", OTHER), ("note", f"Again: {OTHER}")).extraction.warnings
    assert len([warning for warning in warnings if "“note”" in warning]) == 2


@pytest.mark.parametrize(
    ("text", "metas"),
    [
        ("", [("_thumbnail_id", "77")]),
        ('[gallery ids="7,8"]', []),
        ("<p></p>", [("gallery", "7,8")]),
        ("<!--more-->", [("_thumbnail_id", "77")]),
        ('[poll id="3"]', []),
        ("<p></p>", []),
        ("<!--more-->", []),
        ("&nbsp;", []),
        ("<!-- wp:paragraph --><p> </p><!-- /wp:paragraph -->", []),
    ],
)
def test_a_piece_that_would_show_nothing_says_so_or_is_refused(
    tmp_path: Path, text: str, metas: list[tuple[str, str]]
) -> None:
    found = _taken(tmp_path, *metas, text=text)
    if isinstance(found, Refusal):
        assert (found.code, "has no text" in found.message) == ("empty", True)
    else:
        assert [warning for warning in found.extraction.warnings if "Nothing of it is shown" in warning]


# Galleries kept in fields

GALLERIES = {
    "15,16": ["15", "16"],
    " 15, 16, ": ["15", "16"],
    "15": ["15"],
    "a:2:{i:0;i:15;i:1;i:16;}": ["15", "16"],
    'a:2:{i:0;s:2:"15";i:1;s:2:"16";}': ["15", "16"],
    'a:1:{i:0;a:3:{s:2:"id";i:15;s:5:"width";i:300;s:5:"title";s:9:"The 2; "x";}}': ["15"],
    's:5:"15,16";': ["15", "16"],
    'a:1:{s:3:"ids";s:5:"15,16";}': ["15", "16"],
    "[15, 16]": ["15", "16"],
    '["15", "16"]': ["15", "16"],
    '[{"id": 15, "width": 300, "height": 200}, {"ID": "16", "order": 3}]': ["15", "16"],
    '{"ids": [15, 16], "columns": 3}': ["15", "16"],
    '{"images": [15, {"id": 16, "sizes": [300, 200]}]}': ["15", "16"],
    '[gallery columns="3" ids="15,16"]': ["15", "16"],
    "[true, 1.5, null]": [],
    "Room 15 at 16": [],
    "https://weir.example/15/16.jpg": [],
    'a:2:{i:0;s:26:"https://weir.example/1.jpg";}': [],
    "a:9:{i:15": [],
    "}": [],
    "": [],
    "[" * 2000: [],
    "a:1:{i:0;" * 2000 + "}" * 2000: [],
}


@pytest.mark.parametrize("value", GALLERIES, ids=lambda value: value[:40])
def test_a_gallery_shows_the_pictures_whose_numbers_it_names_and_no_others(value: str) -> None:
    assert gallery_ids([value]) == GALLERIES[value]


def test_the_pictures_of_a_gallery_in_a_field_stand_in_the_text(tmp_path: Path) -> None:
    asked: list[dict[str, str]] = []
    item = Item(metas=[("gallery", "a:2:{i:0;i:15;i:1;i:16;}")])
    beside_the_text(item, lambda given: asked.append(given) or "")
    assert asked == [{"ids": "15,16"}]


@pytest.mark.parametrize("held", ["https://weir.example/a.mp3?x=1&y=2", "https://weir.example/a.mp3?x=1&amp;y=2"])
def test_a_recording_that_the_text_has_is_not_shown_twice(tmp_path: Path, held: str) -> None:
    text = f'<p>{TEXT} <a href="https://weir.example/a.mp3?x=1&amp;y=2">Listen</a></p>'
    html = _piece(tmp_path, ("enclosure", f"{held}\n100\naudio/mpeg"), text=text).extraction.body_html
    assert html.count("a.mp3") == 1
