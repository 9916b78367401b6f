"""A small publication to be backed up."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from handpress.backup.publications import DATABASE


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    """A publication of a few files and a database."""
    folder = tmp_path / "paper"
    texts = {
        "handpress.toml": 'name = "The Paper"\n',
        "theme/tokens.toml": "x = 1\n",
        "media/original_images/a b.jpg": "picture" * 900,
        "data/secret-key": "secret",
        "data/originals/old/é.htm": "<p>Old",
        "data/static/made.css": "made again",
        "data/run/supervisor.lock": "1",
        "data/import.lock": "",
        "media/sizes/ab/1.webp": "rendition",
        "public/index.html": "pressed",
        "elsewhere/notes.txt": "none of ours",
    }
    for name, text in texts.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    with sqlite3.connect(folder / DATABASE) as database:
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("CREATE TABLE kept (number INTEGER, words TEXT)")
        database.executemany("INSERT INTO kept VALUES (?, ?)", ((n, "word " * 40) for n in range(2000)))
    database.close()
    return folder
