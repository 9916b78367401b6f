"""Every address of the desk, filled with records of a small magazine, and whether somebody is let in there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from django.contrib.auth.models import Group
from django.contrib.messages import ERROR, get_messages
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import get_resolver
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from wagtail.models import Collection, Page, Site, Task, Workflow

from handpress.addresses.models import Address
from handpress.contact.models import Item
from handpress.newsroom.models import Document, FrontPage, LinkGroup, Magazine, MagazineText, Menu, User
from handpress.newsroom.rights import CONTRIBUTORS, EDITORS, PUBLISHERS
from handpress.outgoing.models import Letter
from handpress.press.models import Receipt, Run
from tests import factories

DESK = "desk/"
ROLES = {"c": CONTRIBUTORS, "e": EDITORS, "p": PUBLISHERS, "a": "administrator"}  # and "r": readers, who are nobody
PAGE_VERBS = ("convert_alias", "copy", "copy_for_translation", "create_alias", "delete", "move", "publish",
              "revert_to_page_revision", "unpublish")  # fmt: skip
BULK = {
    ("wagtailcore", "page"): ("delete", "move", "publish", "unpublish"),
    ("newsroom", "picture"): ("delete", "add_tags", "add_to_collection"),
    ("newsroom", "document"): ("delete", "add_tags", "add_to_collection"),
    ("newsroom", "author"): ("delete",),
    ("newsroom", "tag"): ("delete",),
    ("newsroom", "user"): ("delete", "assign_role", "set_active_state"),
}
NONE = 987_654  # an id that nothing has
_ARGUMENT = re.compile(r"<(?:\w+:)?(\w+)>")


def routes() -> list[str]:
    """Every address below the desk's, as Django spells it."""

    def below(patterns: Any, before: str) -> Iterator[str]:
        for each in patterns:
            route = before + str(each.pattern)
            yield from below(each.url_patterns, route) if hasattr(each, "url_patterns") else [route]

    return sorted({each.removeprefix(DESK) for each in below(get_resolver().url_patterns, "") if each.startswith(DESK)})


class Cast:
    """Somebody in a role, and records that are hers, another's, or before readers already."""

    def __init__(self, role: str) -> None:
        self.user = _somebody(role)
        other = factories.editor("other")
        self.section = factories.section()
        self.licence = factories.licence()
        shown = {
            "author": factories.author("Shown"),
            "source": factories.source("Shown"),
            "tag": factories.tag("shown"),
        }
        self.named = {
            "published": shown,
            "another's": {
                "author": factories.author("Idle"), "source": factories.source("Idle"), "tag": factories.tag("idle"),
            },
        }  # fmt: skip
        self.pictures = {
            "own": factories.picture("Own", uploaded_by_user=self.user),
            "another's": factories.picture("Another's", uploaded_by_user=other),
            "published": factories.picture("Shown", uploaded_by_user=self.user),
        }
        self.documents = {
            which: Document.objects.create(
                title=which, file=ContentFile(b"words", name="a.txt"), uploaded_by_user=self.user if mine else other
            )
            for which, mine in (("own", True), ("another's", False), ("published", True))
        }
        paper = f'<p><a linktype="document" id="{self.documents["published"].pk}">the report</a></p>'
        self.pages = {
            "own": factories.draft("Own draft", owner=self.user),
            "another's": factories.draft("Another's draft", owner=other),
            "published": factories.published(
                "Before readers", owner=self.user, lead_picture=self.pictures["published"], bylines=[shown["author"]],
                tags=[shown["tag"]], source=shown["source"], basis="permission", main_section=self.section,
                licence=self.licence, body=[("text", paper)],
            ),
        }  # fmt: skip
        for page in self.pages.values():
            page.save_revision()
        at = timezone.now()
        item = Item.objects.create(
            number="1", subject="editors", text="A word", language="en", received_at=at, due_at=at
        )
        run = Run.objects.create(
            started_at=at, seconds=1, cause="", looked_at=1, written=1, unchanged=0, removed=0, failed=0
        )
        letter = Letter.objects.create(
            message_id="<1@paper.example>", to_address="reader@paper.example", subject="Yes", text="Yes.",
            state=Letter.State.FAILED, created_at=at, next_at=at,
        )  # fmt: skip
        task = DBTaskResult.objects.create(
            task_path="handpress.outgoing.tasks.send_letters", status="FAILED", args_kwargs={"args": [], "kwargs": {}},
            run_after=at, exception_class_path="builtins.OSError", traceback="OSError", backend_name="default",
        )  # fmt: skip
        self.others = {
            "background/task": task, "user": other, "group": Group.objects.first(), "locale": factories.locale("es"),
            "site": Site.objects.get(), "collection": Collection.add_root(name="More"),
            "workflow": Workflow.objects.first() or Workflow.objects.create(name="Reading"),
            "task": Task.objects.first() or Task.objects.create(name="Reading"),
            "section": self.section, "licence": self.licence, "menu": Menu.objects.first(),
            "frontpage": FrontPage.objects.first(),
            "magazinetext": MagazineText.objects.first(),
            "linkgroup": LinkGroup.objects.create(name="Elsewhere", locale=factories.locale()),
            "address": Address.objects.first(), "settings": Magazine.load(), "inbox": item, "runs": run,
            "mail": letter,
            "signing-in": other,
            "files": Receipt.objects.create(run=run, path="index.html", action="written"),
        }  # fmt: skip


