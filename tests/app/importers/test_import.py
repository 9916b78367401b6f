"""Importing a folder of old pages: taken in once, never over an editor's work, every address alive."""

from __future__ import annotations

import shutil
import struct
import zlib
from datetime import date
from pathlib import Path

import pytest

from handpress.addresses import answers
from handpress.addresses.models import Address
from handpress.importers import landing, run
from handpress.importers.errors import ArchiveMissing, ImportRunning, ImportStopped
from handpress.importers.models import ImportRecord
from handpress.importers.pieces import IMPORTER_VERSION
from handpress.importers.report import Report
from handpress.newsroom.actions.articles import publish_article
from handpress.newsroom.models import Article
from tests import factories
from tests.app.importers.conftest import SAMPLE, write_page


def imported(path: Path, **options) -> Report:
    return run.import_path(path, **options)


def line(report: Report, ending: str):
    return next(each for each in report.lines if each.path.endswith(ending))


def test_pages_become_articles_with_what_the_page_shows(archive: Path) -> None:
    report = imported(archive)
    article = Article.objects.get(title="A Penny on the Fare")
    assert article.public_path == line(report, "bus.htm").address == "/2005/06/a-penny-on-the-fare.html"
    assert [str(byline) for byline in article.bylines.all()] == ["Petra Ilvonen", "Ruth Ambersley"]
    assert article.source.name == "The Northern Ledger"
    assert article.main_section.name == "Cities"
    assert article.published_on.isoformat() == "2005-06-21"
    assert article.live
    assert article.is_public


def test_pictures_come_into_the_library_and_stand_in_the_text(archive: Path) -> None:
    report = imported(archive)
    address = line(report, "2005/jan/coast.htm").address
    article = Article.objects.get(public_path=address)
    picture = next(block.value for block in article.body if block.block_type == "picture")
    assert picture["picture"].legacy_path.endswith("coast1.jpg")
    assert picture["picture"].content_hash


def test_importing_twice_changes_nothing(archive: Path) -> None:
    imported(archive)
    before = list(Article.objects.order_by("pk").values())
    report = imported(archive)
    assert report.counts["new"] == report.counts["updated"] == 0
    assert list(Article.objects.order_by("pk").values()) == before


def test_an_archive_too_large_for_cards_is_told_how_to_have_them(archive: Path, monkeypatch) -> None:
    monkeypatch.setattr("handpress.newsroom.actions.cards.FEW", 2)
    report = imported(archive)
    assert [note for note in report.notes if "`handpress cards`" in note and str(report.counts["new"]) in note]
    assert not [note for note in imported(archive).notes if "cards" in note], "said once, of what is new"


def test_every_old_address_answers(archive: Path) -> None:
    report = imported(archive)
    for each in report.lines:
        if each.outcome == "new":
            answer = answers.resolve(f"/{each.path}")
            assert (answer.status, answer.to_path) == (301, each.address), each.path
    assert answers.resolve("/2005/dec/index.htm").to_path == "/archive/"


def test_old_addresses_can_be_kept(archive: Path) -> None:
    imported(archive, keep_addresses=True)
    assert answers.resolve("/2005/jun/bus.htm").status == 200
    assert Article.objects.get(title="A Penny on the Fare").public_path == "/2005/jun/bus.htm"


def test_an_edited_article_is_never_overwritten(archive: Path) -> None:
    imported(archive)
    article = Article.objects.get(title="A Penny on the Fare")
    article.standfirst = "Edited here."
    publish_article(article)
    page = archive / "2005/jun/bus.htm"
    page.write_bytes(page.read_bytes().replace(b"Fare", b"Bus"))
    report = imported(archive)
    assert line(report, "bus.htm").code == "edited_here"
    assert "standfirst" in line(report, "bus.htm").reason
    article = Article.objects.get(pk=article.pk)
    assert (article.title, article.standfirst) == ("A Penny on the Fare", "Edited here.")


def test_a_page_that_changed_updates_an_article_nobody_edited(archive: Path) -> None:
    imported(archive)
    page = archive / "2005/jun/bus.htm"
    page.write_bytes(page.read_bytes().replace(b"A Penny on the Fare", b"A Penny on the Bus"))
    report = imported(archive)
    assert line(report, "bus.htm").outcome == "updated"
    article = Article.objects.get(title="A Penny on the Bus")
    assert article.public_path == "/2005/06/a-penny-on-the-fare.html"
    assert imported(archive).counts["updated"] == 0


def test_a_deleted_article_is_not_made_again(archive: Path) -> None:
    imported(archive)
    Article.objects.get(title="A Penny on the Fare").delete()
    page = archive / "2005/jun/bus.htm"
    page.write_bytes(page.read_bytes() + b"\n")
    assert line(imported(archive), "bus.htm").code == "deleted_here"


def test_an_import_killed_half_way_is_finished_by_the_next(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "BATCH", 2)
    calls = 0
    take_in = landing.Landing.take_in

    def dies(self, pieces):
        nonlocal calls
        calls += 1
        if calls == 3:
            raise KeyboardInterrupt
        return take_in(self, pieces)

    monkeypatch.setattr(landing.Landing, "take_in", dies)
    with pytest.raises(ImportStopped) as stopped:
        imported(archive)
    assert stopped.value.report.counts["new"] == 4
    assert 4 <= stopped.value.done < stopped.value.total
    half = Article.objects.count()
    assert half == 4
    monkeypatch.setattr(landing.Landing, "take_in", take_in)
    imported(archive)
    titles = list(Article.objects.values_list("title", flat=True))
    assert len(titles) == len(set(titles)) > half
    assert ImportRecord.objects.count() == len(titles)


