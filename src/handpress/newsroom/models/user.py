"""Who works at the desk."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser


class User(AbstractUser):
    """A person with a desk account; readers have none."""
