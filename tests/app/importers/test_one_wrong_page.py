"""One wrong page never ends an import: it is named, and the others are taken."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.db.utils import DataError, OperationalError

from handpress import extract
from handpress.addresses.models import Address
from handpress.importers import drafting, extracting, further_addresses, guarding, landing, legacy, run
from handpress.importers.errors import ImportStopped
from handpress.importers.wordpress import export as wordpress
from handpress.importers.wordpress import site as wordpress_site
from handpress.newsroom.models import Article, RelatedArticle
from tests import factories

pytestmark = pytest.mark.django_db

ERRORS = (IndexError("list index out of range"), KeyError("x"), RecursionError(), ValueError("a\0b"), MemoryError())


def _failing_for(name: str, function, error: Exception, *, named_by):
    """The function, raising for what is called by that name."""

    def fails(*args, **options):
        if named_by(*args, **options) == name:
            raise error
        return function(*args, **options)

    return fails


def _titles() -> set[str]:
    return set(Article.objects.values_list("title", flat=True))


def _assert_all_but_elm(report, *, code: str = "failed") -> None:
    (line,) = [line for line in report.lines if line.outcome == "refused"]
    assert (line.path, line.code) == ("elm.htm", code)
    assert "elm.htm" in line.reason
    assert report.counts["new"] == 3
    assert _titles() == {"The ash of parish 1", "The beech of parish 2", "The cedar of parish 3"}


@pytest.mark.parametrize("error", ERRORS, ids=repr)
def test_a_page_that_cannot_be_understood(small: Path, monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    fails = _failing_for("elm.htm", extract.extract_page, error, named_by=lambda content, *, path, profile: path)
    monkeypatch.setattr(extracting, "extract_page", fails)
    _assert_all_but_elm(run.import_path(small))


def test_a_page_that_nothing_can_be_learned_from_is_taken_and_named(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fails = _failing_for("elm.htm", legacy._study, ERRORS[0], named_by=lambda learner, file: file.name)
    monkeypatch.setattr(legacy, "_study", fails)
    report = run.import_path(small)
    assert report.counts["new"] == 4
    assert [note for note in report.notes if "elm.htm" in note]


def test_a_page_whose_pictures_cannot_be_looked_for(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fails = _failing_for(
        "elm.htm", legacy.LegacyArchive._pictures, ERRORS[0], named_by=lambda self, found, file: file.name
    )
    monkeypatch.setattr(legacy.LegacyArchive, "_pictures", fails)
    _assert_all_but_elm(run.import_path(small))


def test_a_piece_that_cannot_be_made_into_a_draft(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fails = _failing_for(
        "elm.htm", drafting.Drafter.draft, ERRORS[0], named_by=lambda self, piece: piece.extraction.path
    )
    monkeypatch.setattr(drafting.Drafter, "draft", fails)
    _assert_all_but_elm(run.import_path(small))


@pytest.mark.parametrize("error", [*ERRORS, DataError("value too long")], ids=repr)
def test_a_piece_that_the_database_does_not_take(
    small: Path, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    create = landing.create_articles

    def fails(drafts, *args, **options):
        if any(draft.headline == "The elm of parish 4" for draft in drafts):
            raise error
        return create(drafts, *args, **options)

    monkeypatch.setattr(landing, "create_articles", fails)
    _assert_all_but_elm(run.import_path(small))


def _failing_late(title: str, times: int):
    """What remembers a piece, raising for one of that title, as often as told; its article is made by then."""
    record_of, met = landing.record_of, []

    def fails(piece, *args, **options):
        if piece.headline == title and len(met) < times:
            met.append(piece)
            raise DataError("value too long")
        return record_of(piece, *args, **options)

    return fails


def test_a_piece_that_cannot_be_stored_leaves_no_ghosts_to_its_neighbours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = _export(tmp_path, more='<category domain="post_tag" nicename="eels">eels</category>')
    monkeypatch.setattr(landing, "record_of", _failing_late("Post 1", times=2))
    report = run.import_path(path)
    assert [line.path for line in report.lines if line.outcome == "refused"] == ["export.xml#1"]
    assert _titles() == {"Post 2", "Post 3"}
    two, three = Article.objects.order_by("title")
    assert [(row.article_id, row.target_id) for row in RelatedArticle.objects.all()] == [(three.pk, two.pk)]


def test_an_update_that_cannot_be_stored_leaves_no_ghosts_to_its_neighbours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run.import_path(_export(tmp_path))
    path = _export(tmp_path, more='<category domain="post_tag" nicename="eels">eels</category>')
    monkeypatch.setattr(landing, "record_of", _failing_late("Post 1", times=1))
    report = run.import_path(path)
    assert [line.path for line in report.lines if line.outcome == "refused"] == ["export.xml#1"]
    assert report.counts["updated"] == 2
    tags = {article.title: [row.tag.name for row in article.article_tags.all()] for article in Article.objects.all()}
    assert tags == {"Post 1": [], "Post 2": ["eels"], "Post 3": ["eels"]}


def test_what_is_said_of_a_section_is_said_once_though_a_batch_is_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    factories.section("Water and Power")
    path = _export(tmp_path, more='<category domain="category" nicename="water">Water</category>')
    monkeypatch.setattr(landing, "record_of", _failing_late("Post 1", times=1))
    monkeypatch.setattr(run, "BATCH", 1)
    assert len(run.import_path(path).notes) == 1


def test_a_batch_that_failed_is_no_page_left_out(
    small: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(landing, "record_of", _failing_late("The elm of parish 4", times=1))
    assert run.import_path(small).counts["new"] == 4
    (said,) = [record.getMessage() for record in caplog.records if record.name == guarding.__name__]
    assert said.startswith("A batch of 4 pieces")
    assert "left out" not in said


def test_a_page_without_end(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def endless(content, *, path, profile):
        while path == "elm.htm":
            pass
        return extract.extract_page(content, path=path, profile=profile)

    monkeypatch.setattr(extracting, "extract_page", endless)
    monkeypatch.setattr(guarding, "LIMIT_S", 1)
    _assert_all_but_elm(run.import_path(small), code="too_slow")


def test_an_import_mended_takes_the_page_that_was_left_out(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as broken:
        fails = _failing_for(
            "elm.htm", extract.extract_page, ERRORS[0], named_by=lambda content, *, path, profile: path
        )
        broken.setattr(extracting, "extract_page", fails)
        run.import_path(small)
    report = run.import_path(small)
    assert (report.counts["new"], report.counts["unchanged"]) == (1, 3)


@pytest.mark.parametrize("text", ["Home", "« Previous | Next »", "Print this page\n", "Subscribe to our letter"])
def test_a_text_of_one_line_that_looks_like_furniture_ends_nothing(small: Path, text: str) -> None:
    (small / "one.txt").write_text(text)
    report = run.import_path(small)
    assert report.counts["new"] == 4
    assert [line.path for line in report.lines if line.outcome == "refused"] == ["one.txt"]


def _export(tmp_path: Path, more: str = "") -> Path:
    items = "".join(
        f"<item><title>Post {n}</title><link>https://old.example/{n}/</link><wp:post_id>{n}</wp:post_id>"
        f"<content:encoded>Text {n} of the river.</content:encoded>{more}</item>"
        for n in range(1, 4)
    )
    path = tmp_path / "export.xml"
    path.write_text(
        '<rss xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:wp="http://wordpress.org/export/1.2/">'
        f"<channel><wp:wxr_version>1.2</wp:wxr_version>{items}</channel></rss>"
    )
    return path


def test_a_post_that_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make = wordpress.PieceMaker._body
    fails = _failing_for("2", make, ERRORS[0], named_by=lambda self: self._item.id)
    monkeypatch.setattr(wordpress.PieceMaker, "_body", fails)
    report = run.import_path(_export(tmp_path))
    assert [(line.path, line.code) for line in report.lines if line.outcome == "refused"] == [
        ("export.xml#2", "failed")
    ]
    assert _titles() == {"Post 1", "Post 3"}


def test_a_further_address_that_cannot_be_stored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lead_on = further_addresses.lead_on

    def fails(leads):
        leads = list(leads)
        if "/rss.xml" in [each.path for each in leads]:
            raise DataError("value too long")
        return lead_on(leads)

    monkeypatch.setattr(further_addresses, "lead_on", fails)
    report = run.import_path(_export(tmp_path))
    assert [(line.path, line.code) for line in report.lines if line.outcome == "refused"] == [("/rss.xml", "failed")]
    assert report.counts["new"] == 3
    assert Address.objects.filter(path="/atom.xml", to_path="/feeds/all.xml").exists()


def test_a_former_name_that_cannot_be_one_ends_nothing(tmp_path: Path) -> None:
    more = "".join(
        f"<wp:postmeta><wp:meta_key>_wp_old_slug</wp:meta_key><wp:meta_value>{name}</wp:meta_value></wp:postmeta>"
        for name in ("a%00b", "İ" * 260, "//x", "a%0Ab", "..", "%", "fine")
    )
    report = run.import_path(_export(tmp_path, more=f"<wp:post_name>1</wp:post_name>{more}"))
    assert (report.counts["new"], report.counts["refused"]) == (3, 0)
    assert Address.objects.filter(path="/fine/").exists()


def test_an_item_that_cannot_be_looked_at_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    add = wordpress_site.WordPressSite._add_item
    fails = _failing_for("2", add, ERRORS[0], named_by=lambda self, item: item.id)
    monkeypatch.setattr(wordpress_site.WordPressSite, "_add_item", fails)
    report = run.import_path(_export(tmp_path))
    assert report.counts["new"] == 3
    assert report.notes


def test_a_database_that_is_gone_stops_the_import_and_says_where_it_stands(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run, "BATCH", 2)
    take_in = landing.Landing.take_in
    calls: list[int] = []

    def fails(self, pieces):
        calls.append(1)
        if len(calls) == 2:
            raise OperationalError("database or disk is full")
        return take_in(self, pieces)

    monkeypatch.setattr(landing.Landing, "take_in", fails)
    with pytest.raises(ImportStopped) as stopped:
        run.import_path(small)
    assert (stopped.value.done, stopped.value.total) == (2, 4)
    assert "disk is full" in str(stopped.value)
    monkeypatch.undo()
    assert run.import_path(small).counts["unchanged"] == 2


def test_the_whole_report_is_kept_in_a_file(small: Path) -> None:
    (small / "one.txt").write_text("Home")
    report = run.import_path(small)
    kept = json.loads(Path(report.file).read_text("utf-8"))
    assert kept == json.loads(json.dumps(report.as_json()))
    assert {line["path"] for line in kept["files"]} == {"ash.htm", "beech.htm", "cedar.htm", "elm.htm", "one.txt"}
