"""Failures are counted where they come from: whoever guesses is kept out, and nobody else."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import translation

from handpress.accounts import lockout
from handpress.accounts.models import Failures
from tests import factories

NOON = datetime(2026, 11, 30, 12, tzinfo=UTC)
STRANGER, HOME = "198.51.100.9", "203.0.113.7"
FORWARDED = "HTTP_X_FORWARDED_FOR"


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOON, tick=False) as moved:
        yield moved


def fail(person, times: int, name: str = "editor") -> list[int]:
    return [person.sign_in(name, f"wrong {number}").status_code for number in range(times)]


def test_the_fifth_failure_of_an_account_from_a_network_is_the_last_for_a_minute(editor, person, clock):
    stranger = person(STRANGER)
    assert fail(stranger, lockout.OF_ACCOUNT) == [200] * lockout.OF_ACCOUNT
    answer = stranger.sign_in()  # the right password, too early
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "60")
    assert lockout_words(1) in answer.content.decode()
    assert not stranger.is_in()
    clock.shift(61)
    assert stranger.sign_in().status_code == 302
    assert stranger.is_in()


def test_each_further_failure_doubles_the_pause_up_to_an_hour(editor, person, clock):
    stranger, waited = person(STRANGER), []
    fail(stranger, lockout.OF_ACCOUNT)
    for _ in range(9):
        pause = int(stranger.sign_in().headers["Retry-After"])
        waited.append(pause // 60)
        clock.shift(pause + 1)
        assert stranger.sign_in(password="wrong").status_code == 200
    assert waited == [1, 2, 4, 8, 16, 32, 60, 60, 60]


def test_tries_during_a_pause_do_not_lengthen_it(editor, person, clock):
    stranger = person(STRANGER)
    fail(stranger, lockout.OF_ACCOUNT)
    clock.shift(50)
    assert fail(stranger, 20) == [429] * 20
    clock.shift(11)
    assert stranger.sign_in().status_code == 302


def test_a_stranger_keeps_nobody_out_of_another_network(editor, person):
    for number in range(40):
        fail(person(f"198.51.100.{number}"), lockout.OF_ACCOUNT + 1)
    at_home = person(HOME)
    assert at_home.sign_in().status_code == 302
    assert at_home.is_in()


def test_a_stranger_in_the_same_network_keeps_nobody_out_of_a_browser_that_knows_the_account(editor, person):
    own = person(HOME)
    own.sign_in()
    own.client.post(reverse("wagtailadmin_logout"))
    stranger = person(HOME)
    fail(stranger, lockout.OF_ACCOUNT)
    for number in range(lockout.OF_NETWORK):
        stranger.sign_in(f"name {number}", "x")
    assert stranger.sign_in().status_code == 429
    assert own.sign_in().status_code == 302
    assert own.is_in()


def test_a_known_browser_is_counted_for_itself(editor, person):
    own = person(HOME)
    own.sign_in()
    own.client.post(reverse("wagtailadmin_logout"))
    assert fail(own, lockout.OF_ACCOUNT + 1)[-1] == 429
    assert person(HOME).sign_in().status_code == 302


def test_a_browser_is_known_by_the_accounts_that_used_it_and_by_no_others(editor, person):
    factories.editor("other")
    own = person(HOME)
    own.sign_in()
    own.client.post(reverse("wagtailadmin_logout"))
    fail(person(HOME), lockout.OF_ACCOUNT, "other")
    assert own.sign_in("other").status_code == 429
    own.client.cookies["desk_browser"] = "forged:1:x"
    fail(person(HOME), lockout.OF_ACCOUNT)
    assert own.sign_in().status_code == 429


def test_a_network_that_tries_many_names_is_locked_by_itself_and_others_are_not(editor, person):
    stranger = person(STRANGER)
    for number in range(lockout.OF_NETWORK):
        assert stranger.sign_in(f"name {number}", "x").status_code == 200
    assert stranger.sign_in("somebody", "x").status_code == 429
    assert stranger.sign_in().status_code == 429
    assert person("198.51.100.10").sign_in().status_code == 302


def test_signing_in_takes_back_one_s_own_failures_and_not_those_of_other_names(editor, person):
    stranger = person(STRANGER)
    for number in range(lockout.OF_NETWORK - 4):
        stranger.sign_in(f"name {number}", "x")
    fail(stranger, 3)
    assert stranger.sign_in().status_code == 302
    (row,) = Failures.objects.filter(account="")
    assert row.count == lockout.OF_NETWORK - 4


@pytest.mark.parametrize(
    ("first", "second", "is_one"),
    [
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("198.51.100.9", "198.51.100.10", False),
        ("", "", True),
    ],
)
def test_a_network_is_an_address_or_a_64(editor, person, first, second, is_one):
    fail(person(first), lockout.OF_ACCOUNT)
    assert (person(second).sign_in().status_code == 429) is is_one


def test_what_is_counted_is_the_client_that_the_file_server_names(editor, person, settings):
    settings.BEHIND_FILE_SERVER = True
    stranger, own = person(""), person("")
    for number in range(lockout.OF_ACCOUNT):
        stranger.client.post(
            reverse("wagtailadmin_login"), {"username": "editor", "password": str(number)}, **{FORWARDED: STRANGER}
        )
    login = {"username": "editor", "password": "correct horse"}
    assert stranger.client.post(reverse("wagtailadmin_login"), login, **{FORWARDED: STRANGER}).status_code == 429
    assert own.client.post(reverse("wagtailadmin_login"), login, **{FORWARDED: HOME}).status_code == 302


def test_names_are_one_however_they_are_typed(editor, person):
    stranger = person(STRANGER)
    for name in ("editor", "Editor", "EDITOR ", "ｅditor", "editor"):
        stranger.sign_in(name, "x")
    assert stranger.sign_in().status_code == 429


def test_a_name_that_nobody_has_is_answered_alike(person):
    factories.editor("asha.rao")
    said = [
        (answer.status_code, re.sub(r"\b[A-Za-z0-9]{64}\b", "", answer.content.decode().replace(name, "")))
        for name in ("asha.rao", "no.body")
        for answer in [person(STRANGER).sign_in(name, "x") for _ in range(lockout.OF_ACCOUNT + 1)]
    ]
    assert said[: len(said) // 2] == said[len(said) // 2 :]


@pytest.mark.parametrize("language", ["en", "es", "ar", "hi"])
def test_the_pause_is_said_in_the_language_of_the_desk(editor, person, language):
    stranger = person(STRANGER)
    fail(stranger, lockout.OF_ACCOUNT)
    stranger.client.defaults["HTTP_ACCEPT_LANGUAGE"] = f"{language}-XX, fr;q=0.5"
    page = stranger.sign_in().content.decode()
    with translation.override(language):
        said = lockout_words(1)
    assert said in page
    assert f'<html lang="{language}"' in page
    assert (re.search(r"<label[^>]*id_password[^>]*>\s*Password", page) is None) == (language != "en")


def lockout_words(minutes: int) -> str:
    from handpress.accounts.forms import pause_in_words

    return pause_in_words(lockout.Locked(NOON + timedelta(minutes=minutes)))


def test_after_a_day_without_a_failure_all_is_forgotten_and_thrown_away(editor, person, clock):
    from handpress.accounts.upkeep import prune

    stranger = person(STRANGER)
    fail(stranger, lockout.OF_ACCOUNT - 1)
    clock.shift(timedelta(days=1, minutes=1))
    assert fail(stranger, lockout.OF_ACCOUNT) == [200] * lockout.OF_ACCOUNT
    assert Failures.objects.count() == 2
    clock.shift(timedelta(days=1, minutes=1))
    prune(datetime.now(UTC))
    assert Failures.objects.count() == 0


def test_what_is_counted_does_not_grow_without_end(editor, person, monkeypatch):
    monkeypatch.setattr(lockout, "MOST_ROWS", 150)
    for number in range(400):
        stranger = person(f"198.51.{number // 250}.{number % 250}")
        stranger.sign_in(f"name {number}", "x")
    assert Failures.objects.count() <= 250


def test_a_network_cannot_make_more_rows_than_it_has_tries(person):
    stranger = person(STRANGER)
    for number in range(lockout.OF_NETWORK * 3):
        stranger.sign_in(f"name {number}", "x")
    assert Failures.objects.count() == lockout.OF_NETWORK + 1


def test_nothing_that_was_typed_nor_whence_is_stored(editor, person):
    person(STRANGER).sign_in("my secret password", "x")
    stored = repr(list(Failures.objects.values_list()))
    assert "secret" not in stored and STRANGER not in stored


def test_tries_at_one_time_are_all_counted(editor, person, rf):
    """What has not been answered yet counts: six at once are five tries."""
    requests = [rf.post("/", REMOTE_ADDR=STRANGER) for _ in range(lockout.OF_ACCOUNT + 1)]
    for request in requests[:-1]:
        lockout.take(request, "editor")
    with pytest.raises(lockout.Locked):
        lockout.take(requests[-1], "editor")
