"""A person's letters, to be exported or erased as the person asks, and the log of takedowns."""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from io import SEEK_END, StringIO
from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from handpress.contact import actions
from handpress.contact.desk.access import LettersPage, LettersView, may_act
from handpress.contact.models import Item, Step
from handpress.contact.subjects import Subject


class PersonView(LettersPage):
    """All letters of a mail address, to be exported or erased as the person asks."""

    template_name = "contact/person.html"
    page_title = gettext_lazy("Letters of one person")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        mail = self.request.GET.get("mail", "").strip()
        return super().get_context_data(
            mail=mail, items=list(actions.of_person(mail)), may_act=may_act(self.request.user), **kwargs
        )

    def trail(self) -> list[dict[str, Any]]:
        return [{"url": "", "label": _("Letters of one person")}]

    def post(self, request: HttpRequest) -> HttpResponse:
        """Erase them."""
        count, mails = actions.erase_person(request.POST.get("mail", ""))
        said = ngettext("%(count)d letter was erased.", "%(count)d letters were erased.", count) % {"count": count}
        also = ngettext("%(count)d mail with it.", "%(count)d mails with it.", mails) % {"count": mails}
        messages.success(request, f"{said} {also}")
        return redirect("contact_inbox")


class ExportPersonView(LettersView):
    """The same as a file, for the person."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """JSON: what was written and what was done, without who did it."""
        mail = request.GET.get("mail", "").strip()
        found = [_exported(item) for item in actions.of_person(mail).prefetch_related("steps")]
        answer = HttpResponse(json.dumps(found, ensure_ascii=False, indent=2), content_type="application/json")
        answer["Content-Disposition"] = 'attachment; filename="letters.json"'
        return answer


def _exported(item: Item) -> dict[str, Any]:
    names = ("subject", "about", "name", "mail", "text", "language", "state", "correction")
    steps = [{"at": step.at.isoformat(), "what": step.what, "words": step.words} for step in item.steps.all()]
    plain = {name: getattr(item, name) for name in names}
    return {**plain, "received": item.received_at.isoformat(), "due": item.due_at.isoformat(), "steps": steps}


SAID = ("item_id", "words")
LOGGED = ("pk", "received_at", "about", "name", "mail", "state", "text")


class TakedownsView(LettersView):
    """The log of all requests to take something down, and of what was taken down, with who sent the letters."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """CSV, oldest first."""
        answer = HttpResponse(_takedowns(), content_type="text/csv; charset=utf-8")
        answer["Content-Disposition"] = 'attachment; filename="takedowns.csv"'
        return answer


def _takedowns() -> str:
    lines = StringIO("\ufeff")
    lines.seek(0, SEEK_END)
    writer = csv.writer(lines)
    writer.writerow(["number", "received", "address", "name", "mail", "state", "notice", "what was said"])
    taken_down = Step.objects.filter(what=Step.What.TAKEN_DOWN).values("item")
    asked = Item.objects.filter(Q(subject=Subject.TAKEDOWN) | Q(pk__in=taken_down)).order_by("pk")
    said: dict[int, list[str]] = defaultdict(list)
    for id, words in Step.objects.filter(item__in=asked.order_by().values("pk")).order_by("pk").values_list(*SAID):
        said[id] += [words] if words else []
    for id, received_at, *cells in asked.values_list(*LOGGED):
        row = [id, received_at.isoformat(), *cells, "\n".join(said[id])]
        writer.writerow([_safe(str(each)) for each in row])
    return lines.getvalue()


def _safe(cell: str) -> str:
    """No cell is a formula to a program that shows tables (OWASP, "CSV Injection")."""
    return f"'{cell}" if cell[:1] in "=+-@\t\r" and cell else cell
