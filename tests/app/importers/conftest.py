"""Fixtures of the import tests: small folders of pages, and pictures whose sizes are left for later."""

from __future__ import annotations

import shutil
from importlib.resources import files
from pathlib import Path

import pytest

from tests.app.edition.paper import Paper

SAMPLE = Path(str(files("handpress.demo"))) / "legacy"
PARTS = ("2005", "2006", "images")


@pytest.fixture(autouse=True)
def _no_renditions(settings) -> None:
    """Pictures are taken in, their sizes are left for later: 2 s a picture, tested where they are made."""
    settings.TASKS = {"default": {**settings.TASKS["default"], "BACKEND": "django_tasks.backends.dummy.DummyBackend"}}


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """A part of the sample archive that can be changed."""
    folder = tmp_path / "old"
    for name in PARTS:
        if (SAMPLE / name).is_dir():
            shutil.copytree(SAMPLE / name, folder / name)
    return folder


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """Four pages, each of a few lines, that can be changed."""
    folder = tmp_path / "small"
    folder.mkdir()
    for number, name in enumerate(("ash", "beech", "cedar", "elm"), 1):
        write_page(folder / f"{name}.htm", f"The {name} of parish {number}", f"2004-0{number}-11")
    return folder


@pytest.fixture
def pressed_paper(tmp_path: Path) -> Paper:
    """The test paper, pressed in full once, empty as it is."""
    paper = Paper(tmp_path / "public")
    paper.full()
    return paper


def write_page(path: Path, headline: str, day: str = "", *, text: str = "", head: str = "") -> None:
    """A page of an old site: headline, byline, date, three paragraphs of its own."""
    path.parent.mkdir(parents=True, exist_ok=True)
    said = "".join(
        f"<p>{headline} was counted {word} by people who had come on foot from the other end of the valley, and who"
        f" went home {word} in the rain, carrying what they had found wrapped in newspaper. {text}</p>"
        for word in ("once", "again", "at last")
    )
    dated = f"<p>{day}</p>" if day else ""
    path.write_text(
        f"<html><head><title>{headline}</title>{head}</head><body><h1>{headline}</h1><p>By Ann Orchard</p>{dated}{said}"
        "</body></html>",
        "utf-8",
    )
