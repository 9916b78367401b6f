"""A WordPress export gives what an editor who knows WordPress would expect of it."""

from __future__ import annotations

import json
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from handpress.extract import Refusal
from handpress.importers.bodies import BodyMaker
from handpress.importers.pieces import Piece
from handpress.importers.wordpress import WordPressExport, is_export
from handpress.importers.wordpress.addresses import nicename_of

FIXTURES = Path(__file__).parents[2] / "fixtures" / "wxr"
EXPECTED = json.loads((FIXTURES / "expected.json").read_text("utf-8"))
UPLOADS = "wp-content/uploads"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample export with its uploads beside it."""
    folder = tmp_path_factory.mktemp("weir")
    shutil.copy(FIXTURES / "sample.xml", folder)
    for name in ("2011/03/wheel.jpg", "2018/05/eelpass.png"):
        path = folder / UPLOADS / name
        path.parent.mkdir(parents=True)
        path.write_bytes(b"a picture")
    return folder


@pytest.fixture(scope="module")
def pieces(folder: Path) -> dict[int, Piece]:
    """The sample's pieces by WordPress's number."""
    found = WordPressExport(folder / "sample.xml").pieces()
    return {int(each.extraction.path.partition("#")[2]): each for each in found if isinstance(each, Piece)}


def blocks(piece: Piece) -> list[tuple[str, object]]:
    images = {image.src: image for image in piece.extraction.images}
    return BodyMaker({src: number for number, src in enumerate(images, 1)}, images).blocks(piece.extraction.body_html)


def test_every_post_and_page_is_a_piece_and_nothing_else(pieces: dict[int, Piece]) -> None:
    expected = [each["id"] for each in EXPECTED["posts"] + EXPECTED["pages"]] + [*map(int, EXPECTED["unpublished"])]
    assert sorted(pieces) == sorted(expected)


@pytest.mark.parametrize("expected", EXPECTED["posts"], ids=lambda each: str(each["id"]))
def test_a_post_has_the_fields_that_are_expected(pieces: dict[int, Piece], expected: dict) -> None:
    piece = pieces[expected["id"]]
    found = piece.extraction.as_json()
    names = ("headline", "authors", "published_on", "standfirst", "source", "source_url", "language", "legacy_address")
    assert {name: found[name] for name in names} == {name: expected[name] for name in names}
    assert list(piece.sections) == expected["sections"]
    assert list(piece.tags) == expected["tags"]
    assert [image["src"].rpartition("/")[2] for image in found["images"]] == expected["images"]
    assert not piece.is_draft


@pytest.mark.parametrize("number", EXPECTED["unpublished"])
def test_what_readers_could_not_see_is_a_draft_and_says_why(pieces: dict[int, Piece], number: str) -> None:
    piece = pieces[int(number)]
    assert piece.is_draft
    assert "draft" in piece.extraction.warnings[0]


def test_a_page_with_a_role_is_a_plain_page_and_another_an_article(pieces: dict[int, Piece]) -> None:
    assert (pieces[2].role, pieces[8].role) == ("about", "")


def test_the_featured_picture_leads_with_what_wordpress_knows_of_it(pieces: dict[int, Piece]) -> None:
    piece = pieces[14]
    image = piece.extraction.images[0]
    assert piece.lead == image.src == "https://weir.example/wp-content/uploads/2011/03/wheel.jpg"
    assert (image.alt, image.caption) == ("A mill wheel, stopped", "The wheel at Nether Stow, stopped")
    assert image.credit == "Petronella Pask"


def test_sized_copies_are_taken_as_their_originals(pieces: dict[int, Piece], folder: Path) -> None:
    for piece in (pieces[14], pieces[41]):
        assert all(path.is_relative_to(folder / UPLOADS) for path in piece.pictures.values())
        assert "-300x225" not in piece.extraction.body_html
        assert "-1024x683" not in piece.extraction.body_html


def test_a_gallery_keeps_its_pictures_whatever_the_order_of_the_attachments(pieces: dict[int, Piece]) -> None:
    piece = pieces[22]
    gallery = next(value for type, value in blocks(piece) if type == "gallery")
    assert [item["picture"] for item in gallery["pictures"]] == [1, 2]
    assert gallery["pictures"][0]["caption"] == "The wheel at Nether Stow, stopped"
    assert len(piece.pictures) == 2
    assert piece.extraction.kind == "picture_story"


def test_embeds_and_bare_addresses_of_videos_become_videos(pieces: dict[int, Piece]) -> None:
    assert ("video", "https://www.youtube.com/watch?v=abcdefghijk") in [
        (type, value["url"]) for type, value in blocks(pieces[22]) if type == "video"
    ]
    video = next(value for type, value in blocks(pieces[41]) if type == "video")
    assert (video["url"], video["title"]) == ("https://vimeo.com/76979871", "Filmed by a night watchman")
    embed = next(value for type, value in blocks(pieces[22]) if type == "embed")
    assert embed["url"] == "https://video.example/watch?v=ladder3"


def test_shortcodes_and_frames_that_are_left_out_are_named(pieces: dict[int, Piece]) -> None:
    warnings = [*pieces[22].extraction.warnings, *pieces[41].extraction.warnings]
    for mark in ("[contact-form-7]", "[weir_level]", "https://maps.example/embed"):
        assert any(mark in warning for warning in warnings), mark
    assert "<script" not in pieces[41].extraction.body_html
    assert "track()" not in pieces[41].extraction.body_text


def test_links_to_the_own_site_are_root_relative(pieces: dict[int, Piece]) -> None:
    assert 'href="/2011/03/the-millers-last-customer/"' in pieces[41].extraction.body_html
    assert "javascript" not in pieces[41].extraction.body_html


def test_a_byline_in_the_text_is_better_than_the_name_of_the_account(pieces: dict[int, Piece]) -> None:
    assert pieces[29].extraction.authors == ("Ingrid Solley", "Tam Dorrit")
    assert "By Ingrid" not in pieces[29].extraction.body_text


def test_a_post_without_a_title_takes_its_first_words(pieces: dict[int, Piece]) -> None:
    assert pieces[60].extraction.headline == ""
    assert pieces[60].headline.startswith("A note without a title, as one pins to a door")
    assert pieces[60].extraction.body_text.endswith("ends in ]]> and you will know the rest.")


def test_paragraphs_without_tags_are_paragraphs(pieces: dict[int, Piece]) -> None:
    html = pieces[14].extraction.body_html
    assert html.startswith("<p>For three hundred years")
    assert "turns them.<br>" in html
    assert ("quote", {
        "text": "It goes round by the fields. It was only ever lent to us.",
        "attribution": "the miller, to the parish council",
    }) in blocks(pieces[14])  # fmt: skip


def test_approved_comments_are_counted_and_left_for_later(folder: Path) -> None:
    export = WordPressExport(folder / "sample.xml")
    assert len(export) == 11
    assert export.notes() == ["Approved comments (1) are left for a later version; keep the export."]


def test_control_characters_and_bare_ampersands_are_mended() -> None:
    found = list(WordPressExport(FIXTURES / "control-characters.xml").pieces())
    assert [each.extraction.headline for each in found] == ["The Miller's Last Customer & his hens"]


def test_a_truncated_export_gives_what_stands_before_the_break() -> None:
    found = list(WordPressExport(FIXTURES / "truncated.xml").pieces())
    assert [each.extraction.headline for each in found[:-1]] == ["The Miller's Last Customer"]
    assert isinstance(found[-1], Refusal)
    assert found[-1].code == "truncated"
    assert "line" in found[-1].message


@pytest.mark.parametrize("name", ["entities.xml", "billion-laughs.xml"])
def test_entities_are_refused_unread(name: str) -> None:
    (found,) = WordPressExport(FIXTURES / name).pieces()
    assert (found.code, found.path) == ("external_entities", name)


def test_a_feed_that_is_no_export_is_refused_clearly() -> None:
    path = FIXTURES / "not-wordpress.xml"
    assert is_export(path)
    (found,) = WordPressExport(path).pieces()
    assert found.code == "not_wordpress"
    assert "no WordPress export" in found.message


EXPORT = """<?xml version="1.0"?><rss xmlns:wp="http://wordpress.org/export/1.2/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><link>https://weir.example</link>
<wp:wxr_version>1.2</wp:wxr_version>{items}</channel></rss>"""
ITEM = """<item><title>{title}</title><link>{link}</link><guid>https://weir.example/?p={id}</guid>
<content:encoded><![CDATA[{text}]]></content:encoded><wp:post_id>{id}</wp:post_id><wp:status>{status}</wp:status>
<wp:post_type>{type}</wp:post_type><wp:post_date>{date}</wp:post_date>{more}</item>"""


def taken(tmp_path: Path, *items: dict[str, object]) -> list[Piece | Refusal | None]:
    common = {
        "title": "A title",
        "text": "Some text.",
        "status": "publish",
        "type": "post",
        "date": "2012-01-02 03:04:05",
        "more": "",
    }
    written = (
        ITEM.format(**{**common, "id": number, "link": f"https://weir.example/{number}/", **item})
        for number, item in enumerate(items, 1)
    )
    path = tmp_path / "export.xml"
    path.write_text(EXPORT.format(items="".join(written)), "utf-8")
    return list(WordPressExport(path).pieces())


def test_an_address_may_be_a_query_but_that_of_a_draft_s_preview_is_none(tmp_path: Path) -> None:
    link = {"link": "https://weir.example/?p=1"}
    shown, hidden = taken(tmp_path, link, {**link, "status": "draft"})
    assert (shown.extraction.legacy_address, hidden.extraction.legacy_address) == ("/?p=1", "")


def test_links_by_number_lead_to_the_post_s_address(tmp_path: Path) -> None:
    text = '<a href="http://www.weir.example/?p=2#more">that</a> and <a href="https://other.example/?p=2">this</a>'
    piece, _ = taken(tmp_path, {"text": text}, {"link": "https://weir.example/2012/other/"})
    assert 'href="/2012/other/#more"' in piece.extraction.body_html
    assert 'href="https://other.example/?p=2"' in piece.extraction.body_html


@pytest.mark.parametrize(
    ("item", "code"),
    [
        ({"type": "wpcf7_contact_form"}, "not_a_page"),
        ({"status": "trash"}, "not_a_page"),
        ({"text": "  "}, "empty"),
    ],
)
def test_what_is_no_piece_of_a_magazine_is_named(tmp_path: Path, item: dict, code: str) -> None:
    (found,) = taken(tmp_path, item)
    assert found.code == code
    assert found.message.startswith("export.xml#1 ")


def test_an_item_that_stands_twice_is_taken_once(tmp_path: Path) -> None:
    first, second = taken(tmp_path, {"id": 7}, {"id": 7, "text": "Changed text."})
    assert first.extraction.body_text == "Some text."
    assert (second.code, second.path) == ("doubled", "export.xml#7")


def test_a_post_keeps_the_id_it_has_in_the_old_feed(tmp_path: Path) -> None:
    first, second = taken(tmp_path, {"id": 7}, {"id": 8, "text": "Other text."})
    assert [first.guid, second.guid] == ["https://weir.example/?p=7", "https://weir.example/?p=8"]
    (endless,) = taken(tmp_path, {"id": "7" * 300})
    assert endless.guid == ""


@pytest.mark.parametrize(
    ("published", "changed", "taken_as"),
    [
        ("2012-01-02 03:04:05", "2013-05-06 07:08:09", datetime(2013, 5, 6, 7, 8, 9, tzinfo=UTC)),
        ("2012-01-02 03:04:05", "2012-01-02 03:04:05", None),
        ("2012-01-02 03:04:05", "2011-01-02 03:04:05", None),
        ("2012-01-02 03:04:05", "0000-00-00 00:00:00", None),
        ("2012-01-02 03:04:05", "2999-01-02 03:04:05", None),
        ("0000-00-00 00:00:00", "2013-05-06 07:08:09", None),
    ],
)
def test_a_post_keeps_the_moment_it_was_rewritten(
    tmp_path: Path, published: str, changed: str, taken_as: datetime | None
) -> None:
    more = f"<wp:post_date_gmt>{published}</wp:post_date_gmt><wp:post_modified_gmt>{changed}</wp:post_modified_gmt>"
    (piece,) = taken(tmp_path, {"more": more})
    assert piece.changed_at == taken_as


def test_a_scheduled_post_is_a_draft_and_a_date_that_is_none_is_unknown(tmp_path: Path) -> None:
    never = "0000-00-00 00:00:00"
    piece, other = taken(tmp_path, {"status": "future", "date": never}, {"date": never, "text": "Other text."})
    assert piece.is_draft
    assert other.extraction.published is None


def test_memory_stays_that_of_the_largest_item(tmp_path: Path) -> None:
    import tracemalloc  # only here

    path = tmp_path / "long.xml"
    item = ITEM.format(
        title="T",
        link="https://weir.example/a/",
        id=1,
        text="Word " * 2000,
        status="publish",
        type="post",
        date="",
        more="",
    )
    path.write_text(EXPORT.format(items=item * 600), "utf-8")
    tracemalloc.start()
    count = sum(1 for _ in WordPressExport(path).pieces())
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 600
    assert peak < path.stat().st_size


@pytest.mark.parametrize(
    ("login", "nicename"),
    [
        ("Orla.Quill", "orla-quill"),
        ("maria@example.org", "mariaexample-org"),
        ("  Tam  O'Dorrit ", "tam-odorrit"),
        ("josé_arrieta", "jose_arrieta"),
        ("a -- b", "a-b"),
        ("R&D", "rd"),
        ("سد", "%d8%b3%d8%af"),
    ],
)
def test_an_account_s_name_in_addresses_is_made_as_wordpress_makes_it(login: str, nicename: str) -> None:
    assert nicename_of(login) == nicename
