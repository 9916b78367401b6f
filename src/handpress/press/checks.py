"""System checks: a press without its triggers would miss changes in silence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connection

from handpress.press import triggers


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
