"""What sections, authors, sources and tags share: a slug that makes their lists' addresses, and never breaks them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from handpress.addresses.actions import are_taken
from handpress.kit.slugs import check_slug, unique_slug
from handpress.newsroom.paths import list_path, slug_of
from handpress.newsroom.signals import slug_changed
from handpress.newsroom.slug_words import told


class Slugged(models.Model):
    """A record whose slug is made of its name when empty; another one leaves redirects from all its lists."""

    group = ""

    if TYPE_CHECKING:  # each brings its own, of its own length
        name: models.CharField
        slug: models.SlugField

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the record; a changed slug leaves redirects in the same transaction."""
        with transaction.atomic():
            before = self._peers().filter(pk=self.pk).values_list("slug", flat=True).first() if self.pk else None
            self.slug = self.slug or self._free_slug()
            super().save(*args, **kwargs)
            if before and before != self.slug:
                slug_changed.send(sender=type(self), record=self, old_slug=before)

    @property
    def record(self) -> str:
        """The key of this record in addresses and in the outbox: "section:7"."""
        return f"{self.group}:{self.pk}"

    @property
    def languages(self) -> list[str]:
        """The languages whose lists this record has."""
        return [code for code, _name in settings.LANGUAGES]

    def clean(self) -> None:
        """Refuse a slug that cannot stand in an address, or that led to another record before."""
        super().clean()
        if not self.slug:
            return
        refusal = check_slug(self.slug)
        if refusal and refusal.code == "malformed":
            raise ValidationError({"slug": f"{told(refusal, self.slug)} → {refusal.suggestion}"})
        if self._led_elsewhere(self.slug):
            raise ValidationError(
                {"slug": _("This slug led to another one before; its old addresses still do. Choose another.")}
            )

    def _peers(self) -> models.QuerySet[Any]:
        return type(self)._default_manager.all()

    def _led_elsewhere(self, slug: str) -> bool:
        """Whether lists under that slug were another record's."""
        paths = [list_path(language, self.group, slug) for language in self.languages]
        return are_taken(paths, self.record if self.pk else None)

    def _free_slug(self) -> str:
        base = slug_of(self.name, fallback=self.group)
        peers = self._peers().exclude(pk=self.pk)
        if hasattr(self, "locale_id"):
            peers = peers.filter(locale_id=self.locale_id)
        return unique_slug(base, lambda each: peers.filter(slug__iexact=each).exists() or self._led_elsewhere(each))
