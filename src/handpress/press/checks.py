"""System checks: a press without its triggers would miss changes in silence, one without kinds ask too many lists."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connection

from handpress.press import triggers
from handpress.press.kinds import kinds


@register(Tags.database)
def triggers_are_armed(
    app_configs: object, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """Every declared trigger exists; asked only of a database that has been migrated."""
    if not databases or "press_outbox" not in connection.introspection.table_names():
        return []
    missing = triggers.missing()
    if not missing:
        return []
    return [
        Error(
            f"{len(missing)} of the press's database triggers are missing: changes would not reach readers.",
            hint="Run `handpress upgrade`: it arms them again.",
            id="press.E001",
        )
    ]


@register()
def kinds_are_declared(app_configs: object, **kwargs: Any) -> list[CheckMessage]:
    """Every key that a watch writes is of a kind that some app has declared."""
    table = kinds()
    return [
        Error(
            f"“{app}” watches “{each.table}” for keys of the kind “{kind}”, and nobody says what these stand for.",
            hint="Call handpress.press.kinds.declare() beside triggers.watch(), in the app's ready().",
            id="press.E002",
        )
        for app, offer in triggers.offers.items()
        for each in offer.watches
        for kind, _ in each.keys
        if table.sort(kind) is None
    ]
