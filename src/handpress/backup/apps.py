from __future__ import annotations

from datetime import time

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BackupConfig(AppConfig):
    name = "handpress.backup"
    label = "backup"
    verbose_name = _("Backups")

    def ready(self) -> None:
        """Offer the duties."""
        from handpress.background.duties import Daily, Duty, offer  # deferred: they need the models
        from handpress.backup import nightly

        offer(
            self.label,
            Duty("take-backup", _("A backup is taken"), Daily(time(2, 30)), nightly.order),
            Duty("look-at-backups", _("Backups come"), Daily(time(6, 0)), nightly.look),
        )
