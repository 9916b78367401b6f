"""Pressing as long as it is asked to: keys are waited for and pressed, trouble is said and waited out."""

from __future__ import annotations

import logging
import time
from collections.abc import Sequence
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection, connections

from handpress.background.waking import wakers
from handpress.kit.memory import give_back
from handpress.kit.stopping import Stop
from handpress.press import assembly, known_files, statistics, status, trees, triggers
from handpress.press.engine import Job, LedgerUpdate, TreeTrouble
from handpress.press.engine.pool import WorkerLost
from handpress.press.engine.run import EVERY_LANE
from handpress.press.lease import LEDGERS_TREE, Lease
from handpress.press.registry import registration
from handpress.press.runs import RunBook

log = logging.getLogger("handpress.press")

LOOK_AROUND_S = 2.0  # between looks at the theme and renewals of the lease, and for what nobody woke it for
STAND_BY_S = 0.5
RENEW_TOKEN_S = 60.0
MUCH = 1000  # artifacts
BACK_OFF_S = (1, 2, 5, 10, 30)


class Presser:
    """Presses the publication's tree until stopped. Of several on one tree, one works and the others stand by."""

    def __init__(self) -> None:
        self._data: Path = settings.PUBLICATION.data
        self._tree = assembly.tree()
        self._lease = Lease(LEDGERS_TREE)
        self._ledger = assembly.ledger(self._lease)
        self._stopping = Stop()
        self._wakers = wakers("press")
        self._troubles = 0
        self._looked_at = self._renewed_at = 0.0
        self._said = ("", 0.0)

    def stop(self, *signal: object) -> None:
        """Finish what is in hand, then end; may be called as a signal handler."""
        self._stopping.ask()

    def serve(self) -> None:
        """Press until stopped; whatever goes wrong is said, waited out and tried again."""
        while not self._stopping.is_asked:
            try:
                self._serve_while_leased()
            except Exception as error:  # noqa: BLE001  the press loop: a presser that gives up helps nobody
                self._wait_out(error)
        self._end()

    def _serve_while_leased(self) -> None:
        if not self._lease.acquire():
            trees.check(self._tree.root)
            self._say("standing by")
            self._stopping.wait(STAND_BY_S)
            return
        self._ledger.begin(self._tree.root)
        if triggers.mend():
            log.error("press: triggers of the database were missing; they are armed again, everything is pressed")
        self._tree.sweep()
        self._looked_at, self._renewed_at = 0.0, time.monotonic()
        while not self._stopping.is_asked:
            self._look_around()
            if self._ledger.pending(before=EVERY_LANE, limit=1):
                self._press()
                self._rest()
            self._stopping.wait(LOOK_AROUND_S, *self._wakers)

    def _rest(self) -> None:
        """Let go of what a run took: the next one reads anew."""
        registration().reset()
        if connection.vendor == "sqlite":  # of pages of the database that it remembers (sqlite.org/pragma.html)
            with connection.cursor() as cursor:
                cursor.execute("PRAGMA shrink_memory")
        give_back()

    def _look_around(self) -> None:
        """Every two seconds: renew the lease, look at theme, code and failed pages, say what is done."""
        now = time.monotonic()
        if self._looked_at and now - self._looked_at < LOOK_AROUND_S:
            return
        self._looked_at = now
        self._lease.renew()
        if now - self._renewed_at > RENEW_TOKEN_S:
            self._renewed_at = now
            self._ledger.renew(self._tree.root)
        known_files.queue_changes()
        failed = self._ledger.due_failures()
        if failed:
            self._press(failed)
        self._say("idle")

    def _press(self, retry: Sequence[Job] = ()) -> None:
        book = RunBook()

        def on_batch(record: LedgerUpdate, left: int) -> None:
            book.add(record)
            self._say("pressing", left=left)

        press = assembly.press(self._tree, self._ledger, on_batch=on_batch)
        try:
            summary = press.run(retry=retry)
        except (TreeTrouble, WorkerLost) as trouble:
            book.close(press.summary, str(trouble))
            raise
        book.close(summary)
        self._troubles = 0
        if summary.looked_at > MUCH:  # what filled the tree has filled the database
            statistics.refresh()

    def _wait_out(self, error: Exception) -> None:
        wait_s = BACK_OFF_S[min(self._troubles, len(BACK_OFF_S) - 1)]
        self._troubles += 1
        log.error("press: %s; trying again in %s s", error, wait_s, exc_info=not isinstance(error, TreeTrouble))
        self._say("trouble", trouble=str(error))
        if isinstance(error, DatabaseError):
            connections.close_all()
        self._stopping.wait(wait_s)

    def _say(self, state: str, *, left: int = 0, trouble: str = "") -> None:
        now = time.monotonic()
        if self._said[0] == state and now - self._said[1] < LOOK_AROUND_S:
            return
        self._said = (state, now)
        status.write(self._data, state, left=left, trouble=trouble)

    def _end(self) -> None:
        try:
            self._lease.release()
        except DatabaseError:
            log.warning("press: the lease could not be released; the next worker waits until it expires")
        self._say("stopped")
