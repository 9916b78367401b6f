"""PostgreSQL stopped under a running publication."""

from __future__ import annotations

import time
from collections.abc import Iterator

from tests.journeys.serving import ask

from drill.databases import MISSING, PROGRAMS, Server, told
from drill.desk_work import mark, new_piece, publish, publish_at_last, write_at_last
from drill.house import temporary
from drill.outcome import Outcome
from drill.records import faults
from drill.sizes import Sizes

PIECES = 6


def drill(sizes: Sizes) -> Iterator[Outcome]:
    """Published before, while it is stopped (nothing is accepted, readers read), and after."""
    if not PROGRAMS:
        yield Outcome("postgresql", skipped=MISSING)
        return
    with Server() as server, told(server.url), temporary(sizes.articles) as house:
        editor, made, broken = house.editor(), mark(), []
        titles = [f"Piece {each} {made}" for each in range(PIECES)]
        drafts = [new_piece(editor, title) for title in titles]
        publish_at_last(editor, drafts[0], titles[0])
        server.stop()
        asked, ends = 0, time.monotonic() + sizes.stopped_s
        while time.monotonic() < ends:
            asked += 1
            if publish(editor, drafts[1], titles[1]):
                broken.append("a piece was accepted without a database")
            if (status := ask(house.ports["ours"], "/").status) != 200:
                broken.append(f"a reader was answered {status}")
            time.sleep(1.0)
        server.start()
        begun = time.monotonic()
        for piece, title in zip(drafts[1:], titles[1:], strict=True):
            publish_at_last(editor, piece, title)
        write_at_last(house.ports["ours"], f"Letter {made}")
        took = time.monotonic() - begun
        broken += faults(house, titles, [f"Letter {made}"])
        did = f"stopped for {sizes.stopped_s:.0f} s, {asked} posts sent; {PIECES - 1} accepted {took:.1f} s after"
        yield Outcome("postgresql", did=did, broken=tuple(broken))
