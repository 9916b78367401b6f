from __future__ import annotations

from datetime import time

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class IntakeConfig(AppConfig):
    name = "handpress.intake"
    label = "intake"
    verbose_name = _("What readers send")

    def ready(self) -> None:
        """Offer the duty of forgetting whose networks were counted."""
        from handpress.background.duties import Daily, Duty, offer  # deferred: they need the models
        from handpress.intake import limits

        duty = Duty("prune-counts", _("What was counted for limits is forgotten"), Daily(time(0, 10)), limits.prune)
        offer(self.label, duty)
