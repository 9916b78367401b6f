"""Public paths: claimed once, moved with a redirect, released with a reason, never given to another record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from handpress.kit.slugs import check_slug, unique_slug
from handpress.newsroom.errors import AddressTaken
from handpress.newsroom.models.addresses import Address, path_key
from handpress.newsroom.paths import slug_in, slug_of, with_slug
from handpress.newsroom.slug_words import told
from handpress.press.triggers import queue

if TYPE_CHECKING:
    from handpress.newsroom.addressed import AddressedPage

LIVE, REDIRECT, GONE = Address.State.LIVE, Address.State.REDIRECT, Address.State.GONE
# Words reserved because a plain page of that role is meant to have them.
PLAIN_WORDS = frozenset({"contact", "links", "about", "support", "submit"})


@dataclass(frozen=True, slots=True)
class Answer:
    """What a public path answers: `status` 200, 301 (`to_path`), 410 (`reason`) or 404."""

    status: int
    record: str = ""
    to_path: str = ""
    reason: str = ""


NOT_FOUND = Answer(404)


def resolve(path: str) -> Answer:
    """What the Address table says of a path, ignoring case; a redirect names the newest place. Two queries at most."""
    row = Address.objects.filter(path_key=path_key(path)).first()
    if row is None:
        return NOT_FOUND
    if row.state == LIVE:
        return Answer(200, row.record) if row.path == path else Answer(301, row.record, row.path)
    if row.state == GONE:
        return Answer(410, row.record, reason=row.reason)
    return Answer(301, row.record, row.to_path) if row.to_path else _of_record(row)


def _of_record(row: Address) -> Answer:
    """Where the record that a redirect belongs to is now."""
    now_at = Address.objects.filter(record=row.record).exclude(state=REDIRECT).order_by("state").last()
    if now_at is None:
        return Answer(410, row.record, reason=row.reason)
    if now_at.state == GONE:
        return Answer(410, row.record, reason=now_at.reason)
    return Answer(301, row.record, now_at.path)


@transaction.atomic
def claim(record: str, wanted_path: str, *, origin: str = Address.Origin.OWN) -> Address:
    """The record's live address: the one it has, or had, or `wanted_path`.

    Raises AddressTaken when the path belongs to another record, now or in the past.
    """
    mine = Address.objects.filter(record=record).exclude(state=REDIRECT).order_by("state")
    if own := (mine.filter(state=LIVE).first() or mine.first()):
        return _revive(own)
    return _take(record, wanted_path, origin)


@transaction.atomic
def move(record: str, new_path: str) -> Address:
    """Give the record another address; the old one leads to it. Raises AddressTaken."""
    current = Address.objects.filter(record=record).exclude(state=REDIRECT).order_by("state").last()
    if current and current.path == new_path:
        return current
    if current and current.path_key != path_key(new_path):
        _refuse_others(record, new_path)
        current.state, current.origin, current.to_path = REDIRECT, Address.Origin.MOVED, ""
        current.save(update_fields=["path", "path_key", "state", "origin", "to_path"])
    return _take(record, new_path, Address.Origin.OWN)


@transaction.atomic
def release(record: str, reason: str) -> Address | None:
    """Let the record's address answer 410 with the reason; None when it has none."""
    row = Address.objects.filter(record=record).exclude(state=REDIRECT).order_by("state").last()
    if row and (row.state, row.reason) != (GONE, reason):
        row.state, row.reason = GONE, reason
        row.save(update_fields=["path", "path_key", "state", "reason"])
    return row


@transaction.atomic
def redirect(path: str, *, record: str = "", to_path: str = "", origin: str = Address.Origin.PRESS) -> Address:
    """Let `path` lead to a record (wherever it is) or to a path of this site. Raises AddressTaken.

    The same call twice changes nothing.
    """
    row = Address.objects.filter(path_key=path_key(path)).first()
    if row is None:
        return Address.objects.create(path=path, state=REDIRECT, record=record, to_path=to_path, origin=origin)
    if row.state == LIVE or (row.record and row.record != record):
        raise AddressTaken(path, row.record)
    if (row.state, row.record, row.to_path) != (REDIRECT, record, to_path):
        row.state, row.record, row.to_path, row.reason = REDIRECT, record, to_path, ""
        row.save()
    return row


@transaction.atomic
def mark_gone(path: str, reason: str, *, origin: str = Address.Origin.PRESS) -> Address:
    """Let a path that belongs to no record answer 410. Raises AddressTaken for one that does."""
    row = Address.objects.filter(path_key=path_key(path)).first()
    if row and row.record:
        raise AddressTaken(path, row.record)
    row = row or Address(path=path, origin=origin)
    row.state, row.reason, row.to_path = GONE, reason, ""
    row.save()
    return row


def settle_address(page: AddressedPage) -> None:
    """Bring a page's address in line with whether readers may see it; part of its save."""
    if page.is_public:
        _keep_public(page)
    elif page.public_path:
        release(page.record, page.withdrawn_reason)


def _keep_public(page: AddressedPage) -> None:
    if not page.public_path:
        address = claim(page.record, free_path(page, slug_for(page)))
        _wake_old_addresses(page.record)
    elif page.asked_slug and page.asked_slug != slug_in(page.public_path):
        address = _moved_as_asked(page)
    else:
        address = claim(page.record, page.public_path)
    _note(page, address.path)


def _wake_old_addresses(record: str) -> None:
    """Have the addresses pressed that waited for a draft's first publishing, as those of a scheduled import do."""
    waiting = Address.objects.filter(record=record, state=REDIRECT).values_list("path", flat=True)
    if paths := list(waiting):
        queue([f"address:{path}" for path in paths])


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
    type(page)._default_manager.filter(pk=page.pk).update(public_path=path, asked_slug=asked)


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
    return page.record_kind == "page" and slug in PLAIN_WORDS


def free_path(page: AddressedPage, slug: str) -> str:
    """The page's path with that slug, or with -2, -3 … where another record has or had it."""
    return page.wanted_path(unique_slug(slug, lambda each: is_taken(page.wanted_path(each), page.record)))


def is_taken(path: str, record: str) -> bool:
    """Whether the path belongs, or belonged, to another record."""
    row = Address.objects.filter(path_key=path_key(path)).values_list("record", "state").first()
    return row is not None and (row[0] != record or not record)


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


def _revive(row: Address) -> Address:
    if row.state != LIVE:
        row.state, row.reason = LIVE, ""
        row.save(update_fields=["path", "path_key", "state", "reason"])
    return row


def _refuse_others(record: str, path: str) -> None:
    if is_taken(path, record):
        raise AddressTaken(path, Address.objects.get(path_key=path_key(path)).record)


def _take(record: str, path: str, origin: str) -> Address:
    _refuse_others(record, path)
    row = Address.objects.filter(path_key=path_key(path)).first() or Address(record=record, origin=origin)
    row.path, row.state, row.to_path, row.reason = path, LIVE, "", ""
    row.save()
    return row
