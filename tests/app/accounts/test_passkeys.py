"""A passkey signs its owner in, answers each question once, and is of use on this desk's own address alone."""

from __future__ import annotations

import subprocess
import sys
from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from handpress.accounts import lockout, passkeys
from handpress.accounts.models import Passkey
from handpress.kit import clock
from tests import factories
from tests.app.accounts.soft_key import PRESENT, SoftKey


def post(person, name: str, body: dict):
    return person.client.post(reverse(name), body, content_type="application/json")


def add(person, key: SoftKey, **more: object):
    asked = post(person, "accounts_passkey_to_add", {}).json()
    answer = key.make(asked["options"])
    return post(person, "accounts_add_passkey", {"question": asked["question"], "answer": answer, **more})


def signed(person, key: SoftKey) -> dict:
    """What is posted to sign in."""
    asked = post(person, "accounts_question", {}).json()
    return {"question": asked["question"], "answer": key.sign(asked["options"])}


@pytest.fixture
def key(editor, person):
    """The editor's."""
    own, made = person(), SoftKey()
    own.sign_in()
    assert add(own, made).status_code == 200
    return made


def test_a_passkey_signs_in_without_a_password_and_stands_for_both_factors(editor, key, person, settings):
    settings.SECOND_FACTOR_TO_PUBLISH = True
    own = person()
    answer = post(own, "accounts_passkey", {**signed(own, key), "next": reverse("articles:index")})
    assert (answer.status_code, answer.json()) == (200, {"next": reverse("articles:index")})
    assert own.is_in()


def test_who_has_a_passkey_is_asked_for_it_beside_the_password(editor, key, person):
    own = person()
    assert own.sign_in().headers["Location"] == reverse("accounts_second_step")
    assert not own.is_in()
    assert post(own, "accounts_passkey", signed(own, key)).status_code == 200
    assert own.is_in()


@pytest.mark.parametrize("wanted", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", ""])
def test_it_leads_nowhere_else(editor, key, person, wanted):
    own = person()
    answer = post(own, "accounts_passkey", {**signed(own, key), "next": wanted})
    assert answer.json() == {"next": reverse("wagtailadmin_home")}


def test_a_question_is_answered_once(editor, key, person):
    own, thief = person(), person("198.51.100.9")
    sent = signed(own, key)
    assert post(own, "accounts_passkey", sent).status_code == 200
    assert post(thief, "accounts_passkey", sent).status_code == 403
    assert not thief.is_in()


def test_a_question_is_not_answered_after_five_minutes(editor, key, person):
    own = person()
    sent = signed(own, key)
    with time_machine.travel(clock.now() + timedelta(minutes=6)):
        assert post(own, "accounts_passkey", sent).status_code == 403


@pytest.mark.parametrize(
    "spoil",
    [
        lambda key, sent: setattr(key, "origin", "https://evil.example"),
        lambda key, sent: setattr(key, "origin", "http://paper.example"),
        lambda key, sent: setattr(key, "flags", PRESENT),  # nobody showed a finger
        lambda key, sent: setattr(key, "id", b"another" * 4),
        lambda key, sent: setattr(key, "signatures", -1),  # a copy of the key, which counts for itself
        lambda key, sent: setattr(key, "_key", SoftKey()._key),
    ],
)
def test_what_is_not_right_does_not_sign_in(editor, key, person, spoil, caplog):
    other = person()
    assert post(other, "accounts_passkey", signed(other, key)).status_code == 200
    spoil(key, None)
    own = person()
    answer = post(own, "accounts_passkey", signed(own, key))
    assert (answer.status_code, answer.json()) == (403, {"error": "This passkey is not known here."})
    assert not own.is_in()
    assert 'reason=passkey account=""' in caplog.text


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b"null", b'{"question": 1}', b'{"answer": []}', b"x" * 30_000])
def test_what_is_no_answer_is_refused(editor, key, person, body):
    own = person()
    answer = own.client.post(reverse("accounts_passkey"), body, content_type="application/json")
    assert answer.status_code == 403


