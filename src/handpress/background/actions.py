"""What can be done with tasks."""

from __future__ import annotations

import logging
from uuid import UUID

from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult, get_date_max

log = logging.getLogger("handpress.background")


def try_again(id: UUID) -> bool:
    """Have a task that was given up, or waits for its next try, done now, with all its tries; False for any other."""
    held = DBTaskResult.objects.filter(pk=id).exclude(exception_class_path="", traceback="")
    held = held.filter(status__in=[TaskResultStatus.FAILED, TaskResultStatus.READY])
    moved = held.update(status=TaskResultStatus.READY, worker_ids=[], run_after=get_date_max(), started_at=None)
    if moved:
        log.info("The task %s is tried again.", id)
    return moved == 1
