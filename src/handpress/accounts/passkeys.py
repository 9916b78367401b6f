"""Passkeys (WebAuthn Level 2): a key in somebody's device that signs what this desk alone asks.

A passkey asks its owner for a finger, a face or a number, so it stands for both factors. Yubico's fido2 does the
cryptography; it is imported when the first passkey is asked for, by the process that needs it.
"""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core import signing
from django.db import IntegrityError, transaction

from handpress.accounts.models import Passkey
from handpress.kit import clock

if TYPE_CHECKING:
    from fido2.server import Fido2Server
    from fido2.webauthn import AttestedCredentialData

SALT = "handpress.accounts.passkeys"
QUESTION_LASTS = timedelta(minutes=5)
LONGEST_NAME = 60


class PasskeyRefused(Exception):
    """What a browser sent is no answer to a question of ours."""


def are_possible() -> bool:
    """Whether browsers make passkeys for this desk: it has a name and is reached by https, or is `localhost`."""
    site = urlsplit(settings.PUBLICATION.base_url)
    host = site.hostname or ""
    if host == "localhost":
        return True
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return site.scheme == "https"
    return False


def question_to_add(user: Any) -> dict[str, Any]:
    """What the browser is asked to make a passkey with: {"options": …, "question": a signed token}."""
    from fido2.webauthn import PublicKeyCredentialUserEntity

    entity = PublicKeyCredentialUserEntity(
        id=_handle(user),
        name=user.get_username(),
        display_name=user.get_full_name() or user.get_username(),
    )
    known = [_public_key(passkey) for passkey in Passkey.objects.filter(user=user)]
    options, state = _server().register_begin(
        entity, known, user_verification=_required(), resident_key_requirement=_resident()
    )
    return {"options": dict(options)["publicKey"], "question": _signed(state, user.pk)}


def add(user: Any, question: str, answer: Mapping[str, Any], name: str) -> Passkey:
    """Store the passkey that the browser made. Raises PasskeyRefused."""
    state, _asked_at = _asked(question, user.pk)
    try:
        data = _server().register_complete(state, answer)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise PasskeyRefused(str(error)) from error
    made = data.credential_data
    if made is None:
        raise PasskeyRefused("no key")
    passkey = Passkey(
        user=user,
        name=name.strip()[:LONGEST_NAME] or user.get_username(),
        credential=_digest(made.credential_id),
        public_data=bytes(made),
        signatures=data.counter,
        added_at=clock.now(),
    )
    try:
        with transaction.atomic():
            passkey.save(force_insert=True)
    except IntegrityError as error:
        raise PasskeyRefused("known already") from error
    return passkey


def question_to_sign_in() -> dict[str, Any]:
    """What any passkey of this desk can answer. Nothing is stored."""
    options, state = _server().authenticate_begin(user_verification=_required())
    return {"options": dict(options)["publicKey"], "question": _signed(state, None)}


def owner(question: str, answer: Mapping[str, Any]) -> Any:
    """The account whose passkey answers the question, which is used up. Raises PasskeyRefused."""
    from fido2.webauthn import AuthenticationResponse

    state, asked_at = _asked(question, None)
    try:
        told = AuthenticationResponse.from_dict(answer)
        with transaction.atomic():
            rows = Passkey.objects.select_for_update().select_related("user")
            passkey = rows.filter(credential=_digest(told.raw_id)).first()
            if passkey is None or not passkey.user.is_active:
                raise PasskeyRefused("unknown")
            _server().authenticate_complete(state, [_public_key(passkey)], told)
            _use_up(passkey, asked_at, told.response.authenticator_data.counter)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise PasskeyRefused(str(error)) from error
    return passkey.user


def _use_up(passkey: Passkey, asked_at: datetime, signatures: int) -> None:
    """A question from before the last answer was answered already; a counter that stands still is a copied key's."""
    if passkey.used_at is not None and asked_at <= passkey.used_at:
        raise PasskeyRefused("answered before")
    if passkey.signatures and signatures <= passkey.signatures:
        raise PasskeyRefused("copied")
    passkey.used_at, passkey.signatures = clock.now(), signatures
    passkey.save(update_fields=["used_at", "signatures"])


def _server() -> Fido2Server:
    """Who asks: the host of `base_url`, never that of the request."""
    from fido2.server import Fido2Server  # deferred: 10 MB with the cryptography below it
    from fido2.webauthn import PublicKeyCredentialRpEntity

    site = urlsplit(settings.PUBLICATION.base_url)
    origin = f"{site.scheme}://{site.netloc}"
    entity = PublicKeyCredentialRpEntity(name=settings.PUBLICATION.name, id=site.hostname or "")
    return Fido2Server(entity, verify_origin=lambda told: told == origin)


def _required() -> Any:
    from fido2.webauthn import UserVerificationRequirement

    return UserVerificationRequirement.REQUIRED


def _resident() -> Any:
    from fido2.webauthn import ResidentKeyRequirement

    return ResidentKeyRequirement.REQUIRED


def _public_key(passkey: Passkey) -> AttestedCredentialData:
    from fido2.webauthn import AttestedCredentialData

    return AttestedCredentialData(bytes(passkey.public_data))


def _signed(state: Any, user: int | None) -> str:
    told = {"challenge": state["challenge"], "user": user, "at": clock.now().isoformat()}
    return signing.dumps(told, salt=SALT)


def _asked(question: str, user: int | None) -> tuple[dict[str, Any], datetime]:
    """The state that the server asked in, and when."""
    try:
        told = signing.loads(question, salt=SALT, max_age=QUESTION_LASTS)
    except signing.BadSignature as error:
        raise PasskeyRefused("no question of ours") from error
    if told["user"] != user:
        raise PasskeyRefused("another's question")
    return {"challenge": told["challenge"], "user_verification": "required"}, datetime.fromisoformat(told["at"])


def _digest(credential_id: bytes) -> str:
    return hashlib.sha256(credential_id).hexdigest()


def _handle(user: Any) -> bytes:
    """What devices file the key under; says nothing of the person (WebAuthn, 14.6.1)."""
    return hmac.new(settings.SECRET_KEY.encode(), f"accounts.passkey:{user.pk}".encode(), hashlib.sha256).digest()
