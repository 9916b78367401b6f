"""The process that does the duties: an entry of the supervisor's."""

from __future__ import annotations

import signal

from handpress.background import rounds
from handpress.background.connecting import refresh
from handpress.kit import clock
from handpress.kit.stopping import Stop


def serve() -> None:
    """Do what is due at once and whenever something is, until SIGTERM.

    An error that cannot be noted ends it: the supervisor starts it again.
    """
    stop = Stop()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, stop.ask)
    while not stop.is_asked:
        refresh()
        rounds.go_round(clock.now())
        stop.wait(rounds.seconds_to_next(clock.now()))
