"""What the newsroom adds to Wagtail's desk, and takes away."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry

LOG_ACTIONS = {
    "newsroom.withdraw": (_("Withdraw"), _("Withdrawn")),
    "newsroom.restore": (_("Restore"), _("Restored")),
    "newsroom.redate": (_("Change the date"), _("Date changed")),
    "newsroom.move": (_("Change the address"), _("Address changed")),
    "newsroom.merge": (_("Merge"), _("Another one merged into it")),
}


@hooks.register("register_log_actions")
def register_log_actions(actions: LogActionRegistry) -> None:
    """The newsroom's verbs in the history of pages and records."""
    for action, (label, message) in LOG_ACTIONS.items():
        actions.register_action(action, label, message)
