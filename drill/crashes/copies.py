"""Two copies of a publication on one database, as after a move: the first is pressed, the other told so."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from bench.magazine import handpress
from tests.journeys.serving import free_port

from drill.databases import MISSING, PROGRAMS, Server, told
from drill.desk_work import mark, new_piece, publish_at_last, write_at_last
from drill.house import House, port_of, served, temporary
from drill.outcome import Outcome
from drill.records import faults
from drill.sizes import Sizes
from drill.waiting import until

PIECES = 5
TOLD_WITHIN_S = 90.0  # by the minute the tree that is pressed is told from its copies
REFUSED = "--adopt"  # the message names what to do


def drill(sizes: Sizes) -> Iterator[Outcome]:
    """Pieces published in both desks while both run; then the copy is adopted, and the first is the other one."""
    if not PROGRAMS:
        yield Outcome("copies", skipped=MISSING)
        return
    with Server() as server, told(server.url), temporary(sizes.articles) as first:
        made, titles, letters, broken = mark(), [], [], []
        copy = _copy(first)
        before = _pages(copy)
        with served(copy):
            until(lambda: _is_refused(copy), "`handpress press` in the copy does not say so", within_s=TOLD_WITHIN_S)
            for house in (first, copy):
                _work(house, f"{len(titles)} {made}", titles, letters)
            broken += faults(first, titles, letters)
            if _pages(copy) != before:
                broken.append("the copy's tree was pressed")
        subprocess.run(handpress(copy.folder, "press", "--adopt"), check=True, capture_output=True)
        with served(copy):
            _work(copy, f"{len(titles)} {made}", titles, letters)
            broken += [f"adopted: {each}" for each in faults(copy, titles, letters)]
            if not _is_refused(first):
                broken.append("`handpress press` in the first does not say that another tree is pressed")
        did = f"{len(titles)} pieces and {len(letters)} letters in two desks at once and after a change of the tree"
        yield Outcome("copies", did=did, broken=tuple(broken))


def _copy(house: House) -> House:
    folder = house.folder.with_name("copy")
    shutil.copytree(house.folder, folder, ignore=shutil.ignore_patterns("run"))
    file = folder / "handpress.toml"
    file.write_text(file.read_text().replace(f"port = {port_of(folder)}", f"port = {free_port()}", 1))
    return replace(house, folder=folder, ports={}, pids={})


def _work(house: House, name: str, titles: list[str], letters: list[str]) -> None:
    editor = house.editor()
    for each in range(PIECES):
        titles.append(f"Piece {each} of {name}")
        publish_at_last(editor, new_piece(editor, titles[-1]), titles[-1])
    letters.append(f"Letter of {name}")
    write_at_last(house.ports["ours"], letters[-1])


def _pages(house: House) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in house.public.rglob("*") if path.is_file()}


def _is_refused(house: House) -> bool:
    done = subprocess.run(handpress(house.folder, "press"), check=False, capture_output=True, text=True)
    return done.returncode != 0 and REFUSED in done.stdout + done.stderr
