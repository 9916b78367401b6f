"""What can be done to an article beside writing it: withdraw, restore, another date, another address."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.widgets import AdminDateInput
from wagtail.models import Page

from handpress.addresses.errors import AddressesError
from handpress.kit.dates import PartialDate
from handpress.newsroom.actions import articles
from handpress.newsroom.dating import Precision, partial
from handpress.newsroom.desk.base import DeskFormView
from handpress.newsroom.desk.gone import GoneStatusField
from handpress.newsroom.errors import NewsroomError, SlugRefused
from handpress.newsroom.models import Article, PlainPage

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class ReasonForm(forms.Form):
    """Asks why."""

    reason = forms.CharField(
        label=_("Reason"), widget=forms.Textarea(attrs={"rows": 3}), help_text=_("Readers see it at the old address.")
    )
    status = GoneStatusField(widget=forms.RadioSelect)


class DateForm(forms.Form):
    """Asks for a date and how much of it is known."""

    on = forms.DateField(label=_("Date"), required=False, widget=AdminDateInput)
    precision = forms.ChoiceField(label=_("Known to the"), choices=Precision.choices)
    day_order = forms.IntegerField(label=_("Order within the day"), required=False, help_text=_("Higher stands first."))

    def clean(self) -> dict[str, Any]:
        """A date is needed unless it is unknown."""
        super().clean()
        data = self.cleaned_data
        if data.get("precision") != Precision.NONE and not data.get("on") and "on" not in self.errors:
            self.add_error("on", _("Write the date, or choose that it is unknown."))
        return data

    def when(self) -> PartialDate:
        """The date as it is known."""
        on: date | None = self.cleaned_data["on"]
        return partial(on, self.cleaned_data["precision"])


class AddressForm(forms.Form):
    """Asks for a slug or a whole path."""

    path = forms.CharField(
        label=_("New address"),
        help_text=_("A slug (“rivers-rise”), or a whole path that begins with “/”. The old address leads to it."),
    )


class VerbView(DeskFormView):
    """A form that does something to one page, with its history kept."""

    done: StrOrPromise = ""

    @cached_property
    def page(self) -> Article | PlainPage:
        """The article or plain page."""
        return get_object_or_404(Page, pk=self.kwargs["pk"]).specific

    @cached_property
    def back_url(self) -> str:
        """The page's own form."""
        return reverse("wagtailadmin_pages:edit", args=[self.page.pk])

    def is_allowed(self) -> bool:
        """Whoever may publish it, if it is a page with an address."""
        return (
            isinstance(self.page, Article | PlainPage)
            and self.page.permissions_for_user(self.request.user).can_publish()
        )

    def get_page_subtitle(self) -> str:
        """The headline."""
        return self.page.title

    def do(self, form: forms.Form) -> None:
        """Call the action; what it refuses is shown at the form."""
        raise NotImplementedError

    def form_valid(self, form: forms.Form) -> HttpResponse:
        """Do it and go back to the page, or show why not."""
        try:
            self.do(form)
        except SlugRefused as refusal:
            form.add_error(None, f"{refusal} → {refusal.suggestion}" if refusal.suggestion else str(refusal))
            return self.form_invalid(form)
        except (NewsroomError, AddressesError) as refusal:
            form.add_error(None, str(refusal))
            return self.form_invalid(form)
        messages.success(self.request, self.done % {"title": self.page.title})
        return super().form_valid(form)


class WithdrawView(VerbView):
    """Takes a page away from readers."""

    page_title = _("Withdraw")
    header_icon = "no-view"
    form_class = ReasonForm
    submit_label = _("Withdraw now")
    explanation = _("Readers see the reason at its address, and lists leave it out. It can be restored.")
    done = _("“%(title)s” is withdrawn.")

    def do(self, form: forms.Form) -> None:
        """Withdraw it."""
        asked = form.cleaned_data
        articles.withdraw_article(self.page, reason=asked["reason"], status=asked["status"], user=self.user)


class RestoreView(VerbView):
    """Brings a withdrawn page back."""

    page_title = _("Restore")
    header_icon = "view"
    form_class = forms.Form
    submit_label = _("Restore")
    explanation = _("Readers see it again at its old address.")
    done = _("“%(title)s” is back.")

    def do(self, form: forms.Form) -> None:
        """Restore it."""
        articles.restore_article(self.page, user=self.user)


class RedateView(VerbView):
    """Moves an article to another day of the archive."""

    page_title = _("Change the date")
    header_icon = "date"
    form_class = DateForm
    explanation = _("Its place in the archive changes at once; its address stays.")
    done = _("“%(title)s” has its new date.")

    def is_allowed(self) -> bool:
        """Only articles have a date."""
        return super().is_allowed() and isinstance(self.page, Article)

    def get_initial(self) -> dict[str, Any]:
        """The date it has."""
        page = self.page
        return {"on": page.published_on, "precision": page.date_precision, "day_order": page.day_order}

    def do(self, form: forms.Form) -> None:
        """Give it the date."""
        when = cast("DateForm", form).when()
        articles.redate_article(self.page, when, day_order=form.cleaned_data["day_order"], user=self.user)


class MoveView(VerbView):
    """Gives a page another address."""

    page_title = _("Change the address")
    header_icon = "link"
    form_class = AddressForm
    done = _("“%(title)s” has moved; its old address leads to the new one.")

    def get_initial(self) -> dict[str, Any]:
        """The address it has."""
        return {"path": self.page.public_path}

    def do(self, form: forms.Form) -> None:
        """Move it."""
        articles.move_article_address(self.page, form.cleaned_data["path"].strip(), user=self.user)
