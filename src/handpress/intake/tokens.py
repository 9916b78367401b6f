"""The token of a form's second step: what is sent is what was shown, within a day, and once.

It holds the time, a number used once, and a hash of the fields; signed, and stored nowhere. Whoever commits stores the
number in a unique column, so that a form that is sent twice is one thing: a token never has to be remembered before.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass

from django.core.signing import BadSignature, SignatureExpired, TimestampSigner

from handpress.intake.errors import TokenRefused

DAY_S = 24 * 60 * 60


@dataclass(frozen=True, slots=True)
class Token:
    """A token that holds. `number`: 32 hexadecimal digits that no other one has."""

    number: str


def issue(purpose: str, fields: Mapping[str, str]) -> str:
    """A token for these fields, as they are shown."""
    return _signer(purpose).sign(f"{secrets.token_hex(16)}.{_digest(fields)}")


def read(purpose: str, written: str, fields: Mapping[str, str], *, within_s: int = DAY_S) -> Token:
    """The token for these very fields. Raises TokenRefused."""
    try:
        number, _, digest = _signer(purpose).unsign(written, max_age=within_s).partition(".")
    except SignatureExpired as error:
        raise TokenRefused("The form is older than a day.") from error
    except BadSignature as error:
        raise TokenRefused("The form’s token is none of ours.") from error
    if not secrets.compare_digest(digest, _digest(fields)):
        raise TokenRefused("The form’s token is of other words.")
    return Token(number)


def _signer(purpose: str) -> TimestampSigner:
    return TimestampSigner(salt=f"handpress.intake.{purpose}")


def _digest(fields: Mapping[str, str]) -> str:
    plain = json.dumps(sorted(fields.items()), ensure_ascii=True)
    return hashlib.sha256(plain.encode()).hexdigest()[:32]
