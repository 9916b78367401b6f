"""An attack from a process of its own, while honest readers and an editor are measured."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor

from tests.journeys.desk_forms import Editor

from drill.attacks import floods, fuzz, idle, missing, slow, traversal
from drill.desk_work import new_piece
from drill.house import NGINX, House, temporary
from drill.outcome import Found, Outcome
from drill.sizes import Sizes
from drill.watching import Watch

READ_P99_MS = 100.0
EDITED_MS = 1000.0
MAY_GROW_MB = 300.0  # while it lasts: a machine of 1 GB has room for it beside the 350 MB of a publication
SHOWN = 5

Attack = Callable[[int, Sizes], Found]
ATTACKS: dict[str, Attack] = {
    "idle": idle.attack,
    "slow": slow.attack,
    "traversal": traversal.attack,
    "fuzz": fuzz.attack,
    "missing": missing.attack,
    "busting": missing.busting,
    "floods": floods.attack,
}


def attacks(names: Sequence[str], sizes: Sizes, *, strict: bool = True) -> Iterator[Outcome]:
    """Each of the attacks on our server and through nginx. `strict`: hold the times to what was promised."""
    with temporary(sizes.articles, nginx=True) as house:
        editor = house.editor()
        piece = new_piece(editor, "What the editor works on")
        for name in names:
            for server in house.ports:
                yield _attacked(house, server, name, editor, piece, sizes, strict=strict)
            if not NGINX:
                yield Outcome(name, "nginx", skipped="nginx is not installed (apt install nginx-light)")


def _attacked(
    house: House, server: str, name: str, editor: Editor, piece: str, sizes: Sizes, *, strict: bool
) -> Outcome:
    spawn = multiprocessing.get_context("spawn")
    with Watch(house, server, editor, piece) as watch, ProcessPoolExecutor(1, mp_context=spawn) as attacker:
        found = attacker.submit(ATTACKS[name], house.ports[server], sizes).result()
    figures = watch.figures()
    broken = [*found.broken[:SHOWN], *broken_promises(figures, watch.failed, strict=strict)]
    if len(found.broken) > SHOWN:
        broken.append(f"and {len(found.broken) - SHOWN} more")
    return Outcome(name, server, found.did, figures, tuple(broken))


def broken_promises(figures: dict[str, float], failed: Sequence[str], *, strict: bool) -> Iterator[str]:
    """What of all that was promised did not hold. `failed`: honest requests that were not answered as they should."""
    if failed:
        yield f"{len(failed)} honest requests failed, such as {failed[0]}"
    if strict and figures["read_p99_ms"] > READ_P99_MS:
        yield f"readers waited {figures['read_p99_ms']} ms (p99)"
    if strict and figures["edit_p95_ms"] > EDITED_MS:
        yield f"the editor waited {figures['edit_p95_ms']} ms (p95)"
    if figures["peak_mb"] - figures["before_mb"] > MAY_GROW_MB:
        yield f"memory grew from {figures['before_mb']} to {figures['peak_mb']} MB"
