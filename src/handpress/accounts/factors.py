"""Second factors: codes of an app (TOTP, RFC 6238), recovery codes for the day it is lost, passkeys.

The devices are django-otp's; what of them is wrong or used twice it refuses.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import io
import secrets
from typing import Any

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.http import HttpRequest
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice
from django_otp.util import random_hex

from handpress.accounts import sessions
from handpress.accounts.models import Passkey

VERIFIED = "second_factor"  # in the session: by what its owner was known beside the password
SALT = "handpress.accounts.factors"
OFFER_LASTS_S = 3600
RECOVERY_CODES, CODE_BYTES = 10, 5
STORED = 16  # letters, 80 bits, as many as django-otp's column takes


def has_factor(user: Any) -> bool:
    """Whether a password alone does not sign this account in."""
    return has_app(user) or Passkey.objects.filter(user=user).exists()


def has_app(user: Any) -> bool:
    """Whether it has an app that shows codes."""
    return TOTPDevice.objects.filter(user=user, confirmed=True).exists()


def codes_left(user: Any) -> int:
    """How many recovery codes have not been used."""
    return sum(device.token_set.count() for device in StaticDevice.objects.filter(user=user))


def offer_app(user: Any) -> str:
    """A new secret for an app, signed: nothing is stored before a code shows that the app has it."""
    return signing.dumps({"user": user.pk, "key": random_hex(20)}, salt=SALT)


def offered(user: Any, token: str) -> TOTPDevice | None:
    """The device that was offered, not stored; None where the offer is not this user's, or older than an hour."""
    try:
        told = signing.loads(token, salt=SALT, max_age=OFFER_LASTS_S)
    except signing.BadSignature:
        return None
    return TOTPDevice(user=user, name="app", key=told["key"]) if told["user"] == user.pk else None


def secret_of(device: TOTPDevice) -> str:
    """The secret as apps take it by hand, in groups of four."""
    text = base64.b32encode(device.bin_key).decode().rstrip("=")
    return " ".join(text[at : at + 4] for at in range(0, len(text), 4))


def picture_of(device: TOTPDevice) -> str:
    """The secret as a QR code, an SVG element."""
    import segno  # deferred: 2 MB that few need, and not for long

    out = io.BytesIO()
    segno.make(device.config_url, error="m").save(out, kind="svg", scale=5, border=4, xmldecl=False, light="#fff")
    return out.getvalue().decode()


def add_app(user: Any, device: TOTPDevice, code: str) -> bool:
    """Store the offered device in place of the one before if the code is its; whether it is."""
    with transaction.atomic():
        TOTPDevice.objects.filter(user=user).delete()
        device.save()
        if device.verify_token(tidy(code)):
            return True
        transaction.set_rollback(True)
        return False


def remove_app(user: Any) -> None:
    """Take the app away."""
    TOTPDevice.objects.filter(user=user).delete()
    _without_codes_alone(user)


def remove_passkey(user: Any, pk: int) -> None:
    """Take one of the user's passkeys away."""
    Passkey.objects.filter(user=user, pk=pk).delete()
    _without_codes_alone(user)


def remove_all(user: Any) -> None:
    """Take all away and end the account's sessions, which may be a thief's."""
    with transaction.atomic():
        Passkey.objects.filter(user=user).delete()
        TOTPDevice.objects.filter(user=user).delete()
        StaticDevice.objects.filter(user=user).delete()
        sessions.end_all(user)


def new_recovery_codes(user: Any) -> list[str]:
    """Ten new codes in place of the old ones; only what they hash to is stored."""
    codes = [base64.b32encode(secrets.token_bytes(CODE_BYTES)).decode().lower() for _ in range(RECOVERY_CODES)]
    with transaction.atomic():
        StaticDevice.objects.filter(user=user).delete()
        device = StaticDevice.objects.create(user=user, name="recovery")
        for code in codes:
            device.token_set.create(token=_stored(code))
    return [f"{code[:4]}-{code[4:]}" for code in codes]


def check(user: Any, typed: str) -> str:
    """By what a code is right: "app", "recovery"; empty where it is wrong or was used before."""
    code = tidy(typed)
    for kind, model, token in (("app", TOTPDevice, code), ("recovery", StaticDevice, _stored(code))):
        with transaction.atomic():
            device = model.objects.select_for_update().filter(user=user, confirmed=True).first()
            if device is not None and device.verify_token(token):
                return kind
    return ""


def verified(request: HttpRequest, kind: str) -> None:
    """Note that the session's owner has proved more than the password."""
    request.session[VERIFIED] = kind


def tidy(typed: str) -> str:
    """A code without what people put between its letters."""
    return "".join(each for each in typed.casefold() if each.isalnum())


def _stored(code: str) -> str:
    digest = hmac.new(settings.SECRET_KEY.encode(), f"accounts.recovery:{code}".encode(), hashlib.sha256).digest()
    return base64.b32encode(digest).decode()[:STORED]


def _without_codes_alone(user: Any) -> None:
    """Recovery codes are worth nothing beside nothing."""
    if not has_factor(user):
        StaticDevice.objects.filter(user=user).delete()
