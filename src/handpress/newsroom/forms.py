"""Forms of the desk that know more than their fields."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.forms.models import WagtailAdminModelForm

from handpress.kit.clock import now
from handpress.newsroom.ahead import day_of_appearing, refusal, said_of
from handpress.newsroom.conflicts import ToldOfConflicts
from handpress.newsroom.page_addresses import refuse_slug
from handpress.newsroom.pasted_links import RefusesDeskLinks
from handpress.newsroom.typed_text import TidiesText

_STILL_EXPIRED = _(
    "This expiry has passed: published now, readers would not see the page. Empty it, or write a later time. "
    "To correct the text of what has expired, save the draft."
)


class RecordForm(TidiesText, RefusesDeskLinks, ToldOfConflicts, WagtailAdminModelForm):
    """The form of a section, an author, a tag, a menu …"""


class AddressedForm(TidiesText, RefusesDeskLinks, ToldOfConflicts, WagtailAdminPageForm):
    """The form of a page with an address: it refuses a slug that cannot be had, with one that can."""

    def _let_the_expired_be_corrected(self) -> None:
        """Take the expiry that has passed as it is stored; only publishing needs another."""
        if "expire_at" not in self.errors or not self._is_expired_as_stored():
            return
        del self._errors["expire_at"]
        self.cleaned_data["expire_at"] = self.initial["expire_at"]
        if self.data.get("action-publish"):
            self.add_error("expire_at", ValidationError(_STILL_EXPIRED))

    def _is_expired_as_stored(self) -> bool:
        """Whether the expiry in the form is the one that was stored, to the minute that a form shows, and is past."""
        try:
            stored, typed = self.initial.get("expire_at"), self.fields["expire_at"].clean(self["expire_at"].data)
        except ValidationError:
            return False
        begin = self.cleaned_data.get("go_live_at")
        return bool(stored and typed) and _minute(stored) == _minute(typed) < now() and not (begin and begin > typed)

    def _post_clean(self) -> None:
        """Check the slug that is asked for; a publishing that comes later by itself takes the next free one."""
        self._let_the_expired_be_corrected()
        super()._post_clean()
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
        if "first_published_on" in self.fields and (said := said_of(data.get("first_published_on"))):
            self.add_error("first_published_on", ValidationError(said))
        if "published_on" in self.fields and self.data.get("action-publish") and (said := self._refused_date(data)):
            self.add_error("published_on", ValidationError(said))
        return data

    def _refused_date(self, data: dict[str, Any]) -> str:
        """Why the article may not appear under its date."""
        moments = [data.get("go_live_at")]
        if data.get("kind") == "press_release" and (releases := self.formsets.get("release_details")):
            moments += [form.cleaned_data.get("embargo_until") for form in releases.forms if form.is_valid()]
        return refusal(data.get("published_on"), data.get("date_precision") or "", day_of_appearing(moments))


def _minute(moment: Any) -> Any:
    return moment.replace(second=0, microsecond=0)


def _chosen(initial: Any) -> list[Any]:
    """The ids in a field's initial value: none, one id or record, or several (a queryset, where there is a draft)."""
    if initial is None or initial == "":
        return []
    several = initial if isinstance(initial, Iterable) and not isinstance(initial, str) else [initial]
    return [getattr(each, "pk", each) for each in several]
