from __future__ import annotations

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.translation import gettext_lazy as _


class PressConfig(AppConfig):
    name = "handpress.press"
    label = "press"
    verbose_name = _("Press")

    def ready(self) -> None:
        from handpress.background import places
        from handpress.press import checks  # noqa: F401  registers the checks; models are ready only here
        from handpress.press.trees import is_the_publications
        from handpress.server import programs
        from handpress.server.child import Program

        programs.offers.make(self.label, [Program("press", entry="handpress.press.worker:serve")])
        places.offers.make(self.label, is_the_publications)
        pre_migrate.connect(disarm_triggers, dispatch_uid="press.disarm")
        post_migrate.connect(arm_triggers, dispatch_uid="press.arm")


def disarm_triggers(sender: AppConfig, *, plan: list[Any] | None = None, **kwargs: Any) -> None:
    """Drop the triggers before tables change: SQLite renames no table that a trigger of another one speaks of.

    Should a migration fail, they are missing until the next try, and the desk is kept shut; arming queues everything
    that may have changed meanwhile.
    """
    from django.db import connection  # not while Django loads

    from handpress.press import triggers  # models are ready only now

    if plan and "press_outbox" in connection.introspection.table_names():
        triggers.disarm()


def arm_triggers(sender: AppConfig, **kwargs: Any) -> None:
    """Arm the triggers once all apps are migrated: the signal comes for every app, the last one counts.

    They are made anew when none is missing, too: what they write may have changed.
    """
    from handpress.press import triggers  # models are ready only now

    if _is_last(sender) and triggers.can_arm() and not triggers.mend():
        triggers.arm()


def _is_last(sender: AppConfig) -> bool:
    from django.apps import apps

    with_models = [config for config in apps.get_app_configs() if config.models_module is not None]
    return sender == with_models[-1]
