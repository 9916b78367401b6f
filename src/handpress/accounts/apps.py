from __future__ import annotations

from datetime import time

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "handpress.accounts"
    label = "accounts"
    verbose_name = _("Signing in")

    def ready(self) -> None:
        """Offer the duty of forgetting failures and sessions that are over; note each session's beginning."""
        from django.contrib.auth.signals import user_logged_in

        from handpress.accounts import sessions, upkeep  # deferred: they need the models
        from handpress.background.duties import Daily, Duty, offer

        user_logged_in.connect(sessions.note_beginning, dispatch_uid="handpress.accounts.beginning")
        title = _("Failed sign-ins and sessions that are over are forgotten")
        offer(self.label, Duty("prune-sign-ins", title, Daily(time(0, 20)), upkeep.prune))
