"""A forgotten password: nothing tells who has an account, and nothing is promised where no mail is sent."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from handpress.accounts import lockout, tasks
from handpress.outgoing.models import Letter

KNOWN, UNKNOWN = "editor@paper.example", "nobody@paper.example"


@pytest.fixture
def with_mail(settings, monkeypatch):
    from dataclasses import replace

    from handpress.outgoing.conf import Mail

    mail = Mail(server="mail.paper.example", sender="desk@paper.example")
    settings.PUBLICATION = replace(settings.PUBLICATION, tables={**settings.PUBLICATION.tables, "mail": mail})
    settings.WAGTAIL_PASSWORD_RESET_ENABLED = True
    settings.EMAIL_BACKEND = "handpress.outgoing.backend.QueueBackend"


def ask_for(person, address: str):
    return person.client.post(reverse("wagtailadmin_password_reset"), {"email": address})


@pytest.fixture
def waiting(settings):
    """Tasks wait in the database, as they do when the desk runs."""
    settings.TASKS = {"default": {**settings.TASKS["default"], "BACKEND": "django_tasks_db.DatabaseBackend"}}


def statements(person, address: str) -> list[str]:
    with CaptureQueriesContext(connection) as seen:
        answer = ask_for(person, address)
    assert answer.status_code == 302
    return [re.sub(r"'[^']*'|\d+", "?", each["sql"]) for each in seen.captured_queries]


def test_known_and_unknown_addresses_cost_the_same_work_and_say_the_same(with_mail, waiting, editor, person):
    first, second = person("203.0.113.1"), person("203.0.113.2")
    assert statements(first, KNOWN) == statements(second, UNKNOWN)
    pages = [each.client.get(reverse("wagtailadmin_password_reset_done")).content for each in (first, second)]
    first_page, second_page = (re.sub(rb"\b[A-Za-z0-9]{64}\b", b"", page) for page in pages)  # CSRF tokens
    assert first_page == second_page


def test_no_letter_is_written_in_the_request(with_mail, waiting, editor, person):
    ask_for(person(), KNOWN)
    assert not Letter.objects.exists()


def test_the_task_writes_to_who_is_there_with_a_link_of_the_magazine_s_own(with_mail, editor, person):
    tasks.send_reset.func(KNOWN, "en")
    tasks.send_reset.func(UNKNOWN, "en")
    (letter,) = Letter.objects.all()
    assert letter.to_address == KNOWN
    link = re.search(r"https://paper\.example(/desk/password_reset/confirm/\S+)", letter.text)[1]
    own = person()
    form = own.client.get(link, follow=True)
    assert form.status_code == 200
    where = form.redirect_chain[-1][0]
    fields = {"new_password1": "Battery-staple-9", "new_password2": "Battery-staple-9"}
    assert own.client.post(where, fields).status_code == 302
    assert own.sign_in(password="Battery-staple-9").status_code == 302


def test_letters_ordered_from_one_network_are_counted(with_mail, waiting, editor, person):
    own = person()
    answers = [ask_for(own, UNKNOWN).status_code for _ in range(lockout.OF_NETWORK + 1)]
    assert answers == [302] * lockout.OF_NETWORK + [429]


def test_nothing_of_it_is_there_where_no_mail_can_be_sent(editor, person, settings):
    assert settings.WAGTAIL_PASSWORD_RESET_ENABLED is False
    own = person()
    page = own.client.get(reverse("wagtailadmin_login")).content.decode()
    assert "Forgotten password?" not in page and "password_reset" not in page
    for name, args in (
        ("wagtailadmin_password_reset", []),
        ("wagtailadmin_password_reset_done", []),
        ("wagtailadmin_password_reset_confirm", ["MQ", "abc-def"]),
        ("wagtailadmin_password_reset_complete", []),
    ):
        assert own.client.get(reverse(name, args=args)).status_code == 404, name
    assert ask_for(own, KNOWN).status_code == 404


def test_the_link_is_there_where_mail_can_be_sent(with_mail, person):
    assert "Forgotten password?" in person().client.get(reverse("wagtailadmin_login")).content.decode()
