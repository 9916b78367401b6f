"""Background work in the desk: duties with their last runs, and what waits in the queues of tasks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Count
from django.utils import formats, timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from wagtail.admin.ui.components import Component
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from handpress.background.duties import all_duties
from handpress.background.models import DutyRecord
from handpress.background.queues import LETTERS, PICTURES
from handpress.kit import clock
from handpress.server import processes

SHOWN_FAILURES = 50
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
        failed = DBTaskResult.objects.failed().order_by("-finished_at")
        return super().get_context_data(
            duties=list(lines()),
            queues=list(_queues()),
            failures=[(task, _last_line(task.traceback)) for task in failed[:SHOWN_FAILURES]],
            processes=list(_processes()),
            **kwargs,
        )


def lines() -> Iterator[Line]:
    """Each duty with how it went; one query."""
    now, records = clock.now(), DutyRecord.objects.in_bulk()
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


def _last_line(traceback: str) -> str:
    return (traceback or "").strip().rpartition("\n")[2]


class BackgroundPanel(Component):
    """On the desk's first page, only when a duty fails."""

    name = "background"
    order = 25
    template_name = "background/panel.html"

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """The duties whose last run failed."""
        return {"failing": [line for line in lines() if line.record and line.record.failures]}
