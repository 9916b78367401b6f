"""What can be done to an article. Wagtail's own publishing ends in the same `Article.save()` as these."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from handpress.addresses import actions as addresses
from handpress.addresses.models import Address
from handpress.addresses.paths import slug_in, with_slug
from handpress.kit.clock import now
from handpress.kit.dates import PartialDate
from handpress.kit.slugs import check_slug
from handpress.kit.text import without_controls
from handpress.newsroom.actions.filing import file_article
from handpress.newsroom.actions.related import replace_related
from handpress.newsroom.dating import partial, stored
from handpress.newsroom.errors import NotPublished, SlugRefused
from handpress.newsroom.models.article import Article
from handpress.newsroom.models.pages import PlainPage
from handpress.newsroom.models.user import User
from handpress.newsroom.page_addresses import may_have_reserved
from handpress.newsroom.paths import better_path
from handpress.newsroom.slug_words import told

GoneStatus = Address.GoneStatus


@transaction.atomic
def publish_article(article: Article | PlainPage, *, user: User | None = None) -> Any:
    """The article as readers now see it: filed if new, at its address, with its date and related articles.

    Publishes the object as given, its changed fields and children included. A withdrawn one stays withdrawn. Raises
    DateAhead for an article under a date that has not come, unless it is scheduled for then.
    A plain page, which has its place in the tree already, is published the same way.
    """
    if article.pk is None:
        file_article(article)
    article.save_revision(user=user, log_action=True).publish(user=user, skip_permission_checks=True)
    return type(article)._default_manager.get(pk=article.pk)


@transaction.atomic
def schedule_article(article: Article, at: datetime, *, user: User | None = None) -> Article:
    """The draft, to be published by itself at a moment in the future."""
    current = _current(article)
    current.go_live_at = at
    return publish_article(current, user=user)


@transaction.atomic
def unpublish_article(article: Article, *, user: User | None = None) -> Article:
    """The article taken back to a draft; its address answers 410 until it is published again."""
    current = _current(article)
    current.unpublish(user=user)
    return current


@transaction.atomic
def withdraw_article(
    article: Article | PlainPage, *, reason: str, status: int = GoneStatus.GONE, user: User | None = None
) -> Article | PlainPage:
    """The page withdrawn: its address answers 410 with the reason, and lists leave it out. Raises NotPublished.

    `status`: 451 instead, where the law wants it.
    """
    current = _current(article)
    if not current.public_path:
        message = _("“%(title)s” has never been published; delete the draft instead.")
        raise NotPublished(message % {"title": current.title})
    why = without_controls(reason).strip()
    _store(current, withdrawn_at=now(), withdrawn_reason=why, withdrawn_status=GoneStatus(status))
    current.save(clean=False)
    if isinstance(current, Article):
        replace_related(current.pk)
    log(instance=current, action="newsroom.withdraw", user=user, data={"reason": why, "status": int(status)})
    return current


@transaction.atomic
def restore_article(article: Article | PlainPage, *, user: User | None = None) -> Article | PlainPage:
    """The withdrawn page back at its address. Raises NotPublished when it is not withdrawn."""
    current = _current(article)
    if current.withdrawn_at is None:
        raise NotPublished(_("“%(title)s” is not withdrawn.") % {"title": current.title})
    _store(current, withdrawn_at=None, withdrawn_reason="", withdrawn_status=GoneStatus.GONE)
    current.save(clean=False)
    log(instance=current, action="newsroom.restore", user=user)
    return current


@transaction.atomic
def redate_article(
    article: Article, when: PartialDate, *, day_order: int | None = None, user: User | None = None
) -> Article:
    """The article under another date: its archive entry moves, its address stays. Raises DateAhead."""
    current = _current(article)
    before = partial(current.published_on, current.date_precision)
    on, precision = stored(when)
    fields: dict[str, Any] = {"published_on": on, "date_precision": precision}
    if day_order is not None:
        fields["day_order"] = day_order
    _amend(current, fields)
    log(instance=current, action="newsroom.redate", user=user, data={"from": str(before), "to": str(when)})
    return current


@transaction.atomic
def move_article_address(
    article: Article | PlainPage, slug_or_path: str, *, user: User | None = None
) -> Article | PlainPage:
    """The page at another address (a slug beside the old one, or a whole path); the old one leads to it.

    Raises NotPublished, SlugRefused (with a suggestion), AddressTaken.
    """
    current = _current(article)
    if not current.public_path:
        message = _("“%(title)s” has no address yet; write the slug before publishing it.")
        raise NotPublished(message % {"title": current.title})
    if slug_or_path.startswith("/"):
        path = slug_or_path
        _check_place(path)
    else:
        path = with_slug(current.public_path, slug_or_path)
    _check(current, path)
    before = current.public_path
    _store(current, public_path=addresses.move(current.record, path).path)
    if not current.is_public:
        addresses.release(current.record, current.withdrawn_reason, current.withdrawn_status)
    _amend(current, {"asked_slug": slug_in(path)})
    log(instance=current, action="newsroom.move", user=user, data={"from": before, "to": path})
    return current


@transaction.atomic
def delete_article(article: Article | PlainPage, *, user: User | None = None) -> None:
    """Nothing is left of the page but its address, which answers 410."""
    _current(article).delete(user=user)


@transaction.atomic
def change_kind(article: Article, kind: str) -> Article:
    """The article as another kind; details of the old kind are kept, and shown again when it changes back."""
    current = _current(article)
    _amend(current, {"kind": Article.Kind(kind).value})
    return current


def _current(page: Any) -> Any:
    """The page as stored, locked for this transaction: never a draft that someone is working on."""
    return type(page).objects.select_for_update().get(pk=page.pk)


def _store(page: Any, **state: Any) -> None:
    """Write state of the page itself; a save takes it from the row and never from memory."""
    type(page).objects.filter(pk=page.pk).update(**state)


def _check_place(path: str) -> None:
    if better := better_path(path):
        message = _(
            "“%(path)s” cannot be a page's address: use folders of letters, digits and hyphens, and end in “.html”"
            " or “/”."
        )
        raise SlugRefused(message % {"path": path}, better)


def _check(page: Any, path: str) -> None:
    slug = slug_in(path)
    refusal = check_slug(slug)
    if refusal and not may_have_reserved(page, slug):
        raise SlugRefused(told(refusal, slug), refusal.suggestion)


def _amend(page: Any, fields: Mapping[str, Any]) -> None:
    """Change fields of the stored page, and of the draft that waits beside it, which would undo them."""
    for name, value in fields.items():
        setattr(page, name, value)
    page.save(clean=False)
    if page.has_unpublished_changes and (draft := page.latest_revision):
        draft.content = {**draft.content, **{name: _plain(value) for name, value in fields.items()}}
        draft.save(update_fields=["content"])


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value
