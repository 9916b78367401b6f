"""Readers' letters in the inbox of the demonstration, each in another state. Loading them twice changes nothing.

What was done with them goes through the inbox's own doors. Those write down the present, send mail and know nothing
of a past: what is set beside them here is the age of a letter and of its log, and an answer that was sent.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import datetime, timedelta

from django.contrib.auth.models import Group

from handpress.contact import actions
from handpress.contact.models import Item, Step
from handpress.contact.subjects import due_at
from handpress.demo.reading import DemoEditor, DemoLetter, DemoMagazine, DemoStep
from handpress.kit.clock import now
from handpress.newsroom.actions.articles import publish_article
from handpress.newsroom.models import Article, User
from handpress.newsroom.rights import PUBLISHERS
from handpress.outgoing.actions import forget_person

_NUMBERS = uuid.UUID("0c6b7f0e-5d0b-4f52-9f0e-2a4f6f0b8d31")  # of the forms that were sent: the same each time
State, What = Item.State, Step.What


def load_letters(magazine: DemoMagazine, articles: Mapping[str, int]) -> int:
    """Number of letters put into the inbox: those about articles that are there, given by their keys."""
    editors = {editor.key: _account(editor) for editor in magazine.editors}
    made = 0
    for place, letter in enumerate(magazine.letters, 1):
        number = uuid.uuid5(_NUMBERS, letter.key).hex
        if letter.article in articles and not Item.objects.filter(number=number).exists():
            _load(letter, articles[letter.article], number, place, editors)
            made += 1
    return made


def _account(editor: DemoEditor) -> User:
    first, _, last = editor.name.partition(" ")
    names = {"first_name": first, "last_name": last, "email": editor.mail}
    user, is_new = User.objects.get_or_create(username=editor.key, defaults=names)
    if is_new:
        user.set_unusable_password()
        user.save(update_fields=["password"])
        user.groups.add(Group.objects.get(name=PUBLISHERS))
    return user


def _load(letter: DemoLetter, article: int, number: str, place: int, editors: Mapping[str, User]) -> None:
    item = _received(letter, Article.objects.get(pk=article).public_path, number, place)
    for step in letter.steps:
        _do(item, step, editors[step.by])
        item.refresh_from_db()
        _date_log(item, _before_now(step.hours_ago))
    forget_person(letter.mail)  # nobody of that name is waiting for mail, should the publication send any


def _received(letter: DemoLetter, about: str, number: str, place: int) -> Item:
    written = actions.Written(letter.subject, about, letter.name, letter.mail, letter.text.strip(), letter.language)
    item = actions.receive(written, number, _address(place))
    item.received_at = _before_now(letter.hours_ago)
    item.due_at = due_at(item.subject, item.received_at)
    item.save(update_fields=["received_at", "due_at"])
    _date_log(item, item.received_at)
    return item


def _address(place: int) -> str:
    """A network for each reader (RFC 3849), so that no limit is met."""
    return f"2001:db8:0:{place:x}00::1"


def _do(item: Item, step: DemoStep, user: User) -> None:
    match step.what:
        case What.TAKEN:
            actions.take_on(item, user)
        case What.DUE:
            actions.set_due(item, _before_now(step.due_hours_ago), user)
        case What.ANSWERED:
            _answered(item, step.words, user)
        case What.ACCEPTED:
            actions.accept_correction(item, step.words, user)
        case What.CORRECTED:
            draft = Article.objects.get(public_path=item.about).get_latest_revision_as_object()
            actions.corrected([publish_article(draft, user=user).pk])
        case What.CLOSED:
            actions.close(item, user)
        case _:
            raise ValueError(f"{step.what}: nothing that is done with a letter of the demonstration")


def _answered(item: Item, words: str, user: User) -> None:
    """An answer that was sent days ago: the door sends one now, and refuses where no mail is sent."""
    Item.objects.filter(pk=item.pk).update(state=State.ANSWERED, is_open=False)
    Step.objects.create(item=item, at=now(), what=What.ANSWERED, user=user, words=words.strip())


def _date_log(item: Item, at: datetime) -> None:
    """The last line of the log, which its door dated today, as old as it is told."""
    Step.objects.filter(pk=item.steps.latest("pk").pk).update(at=at)


def _before_now(hours: int) -> datetime:
    return now() - timedelta(hours=hours)
