"""What is thrown away in time."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

KEPT = {TaskResultStatus.SUCCESSFUL: timedelta(days=1), TaskResultStatus.FAILED: timedelta(days=30)}
AT_ONCE = 5000  # rows; the desk waits for longer statements on SQLite


def prune_tasks(at: datetime) -> str:
    """Take away what is known of tasks that are done."""
    pruned = sum(_prune(status, at - age) for status, age in KEPT.items())
    return f"{pruned}" if pruned else ""


def _prune(status: str, before: datetime) -> int:
    return delete_some(DBTaskResult.objects.filter(status=status, finished_at__lt=before).order_by("finished_at"))


def delete_some(rows: QuerySet[Any]) -> int:
    """Delete the first of these rows, so many as a statement may touch; how many."""
    return rows.model._default_manager.filter(pk__in=list(rows.values_list("pk", flat=True)[:AT_ONCE])).delete()[0]
