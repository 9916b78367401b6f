"""Background work in the desk: duties with their last runs, and what waits in the queues of tasks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.db.models import Count, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import formats, timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView, View
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from wagtail.admin.ui.components import Component
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from handpress.background import actions
from handpress.background.duties import all_duties
from handpress.background.models import DutyRecord
from handpress.background.queues import LETTERS, PICTURES
from handpress.background.tries import KILLED, last_line
from handpress.kit import clock
from handpress.server import processes

SHOWN_FAILURES = 50
LONGEST_ABOUT = 80  # characters
STATES = {
    "running": gettext_lazy("Running"),
    "restarting": gettext_lazy("Starting again"),
    "stopped": gettext_lazy("Stopped"),
}
QUEUES = {LETTERS: gettext_lazy("What somebody waits for"), PICTURES: gettext_lazy("Pictures")}


@dataclass(frozen=True, slots=True)
class Line:
    """One duty as the desk shows it; `record` is None while it was never looked at."""

    title: str | Promise
    cadence: str
    record: DutyRecord | None
    next_at: Any
    missed: str


class BackgroundView(WagtailAdminTemplateMixin, TemplateView):
    """Duties, queues, processes; Wagtail lets in whoever may use the desk."""

    template_name = "background/index.html"
    header_icon = "history"
    page_title = gettext_lazy("Background work")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": _("Background work")}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            duties=list(lines()),
            queues=list(_queues()),
            failures=list(_failures()),
            processes=list(_processes()),
            **kwargs,
        )


def lines() -> Iterator[Line]:
    """Each duty with how it went; one query."""
    return _lines(DutyRecord.objects.in_bulk())


def _lines(records: Mapping[str, DutyRecord]) -> Iterator[Line]:
    now = clock.now()
    for duty in all_duties():
        record = records.get(duty.name)
        next_at = record.retry_at if record and record.retry_at else duty.cadence.next_due(now)
        yield Line(duty.title, str(duty.cadence), record, next_at, _missed(record))


def _missed(record: DutyRecord | None) -> str:
    if record is None or record.missed_from is None or record.missed_until is None:
        return ""
    times = {"count": record.missed, "first": _moment(record.missed_from), "last": _moment(record.missed_until)}
    said = ngettext(
        "Not done on %(first)s: this machine was off.",
        "Not done %(count)s times from %(first)s to %(last)s: this machine was off.",
        record.missed,
    )
    return said % times


def _moment(at: Any) -> str:
    return formats.date_format(timezone.localtime(at), "SHORT_DATETIME_FORMAT")


def _queues() -> Iterator[tuple[str | Promise, int, int]]:
    """Each queue with how many tasks wait in it and how many failed of late."""
    counted = DBTaskResult.objects.filter(status__in=[TaskResultStatus.READY, TaskResultStatus.FAILED])
    counts = {(row["queue_name"], row["status"]): row["count"] for row in _grouped(counted)}
    for queue, label in QUEUES.items():
        yield label, counts.get((queue, TaskResultStatus.READY), 0), counts.get((queue, TaskResultStatus.FAILED), 0)


def _grouped(tasks: Any) -> Any:
    return tasks.order_by().values("queue_name", "status").annotate(count=Count("pk"))


def _processes() -> Iterator[dict[str, Any]]:
    """Each process with its state in words."""
    for process in processes.read(settings.PUBLICATION.data / "run"):
        yield {**process, "state": STATES.get(process.get("state", ""), process.get("state"))}


def _failures() -> Iterator[dict[str, Any]]:
    """Tasks that went wrong: given up, or tried again at a moment; the last ones first."""
    wrong = DBTaskResult.objects.exclude(traceback="").order_by("-finished_at")
    for status in (TaskResultStatus.FAILED, TaskResultStatus.READY):
        for task in wrong.filter(status=status)[:SHOWN_FAILURES]:
            next_at = task.run_after if status == TaskResultStatus.READY else None
            yield {
                "task": task,
                "name": f"{task.task_path.rpartition('.')[2]} {_about(task)}".strip(),
                "reason": _(reason) if (reason := last_line(task.traceback)) == KILLED else reason,
                "tries": len(task.worker_ids),
                "next_at": next_at,
            }


def _about(task: DBTaskResult) -> str:
    """What it was asked to do it with: `17`."""
    return ", ".join(str(each) for each in task.args_kwargs["args"])[:LONGEST_ABOUT]


class AgainView(View):
    """Try one task now."""

    def post(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        """Order it."""
        if actions.try_again(pk):
            messages.success(request, _("It is tried again now."))
        else:
            messages.warning(request, _("It was done already, or is being done."))
        return redirect("background_index")


class BackgroundPanel(Component):
    """On the desk's first page, only when a duty fails or a task was given up."""

    name = "background"
    order = 25
    template_name = "background/panel.html"

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """The duties whose last run failed, and how many tasks are tried no more."""
        failed = DBTaskResult.objects.failed().order_by().values("status").annotate(count=Count("pk")).values("count")
        records = DutyRecord.objects.annotate(given_up=Subquery(failed)).in_bulk()  # one query: everybody's first page
        failing = [line for line in _lines(records) if line.record and line.record.failures]
        return {"failing": failing, "given_up": next((each.given_up for each in records.values()), 0)}
