"""Browsers that an account has signed in with: a signed cookie says so.

Whoever guesses at an account from its own network locks that network, not the browser that its owner sits at
(OWASP, "Slow Down Online Guessing Attacks with Device Cookies").
"""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

COOKIE = "desk_browser"
SALT = "handpress.accounts.browsers"
KEPT = timedelta(days=365)
MOST_ACCOUNTS = 4  # of those who share a computer


def known(request: HttpRequest, account: str) -> str:
    """The browser's name where this account (its hash) has signed in with it; otherwise empty."""
    content = _content(request)
    return str(content["name"]) if account in content.get("accounts", ()) else ""


def remember(request: HttpRequest, answer: HttpResponse, account: str) -> None:
    """Note in the answer that this account (its hash) has signed in with it."""
    content = _content(request)
    others = [each for each in content.get("accounts", ()) if each != account]
    noted = {"name": content.get("name") or secrets.token_hex(16), "accounts": [account, *others][:MOST_ACCOUNTS]}
    answer.set_cookie(
        COOKIE,
        signing.dumps(noted, salt=SALT),
        max_age=KEPT,
        path=settings.SESSION_COOKIE_PATH,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _content(request: HttpRequest) -> dict[str, Any]:
    try:
        content = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=KEPT)
    except signing.BadSignature:
        return {}
    return content if isinstance(content, dict) else {}