def test_originals_are_kept(archive: Path) -> None:
    imported(archive)
    record = ImportRecord.objects.get(path="2005/jun/bus.htm")
    assert landing.original_path(record.sha256).read_bytes() == (archive / record.path).read_bytes()
    assert record.importer_version == IMPORTER_VERSION


def test_a_copy_under_another_name_leads_to_the_first(archive: Path) -> None:
    shutil.copy(archive / "2005/jun/bus.htm", archive / "2005/jun/bus-copy.htm")
    report = imported(archive)
    copies = [each for each in report.lines if each.outcome == "duplicate"]
    assert len(copies) == 1
    assert Article.objects.filter(title="A Penny on the Fare").count() == 1
    assert answers.resolve("/" + copies[0].path).status == 301


def test_files_that_are_no_pages_are_named_and_the_rest_is_taken(small: Path) -> None:
    (small / "empty.htm").write_bytes(b"")
    (small / "bomb.zip").write_bytes(b"PK\x03\x04")
    report = imported(small)
    assert {each.path: each.code for each in report.lines if each.outcome == "refused"} == {
        "empty.htm": "empty",
        "bomb.zip": "packed",
    }
    assert report.counts["new"] == 4


def png_of(width: int, height: int) -> bytes:
    """A PNG of some bytes that says it is that large."""
    header = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = (struct.pack(">I", 13) + header + struct.pack(">I", zlib.crc32(header)), b"\0\0\0\0IEND\xaeB\x60\x82")
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no picture",
        b"\xff\xd8\xff no picture",
        factories.image_bytes()[:400],
        png_of(60_000, 60_000),
        png_of(9_000, 9_000),
        png_of(10, 10),
        b"GIF89a" + b"\xff" * 20,
    ],
)
def test_a_broken_picture_is_named_and_the_page_is_taken(small: Path, data: bytes) -> None:
    (small / "good.jpg").write_bytes(factories.image_bytes())
    (small / "bad.jpg").write_bytes(data)
    page = small / "elm.htm"
    pictures = '</p><p><img src="good.jpg"></p><p><img src="bad.jpg"></p><p><img src="none.jpg"></p>'
    page.write_text(page.read_text().replace("newspaper. </p>", f"newspaper. {pictures}", 1))
    warnings = " ".join(line(imported(small), "elm.htm").warnings)
    assert "picture /bad.jpg was left out" in warnings
    assert "picture /none.jpg is not in the archive" in warnings
    body = Article.objects.get(title__contains="elm").body
    assert [block.block_type for block in body] == ["text", "picture", "text"]


def test_two_imports_at_one_time_are_refused(small: Path) -> None:
    seen: list[str] = []

    def once_more(done: int, total: int) -> None:
        if not seen:
            seen.append("asked")
            with pytest.raises(ImportRunning, match="Another import"):
                imported(small)

    assert imported(small, progress=once_more).counts["new"] == 4
    assert seen


def test_a_batch_asks_a_constant_number_of_queries(small: Path, tmp_path: Path, django_assert_max_num_queries) -> None:
    imported(small)  # languages, content types and names are known from here on
    for number in range(60):
        write_page(tmp_path / "more" / f"page{number}.htm", f"The oak of parish {number}", "2004-02-11")
    with django_assert_max_num_queries(60):
        assert imported(tmp_path / "more").counts["new"] == 60


def test_a_missing_path_is_named() -> None:
    with pytest.raises(ArchiveMissing, match="nowhere"):
        imported(Path("nowhere"))


def test_a_dry_run_writes_nothing_and_gives_the_agreed_fields(archive: Path) -> None:
    found = next(each for each in run.read_path(archive) if each["path"] == "2005/jun/bus.htm")
    assert list(found) == [
        "path", "headline", "standfirst", "authors", "published_on", "source", "source_url", "section", "language",
        "body_html", "body_text", "images", "legacy_address", "warnings",
    ]  # fmt: skip
    assert not Article.objects.exists()
    assert not Address.objects.filter(origin="legacy").exists()


def test_the_whole_sample_archive_comes_in(tmp_path: Path) -> None:
    report = imported(SAMPLE)
    assert report.counts["new"] >= 60
    assert Article.objects.filter(language="ar").exists()
    assert Article.objects.filter(language="es").exists()


def test_a_page_dated_after_today_has_no_date_and_the_import_goes_on(tmp_path):
    write_page(tmp_path / "come.htm", "Come", "2004-02-11")
    write_page(
        tmp_path / "early.htm", "Early", "2062-02-11", text="<p>Other words stand in this one, of some weight.</p>"
    )
    lines = {line.path: line for line in run.import_path(tmp_path).lines}
    assert lines["early.htm"].outcome == "new"
    assert {each.title: each.published_on for each in Article.objects.all()} == {
        "Come": date(2004, 2, 11),
        "Early": None,
    }
    page = tmp_path / "come.htm"
    page.write_text(page.read_text().replace("2004-02-11", "2062-02-11"))
    run.import_path(tmp_path)
    assert Article.objects.get(title="Come").published_on is None
