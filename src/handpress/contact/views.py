"""What the contact form's endpoints answer. No session, no cookie; nothing is stored before the second step."""

from __future__ import annotations

import logging

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from handpress.contact import actions, forms
from handpress.contact.forms import Form
from handpress.contact.letters import STATUS
from handpress.contact.models import Item
from handpress.intake import tokens
from handpress.intake.answers import render, said
from handpress.intake.errors import TokenRefused, TooMany
from handpress.outgoing.server import mail_settings

PURPOSE = "contact"
log = logging.getLogger("handpress.contact")


def write(request: HttpRequest) -> HttpResponse:
    """Both steps: what was written is shown with a token, and what comes with a good one is committed."""
    form = forms.read(request, request.POST)
    if form.faults:
        return _again(request, form, 413 if "text_long" in form.faults else 422)
    if "change" in request.POST:
        return _again(request, form)
    if "token" not in request.POST:
        return _check(request, form)
    return _send(request, form)


def report(request: HttpRequest) -> HttpResponse:
    """The form for an error in one article."""
    form = forms.empty(request, about=request.GET.get("about", "")[: forms.LONGEST_ADDRESS], subject="correction")
    return _again(request, form)


def status(request: HttpRequest, rest: str) -> HttpResponse:
    """What became of a letter, for whoever has its address."""
    try:
        item = Item.objects.filter(key=rest).first()
    except DatabaseError:
        log.exception("A letter's page cannot be shown: the database does not answer.")
        return render(request, "contact/status.html", 503, item=None)
    if item is None:
        return said(request, 404)
    answer = render(request, "contact/status.html", language=item.language, item=item)
    answer.headers["Referrer-Policy"] = "no-referrer"
    return answer


def _send(request: HttpRequest, form: Form) -> HttpResponse:
    try:
        token = tokens.read(PURPOSE, request.POST["token"], form.fields)
    except TokenRefused:
        return _check(request, form, 422, note="token")
    try:
        item = actions.receive(form.written, token.number, request.META.get("REMOTE_ADDR", ""))
    except TooMany as refusal:
        answer = _check(request, form, 429, note="many", minutes=-(-refusal.retry_after_s // 60))
        answer.headers["Retry-After"] = str(refusal.retry_after_s)
        return answer
    except DatabaseError:
        log.exception("A letter could not be stored; its text was given back.")
        answer = _check(request, form, 503, note="down")
        answer.headers["Retry-After"] = "300"
        return answer
    return HttpResponseRedirect(STATUS + item.key, status=303)


def _check(request: HttpRequest, form: Form, status: int = 200, *, note: str = "", minutes: int = 0) -> HttpResponse:
    """The page that shows what will be sent, with a token of its own."""
    token = tokens.issue(PURPOSE, form.fields)
    return _render(request, "contact/check.html", form, status, token=token, note=note, minutes=minutes)


def _again(request: HttpRequest, form: Form, status: int = 200) -> HttpResponse:
    return _render(request, "contact/again.html", form, status)


def _render(request: HttpRequest, template: str, form: Form, status: int, **context: object) -> HttpResponse:
    return render(
        request,
        template,
        status,
        language=form.written.language,
        form=form,
        promises_mail=mail_settings().is_on,
        longest=forms.LONGEST_TEXT,
        **context,
    )
