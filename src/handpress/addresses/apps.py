from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AddressesConfig(AppConfig):
    name = "handpress.addresses"
    label = "addresses"
    verbose_name = _("Addresses")

    def ready(self) -> None:
        """Have the table watched."""
        from handpress.addresses.press_keys import RECORDS, WATCHED  # deferred: models are not loaded earlier
        from handpress.press import kinds, triggers

        kinds.declare(self.label, record=RECORDS)
        triggers.watch(self.label, WATCHED)
