"""How an address is gone, as forms of the desk ask it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from handpress.addresses.models import Address

GoneStatus = Address.GoneStatus


class GoneStatusField(forms.TypedChoiceField):
    """410 or 451; 410 for who chooses nothing."""

    def __init__(self, **kwargs: Any) -> None:
        asked = {"label": _("The address says"), "initial": GoneStatus.GONE, "required": False, **kwargs}
        super().__init__(choices=GoneStatus.choices, coerce=int, empty_value=str(GoneStatus.GONE.value), **asked)

    def clean(self, value: Any) -> int:
        """The status as a number."""
        return int(super().clean(value))
