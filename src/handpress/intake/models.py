"""What is counted to hold limits, of nobody's address."""

from __future__ import annotations

from django.db import models


class DailyKey(models.Model):
    """The key that networks are hashed with on one day; without it, what was counted then tells of nobody."""

    day = models.DateField(primary_key=True)
    key = models.CharField(max_length=64)

    def __str__(self) -> str:
        return self.day.isoformat()


class Count(models.Model):
    """How often something was done from a network ("" for all) in the window that began at `begins_at`."""

    limit = models.CharField(max_length=60)
    network = models.CharField(max_length=32, blank=True)
    begins_at = models.DateTimeField(db_index=True)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["limit", "network", "begins_at"], name="intake_one_count")]

    def __str__(self) -> str:
        return f"{self.limit}: {self.count}"
