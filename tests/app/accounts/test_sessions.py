"""Everybody sees where an account is signed in and ends it; signing out takes a POST."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from handpress.accounts import sessions
from handpress.accounts.models import DeskSession
from handpress.accounts.upkeep import prune
from handpress.kit import clock
from tests import factories


def names_in(page: str) -> list[str]:
    return re.findall(r'name="session" value="(\w+)"', page)


def test_the_page_lists_when_whence_and_with_which_browser_and_marks_this_one(editor, person):
    here, there = person("203.0.113.7"), person("198.51.100.9")
    here.sign_in()
    there.sign_in()
    page = here.client.get(reverse("accounts_own")).content.decode()
    assert page.count("Firefox 140, Linux") == 2
    assert "203.0.113.7" in page and "198.51.100.9" in page
    assert page.count("(this one)") == 1
    assert len(names_in(page)) == 1
    assert str(clock.now().year) in page


def test_no_page_shows_a_key_that_lets_one_in(editor, person):
    here, there = person(), person()
    here.sign_in()
    there.sign_in()
    page = here.client.get(reverse("accounts_own")).content.decode()
    assert [key for key in DeskSession.objects.values_list("pk", flat=True) if key in page] == []


def test_what_is_ended_is_out_at_the_very_next_request(editor, person):
    here, there, third = person(), person("198.51.100.9"), person("198.51.100.10")
    for each in (here, there, third):
        each.sign_in()
    (row,) = [each for each in sessions.sessions_of(editor) if each.address == "198.51.100.9"]
    here.client.post(reverse("accounts_end_sessions"), {"session": row.name})
    assert [each.is_in() for each in (here, there, third)] == [True, False, True]
    here.client.post(reverse("accounts_end_sessions"))
    assert [each.is_in() for each in (here, third)] == [True, False]


def test_nobody_ends_another_s(editor, person):
    factories.editor("other")
    here, theirs = person(), person()
    here.sign_in()
    theirs.sign_in("other")
    (row,) = DeskSession.objects.exclude(user=editor)
    here.client.post(reverse("accounts_end_sessions"), {"session": row.name})
    assert theirs.is_in()


def test_a_new_password_ends_the_others(editor, person):
    here, there = person(), person()
    here.sign_in()
    there.sign_in()
    fields = {"old_password": "correct horse", "new_password1": "Battery-staple-9", "new_password2": "Battery-staple-9"}
    page = here.client.get(reverse("wagtailadmin_account")).content.decode()
    choices = dict(re.findall(r'<select name="([\w-]+)"[^>]*>.*?<option value="([^"]*)"', page, re.DOTALL))
    sent = choices | {"name_email-email": "e@paper.example", "name_email-first_name": "E", "name_email-last_name": "D"}
    sent |= {f"password-{name}": value for name, value in fields.items()}
    answer = here.client.post(reverse("wagtailadmin_account"), sent)
    assert answer.status_code == 302
    assert len(sessions.sessions_of(type(editor).objects.get(pk=editor.pk))) == 1
    assert (here.is_in(), there.is_in()) == (True, False)


def test_a_session_is_noted_as_seen_now_and_then_and_not_at_each_request(editor, person, django_assert_max_num_queries):
    here = person()
    here.sign_in()
    DeskSession.objects.update(seen_at=clock.now() - timedelta(hours=1))
    here.is_in()
    seen = DeskSession.objects.get().seen_at
    assert clock.now() - seen < timedelta(minutes=1)
    here.is_in()
    assert DeskSession.objects.get().seen_at == seen


def test_an_ended_session_does_not_come_back_by_being_seen(editor, person):
    here = person()
    here.sign_in()
    DeskSession.objects.all().delete()
    assert not here.is_in()
    assert not DeskSession.objects.exclude(user=None).exists()


def test_sessions_that_are_over_are_thrown_away(editor, person):
    here = person()
    here.sign_in()
    DeskSession.objects.update(expire_date=clock.now() - timedelta(days=1))
    prune(clock.now())
    assert not DeskSession.objects.exists()


def test_an_administrator_ends_another_s(editor, writer, person):
    own, theirs = person(), person()
    own.sign_in()
    theirs.sign_in("writer")
    own.client.post(reverse("accounts_other", args=[writer.pk]), {"do": "sessions"})
    assert not theirs.is_in()


@pytest.mark.parametrize("method", ["get", "head", "options", "put", "delete"])
def test_nothing_but_a_post_signs_out(editor, person, method):
    here = person()
    here.sign_in()
    answer = getattr(here.client, method)(reverse("wagtailadmin_logout"))
    assert answer.status_code == (200 if method in ("get", "head") else 405)
    assert "sessionid" not in answer.cookies
    assert here.is_in()


def test_a_get_asks_and_the_post_signs_out(editor, person):
    here = person()
    here.sign_in()
    page = here.client.get(reverse("wagtailadmin_logout")).content.decode()
    assert f'<form method="post" action="{reverse("wagtailadmin_logout")}">' in page
    here.client.post(reverse("wagtailadmin_logout"))
    assert not here.is_in()


def test_agents_are_said_in_a_few_words():
    from handpress.accounts.agents import browser_in_words

    said = {
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 "
        "Safari/537.36 Edg/142.0.0.0": "Edge 142, Windows",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 "
        "Mobile/15E148 Safari/604.1": "Safari 18, iPhone",
        "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/142.0.0.0 Safari/537.36": "Chromium 142, Android",
        "curl/8.5": "curl/8.5",
        "": "?",
    }
    assert {agent: browser_in_words(agent) for agent in said} == said
