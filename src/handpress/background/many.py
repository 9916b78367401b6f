"""Many things done by one task: each by itself, so that one that cannot be done holds no other up."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence

from handpress.background.faults import concerns_all

Progress = Callable[[int, int], None]  # (done, of so many)

log = logging.getLogger("handpress.background")


def do_many(
    ids: Sequence[int],
    do: Callable[[int], object],
    *,
    set_apart: Callable[[int], None],
    is_over: Callable[[], bool] = lambda: False,
    progress: Progress = lambda done, total: None,
) -> int:
    """Do them until it is over, one at least; how many are left. What fails is `set_apart`, and the next one done.

    Raises what concerns all of them: a disk that is full, a database that is gone.
    """
    for number, id in enumerate(ids, 1):
        try:
            do(id)
        except Exception as error:
            if concerns_all(error):
                raise
            log.warning("%s(%d) failed and is tried by itself.", do.__name__, id, exc_info=True)
            set_apart(id)
        progress(number, len(ids))
        if is_over():
            return len(ids) - number
    return 0