@pytest.mark.parametrize("answer", [{"rawId": 1}, {"rawId": "", "response": 1}, 5, "x", {"response": {}}, ["x"]])
def test_whatever_stands_for_the_answer_is_refused(editor, key, person, answer):
    own = person()
    asked = post(own, "accounts_question", {}).json()
    assert post(own, "accounts_passkey", {"question": asked["question"], "answer": answer}).status_code == 403
    mine = person()
    mine.sign_in()
    post(mine, "accounts_passkey", signed(mine, key))
    asked = post(mine, "accounts_passkey_to_add", {}).json()
    assert post(mine, "accounts_add_passkey", {"question": asked["question"], "answer": answer}).status_code == 403


def test_another_s_question_adds_nothing(editor, writer, person):
    own, other = person(), person()
    own.sign_in()
    other.sign_in("writer")
    asked = post(own, "accounts_passkey_to_add", {}).json()
    body = {"question": asked["question"], "answer": SoftKey().make(asked["options"])}
    assert post(other, "accounts_add_passkey", body).status_code == 403
    assert post(own, "accounts_add_passkey", body).status_code == 200
    assert post(own, "accounts_add_passkey", body).status_code == 403
    assert Passkey.objects.get().user == editor


def test_an_account_that_is_closed_does_not_come_in(editor, key, person):
    editor.is_active = False
    editor.save()
    own = person()
    assert post(own, "accounts_passkey", signed(own, key)).status_code == 403


def test_failures_are_counted_and_signing_in_takes_its_own_back(editor, key, person):
    own = person("198.51.100.9")
    for _ in range(lockout.OF_NETWORK - 1):
        post(own, "accounts_passkey", {})
    assert post(own, "accounts_passkey", signed(own, key)).status_code == 200
    stranger = person("198.51.100.9")
    assert post(stranger, "accounts_passkey", {}).status_code == 403
    assert post(stranger, "accounts_passkey", {}).status_code == 429


def test_a_passkey_is_taken_away(editor, key, person):
    own = person()
    post(own, "accounts_passkey", signed(own, key))
    own.client.post(reverse("accounts_remove_passkey", args=[Passkey.objects.get().pk]))
    assert not Passkey.objects.exists()
    assert post(person(), "accounts_passkey", signed(person(), key)).status_code == 403


def test_nobody_takes_another_s_away(editor, key, writer, person):
    other = person()
    other.sign_in("writer")
    other.client.post(reverse("accounts_remove_passkey", args=[Passkey.objects.get().pk]))
    assert Passkey.objects.exists()


def test_what_a_browser_is_asked_tells_nothing_of_accounts(editor, key, person):
    asked = post(person(), "accounts_question", {}).json()["options"]
    assert asked.get("allowCredentials", []) == []
    assert (asked["rpId"], asked["userVerification"]) == ("paper.example", "required")


@pytest.mark.parametrize(
    ("base_url", "possible"),
    [
        ("https://paper.example", True),
        ("http://localhost:8000", True),
        ("http://paper.example", False),
        ("http://127.0.0.1:8000", False),
        ("https://[2001:db8::1]", False),
    ],
)
def test_passkeys_are_offered_where_browsers_make_them(editor, person, settings, base_url, possible):
    from dataclasses import replace

    settings.PUBLICATION = replace(settings.PUBLICATION, base_url=base_url)
    assert passkeys.are_possible() is possible
    page = person().client.get(reverse("wagtailadmin_login")).content.decode()
    assert ("Sign in with a passkey" in page) is possible
    assert post(person(), "accounts_question", {}).status_code == (200 if possible else 404)


def test_nothing_heavy_is_loaded_before_the_first_passkey():
    """The public process, the press and the tasks are forked from one that has all addresses and models."""
    code = (
        "import os, sys; os.environ['DJANGO_SETTINGS_MODULE'] = 'tests.settings'\n"
        "import django; django.setup()\n"
        "from django.urls import get_resolver; get_resolver()._populate()\n"
        "from handpress.config import desk, public; desk.application(); public.application()\n"
        "print({'fido2', 'cryptography', 'segno'} & {name.partition('.')[0] for name in sys.modules})"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def test_names_of_passkeys_fit(editor, person):
    own = person()
    own.sign_in()
    assert add(own, SoftKey(), name="n" * 500).status_code == 200
    assert add(own, SoftKey(), name="").status_code == 200
    assert {len(each.name) for each in Passkey.objects.all()} == {60, len("Firefox 140, Linux")}


def test_codes_and_passkeys_of_others_do_not_count(editor, key, person):
    factories.editor("other")
    own = person()
    assert own.sign_in("other").headers["Location"] == reverse("wagtailadmin_home")
