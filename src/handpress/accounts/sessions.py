"""Sessions of the desk in the database, each with its owner, its beginning and where it came from.

Named by SESSION_ENGINE. Ended is deleted: the next request of that browser is nobody's.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, cast

from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare

from handpress.accounts.models import DeskSession
from handpress.kit import clock

BEGINNING = "signed_in"
SEEN_EVERY = timedelta(minutes=10)  # a write for each request would make the desk wait for the press
LONGEST_BROWSER = 200


class SessionStore(DatabaseStore):
    """Django's store with a model of our own, as its documentation has it ("Extending database-backed sessions")."""

    row: DeskSession | None = None

    @classmethod
    def get_model_class(cls) -> type[DeskSession]:
        """Whose table it is."""
        return DeskSession

    def _get_session_from_db(self) -> DeskSession | None:
        self.row = super()._get_session_from_db()  # type: ignore[misc]  # Django's, not in its stubs
        return self.row

    def create_model_instance(self, data: dict[str, Any]) -> DeskSession:
        """The row as it is saved."""
        row = cast(DeskSession, super().create_model_instance(data))
        beginning = data.get(BEGINNING) or {}
        row.user_id = int(data[SESSION_KEY]) if data.get(SESSION_KEY) else None
        row.began_at = datetime.fromisoformat(beginning["at"]) if beginning else None
        row.seen_at = clock.now()
        row.address, row.browser = beginning.get("address", ""), beginning.get("browser", "")
        return row


class SessionsAreSeen:
    """Middleware: notes now and then that a session is in use."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The view's answer."""
        answer = self._get_response(request)
        row, now = getattr(request.session, "row", None), clock.now()
        if row is not None and row.user_id and (row.seen_at is None or row.seen_at < now - SEEN_EVERY):
            DeskSession.objects.filter(pk=row.pk).update(seen_at=now)
        return answer


def note_beginning(sender: Any, request: HttpRequest, user: Any, **kwargs: Any) -> None:
    """Of `user_logged_in`: when, from where and with which browser."""
    request.session[BEGINNING] = {
        "at": clock.now().isoformat(),
        "address": request.META.get("REMOTE_ADDR", "")[:45],
        "browser": request.META.get("HTTP_USER_AGENT", "")[:LONGEST_BROWSER],
    }


def sessions_of(user: Any) -> list[DeskSession]:
    """Those that the next request would find valid, the latest used first. What a new password has ended goes."""
    rows = DeskSession.objects.filter(user=user, expire_date__gt=clock.now()).order_by("-seen_at")
    kept = []
    for row in rows:
        if constant_time_compare(row.get_decoded().get(HASH_SESSION_KEY, ""), user.get_session_auth_hash()):
            kept.append(row)
        else:
            row.delete()
    return kept


def end(user: Any, name: str) -> int:
    """End one of the user's; 0 where there is none of this name."""
    keys = [row.pk for row in DeskSession.objects.filter(user=user) if row.name == name]
    return DeskSession.objects.filter(user=user, pk__in=keys).delete()[0]


def end_all(user: Any, *, but: str | None = None) -> int:
    """End the user's, except that named `but`; how many."""
    return DeskSession.objects.filter(Q(user=user) & ~Q(session_key=but or "")).delete()[0]
