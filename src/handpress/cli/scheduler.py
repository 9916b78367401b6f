"""The schedule as a process: `python -m handpress.cli.scheduler`, with HANDPRESS_DIR set.

Once a minute it makes the edits that the calendar asks for. An error ends it; the supervisor starts it again.
"""

from __future__ import annotations

import os
import signal
from datetime import datetime

import django

from handpress.kit import clock
from handpress.kit.stopping import Stop

EVERY_S = 60.0


def seconds_to_next(at: datetime) -> float:
    """Until the next full minute: embargoes lift on the minute that was set."""
    return EVERY_S - at.second - at.microsecond / 1e6


def main() -> None:
    """Apply what is due at once and on every minute, until SIGTERM."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "handpress.config.settings")
    stop = Stop()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, stop.ask)
    django.setup()
    from django.db import close_old_connections  # models are ready only now

    from handpress.newsroom.actions.calendar import apply_due

    while not stop.is_asked:
        close_old_connections()
        apply_due(clock.now())
        stop.wait(seconds_to_next(clock.now()))


if __name__ == "__main__":
    main()
