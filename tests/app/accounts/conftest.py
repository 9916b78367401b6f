"""People at the door of the desk."""

from __future__ import annotations

import time
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice

from tests import factories

PASSWORD = "correct horse"


class Person:
    """A browser somewhere, with its cookies."""

    def __init__(self, address: str = "203.0.113.7") -> None:
        self.client = Client(REMOTE_ADDR=address, HTTP_USER_AGENT=FIREFOX)

    def sign_in(self, name: str = "editor", password: str = PASSWORD, **fields: str) -> Any:
        return self.client.post(reverse("wagtailadmin_login"), {"username": name, "password": password, **fields})

    def code(self, code: str) -> Any:
        return self.client.post(reverse("accounts_second_step"), {"code": code})

    def is_in(self) -> bool:
        return self.client.get(reverse("wagtailadmin_home")).status_code == 200


FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


def code_of(key: str, steps: int = 0) -> str:
    """What an app with this secret shows now, or so many half minutes later."""
    totp = TOTP(bytes.fromhex(key))
    totp.time = time.time() + 30 * steps
    return f"{totp.token():06}"


@pytest.fixture
def person():
    """Makes browsers."""
    return Person


@pytest.fixture
def device(editor):
    """The editor's app."""
    return TOTPDevice.objects.create(user=editor, name="app")


@pytest.fixture
def writer():
    """Somebody who may not publish."""
    from django.contrib.auth.models import Group

    user = factories.editor("writer", superuser=False)
    user.groups.add(Group.objects.get(name="Editors"))
    return user
