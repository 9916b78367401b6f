"""What has been ordered already: looked up by whoever would order it again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django_tasks import TaskResultStatus
from django_tasks.base import Task
from django_tasks_db.models import DBTaskResult

DONE, FAILED = TaskResultStatus.SUCCESSFUL, TaskResultStatus.FAILED


def is_waiting(task: Task[Any, Any]) -> bool:
    """Whether one is due and not begun; in a transaction.

    It cannot begin before that ends, so whatever is written there will be seen (PostgreSQL: the row is locked, and
    workers pass over locked rows; SQLite: one writes at a time).
    """
    waiting = DBTaskResult.objects.ready().filter(task_path=task.module_path).order_by()
    return waiting.select_for_update(skip_locked=True).values("pk").first() is not None


def arguments(task: Task[Any, Any], *, given_up: bool = False) -> Iterator[Any]:
    """The first argument of each ordered and not done; with `given_up` of those that are tried no more."""
    found = DBTaskResult.objects.filter(task_path=task.module_path).exclude(status=DONE)
    if given_up:
        found = found.filter(status=FAILED)
    for args_kwargs in found.values_list("args_kwargs", flat=True):
        yield args_kwargs["args"][0]
