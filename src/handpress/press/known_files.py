"""Templates, catalogues and code whose content differs from what the tree was pressed with."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from handpress.press import triggers
from handpress.press.engine import FULL, Lane
from handpress.press.models import Artifact, KnownFile
from handpress.press.registry import registration

CODE = "code"


def changed_keys() -> list[str]:
    """The keys whose files differ; nothing is changed."""
    return _differing(registration().theme_fingerprints())


def _differing(now: Mapping[str, str | None]) -> list[str]:
    """What nothing is known of differs from nothing."""
    known = dict(KnownFile.objects.values_list("key", "fingerprint"))
    told = {key: now.get(key) for key in now.keys() | known.keys() if now.get(key, "") is not None}
    return sorted(key for key, value in told.items() if value != known.get(key))


def queue_changes() -> list[str]:
    """The keys that differ, now in the outbox; everything when nothing was pressed yet, or by other code.

    Other code may make files that no page of before has noted anything of.
    """
    now = registration().theme_fingerprints()
    changed = _differing(now)
    if not changed:
        return []
    with transaction.atomic():
        KnownFile.objects.exclude(key__in=now).delete()
        KnownFile.objects.bulk_create(
            [KnownFile(key=key, fingerprint=value) for key, value in now.items() if value is not None],
            update_conflicts=True,
            unique_fields=["key"],
            update_fields=["fingerprint"],
        )
        triggers.queue([FULL] if CODE in changed or not Artifact.objects.exists() else changed, Lane.BULK)
    return changed
