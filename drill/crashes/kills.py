"""SIGKILL to processes of a publication, chosen at random, while pieces are published and letters sent."""

from __future__ import annotations

import os
import random
import signal
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from bench.measuring import family

from drill.desk_work import mark, new_piece, publish_at_last, write_at_last
from drill.house import House, temporary
from drill.outcome import Outcome
from drill.records import faults
from drill.sizes import Sizes

MAY_TAKE = 1.6  # times what was meant: now and then nobody of the kind that is to be killed is there


def drill(sizes: Sizes) -> Iterator[Outcome]:
    """So many kills, spread over the drill's time. The supervisor alone is spared: systemd's part."""
    made, number = mark(), max(int(sizes.pieces_a_minute * sizes.killing_within_s * MAY_TAKE / 60), 1)
    with temporary(sizes.articles) as house:
        editor = house.editor()
        titles = [f"Piece {each} {made}" for each in range(number)]
        drafts = [new_piece(editor, title) for title in titles]
        work = _Work(60 / sizes.pieces_a_minute)
        work.add(lambda each: publish_at_last(editor, drafts[each], titles[each]), number)
        work.add(lambda each: write_at_last(house.ports["ours"], f"Letter {each} {made}"), number)
        killed = _kill(house, sizes.kills, sizes.killing_within_s)
        pieces, letters = work.stop()
        broken = [*work.failed, *faults(house, titles[:pieces], [f"Letter {each} {made}" for each in range(letters)])]
        did = (
            f"{killed.total()} kills of {len(killed)} kinds of process; {pieces} pieces and {letters} letters accepted"
        )
        yield Outcome("kills", "", did, {f"killed_{name}": count for name, count in killed.items()}, tuple(broken))


class _Work:
    """Things done one after another at a pace, each kind by a thread, until it is stopped."""

    def __init__(self, every_s: float) -> None:
        self._every_s = every_s
        self._ending = threading.Event()
        self._threads: list[threading.Thread] = []
        self._done: list[int] = []
        self.failed: list[str] = []

    def add(self, do: Callable[[int], object], number: int) -> None:
        """Begin to do it, `number` times at most."""
        kind = len(self._done)
        self._done.append(0)
        self._threads.append(threading.Thread(target=self._work, args=(kind, do, number), daemon=True))
        self._threads[-1].start()

    def stop(self) -> list[int]:
        """End after what is under way; how often each was done."""
        self._ending.set()
        for thread in self._threads:
            thread.join()
        return self._done

    def _work(self, kind: int, do: Callable[[int], object], number: int) -> None:
        for each in range(number):
            begun = time.monotonic()
            try:
                do(each)
            except TimeoutError as error:
                self.failed.append(str(error))
                return
            self._done[kind] += 1
            if self._ending.wait(max(self._every_s - (time.monotonic() - begun), 0.0)):
                return


def _kill(house: House, number: int, within_s: float) -> Counter[str]:
    """How many of which name; only descendants of our own supervisor, by their ids."""
    chance, killed = random.Random(2002), Counter[str]()
    kinds = sorted(_running(house))
    ends = time.monotonic() + within_s * MAY_TAKE
    while killed.total() < number and time.monotonic() < ends:
        time.sleep(chance.uniform(0.5, 1.5) * within_s / number)
        running = _running(house)
        kinds = sorted({*kinds, *running})
        name = chance.choice(kinds)  # of all kinds alike: those that are always there are not killed more often
        if pid := running.get(name):
            with suppress(OSError):
                os.kill(pid, signal.SIGKILL)
                killed[name] += 1
    return killed


def _running(house: House) -> dict[str, int]:
    """A process of each kind that runs now."""
    found = {}
    for pid in family(house.pids["ours"])[1:]:
        with suppress(OSError):
            found[Path(f"/proc/{pid}/comm").read_text().strip()] = pid
    return found
