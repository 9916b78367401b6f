"""One letter in the desk: what was written, its log, and all that can be done with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, time
from functools import partial
from typing import Any, cast

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from handpress.contact import actions, letters
from handpress.contact.desk.access import LettersPage, may_act
from handpress.contact.errors import ContactError
from handpress.contact.models import Item
from handpress.contact.subjects import Subject
from handpress.kit import clock
from handpress.mail.errors import MailError
from handpress.newsroom.desk.gone import GoneStatusField
from handpress.newsroom.errors import NewsroomError
from handpress.newsroom.models import User
from handpress.outgoing.server import mail_settings

LONGEST_WORDS = 20_000  # characters, as many as a reader may write

Do = Callable[[HttpRequest, Item, Mapping[str, Any]], HttpResponse | None]


class WordsForm(forms.Form):
    """Asks for words."""

    words = forms.CharField(max_length=LONGEST_WORDS, widget=forms.Textarea(attrs={"rows": 5}))


class TakeDownForm(WordsForm):
    """Asks for the reason, and what the address says from now on."""

    status = GoneStatusField(widget=forms.RadioSelect)


class DueForm(forms.Form):
    """Asks for a day."""

    on = forms.DateField(label=gettext_lazy("Due"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))


def forms_for(item: Item, user: User) -> dict[str, Callable[..., forms.Form]]:
    """What makes the form of each verb that asks for something and can be done with a letter now."""
    due = {"on": timezone.localdate(item.due_at)}
    found: dict[str, Callable[..., forms.Form]] = {"due": partial(DueForm, initial=due, auto_id="due_%s")}
    if item.mail and mail_settings().is_on:
        found["answer"] = partial(WordsForm, auto_id="answer_%s")
    if item.article and item.article.permissions_for_user(user).can_edit():
        words = {"words": item.correction or (item.text if item.subject == Subject.CORRECTION else "")}
        found["correct"] = partial(WordsForm, initial=words, auto_id="correct_%s")
    if item.article and item.article.is_public and item.article.permissions_for_user(user).can_publish():
        found["take_down"] = partial(TakeDownForm, auto_id="take_down_%s")
    return found


class ItemView(LettersPage):
    """One letter."""

    template_name = "contact/item.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        item = self.item()
        user = cast("User", self.request.user)
        shown = {verb: make() for verb, make in forms_for(item, user).items()} if may_act(user) else {}
        return super().get_context_data(
            item=item,
            steps=item.steps.select_related("user"),
            forms=shown | kwargs.pop("refused", {}),
            status_address=letters.status_address(item),
            article_address=_address_of(item),
            may_act=may_act(user),
            now=clock.now(),
            **kwargs,
        )

    def item(self) -> Item:
        """The letter. Raises Http404."""
        return get_object_or_404(Item.objects.select_related("assignee", "article"), pk=self.kwargs["pk"])

    def get_page_title(self) -> str:
        return _("Letter %(number)s") % {"number": self.kwargs["pk"]}

    def trail(self) -> list[dict[str, Any]]:
        return [{"url": "", "label": self.get_page_title()}]


def _address_of(item: Item) -> str:
    path = item.article.public_path if item.article else ""
    return settings.PUBLICATION.base_url + path if path else ""


class VerbView(ItemView):
    """Does one thing to a letter."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int, verb: str) -> HttpResponse:
        """Do it and show the letter again; what is refused is said there, with what was typed."""
        item = self.item()
        make = forms_for(item, cast("User", request.user)).get(verb)
        if verb not in VERBS or (make is None and verb in ASKING):
            raise PermissionDenied
        form = make(request.POST) if make else None
        if form is not None and not form.is_valid():
            return self._refused(verb, form, _("Fill in what is asked for; nothing was changed."))
        try:
            answer = VERBS[verb](request, item, form.cleaned_data if form else {})
        except (ContactError, MailError, NewsroomError) as refusal:
            return self._refused(verb, form, str(refusal))
        return answer or redirect("contact_item", pk=pk)

    def _refused(self, verb: str, form: forms.Form | None, why: str) -> HttpResponse:
        messages.error(self.request, why)
        return self.render_to_response(self.get_context_data(refused={verb: form} if form else {}), status=422)


def _take(request: HttpRequest, item: Item, data: Mapping[str, Any]) -> None:
    actions.take_on(item, cast("User", request.user))


def _give_back(request: HttpRequest, item: Item, data: Mapping[str, Any]) -> None:
    actions.give_back(item, cast("User", request.user))


def _due(request: HttpRequest, item: Item, data: Mapping[str, Any]) -> None:
    at = timezone.make_aware(datetime.combine(data["on"], time(23, 59)))
    actions.set_due(item, at, cast("User", request.user))


def _answer(request: HttpRequest, item: Item, data: Mapping[str, Any]) -> None:
    actions.answer(item, data["words"], cast("User", request.user))
    messages.success(request, _("The answer is on its way."))


def _correct(request: HttpRequest, item: Item, data: Mapping[str, Any]) -> HttpResponse:
    article = actions.accept_correction(item, data["words"], cast("User", request.user))
    messages.success(
        request,
        _("The correction stands in the article’s draft. Mend the text, and publish it: that closes the letter."),
    )
    return HttpResponseRedirect(reverse("wagtailadmin_pages:edit", args=[article.pk]))


def _take_down(request: HttpRequest, item: Item, data: Mapping[str, Any]) -> None:
    actions.take_down(item, data["words"], cast("User", request.user), status=data["status"])
    messages.success(request, _("The article is taken down; the notice stays in the log."))


def _close(request: HttpRequest, item: Item, data: Mapping[str, Any]) -> HttpResponse:
    actions.close(item, cast("User", request.user))
    return redirect("contact_inbox")


def _erase(request: HttpRequest, item: Item, data: Mapping[str, Any]) -> HttpResponse:
    actions.erase(item)
    messages.success(request, _("The letter is erased, and the mail about it."))
    return redirect("contact_inbox")


def _reopen(request: HttpRequest, item: Item, data: Mapping[str, Any]) -> None:
    actions.reopen(item, cast("User", request.user))


VERBS: dict[str, Do] = {
    "take": _take,
    "give_back": _give_back,
    "due": _due,
    "answer": _answer,
    "correct": _correct,
    "take_down": _take_down,
    "close": _close,
    "reopen": _reopen,
    "erase": _erase,
}
ASKING = ("due", "answer", "correct", "take_down")
