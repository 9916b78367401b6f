"""What articles and plain pages share: one public address, claimed in the transaction that makes them public."""

from __future__ import annotations

import re
import uuid
from typing import TYPE_CHECKING, Any, cast

from django.conf import settings
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from handpress.addresses.models import Address
from handpress.addresses.paths import with_slug
from handpress.newsroom.blocks import sanitise_body
from handpress.newsroom.filed import FiledPermissions
from handpress.newsroom.page_addresses import settle_address
from handpress.newsroom.preview import serve_preview
from handpress.newsroom.signals import page_settled
from handpress.newsroom.typed_text import tidy_with_parts

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    class _Page(models.Model):
        """What Wagtail's Page, the next base of these models, brings: it has no types."""

        title: str
        slug: str
        live: bool
        body: Any
        status_string: property
        _set_core_field_defaults: Any
        _get_site_root_paths: Any

        class Meta:
            abstract = True

        def save(self, clean: bool = True, user: Any = None, log_action: Any = False, **kwargs: Any) -> Any: ...

        def save_revision(self, *args: Any, **kwargs: Any) -> Any: ...

else:
    _Page = models.Model

_TECHNICAL_SLUG = re.compile(r"a-[0-9a-f]{12}(-\d+)?\Z")


def technical_slug() -> str:
    """A name inside Wagtail's tree that says nothing and is never shown; the public slug is in the Address."""
    return f"a-{uuid.uuid4().hex[:12]}"


class AddressedPage(_Page):
    """A page that readers may see: whether they do, where, and why no longer.

    Every way of publishing in Wagtail (editor, schedule, workflow, API, `revision.publish()`) ends in `save()`,
    which Wagtail runs in a transaction: there the address is claimed, moved or released.
    """

    record_kind = ""
    kept_out_of_copies = [
        "public_path",
        "is_public",
        "withdrawn_at",
        "withdrawn_reason",
        "withdrawn_status",
        "asked_slug",
    ]
    state_of_the_page = ["public_path", "withdrawn_at", "withdrawn_reason", "withdrawn_status"]

    public_path = models.CharField(max_length=300, blank=True, editable=False, db_index=True)
    asked_slug = models.CharField(
        _("slug"),
        max_length=200,
        blank=True,
        help_text=_(
            "The part of the address before “.html”. Left empty it is made of the headline at the first publishing, "
            "and stays; another one written here later moves the page and leaves a redirect."
        ),
    )
    is_public = models.BooleanField(default=False, editable=False)
    withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)
    withdrawn_reason = models.TextField(blank=True, editable=False)
    withdrawn_status = models.PositiveSmallIntegerField(
        default=Address.GoneStatus.GONE, editable=False
    )  # of its address

    class Meta:
        abstract = True

    def save(self, clean: bool = True, user: Any = None, log_action: Any = False, **kwargs: Any) -> Any:
        """Store the page; with all its fields, also settle what follows from them and its address."""
        if kwargs.get("update_fields") is not None:
            return super().save(clean=clean, user=user, log_action=log_action, **kwargs)

        with transaction.atomic():
            self._take_stored_state()
            self._take_slug_written_by_hand()
            self.settle()
            self.refuse()
            self.note_changes()
            result = super().save(clean=clean, user=user, log_action=log_action, **kwargs)
            settle_address(self)
            page_settled.send(sender=type(self), page=self)
        return result

    def save_revision(self, *args: Any, **kwargs: Any) -> Any:
        """Store a draft, without the control characters that were typed into it."""
        tidy_with_parts(self)
        sanitise_body(self.body)
        return super().save_revision(*args, **kwargs)

    @property
    def record(self) -> str:
        """The key of this record in addresses and in the outbox: "article:17"."""
        return f"{self.record_kind}:{self.pk}"

    @property
    def headline(self) -> str:
        """The title, as the field calls it."""
        return self.title

    def wanted_path(self, slug: str) -> str:
        """The path this page would have with that slug."""
        raise NotImplementedError

    def likely_path(self, slug: str) -> str:
        """The path this page will have with that slug when it is published, as far as can be said now."""
        return with_slug(self.public_path, slug) if self.public_path else self.wanted_path(slug)

    def settle(self) -> None:
        """Bring the computed fields in line before a full save."""
        self.is_public = self.live and self.withdrawn_at is None

    def refuse(self) -> None:
        """Raise what must not reach readers, before a full save."""

    def note_changes(self) -> None:
        """Remember, before a full save, what it changes for readers."""

    def _take_stored_state(self) -> None:
        """Take what belongs to the page itself from its row: a draft or an older copy in memory may not know of it."""
        row = (
            type(self)._default_manager.filter(pk=self.pk).values(*self.state_of_the_page).first() if self.pk else None
        )
        for name, value in (row or {}).items():
            setattr(self, name, value)

    def _set_core_field_defaults(self) -> None:
        self._take_slug_written_by_hand()
        super()._set_core_field_defaults()

    def _take_slug_written_by_hand(self) -> None:
        """A slug given to Wagtail's own field (API, scripts) is a wish for the public address."""
        if self.slug and not _TECHNICAL_SLUG.match(self.slug):
            self.asked_slug = self.slug
            self.slug = ""
        self.slug = self.slug or technical_slug()

    @property
    def status_string(self) -> str:
        """Wagtail's word for the state, with "withdrawn" as one more."""
        return cast("str", _("withdrawn")) if self.withdrawn_at else super().status_string

    def get_url_parts(self, request: HttpRequest | None = None) -> tuple[int, str, str] | None:
        """Site, root and path of the pressed page; None while readers cannot see it."""
        if not (self.public_path and self.is_public):
            return None
        site = next(iter(self._get_site_root_paths(request)), None)
        return (site.site_id if site else 0, settings.WAGTAILADMIN_BASE_URL, self.public_path)

    def permissions_for_user(self, user: Any) -> FiledPermissions:
        """What the user may do to it: never move it in the tree, nor close it to some readers."""
        return FiledPermissions(user, self)

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """What the press will write for this page."""
        return serve_preview(self, request)
