"""The clock set back and ahead under a running publication (Debian's faketime), with pieces that wait for it."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from drill.desk_work import mark, new_piece, publish_at_last
from drill.house import House, temporary
from drill.outcome import Outcome
from drill.records import faults, records
from drill.sizes import Sizes
from drill.waiting import until
from handpress.server import processes

LIBRARIES = sorted(Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1"))
DUTY_WITHIN_S = 200.0  # the calendar is looked at by the minute
SEEN_WITHIN_S = 60.0


def drill(sizes: Sizes) -> Iterator[Outcome]:
    """Two days back, two and ten days ahead, and right again."""
    if not LIBRARIES:
        yield Outcome("clocks", skipped="faketime is not installed (apt install faketime)")
        return
    with _Clock() as clock, temporary(sizes.articles, env=clock.environment) as house:
        broken, titles = [], {}
        try:
            _days(house, clock, titles)
        except TimeoutError as error:
            broken.append(str(error))
        broken += faults(house, titles.values())
        yield Outcome("clocks", did="clock set 2 days back, 2 and 10 days ahead, and right again", broken=tuple(broken))


class _Clock:
    """A file that says how far the clock of some processes is off."""

    def __init__(self) -> None:
        self._file = Path(os.environ.get("TMPDIR", "/tmp")) / f"handpress-drill-clock-{mark()}"

    def __enter__(self) -> _Clock:
        self.set("+0")
        return self

    def __exit__(self, *_: object) -> None:
        self._file.unlink()

    @property
    def environment(self) -> dict[str, str]:
        """What processes must be told."""
        return {
            "LD_PRELOAD": str(LIBRARIES[0]),
            "FAKETIME_TIMESTAMP_FILE": str(self._file),
            "FAKETIME_NO_CACHE": "1",
            "FAKETIME_DONT_FAKE_MONOTONIC": "1",
            "DONT_FAKE_MONOTONIC": "1",
            "FAKETIME_DISABLE_SHM": "1",
            "NO_FAKE_STAT": "1",  # a clock that is set does not touch the times of files
        }

    def set(self, offset: str) -> None:
        """Such as -2d, from now on."""
        new = self._file.with_suffix(".new")
        new.write_text(f"{offset}\n")
        new.rename(self._file)


def _days(house: House, clock: _Clock, titles: dict[str, str]) -> None:
    """What is published when; each title that the desk accepted is noted. Raises TimeoutError."""
    editor, made = house.editor(), mark()

    def published(name: str, **fields: str) -> None:
        title = f"{name} {made}"
        publish_at_last(editor, new_piece(editor, title), title, **fields)
        titles[name] = title
        if not fields:
            until(lambda: _shown(house, title), f"{title!r} is not pressed", within_s=SEEN_WITHIN_S)

    tomorrow = f"{datetime.now(UTC) + timedelta(days=1):%Y-%m-%d %H:%M}"
    published("Scheduled", go_live_at=tomorrow)
    published("Expiring", expire_at=tomorrow)
    published("Before")
    clock.set("-2d")
    _kill_the_press(house)
    published("By a clock that is behind")
    if records(house).is_live(titles["Scheduled"]) or not records(house).is_live(titles["Expiring"]):
        raise TimeoutError("what is scheduled for tomorrow happened the day before yesterday")
    clock.set("+2d")
    _kill_the_press(house)
    _until_due_is_done(house, titles["Scheduled"], titles["Expiring"])
    published("By a clock that is ahead")
    clock.set("+10d")  # sessions live for two weeks
    time.sleep(70)  # a round of the duties notes that day
    clock.set("+0")
    _kill_the_press(house)
    published("By a clock that is right")
    soon = f"{datetime.now(UTC) + timedelta(minutes=2):%Y-%m-%d %H:%M}"
    published("Soon", go_live_at=soon)
    _until_due_is_done(house, titles["Soon"])


def _until_due_is_done(house: House, came: str, went: str = "") -> None:
    until(lambda: records(house).is_live(came), f"{came!r} was not published when it was due", within_s=DUTY_WITHIN_S)
    if went:
        until(lambda: not records(house).is_live(went), f"{went!r} did not expire", within_s=DUTY_WITHIN_S)


def _shown(house: House, title: str) -> bool:
    path = next((path for name, live, path in records(house).articles if name == title and live), "")
    file = house.public / path.lstrip("/")
    return bool(path) and file.is_file() and title in file.read_text("utf-8")


def _kill_the_press(house: House) -> None:
    """Whoever had the tree is gone, and its lease speaks of another time."""
    for each in processes.read(house.folder / "data" / "run"):
        if each["name"] == "press" and each["pid"]:
            with suppress(ProcessLookupError):
                os.kill(each["pid"], signal.SIGKILL)
