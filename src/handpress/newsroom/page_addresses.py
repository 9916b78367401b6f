"""The address of a page: its slug, claimed at the first publishing, moved as asked, released when readers lose it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from django.utils.translation import gettext as _

from handpress.addresses.actions import claim, is_taken, move, release, wake
from handpress.addresses.bulk import claim_new
from handpress.addresses.models import Address
from handpress.addresses.paths import slug_in, with_slug
from handpress.kit.own_words import OWN, Use
from handpress.kit.slugs import check_slug, unique_slug
from handpress.newsroom.paths import slug_of
from handpress.newsroom.slug_words import told


class AddressedPage(Protocol):
    """What is asked of a page (`addressed.AddressedPage`)."""

    pk: Any
    title: str
    record_kind: str
    public_path: str
    asked_slug: str
    is_public: bool
    withdrawn_reason: str
    withdrawn_status: int

    @property
    def record(self) -> str:
        """ "article:17"."""

    def wanted_path(self, slug: str) -> str:
        """The path with that slug."""

    def likely_path(self, slug: str) -> str:
        """The path with that slug, as far as can be said now."""


def settle_address(page: AddressedPage) -> None:
    """Bring a page's address in line with whether readers may see it; part of its save."""
    if page.is_public:
        _keep_public(page)
    elif page.public_path:
        release(page.record, page.withdrawn_reason, page.withdrawn_status)


def claim_for_new(pages: Sequence[AddressedPage], wanted: Sequence[str]) -> None:
    """Claim an address for each public page of a bulk: the one wanted, or one of its date and headline.

    The pages have ids but no rows of their own yet: `public_path` is set on the objects.
    """
    pairs = [(page, path) for page, path in zip(pages, wanted, strict=True) if page.is_public]
    paths = claim_new([(page.record, path or page.wanted_path(slug_for(page))) for page, path in pairs])
    for (page, _wanted), path in zip(pairs, paths, strict=True):
        page.public_path = path


def _keep_public(page: AddressedPage) -> None:
    if not page.public_path:
        address = claim(page.record, free_path(page, slug_for(page)))
        wake(page.record)
    elif page.asked_slug and page.asked_slug != slug_in(page.public_path):
        address = _moved_as_asked(page)
    else:
        address = claim(page.record, page.public_path)
    _note(page, address.path)


def _moved_as_asked(page: AddressedPage) -> Address:
    """The address with the slug an editor asked for, beside the old one; a word that is reserved changes nothing."""
    path = page.public_path
    current = claim(page.record, path)
    slug = slug_of(page.asked_slug, fallback="")
    if not slug or (check_slug(slug) and not may_have_reserved(page, slug)):
        return current
    free = unique_slug(slug, lambda each: is_taken(with_slug(path, each), page.record))
    return move(page.record, with_slug(path, free))


def _note(page: AddressedPage, path: str) -> None:
    """Copy the path to the page's own row; the asked slug becomes the one it got."""
    asked = slug_in(path) if page.asked_slug else ""
    if (page.public_path, page.asked_slug) == (path, asked):
        return
    page.public_path, page.asked_slug = path, asked
    stored: Any = type(page)  # a model
    stored._default_manager.filter(pk=page.pk).update(public_path=path, asked_slug=asked)


def slug_for(page: AddressedPage) -> str:
    """The slug a page gets at its first publishing: as asked, or of its headline, or `article-17`."""
    fallback = f"{page.record_kind}-{page.pk}"
    slug = slug_of(page.asked_slug or page.title, fallback=fallback)
    refusal = check_slug(slug)
    if refusal is None or may_have_reserved(page, slug):
        return slug
    return refusal.suggestion


def may_have_reserved(page: AddressedPage, slug: str) -> bool:
    """Whether the reserved word is meant for this page: `/contact/` is the contact page."""
    return page.record_kind == "page" and slug in OWN[Use.EDITORS]


def free_path(page: AddressedPage, slug: str) -> str:
    """The page's path with that slug, or with -2, -3 … where another record has or had it."""
    return page.wanted_path(unique_slug(slug, lambda each: is_taken(page.wanted_path(each), page.record)))


def refuse_slug(page: AddressedPage) -> str | None:
    """What speaks against the slug an editor asked for, with one that is free; None when it can be had."""
    if page.public_path and page.asked_slug == slug_in(page.public_path):
        return None
    refusal = check_slug(page.asked_slug)
    if refusal and not may_have_reserved(page, page.asked_slug):
        return _("%(message)s For example: %(suggestion)s") % {
            "message": told(refusal, page.asked_slug),
            "suggestion": refusal.suggestion,
        }
    return _refuse_taken(page)


def _refuse_taken(page: AddressedPage) -> str | None:
    wanted = page.likely_path(page.asked_slug)
    if not is_taken(wanted, page.record):
        return None
    free = unique_slug(page.asked_slug, lambda each: is_taken(page.likely_path(each), page.record))
    return _("%(path)s belongs to another page. Free is: %(free)s") % {"path": wanted, "free": free}
