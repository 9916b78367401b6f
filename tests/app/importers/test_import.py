"""Importing a folder of old pages: taken in once, never over an editor's work, every address alive."""

from __future__ import annotations

import shutil
from importlib.resources import files
from pathlib import Path

import pytest

from handpress.importers import landing, run
from handpress.importers.errors import ArchiveMissing
from handpress.importers.models import ImportRecord
from handpress.importers.report import Report
from handpress.newsroom.actions import addresses
from handpress.newsroom.actions.articles import publish_article
from handpress.newsroom.models import Address, Article

SAMPLE = Path(str(files("handpress.demo"))) / "legacy"


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """A part of the sample archive that can be changed."""
    folder = tmp_path / "old"
    for name in ("2005", "2006"):
        shutil.copytree(SAMPLE / name, folder / name)
    return folder


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


def test_every_old_address_answers(archive: Path) -> None:
    report = imported(archive)
    for each in report.lines:
        if each.outcome == "new":
            answer = addresses.resolve(f"/{each.path}")
            assert (answer.status, answer.to_path) == (301, each.address), each.path
    assert addresses.resolve("/2005/dec/index.htm").to_path == "/archive/"


def test_old_addresses_can_be_kept(archive: Path) -> None:
    imported(archive, keep_addresses=True)
    assert addresses.resolve("/2005/jun/bus.htm").status == 200
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
    with pytest.raises(KeyboardInterrupt):
        imported(archive)
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
    assert record.importer_version == 1


def test_a_copy_under_another_name_leads_to_the_first(archive: Path) -> None:
    shutil.copy(archive / "2005/jun/bus.htm", archive / "2005/jun/bus-copy.htm")
    report = imported(archive)
    copies = [each for each in report.lines if each.outcome == "duplicate"]
    assert len(copies) == 1
    assert Article.objects.filter(title="A Penny on the Fare").count() == 1
    assert addresses.resolve("/" + copies[0].path).status == 301


def test_files_that_are_no_pages_are_named_and_the_rest_is_taken(tmp_path: Path) -> None:
    folder = tmp_path / "odd"
    shutil.copytree(SAMPLE / "2005", folder / "2005")
    (folder / "empty.htm").write_bytes(b"")
    (folder / "photo.html").write_bytes(bytes(range(256)) * 40)
    (folder / "bomb.zip").write_bytes(b"PK\x03\x04" + b"\0" * 100)
    with (folder / "huge.html").open("wb") as file:
        file.truncate(100_000_000)
    (folder / "entities.html").write_text(
        '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><html><p>&e;</p></html>'
    )
    report = imported(folder)
    codes = {each.path: each.code for each in report.lines if each.outcome == "refused"}
    assert codes["empty.htm"] == "empty"
    assert codes["photo.html"] == "binary"
    assert codes["bomb.zip"] == "packed"
    assert codes["huge.html"] == "too_large"
    assert codes["entities.html"] == "external_entities"
    assert report.counts["new"] >= 4


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
