"""The press on the desk's first page: one sentence, and what needs a look."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from wagtail.admin.ui.components import Component

from handpress.press import status
from handpress.press.models import FailedPage, OutboxKey, Run


class PressPanel(Component):
    """What the press does, what waits and what failed, with the way to its receipts."""

    name = "press"
    order = 20
    template_name = "press/panel.html"

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """The worker's own word, and three small queries."""
        return {
            "status": status.read(settings.PUBLICATION.data),
            "waiting": OutboxKey.objects.count(),
            "failed": FailedPage.objects.count(),
            "last": Run.objects.first(),
        }
