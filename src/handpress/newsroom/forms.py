"""Forms of the desk that know more than their fields."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm


class AddressedForm(WagtailAdminPageForm):
    """The form of a page with an address: it refuses a slug that cannot be had, with one that can."""

    def _post_clean(self) -> None:
        """Check the slug that is asked for; a publishing that comes later by itself takes the next free one."""
        super()._post_clean()
        from handpress.newsroom.actions.addresses import refuse_slug  # deferred: the actions need the models

        if "asked_slug" in self.fields and self.instance.asked_slug and (refusal := refuse_slug(self.instance)):
            self.add_error("asked_slug", ValidationError(refusal))


class ArticleForm(AddressedForm):
    """An article's form: sections of its own language, and dates that make sense together."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("main_section", "further_sections"):
            if name in self.fields:
                self._offer_sections(name)

    def _offer_sections(self, name: str) -> None:
        field = self.fields[name]
        sections = field.queryset.filter(locale_id=self.instance.locale_id)
        field.queryset = sections.filter(retired=False) | sections.filter(pk__in=_chosen(self.initial.get(name)))

    def clean(self) -> dict[str, Any]:
        """Refuse a pick that ends before it begins, and comments open until nothing."""
        data = super().clean()
        begin, end = data.get("pick_from"), data.get("pick_until")
        if end and not begin:
            self.add_error("pick_from", ValidationError(_("A pick that ends must begin: write from when.")))
        if begin and end and end <= begin:
            self.add_error("pick_until", ValidationError(_("The pick ends before it begins.")))
        if data.get("comments") == "until" and not data.get("comments_until"):
            self.add_error("comments_until", ValidationError(_("Write until when comments are open.")))
        return data


def _chosen(initial: Any) -> list[Any]:
    """The ids in a field's initial value: none, one id or record, or several (a queryset, where there is a draft)."""
    if initial is None or initial == "":
        return []
    several = initial if isinstance(initial, Iterable) and not isinstance(initial, str) else [initial]
    return [getattr(each, "pk", each) for each in several]
