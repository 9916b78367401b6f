"""Who works at the desk."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser
from django.db import models


class User(AbstractUser):
    """A person with a desk account; readers have none."""


class RightsGiven(models.Model):
    """That a group was given the rights which an app says it needs: it is done once, and may be undone by hand."""

    group = models.ForeignKey("auth.Group", on_delete=models.CASCADE, related_name="+")
    app = models.CharField(max_length=100)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["group", "app"], name="newsroom_rights_given_once")]

    def __str__(self) -> str:
        return self.app
