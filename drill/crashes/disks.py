"""A disk that is full under `data/`, and a public tree that nobody may write to. Both need root, who may mount."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tests.journeys.desk_forms import paragraph
from tests.journeys.serving import ask

from drill.desk_work import mark, new_piece, publish, publish_at_last, write_at_last
from drill.house import House, temporary
from drill.outcome import Outcome
from drill.records import faults
from drill.sizes import Sizes

SPARE_MB = 40
TRIED = 5
LONG = paragraph("It came in the night. " * 20_000)  # no journal that is there already takes it in
NO_MOUNT = "a file system can be mounted by root only"


def full(sizes: Sizes) -> Iterator[Outcome]:
    """Pieces sent to the desk while nothing more fits: readers read, and what was accepted is there."""
    with temporary(sizes.articles, data_mb=_mb_for(sizes)) as house:
        if not os.path.ismount(house.folder / "data"):
            yield Outcome("full", skipped=NO_MOUNT)
            return
        editor, made = house.editor(), mark()
        titles = [f"Piece {each} {made}" for each in range(TRIED + 1)]
        drafts = [new_piece(editor, title) for title in titles]
        filler = house.folder / "data" / "filler"
        _fill(filler)
        accepted = [
            titles[n] for n in range(TRIED) if _refilled(filler) and publish(editor, drafts[n], titles[n], **LONG)
        ]
        broken = list(_unread(house))
        if len(accepted) == TRIED:
            broken.append("all of them were accepted: the disk was not full")
        filler.unlink()
        begun = time.monotonic()
        broken += _tried(lambda: publish_at_last(editor, drafts[-1], titles[-1]))
        broken += _tried(lambda: write_at_last(house.ports["ours"], f"Letter {made}"))
        took = time.monotonic() - begun
        broken += faults(house, [*accepted, titles[-1]], [f"Letter {made}"])
        did = f"{TRIED} pieces sent on a full disk, {len(accepted)} accepted; work goes on {took:.1f} s after"
        yield Outcome("full", did=did, broken=tuple(broken))


def read_only(sizes: Sizes) -> Iterator[Outcome]:
    """Pieces published while the tree is read-only: readers read what was there, and then all of it."""
    with temporary(sizes.articles) as house:
        editor, made = house.editor(), mark()
        titles = [f"Piece {each} {made}" for each in range(TRIED)]
        drafts = [new_piece(editor, title) for title in titles]
        with _mounted_read_only(house.public) as is_mounted:
            if not is_mounted:
                yield Outcome("read-only", skipped=NO_MOUNT)
                return
            accepted = [title for title, piece in zip(titles, drafts, strict=True) if publish(editor, piece, title)]
            time.sleep(min(sizes.stopped_s, 20.0))
            broken = list(_unread(house))
        if accepted != titles:
            broken.append(f"the desk accepted {len(accepted)} of {TRIED} pieces: its work needs no tree")
        broken += faults(house, accepted)
        yield Outcome("read-only", did=f"{len(accepted)} pieces published meanwhile", broken=tuple(broken))


def _mb_for(sizes: Sizes) -> int:
    return SPARE_MB + sizes.articles // 4


def _fill(filler: Path) -> None:
    with filler.open("ab", buffering=0) as file, suppress(OSError):
        while True:
            file.write(bytes(4096))


def _refilled(filler: Path) -> bool:
    """Whatever was freed meanwhile is taken again."""
    _fill(filler)
    return True


def _unread(house: House) -> Iterator[str]:
    for page in house.pages()[:20]:
        if (status := ask(house.ports["ours"], page).status) != 200:
            yield f"{page} was answered {status}"


def _tried(do) -> list[str]:  # type: ignore[no-untyped-def]
    try:
        do()
    except TimeoutError as error:
        return [str(error)]
    return []


@contextmanager
def _mounted_read_only(folder: Path) -> Iterator[bool]:
    """Whether it is; through another mount, because files that are open for writing keep a file system writable."""
    if subprocess.run(["mount", "--bind", str(folder), str(folder)], check=False, capture_output=True).returncode:
        yield False
        return
    try:
        subprocess.run(["mount", "-o", "remount,bind,ro", str(folder)], check=True)
        yield True
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)
