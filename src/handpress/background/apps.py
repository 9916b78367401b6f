from __future__ import annotations

from datetime import time

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BackgroundConfig(AppConfig):
    name = "handpress.background"
    label = "background"
    verbose_name = _("Background work")

    def ready(self) -> None:
        """Offer the process, and the duty of throwing away what is done."""
        from handpress.background import duties, upkeep  # deferred: they need the models
        from handpress.server import programs
        from handpress.server.child import Program

        programs.offers.make(self.label, [Program("tasks", entry="handpress.background.worker:serve")])
        nightly = duties.Daily(time(3, 40))
        duties.offer(self.label, duties.Duty("prune-tasks", _("Old tasks are forgotten"), nightly, upkeep.prune_tasks))
