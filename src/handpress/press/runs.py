"""Runs as the desk shows them: what began them, what they wrote, and each file's difference."""

from __future__ import annotations

import difflib
import zlib
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from handpress.press.engine import LedgerUpdate, Summary
from handpress.press.engine.settle import RECEIPT_LIMIT
from handpress.press.models import Receipt, Run

KEPT_RUNS = 1000
KEPT_RECEIPTS = 200  # runs whose files are kept; some 100 kB each


class RunBook:
    """Collects the settled batches of one run; `close` stores it when it did anything."""

    def __init__(self) -> None:
        self._started_at: datetime = timezone.now()
        self._files: dict[str, Receipt] = {}

    def add(self, record: LedgerUpdate) -> None:
        """Note one settled batch."""
        if len(self._files) > RECEIPT_LIMIT:
            return
        for entry in record.written:
            self._note(entry.path, "written", record, size_bytes=entry.size, cost_ms=entry.cost_ms)
        for path in record.removed_paths:
            self._note(path, "removed", record)

    def _note(self, path: str, action: str, record: LedgerUpdate, *, size_bytes: int = 0, cost_ms: float = 0.0) -> None:
        before = record.before.get(path)
        earlier = self._files.get(path)
        packed = earlier.before if earlier else (zlib.compress(before, 6) if before is not None else None)
        self._files[path] = Receipt(path=path, action=action, size_bytes=size_bytes, cost_ms=cost_ms, before=packed)

    def close(self, summary: Summary, trouble: str = "") -> Run | None:
        """The stored run, or None when nothing was written, removed or failed."""
        if not (summary.written or summary.removed or summary.failed or trouble):
            return None
        with transaction.atomic():
            run = self._store(summary, trouble)
            _drop_old(run.pk)
        return run

    def _store(self, summary: Summary, trouble: str) -> Run:
        run = Run.objects.create(
            started_at=self._started_at,
            seconds=summary.seconds or (timezone.now() - self._started_at).total_seconds(),
            cause="\n".join(summary.causes),
            looked_at=summary.looked_at,
            written=summary.written,
            unchanged=summary.unchanged,
            removed=summary.removed,
            failed=summary.failed,
            trouble=trouble,
        )
        if len(self._files) <= RECEIPT_LIMIT:
            for receipt in self._files.values():
                receipt.run = run
            Receipt.objects.bulk_create(self._files.values())
        return run


def _drop_old(newest: int) -> None:
    Receipt.objects.filter(run_id__lte=newest - KEPT_RECEIPTS).delete()
    Run.objects.filter(pk__lte=newest - KEPT_RUNS).delete()


def bytes_after(receipt: Receipt, now: bytes | None) -> bytes | None:
    """What the file held after the receipt's run: what the next receipt found, else `now`."""
    if receipt.action == "removed":
        return None
    later = Receipt.objects.filter(path=receipt.path, run_id__gt=receipt.run_id).order_by("run_id").first()
    if later is None:
        return now
    return zlib.decompress(later.before) if later.before is not None else None


def difference(before: bytes | None, after: bytes | None) -> list[str]:
    """A unified difference by lines, markup broken into lines where it has few; empty when equal."""
    old, new = _lines(before), _lines(after)
    return list(difflib.unified_diff(old, new, fromfile="before", tofile="after", lineterm="", n=2))


def _lines(body: bytes | None) -> list[str]:
    text = (body or b"").decode(errors="replace")
    return text.replace("><", ">\n<").splitlines()
