"""What can be done with readers' letters: the one door of every write. Each leaves a line in the letter's log."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from handpress.addresses.answers import resolve
from handpress.addresses.models import Address
from handpress.contact import letters
from handpress.contact.conf import Contact
from handpress.contact.errors import ArticleLocked, NoArticle, NoMailAddress
from handpress.contact.models import Item, Step
from handpress.contact.subjects import due_at
from handpress.intake.limits import Limit, take
from handpress.kit import clock
from handpress.kit.text import without_controls
from handpress.mail.addresses import checked
from handpress.mail.errors import AddressRefused
from handpress.newsroom.actions.articles import withdraw_article
from handpress.newsroom.dating import magazine_today
from handpress.newsroom.models import Article, Correction, User
from handpress.outgoing import actions as outgoing
from handpress.outgoing.server import mail_settings

State, What = Item.State, Step.What
OVER = frozenset({State.ANSWERED, State.CORRECTED, State.TAKEN_DOWN, State.CLOSED})


@dataclass(frozen=True, slots=True)
class Written:
    """What a reader sent, tidied and checked."""

    subject: str
    about: str
    name: str
    mail: str
    text: str
    language: str


def limit() -> Limit:
    """How many letters are taken."""
    table = settings.PUBLICATION.table(Contact)
    return Limit("contact", table.per_network_an_hour, table.in_all_an_hour)


@transaction.atomic
def receive(written: Written, number: str, address: str = "") -> Item:
    """The letter, committed with its mail of receipt; the one there is when the same form was sent before.

    `number` is that of the form's token, `address` the client's. Raises TooMany with nothing stored.
    """
    if known := Item.objects.filter(number=number).first():
        return known
    take(limit(), address)
    now = clock.now()
    item, is_new = Item.objects.get_or_create(
        number=number,
        defaults={
            "subject": written.subject,
            "article_id": article_at(written.about),
            "about": written.about,
            "name": written.name,
            "mail": written.mail,
            "text": written.text,
            "language": written.language,
            "received_at": now,
            "due_at": due_at(written.subject, now),
        },
    )
    if is_new:
        _note(item, What.RECEIVED)
        letters.tell(item, letters.RECEIVED)
    return item


def article_at(path: str) -> int | None:
    """The article that lives, or lived, at a path of the magazine."""
    kind, _, id = (resolve(path).record if path else "").partition(":")
    if kind != "article":
        return None
    return Article.objects.filter(pk=int(id)).values_list("pk", flat=True).first()


@transaction.atomic
def take_on(item: Item, user: User) -> Item:
    """The letter is the user's, who looks at it."""
    return _change(item, What.TAKEN, user, assignee=user, **_looked_at(item))


@transaction.atomic
def give_back(item: Item, user: User) -> Item:
    """The letter is nobody's."""
    return _change(item, What.GIVEN_BACK, user, assignee=None)


@transaction.atomic
def set_due(item: Item, at: datetime, user: User) -> Item:
    """The letter is due at another time."""
    return _change(item, What.DUE, user, at.isoformat(timespec="minutes"), due_at=at)


@transaction.atomic
def answer(item: Item, words: str, user: User) -> Item:
    """Write to the reader. Raises NoMailAddress, AddressRefused."""
    if not item.mail or not mail_settings().is_on:
        raise NoMailAddress(_("No mail can be sent: the reader left no address, or handpress.toml names no server."))
    words = without_controls(words).strip()
    letters.tell(item, letters.ANSWER, words, reply_to=user.email)
    return _change(item, What.ANSWERED, user, words, state=State.ANSWERED, is_open=False)


