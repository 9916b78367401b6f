from __future__ import annotations

from datetime import time
from typing import Any

from django.apps import AppConfig, apps
from django.db import connections
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class NewsroomConfig(AppConfig):
    name = "handpress.newsroom"
    label = "newsroom"
    verbose_name = _("Newsroom")

    def ready(self) -> None:
        """Connect what has to happen whoever writes."""
        from handpress.background.duties import Daily, Duty, Every, offer  # deferred: models are not loaded earlier
        from handpress.newsroom import checks, rights, signal_handlers, tasks  # noqa: F401
        from handpress.newsroom.actions.calendar import apply_due
        from handpress.newsroom.actions.sizes import order_look
        from handpress.newsroom.press_keys import FRAMES, MIRRORS, PLACES, RECORDS, WATCHED
        from handpress.newsroom.public_sizes import COMPANIONS
        from handpress.press import kinds, triggers
        from handpress.press.registry import Registration, register

        signal_handlers.connect()
        tasks.offer()
        for app, offered in rights.OF_THE_HOUSE.items():
            rights.offer(app, offered)
        kinds.declare(self.label, record=RECORDS, place=PLACES, frame=FRAMES)
        triggers.watch(self.label, WATCHED, MIRRORS)
        register(self.label, Registration(recipes=list, companions=[COMPANIONS]))
        calendar = _("Scheduled publishing, embargoes, picks and alerts by the calendar")
        offer(
            self.label,
            Duty("calendar", calendar, Every(minutes=1), apply_due, atomic=False),
            Duty("pictures", _("Pictures that lack sizes are looked for"), Daily(time(3, 50)), order_look),
        )
        post_migrate.connect(_set_up_after_migrating, dispatch_uid="handpress.newsroom.set_up")


def _set_up_after_migrating(sender: AppConfig, using: str, **kwargs: Any) -> None:
    """Make languages, roots and settings rows once the last app has its tables and permissions."""
    last = [each for each in apps.get_app_configs() if each.models_module is not None][-1]
    if sender.name != last.name or "newsroom_frontslot" not in connections[using].introspection.table_names():
        return
    from django.conf import settings

    from handpress.newsroom.actions.setup import set_up  # deferred: models are not loaded earlier

    set_up(settings.PUBLICATION)
