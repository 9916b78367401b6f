"""One presser per tree: a lease with a fencing token."""

from __future__ import annotations

import os
import socket
import time
from pathlib import Path

from django.db import transaction

from handpress.press.errors import LeaseLost
from handpress.press.models import Lease as LeaseRow

LASTS_S = 6.0
RENEW_AFTER_S = 1.0
CLOCKS_DIFFER_S = 60.0  # a lease that lasts longer than this was taken before the clock was set back
LEDGERS_TREE = "the ledger's"  # a ledger speaks of one tree (`press.trees`), wherever it lies


class Lease:
    """The right to press one tree. Taken when free or expired; its token fences off whoever had it before.

    Every ledger transaction checks the token, so that a presser that slept through its lease records nothing.
    """

    def __init__(self, tree: Path | str, *, holder: str = "") -> None:
        self.tree = str(tree)
        self.holder = holder or f"{socket.gethostname()}:{os.getpid()}"
        self.token = 0
        self._renewed_at = 0.0

    def acquire(self) -> bool:
        """Whether this presser has the tree now."""
        now = time.time()
        with transaction.atomic():
            row = LeaseRow.objects.filter(pk=self.tree).first()
            if row is not None and now < row.expires_at < now + CLOCKS_DIFFER_S and row.holder != self.holder:
                return False
            token = (row.token if row else 0) + 1
            values = {"holder": self.holder, "token": token, "expires_at": now + LASTS_S}
            if row is None:
                _, is_mine = LeaseRow.objects.get_or_create(pk=self.tree, defaults=values)
            else:
                is_mine = LeaseRow.objects.filter(pk=self.tree, token=row.token).update(**values) == 1
        if is_mine:
            self.token = token
            self._renewed_at = time.monotonic()
        return is_mine

    def seize(self) -> None:
        """Have the tree now, whoever has it: that one records nothing more. In a transaction. Raises LeaseLost."""
        LeaseRow.objects.filter(pk=self.tree).update(expires_at=0)
        if not self.acquire():
            raise LeaseLost(f"{self.tree}: another press worker began at the same moment; try again")

    def check(self) -> None:
        """Renew the lease inside the caller's transaction. Raises LeaseLost when another has the tree."""
        updated = LeaseRow.objects.filter(pk=self.tree, token=self.token).update(expires_at=time.time() + LASTS_S)
        if not updated:
            raise LeaseLost(f"{self.tree}: another press worker has taken over")
        self._renewed_at = time.monotonic()

    def renew(self) -> None:
        """Renew when a second has passed since the last time. Raises LeaseLost."""
        if time.monotonic() - self._renewed_at > RENEW_AFTER_S:
            self.check()

    def release(self) -> None:
        """Let the next one have it at once."""
        LeaseRow.objects.filter(pk=self.tree, token=self.token).update(expires_at=0)
