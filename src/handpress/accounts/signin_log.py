"""Failed sign-ins in the log, one line each, in a form that docs/sign-in.md promises to fail2ban.

handpress.signin WARNING sign-in failed from 203.0.113.7: reason=password account="editor"
"""

from __future__ import annotations

import json
import logging

from django.http import HttpRequest

LONGEST_NAME = 80
log = logging.getLogger("handpress.signin")


def failed(request: HttpRequest, reason: str, name: str = "") -> None:
    """`reason`: password, locked, code, passkey or reset. Whatever was typed stays within its quotes and its line."""
    log.warning(
        "sign-in failed from %s: reason=%s account=%s", _address(request), reason, json.dumps(name[:LONGEST_NAME])
    )


def factors_removed(by: str, of: str) -> None:
    """Somebody's second factors were taken away by another."""
    log.warning("second factors removed: account=%s by=%s", json.dumps(of), json.dumps(by))


def _address(request: HttpRequest) -> str:
    return request.META.get("REMOTE_ADDR", "") or "-"
