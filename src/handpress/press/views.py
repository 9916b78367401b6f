"""The press in the desk: what it does, what waits, what failed, and the receipt of each run."""

from __future__ import annotations

import zlib
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView, View
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from handpress.press import assembly, runs, status
from handpress.press.engine import Lane
from handpress.press.models import FailedPage, OutboxKey, Receipt, Run

SHOWN_RUNS = 50
LANES = {
    Lane.WITHDRAW: gettext_lazy("Withdrawals"),
    Lane.PUBLISH: gettext_lazy("Changes"),
    Lane.BULK: gettext_lazy("Bulk"),
}


class PressView(WagtailAdminTemplateMixin, TemplateView):
    """Frame of the press's views; Wagtail lets in whoever may use the desk."""

    header_icon = "doc-full"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": reverse("press_index"), "label": _("Press")}, *self.trail()]

    def trail(self) -> list[dict[str, Any]]:
        """Breadcrumbs below the press's own."""
        return []


class IndexView(PressView):
    """Queue, failures, last runs."""

    template_name = "press/index.html"
    page_title = gettext_lazy("Press")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            status=status.read(settings.PUBLICATION.data),
            queue=[(label, OutboxKey.objects.filter(lane=lane).count()) for lane, label in LANES.items()],
            failures=FailedPage.objects.order_by("-last_at")[:200],
            runs=Run.objects.all()[:SHOWN_RUNS],
            **kwargs,
        )


class RunView(PressView):
    """The receipt of one run: its files, milliseconds and differences."""

    template_name = "press/run.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        run = get_object_or_404(Run, pk=self.kwargs["pk"])
        files = run.files.order_by("path").defer("before")
        return super().get_context_data(run=run, files=files, causes=run.cause.split("\n"), **kwargs)

    def get_page_title(self) -> str:
        return _("Run %(number)s") % {"number": self.kwargs["pk"]}

    def trail(self) -> list[dict[str, Any]]:
        return [{"url": "", "label": self.get_page_title()}]


class DifferenceView(PressView):
    """What one run changed in one file."""

    template_name = "press/difference.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        receipt = self._receipt()
        before = zlib.decompress(receipt.before) if receipt.before is not None else None
        after = runs.bytes_after(receipt, assembly.tree().read(receipt.path))
        return super().get_context_data(receipt=receipt, lines=_marked(runs.difference(before, after)), **kwargs)

    def _receipt(self) -> Receipt:
        return get_object_or_404(Receipt, pk=self.kwargs["pk"])

    def get_page_title(self) -> str:
        return "/" + self._receipt().path

    def trail(self) -> list[dict[str, Any]]:
        run = self._receipt().run_id
        return [
            {"url": reverse("press_run", args=[run]), "label": _("Run %(number)s") % {"number": run}},
            {"url": "", "label": self.get_page_title()},
        ]


def _marked(lines: list[str]) -> list[tuple[str, str]]:
    kinds = {"+": "came", "-": "went", "@": "place"}
    return [(kinds.get(line[:1], ""), line) for line in lines]


class RetryView(View):
    """Try failed pages again now."""

    def post(self, request: HttpRequest) -> HttpResponse:
        count = FailedPage.objects.update(next_at=timezone.now())
        said = ngettext("%(count)s page is tried again.", "%(count)s pages are tried again.", count)
        messages.success(request, said % {"count": count})
        return redirect("press_index")
