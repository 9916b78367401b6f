"""The ledger, the outbox, the lease, and what the desk shows of the press."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _


class OutboxKey(models.Model):
    """A key whose change waits to be pressed. Written by database triggers, in the change's own transaction."""

    key = models.TextField()
    lane = models.SmallIntegerField(default=1)
    at = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "press_outbox"
        indexes = [models.Index(fields=["lane", "id"], name="press_outbox_lane")]

    def __str__(self) -> str:
        return self.key


class Frame(models.Model):
    """Keys shared by every page of a kind; `keys` one a line. The id is a hash of them."""

    id = models.BigIntegerField(primary_key=True)
    keys = models.TextField()

    class Meta:
        db_table = "press_frame"

    def __str__(self) -> str:
        return str(self.id)


class Artifact(models.Model):
    """One file of the tree, its digest and its trace. The id is a hash of recipe and subject (64 bits: among
    a million artifacts two collide with a probability of 3 in 10⁸).
    """

    id = models.BigIntegerField(primary_key=True)
    recipe = models.TextField()
    subject = models.TextField()
    path = models.TextField(db_index=True)
    digest = models.TextField(help_text=_("SHA-256 of the bytes; empty when never written"))
    frame = models.BigIntegerField(db_index=True)
    keys = models.TextField(help_text=_("records shown, one a line"))
    lists = models.TextField(help_text=_("list keys and fingerprints, one pair a line"))
    memberships = models.TextField(help_text=_("lists the page's own record belongs to, one a line"))
    size_bytes = models.IntegerField(default=0)
    cost_ms = models.FloatField(default=0)
    cause = models.TextField(default="")
    written_at = models.DateTimeField(null=True)
    generation = models.IntegerField(default=0, db_index=True)

    class Meta:
        db_table = "press_artifact"
        constraints = [models.UniqueConstraint(fields=["recipe", "subject"], name="press_artifact_job")]

    def __str__(self) -> str:
        return self.path


class FailedPage(models.Model):
    """A page that could not be pressed; its last good file stays, and it is tried again."""

    recipe = models.TextField()
    subject = models.TextField()
    path = models.TextField()
    error = models.TextField()
    attempts = models.IntegerField(default=1)
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()
    next_at = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "press_failure"
        constraints = [models.UniqueConstraint(fields=["recipe", "subject"], name="press_failure_job")]

    def __str__(self) -> str:
        return f"{self.path}: {self.error}"


class Run(models.Model):
    """One run that wrote, removed or failed something; the oldest are dropped."""

    started_at = models.DateTimeField()
    seconds = models.FloatField()
    cause = models.TextField(help_text=_("the keys it began with, at most the first hundred, one a line"))
    looked_at = models.IntegerField()
    written = models.IntegerField()
    unchanged = models.IntegerField()
    removed = models.IntegerField()
    failed = models.IntegerField()
    trouble = models.TextField(default="")

    class Meta:
        db_table = "press_run"
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.started_at:%Y-%m-%d %H:%M:%S}: {self.written}"


class Receipt(models.Model):
    """One file that a run wrote or removed, with the bytes it had before (deflated), for the difference."""

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="files")
    path = models.TextField(db_index=True)
    action = models.CharField(max_length=10, choices=[("written", _("written")), ("removed", _("removed"))])
    size_bytes = models.IntegerField(default=0)
    cost_ms = models.FloatField(default=0)
    before = models.BinaryField(null=True)

    class Meta:
        db_table = "press_receipt"

    def __str__(self) -> str:
        return self.path


class Lease(models.Model):
    """Who presses a tree. `token` rises with every holder and fences off earlier ones."""

    tree = models.TextField(primary_key=True)
    holder = models.TextField()
    token = models.BigIntegerField()
    expires_at = models.FloatField(help_text=_("seconds since 1970"))

    class Meta:
        db_table = "press_lease"

    def __str__(self) -> str:
        return f"{self.tree}: {self.holder}"


class KnownFile(models.Model):
    """The content hash with which a template, catalogue or the code itself was last pressed."""

    key = models.TextField(primary_key=True)
    fingerprint = models.TextField()

    class Meta:
        db_table = "press_known_file"

    def __str__(self) -> str:
        return self.key


class FeedReader(models.Model):
    """A reader of the press's feed that has been given everything; `recipes` one a line, "*" for all."""

    name = models.TextField(primary_key=True)
    recipes = models.TextField()

    class Meta:
        db_table = "press_feed_reader"

    def __str__(self) -> str:
        return self.name


class FeedRow(models.Model):
    """A page that one reader of the press's feed has not looked at since it came, changed or went.

    `version` rises with everything that is folded into the row; `at` is when the oldest of it happened.
    """

    reader = models.TextField()
    artifact = models.BigIntegerField()
    recipe = models.TextField()
    subject = models.TextField()
    path = models.TextField()
    is_first = models.BooleanField()
    is_gone = models.BooleanField()
    version = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta:
        db_table = "press_feed"
        constraints = [models.UniqueConstraint(fields=["reader", "artifact"], name="press_feed_page")]
        indexes = [models.Index(fields=["reader", "id"], name="press_feed_oldest")]

    def __str__(self) -> str:
        return f"{self.reader}: {self.path}"


class SeenPage(models.Model):
    """A page whose appearance is no news any more: it went, or an import published it. The id is the artifact's."""

    artifact = models.BigIntegerField(primary_key=True)

    class Meta:
        db_table = "press_seen"

    def __str__(self) -> str:
        return str(self.artifact)


class LedgerTree(models.Model):
    """The one tree that this ledger speaks of. `token` is in the tree too, and changes with everyone who presses it."""

    root = models.TextField()
    token = models.TextField()

    class Meta:
        db_table = "press_tree"

    def __str__(self) -> str:
        return self.root