def _somebody(role: str) -> User:
    if role == "a":
        return factories.editor("somebody")
    user = factories.editor("somebody", superuser=False)
    if role in ROLES:
        user.groups.add(Group.objects.get(name=ROLES[role]))
    return user


def cases(cast: Cast) -> Iterator[tuple[str, str]]:
    """What stands in the table (the address, and whose record it is about) and the address to ask."""
    for route in routes():
        for which in ("own", "another's", "published") if _has_owner(route) else ("",):
            for label, path in _filled(route, which, cast):
                yield f"/{label}" + (f" [{which}]" if which else ""), f"/{DESK}{path}"


_OWNED = re.compile(
    r"page_id|page_to_move|page_pk|image_id|document_id|doc_id|articles/<|pages/<|\^pages|merge/|^bulk/"
    r"|/(author|source|tag)/.*[<(]"
)


def _has_owner(route: str) -> bool:
    return bool(_OWNED.search(route))


def _filled(route: str, which: str, cast: Cast) -> Iterator[tuple[str, str]]:
    if route.startswith("bulk/"):
        for (app, model), verbs in BULK.items():
            record = _record(f"{model}/", which, cast)
            yield from (
                (f"bulk/{app}/{model}/{verb}/", f"bulk/{app}/{model}/{verb}/?id={record.pk if record else NONE}")
                for verb in verbs
            )
    elif "<str:action_name>" in route:
        yield from (
            (route.replace("<str:action_name>", verb), _path(route.replace("<str:action_name>", verb), which, cast))
            for verb in PAGE_VERBS
        )
    elif "<str:kind>" in route:
        for kind in ("author", "source", "tag"):
            named = route.replace("<str:kind>", kind)
            yield named, _path(named, which, cast)
    elif "<slug:verb>" in route:
        for verb in ("answer", "close", "correct", "erase", "take", "take_down"):
            yield route.replace("<slug:verb>", verb), _path(route.replace("<slug:verb>", verb), which, cast)
    else:
        yield route, _path(route, which, cast)


def _path(route: str, which: str, cast: Cast) -> str:
    if route.startswith("^sizes/"):
        return f"sizes/{cast.pictures['own'].get_rendition('max-10x10').file.name}"
    record = _record(route, which, cast)
    own = record.pk if record else NONE
    latest = getattr(record, "latest_revision_id", None) or NONE
    model = "settings" if route.startswith("settings/") else ""
    values = {
        "pk": own, "page_id": own, "page_to_move_id": own, "page_pk": own, "image_id": own, "document_id": own,
        "doc_id": own, "object_id": own, "revision_id": latest, "app_label": "newsroom", "app_name": "newsroom",
        "model_name": "magazine" if model else ("tag" if "tag-auto" in route or "snippet/" in route else "article"),
        "content_type_app_name": "newsroom", "content_type_model_name": "article",
        "parent_page_id": cast.pages["own"].get_parent().pk,
        "destination_id": Page.objects.filter(depth=2).order_by("path")[0].pk,
        "filter_spec": "max-10x10", "uidb64": "MQ", "token": "x", "collection_id": cast.others["collection"].pk,
    }  # fmt: skip
    if "snippet/" in route:
        values["pk"] = cast.named["published"]["tag"].pk
    plain = re.sub(r"\(\?P<(\w+)>[^)]*\)", lambda found: str(values.get(found[1], "live")), route)
    plain = plain.replace(r"(\d+)/(.*)", f"{own}/a.txt").replace("$", "").replace("^", "").replace(r"\.", ".")
    return _ARGUMENT.sub(lambda found: str(values.get(found[1], NONE)), plain)


def _record(route: str, which: str, cast: Cast) -> Any:
    """The record that an address is about."""
    for kind in ("author", "source", "tag"):
        if re.search(rf"(^|/){kind}/", route):
            return cast.named.get(which, cast.named["another's"])[kind]
    if re.match(r"images/|(newsroom/)?picture/|api/main/\^images", route) or "image_id" in route:
        return cast.pictures.get(which, cast.pictures["published"])
    if re.match(r"documents/|(newsroom/)?document/|api/main/\^documents", route) or "document" in route:
        return cast.documents.get(which, cast.documents["published"])
    for kind, record in cast.others.items():
        if re.search(rf"(^|/){kind}s?/", route) and not re.search(r"page_id|page_pk|^articles/", route):
            return record
    return cast.pages.get(which, cast.pages["published"])


class Answer:
    """What an address says to somebody."""

    def __init__(self, user: User, method: str, path: str) -> None:
        client = Client(raise_request_exception=False)
        if user.is_active:
            client.force_login(user)
        more = {"HTTP_X_REQUESTED_WITH": "XMLHttpRequest"} if "/multiple/" in path else {}
        self._response = getattr(client, method.lower())(path, **more)

    @property
    def is_broken(self) -> bool:
        """Whether it fails."""
        return bool(self._response.status_code >= 500)

    @property
    def lets_in(self) -> bool:
        """Whether something is done or shown, and nobody is turned away."""
        said = self._response
        if said.status_code in (400, 403, 404, 405) or "/login/" in said.headers.get("Location", ""):
            return False
        if said.status_code in (301, 302):
            return not any(each.level == ERROR for each in get_messages(said.wsgi_request))
        return said.streaming or b'"success": false' not in said.content
