"""Letters are committed with what caused them, sent once, tried again, given up with a reason."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from types import MappingProxyType

import pytest
from django.core.mail import send_mail
from django.db import transaction

from handpress.kit import clock
from handpress.mail.errors import AddressRefused, PutOff, Refused, ServerAway
from handpress.outgoing import actions, duties, sender
from handpress.outgoing.conf import Mail
from handpress.outgoing.errors import MailIsOff
from handpress.outgoing.models import Letter

MAIL = Mail(server="127.0.0.1", port=1, security="none", sender="editors@paper.example")
State = Letter.State


@pytest.fixture
def mail(settings):
    tables = MappingProxyType({**settings.PUBLICATION.tables, "mail": MAIL})
    settings.PUBLICATION = replace(settings.PUBLICATION, tables=tables)
    settings.EMAIL_BACKEND = "handpress.outgoing.backend.QueueBackend"


class Orders:
    """Stands for the task, which the tests' backend would do at once."""

    def __init__(self) -> None:
        self.count = 0

    def enqueue(self) -> None:
        self.count += 1


@pytest.fixture(autouse=True)
def orders(monkeypatch):
    made = Orders()
    monkeypatch.setattr(actions, "send_letters", made)
    monkeypatch.setattr(duties, "send_letters", made)
    return made


class Line:
    """Stands for a connection: what goes over it, and what it raises, in turn."""

    def __init__(self, *raises: Exception | None) -> None:
        self.sent: list[str] = []
        self._raises = list(raises)

    def send(self, message, sender, to) -> None:
        if self._raises and (error := self._raises.pop(0)):
            raise error
        self.sent.append(message["Message-ID"])


@pytest.fixture
def line(monkeypatch, mail):
    made = Line()

    @contextmanager
    def connected(server, sender):
        yield made

    monkeypatch.setattr(sender, "connected", connected)
    return made


def write(to: str = "reader@home.example", **fields) -> Letter:
    return actions.write(to, "Hello", "Text", **fields)


def test_without_a_server_nothing_is_promised(settings):
    settings.EMAIL_BACKEND = "handpress.outgoing.backend.QueueBackend"
    with pytest.raises(MailIsOff):
        write()
    send_mail("A", "b", None, ["reader@home.example"])
    assert not settings.WAGTAIL_PASSWORD_RESET_ENABLED
    assert not Letter.objects.exists()


def test_a_letter_and_its_task_are_committed_with_their_cause(mail, orders):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        write()
        raise ZeroDivisionError
    assert Letter.objects.count() == 0
    write()
    assert (Letter.objects.count(), orders.count) == (1, 2)
    with pytest.raises(AddressRefused):
        write("nobody")


def test_letters_are_sent_once_the_oldest_first(line):
    first, second = write(), write()
    assert sender.send_due() == 2
    assert line.sent == [first.message_id, second.message_id]
    assert sender.send_due() == 0
    assert set(Letter.objects.values_list("state", flat=True)) == {State.SENT}
    assert not actions.send_again(first)


def test_what_is_refused_is_given_up_and_what_is_put_off_is_tried_again(line):
    line._raises = [Refused("550 nobody"), PutOff("450 later"), None]
    refused, later, good = write(), write(), write()
    assert sender.send_due() == 1
    assert line.sent == [good.message_id]
    refused.refresh_from_db()
    later.refresh_from_db()
    assert (refused.state, refused.said) == (State.FAILED, "550 nobody")
    assert (later.state, later.said, later.attempts) == (State.WAITING, "450 later", 1)
    assert later.next_at > clock.now()
    assert actions.send_again(refused)
    assert actions.send_again(later)
    assert sender.send_due() == 2
    assert sorted(line.sent) == sorted([good.message_id, refused.message_id, later.message_id])


def test_pauses_grow_until_a_letter_is_given_up(line, time_machine):
    letter, pauses = write(), []
    for _ in range(60):
        line._raises = [PutOff("450 later")]
        now = clock.now()
        assert sender.send_due() == 0
        letter.refresh_from_db()
        if letter.state == State.FAILED:
            break
        pauses.append(round((letter.next_at - now).total_seconds() / 60))
        time_machine.move_to(letter.next_at + timedelta(seconds=1))
    assert pauses[:6] == [1, 5, 15, 60, 240, 240]
    assert timedelta(days=4) < clock.now() - letter.created_at < timedelta(days=4, hours=5)


def test_a_server_that_is_away_ends_it_for_now(line):
    line._raises = [ServerAway("gone")]
    first, second = write(), write()
    assert sender.send_due() == 0
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.said, first.attempts, second.attempts) == ("gone", 1, 0)


def test_one_that_was_in_hand_is_tried_again_under_its_own_name(line, time_machine):
    letter = write()
    assert sender._take(clock.now()).pk == letter.pk  # and then the process was killed
    assert sender.send_due() == 0
    time_machine.move_to(clock.now() + sender.IN_HAND + timedelta(seconds=1))
    assert sender.send_due() == 1
    assert line.sent == [letter.message_id]


def test_a_letter_written_by_a_clock_that_was_ahead_is_sent(line):
    letter = write()
    Letter.objects.update(next_at=clock.now() + timedelta(days=400))
    assert sender.send_due() == 1
    assert line.sent == [letter.message_id]


def test_the_duty_orders_what_has_no_task_and_forgets_what_is_old(line, orders):
    letter = write()
    duties.follow_up(clock.now())
    assert orders.count == 2
    sender.send_due()
    duties.follow_up(clock.now())
    assert orders.count == 2
    assert duties.prune(clock.now()) == ""
    Letter.objects.filter(pk=letter.pk).update(sent_at=clock.now() - timedelta(days=31))
    assert duties.prune(clock.now()) == "1"


def test_django_s_own_mail_goes_through_the_queue(mail):
    assert send_mail("Your password", "Follow this", None, ["reader@home.example"], html_message="<p>Follow</p>") == 1
    letter = Letter.objects.get()
    assert (letter.subject, letter.text, letter.html) == ("Your password", "Follow this", "<p>Follow</p>")


def test_the_desk_shows_mail_and_tries_again(mail, desk):
    letter = write()
    Letter.objects.update(state=State.FAILED, said="550 <b>nobody</b>")
    page = desk.get("/desk/mail/?state=failed").content.decode()
    assert "550 &lt;b&gt;nobody" in page
    assert "not delivered" in desk.get("/desk/").content.decode()
    desk.post(f"/desk/mail/{letter.pk}/again/")
    letter.refresh_from_db()
    assert letter.state == State.WAITING


def test_whoever_may_not_see_mail_does_not(client):
    from tests import factories

    client.force_login(factories.editor("other", superuser=False))
    assert client.get("/desk/mail/").status_code in (302, 403)
