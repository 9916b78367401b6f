"""Old archives made by the number: the same pages for the same seed."""

from __future__ import annotations

import random
from pathlib import Path

SECTIONS = ("Rivers", "Work", "Cities", "Letters", "Solutions", "Gender")
WORDS = (
    "the of and to in is that for was with river council bread harbour meeting winter worker letter street market "
    "spoke carried measured counted opened closed after before nobody everybody eleven hundred water school garden"
).split()
NAMES = ("Ann Orchard", "Tam Dorrit", "Ingrid Solley", "Petra Ilvonen", "Leila Haddouri", "José Arrieta")
SOURCES = ("The Northern Ledger", "Monsoon Wire", "", "", "")


def write_archive(root: Path, pages: int, *, seed: int = 7) -> list[Path]:
    """`pages` articles of 2001 to 2012 in folders by year and month, laid out by tables as was usual."""
    chance = random.Random(seed)
    return [_write_page(root, number, chance) for number in range(pages)]


def _write_page(root: Path, number: int, chance: random.Random) -> Path:
    year, month, day = chance.randint(2001, 2012), chance.randint(1, 12), chance.randint(1, 28)
    headline = f"{_sentence(chance, 6)[:-1].title()} {number}"
    source = chance.choice(SOURCES)
    credits = f"<p>By {chance.choice(NAMES)}</p><p>{source and source + '<br>'}{day:02d}/{month:02d}/{year}</p>"
    menu = "<br>".join(f'<a href="/{name.lower()}.htm">{name}</a>' for name in SECTIONS)
    text = "".join(f"<p>{' '.join(_sentence(chance, 14) for _ in range(5))}</p>" for _ in range(chance.randint(8, 20)))
    page = (
        f"<html><head><title>The Old Paper - {headline}</title></head><body bgcolor=#ffffff><table width=760><tr>"
        f"<td width=140 valign=top><font size=2>{menu}</font></td><td><font size=5><b>{headline}</b></font>{credits}"
        f"<font size=3>{text}</font></td></tr></table><hr><font size=1>Copyright The Old Paper</font></body></html>"
    )
    path = root / str(year) / f"{month:02d}" / f"page{number}.htm"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(page.encode("cp1252"))
    return path


def _sentence(chance: random.Random, words: int) -> str:
    return " ".join(chance.choice(WORDS) for _ in range(words)).capitalize() + "."
