"""Sessions that tell whose they are, failures to sign in, passkeys."""

from __future__ import annotations

import hashlib
from importlib import import_module

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models


class DeskSession(AbstractBaseSession):
    """Django's session with what its owner wants to know of it; `user` is None before anybody has signed in."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        null=True,
        db_constraint=False,  # a session is written by requests that may outlive the account
        related_name="desk_sessions",
    )
    began_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)
    address = models.CharField(max_length=45, blank=True)
    browser = models.CharField(max_length=200, blank=True)

    @classmethod
    def get_session_store_class(cls) -> type[SessionBase]:
        """The store that reads it."""
        store: type[SessionBase] = import_module(settings.SESSION_ENGINE).SessionStore  # which imports this module
        return store

    @property
    def name(self) -> str:
        """What a page may call it: not its key, with which anybody would be in."""
        return hashlib.sha256(self.session_key.encode()).hexdigest()[:32]

    def __str__(self) -> str:
        return f"{self.user_id} {self.address}"


class Failures(models.Model):
    """How often signing in failed since the last success: of an account from a place, or ("") of any from it.

    Both are keyed hashes: what is typed as a name may be a password, and addresses tell of people.
    """

    account = models.CharField(max_length=32, blank=True)
    place = models.CharField(max_length=32)
    count = models.PositiveIntegerField(default=0)
    last_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "place"], name="accounts_one_count")]

    def __str__(self) -> str:
        return f"{self.account}@{self.place}: {self.count}"


class Passkey(models.Model):
    """A public key whose private half lies in somebody's telephone, computer or security key."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="passkeys")
    name = models.CharField(max_length=60)
    credential = models.CharField(max_length=64, unique=True)  # SHA-256 of the credential's id, which may be long
    public_data = models.BinaryField()  # the attested credential data (WebAuthn, 6.5.1)
    signatures = models.PositiveBigIntegerField(default=0)
    added_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name
