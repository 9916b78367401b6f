from __future__ import annotations

from datetime import time

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OutgoingConfig(AppConfig):
    name = "handpress.outgoing"
    label = "outgoing"
    verbose_name = _("Mail")

    def ready(self) -> None:
        """Offer the duties that see to what waits."""
        from handpress.background.duties import Daily, Duty, Every, offer  # deferred: they need the models
        from handpress.outgoing import duties

        offer(
            self.label,
            Duty("send-mail", _("Mail that waits is sent"), Every(minutes=1), duties.follow_up),
            Duty("prune-mail", _("Old mail is forgotten"), Daily(time(3, 45)), duties.prune),
        )
