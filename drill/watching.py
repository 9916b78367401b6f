"""Honest readers, an editor at work and the memory of all processes, measured while something else happens."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from http.client import HTTPException
from pathlib import Path

from bench.measuring import percentile
from tests.journeys.desk_forms import Editor, paragraph
from tests.journeys.serving import ask

from drill.house import House

READERS = 4
READER_PAUSES_S = 0.05
EDITOR_PAUSES_S = 0.5
LOOKS_EVERY_S = 1.0
NEVER_MS = 60_000.0  # a request that failed counts as one that took a minute


class Watch:
    """Measures until it is left; then `figures()`. `editor` has signed in, and has a piece at `piece` to work on."""

    def __init__(self, house: House, server: str, editor: Editor, piece: str) -> None:
        self._house, self._port = house, house.ports[server]
        self._editor = Editor(self._port, dict(editor.cookies))
        self._piece = piece
        self._pages = house.pages()
        self._ending = threading.Event()
        self._threads = [threading.Thread(target=self._read, args=(n,), daemon=True) for n in range(READERS)]
        self._threads += [threading.Thread(target=each, daemon=True) for each in (self._edit, self._weigh)]
        self.read_ms: list[float] = []
        self.edited_ms: list[float] = []
        self.memory_mb: list[float] = []
        self.failed: list[str] = []

    def __enter__(self) -> Watch:
        self._before_mb = memory_mb(self._house.processes)
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ending.set()
        for thread in self._threads:
            thread.join(90)

    def figures(self) -> dict[str, float]:
        """Milliseconds and MB. The memory is the sum of proportional set sizes: before, at its largest, at the end."""
        return {
            "reads": len(self.read_ms),
            "read_p50_ms": round(percentile(self.read_ms, 0.5), 1),
            "read_p99_ms": round(percentile(self.read_ms, 0.99), 1),
            "edits": len(self.edited_ms),
            "edit_p50_ms": round(percentile(self.edited_ms, 0.5)),
            "edit_p95_ms": round(percentile(self.edited_ms, 0.95)),
            "edit_worst_ms": round(max(self.edited_ms)),
            "before_mb": round(self._before_mb),
            "peak_mb": round(max([self._before_mb, *self.memory_mb])),
            "after_mb": round(memory_mb(self._house.processes)),
        }

    def _read(self, number: int) -> None:
        chance = random.Random(number)
        goes_on = True
        while goes_on:
            page = chance.choice(self._pages)
            self.read_ms.append(self._took(f"a reader of {page}", lambda page=page: ask(self._port, page).status))
            goes_on = not self._ending.wait(READER_PAUSES_S)

    def _edit(self) -> None:
        goes_on = True
        while goes_on:
            self.edited_ms.append(self._took("the listing", lambda: self._editor.ask("/desk/articles/")[0]))
            self.edited_ms.append(self._took("the form", lambda: self._editor.ask(self._piece)[0]))
            with suppress(OSError, HTTPException, AssertionError):  # the form was measured just now
                post = self._editor.post(self._piece, paragraph("It rose again. " * 50))
                self.edited_ms.append(self._took("a draft saved", lambda post=post: self._editor.send(post)[0]))
            goes_on = not self._ending.wait(EDITOR_PAUSES_S)

    def _took(self, what: str, do: Callable[[], int]) -> float:
        begun = time.monotonic()
        try:
            status: object = do()
        except (OSError, HTTPException) as error:
            status = repr(error)
        if status in (200, 302):
            return (time.monotonic() - begun) * 1000
        self.failed.append(f"{what}: {status}")
        return NEVER_MS

    def _weigh(self) -> None:
        while not self._ending.wait(LOOKS_EVERY_S):
            self.memory_mb.append(memory_mb(self._house.processes))


def memory_mb(pids: list[int]) -> float:
    """Sum of the proportional set sizes (proc(5), "smaps_rollup"); a process that ended meanwhile counts nothing."""
    return sum(map(_pss_mb, pids))


def _pss_mb(pid: int) -> float:
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) / 1024
    return 0.0