@transaction.atomic
def accept_correction(item: Item, words: str, user: User) -> Article:
    """The article's draft with the correction among its own; the letter is closed once readers see it.

    Raises NoArticle, ArticleLocked.
    """
    article = _article_of(item)
    if article.permissions_for_user(user).page_locked():
        raise ArticleLocked(_("“%(title)s” is locked: it can be corrected once it is not.") % {"title": article.title})
    draft = article.get_latest_revision_as_object()
    words = without_controls(words).strip()
    draft.corrections.add(
        Correction(corrected_on=magazine_today(), text=words, sort_order=len(draft.corrections.all()))
    )
    draft.save_revision(user=user, log_action=True)
    known = list(Correction.objects.filter(article=article.pk).values_list("pk", flat=True))
    changes = {"correction": words, "known_corrections": known, "assignee": item.assignee or user}
    _change(item, What.ACCEPTED, user, words, **changes, state=State.LOOKED_AT, is_open=True)
    return article


@transaction.atomic
def take_down(item: Item, reason: str, user: User, *, status: int = Address.GoneStatus.GONE) -> Item:
    """The article withdrawn with a reason that readers see; its address says 410, or 451 for legal reasons.

    Raises NoArticle, NotPublished.
    """
    article = _article_of(item)
    if article.withdrawn_at is None:
        withdraw_article(article, reason=reason, status=status, user=user)
    item = _change(item, What.TAKEN_DOWN, user, reason, state=State.TAKEN_DOWN, is_open=False)
    letters.tell(item, letters.TAKEN_DOWN, reason)
    return item


@transaction.atomic
def close(item: Item, user: User) -> Item:
    """Nothing more is done with the letter."""
    state = item.state if item.state in OVER else State.CLOSED
    return _change(item, What.CLOSED, user, state=state, is_open=False)


@transaction.atomic
def reopen(item: Item, user: User) -> Item:
    """Something more is done with the letter; a correction that was accepted before closes it no more."""
    return _change(item, What.REOPENED, user, state=State.LOOKED_AT, is_open=True, correction="", known_corrections=[])


@transaction.atomic
def corrected(articles: Collection[int]) -> int:
    """Close the letters whose corrections readers now see under these articles; how many."""
    waiting = Item.objects.filter(article__in=articles, is_open=True).exclude(correction="")
    count = 0
    for item in waiting.select_for_update():
        live = Correction.objects.filter(article=item.article_id).exclude(pk__in=item.known_corrections)
        if live.exists():
            _change(item, What.CORRECTED, None, item.correction, state=State.CORRECTED, is_open=False)
            letters.tell(item, letters.CORRECTED, item.correction)
            count += 1
    return count


# a person's own


def of_person(mail: str) -> QuerySet[Item]:
    """All letters from a mail address, however it is spelled."""
    address = _as_stored(mail)
    return Item.objects.filter(mail__iexact=address).order_by("pk") if address else Item.objects.none()


@transaction.atomic
def erase_person(mail: str) -> tuple[int, int]:
    """Throw away all letters from a mail address and all mail to it; how many of each."""
    address = _as_stored(mail)
    if not address:
        return 0, 0
    items = of_person(address)
    count = items.count()
    items.delete()
    return count, outgoing.forget_person(address)


@transaction.atomic
def erase(item: Item) -> None:
    """Throw one letter away, with its log and all mail about it."""
    outgoing.forget_about(letters.about(item))
    item.delete()


def _as_stored(mail: str) -> str:
    """The address as letters and mail have it; nothing for what is none."""
    try:
        return checked(mail)
    except AddressRefused:
        return mail.strip()


def _article_of(item: Item) -> Article:
    article = Article.objects.filter(pk=item.article_id).first() if item.article_id else None
    if article is None:
        raise NoArticle(_("This letter is about no article of the magazine, or one that is no longer there."))
    return article


def _looked_at(item: Item) -> dict[str, str]:
    return {"state": State.LOOKED_AT} if item.state == State.RECEIVED else {}


def _change(item: Item, what: str, user: User | None, words: str = "", **fields: Any) -> Item:
    for name, value in fields.items():
        setattr(item, name, value)
    item.save(update_fields=list(fields))
    _note(item, what, user, words)
    return item


def _note(item: Item, what: str, user: User | None = None, words: str = "") -> None:
    Step.objects.create(item=item, at=clock.now(), what=what, user=user, words=words)
