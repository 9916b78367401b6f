"""Second factors: asked for where there is one, of use once, and taken away by who may."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice
from wagtail.models import ModelLogEntry

from handpress.accounts import actions, factors, lockout
from handpress.accounts.models import Passkey
from handpress.kit import clock
from tests import factories
from tests.app.accounts.conftest import code_of


def offer_in(page: str) -> tuple[str, str]:
    """The signed offer of an app's form, and the secret it shows, as hexadecimal digits."""
    import base64

    offer = re.search(r'name="offer" value="([^"]+)"', page)[1]
    secret = re.search(r'<code dir="ltr">([A-Z2-7 ]+)</code>', page)[1].replace(" ", "")
    return offer, base64.b32decode(secret + "=" * (-len(secret) % 8)).hex()


def set_up(person) -> tuple[str, list[str]]:
    """An app and its recovery codes."""
    offer, key = offer_in(person.client.get(reverse("accounts_app")).content.decode())
    answer = person.client.post(reverse("accounts_app"), {"offer": offer, "code": code_of(key)})
    return key, re.findall(r"<li><code>([a-z2-7]{4}-[a-z2-7]{4})</code>", answer.content.decode())


def test_an_app_is_set_up_and_asked_for_at_the_next_sign_in(editor, person):
    own = person()
    own.sign_in()
    key, codes = set_up(own)
    assert len(set(codes)) == factors.RECOVERY_CODES
    again = person()
    answer = again.sign_in()
    assert (answer.status_code, answer.headers["Location"]) == (302, reverse("accounts_second_step"))
    assert not again.is_in()
    assert again.code("000000").status_code == 200
    assert not again.is_in()
    assert again.code(code_of(key, 1)).status_code == 302
    assert again.is_in()


def test_a_code_works_once(editor, device, person):
    first, second = person(), person()
    for each in (first, second):
        each.sign_in()
    code = code_of(device.key)
    assert first.code(code).status_code == 302
    assert second.code(code).status_code == 200
    assert not second.is_in()


def test_a_recovery_code_works_once_and_is_not_stored(editor, device, person):
    codes = factors.new_recovery_codes(editor)
    stored = set(StaticToken.objects.values_list("token", flat=True))
    assert not stored & {code.replace("-", "") for code in codes}
    for expected in (302, 200):
        own = person()
        own.sign_in()
        assert own.code(codes[0].upper().replace("-", " ")).status_code == expected
    assert factors.codes_left(editor) == len(codes) - 1


def test_new_recovery_codes_end_the_old_ones(editor, device, person):
    old = factors.new_recovery_codes(editor)
    factors.new_recovery_codes(editor)
    own = person()
    own.sign_in()
    assert own.code(old[0]).status_code == 200


def test_nobody_comes_to_the_second_step_without_the_password(editor, device, person):
    assert person().code(code_of(device.key)).headers["Location"] == reverse("wagtailadmin_login")


def test_a_new_password_ends_a_second_step_that_was_begun(editor, device, person):
    own = person()
    own.sign_in()
    editor.set_password("another one altogether")
    editor.save()
    assert own.code(code_of(device.key)).headers["Location"] == reverse("wagtailadmin_login")


def test_codes_are_not_guessed_from_many_networks_and_a_known_browser_is_not_kept_out(editor, device, person, settings):
    own = person("203.0.113.7")
    own.sign_in()
    own.code(code_of(device.key))
    own.client.post(reverse("wagtailadmin_logout"))
    answers = []
    for number in range(lockout.OF_ACCOUNT + 2):
        thief = person(f"198.51.100.{number}")
        thief.sign_in()
        answers.append(thief.code("123456").status_code)
    assert answers == [200] * lockout.OF_ACCOUNT + [429, 429]
    own.sign_in()
    assert own.code(code_of(device.key, 1)).status_code == 302


def test_setting_one_up_is_no_matter_of_a_get(editor, person):
    own = person()
    own.sign_in()
    own.client.get(reverse("accounts_app"))
    assert not TOTPDevice.objects.exists()


def test_a_wrong_code_leaves_the_app_that_was_there(editor, person):
    own = person()
    own.sign_in()
    key, _codes = set_up(own)
    offer, _other = offer_in(own.client.get(reverse("accounts_app")).content.decode())
    answer = own.client.post(reverse("accounts_app"), {"offer": offer, "code": "000000"})
    assert "This is not the code" in answer.content.decode()
    assert [each.key for each in TOTPDevice.objects.all()] == [key]


def test_an_offer_is_of_use_to_nobody_else(editor, writer, person):
    own, other = person(), person()
    own.sign_in()
    other.sign_in("writer")
    offer, key = offer_in(own.client.get(reverse("accounts_app")).content.decode())
    other.client.post(reverse("accounts_app"), {"offer": offer, "code": code_of(key)})
    assert not TOTPDevice.objects.exists()


def test_the_first_factor_ends_sessions_that_began_without(editor, person):
    old, own = person(), person()
    old.sign_in()
    own.sign_in()
    set_up(own)
    assert (old.is_in(), own.is_in()) == (False, True)


def test_how_one_signs_in_is_changed_after_the_password_once_more(editor, device, person):
    own = person()
    own.sign_in()
    own.code(code_of(device.key))
    session = own.client.session
    session["confirmed_at"] = "2020-01-01T00:00:00+00:00"
    session.save()
    page = reverse("accounts_own")
    answer = own.client.post(reverse("accounts_remove_app"))
    assert answer.headers["Location"].startswith(reverse("accounts_confirm"))
    assert factors.has_app(editor)
    confirm = f"{reverse('accounts_confirm')}?next={page}"
    assert own.client.post(confirm, {"password": "wrong"}).status_code == 200
    assert own.client.post(confirm, {"password": "correct horse"}).headers["Location"] == page
    own.client.post(reverse("accounts_remove_app"))
    assert not factors.has_app(editor)


@pytest.mark.parametrize("wanted", ["https://evil.example/", "//evil.example", "javascript:alert(1)"])
def test_after_the_password_one_is_led_nowhere_else(editor, person, wanted):
    own = person()
    own.sign_in()
    answer = own.client.post(f"{reverse('accounts_confirm')}?next={wanted}", {"password": "correct horse"})
    assert answer.headers["Location"] == reverse("accounts_own")


# Mandatory for who may publish


@pytest.fixture
def demanded(settings):
    settings.SECOND_FACTOR_TO_PUBLISH = True


def test_who_may_publish_can_do_nothing_before_there_is_a_second_factor(demanded, editor, person):
    own = person()
    own.sign_in()
    for name in ("wagtailadmin_home", "articles:index", "wagtailadmin_account", "wagtailimages:index"):
        answer = own.client.get(reverse(name))
        assert (answer.status_code, answer.headers["Location"]) == (302, reverse("accounts_own")), name
    typed = own.client.post(reverse("articles:index"), {"a": "Words that somebody wrote. " * 9})
    assert (typed.status_code, "Words that somebody wrote." in typed.content.decode()) == (403, True)
    assert own.client.get(reverse("articles:index"), HTTP_X_REQUESTED_WITH="XMLHttpRequest").status_code == 403
    page = own.client.get(reverse("accounts_own"))
    assert (page.status_code, "You may publish, so" in page.content.decode()) == (200, True)
    set_up(own)
    assert own.is_in()


def test_who_may_not_publish_is_not_asked(demanded, writer, person):
    own = person()
    own.sign_in("writer")
    assert own.is_in()


def test_a_publisher_is_asked(demanded, person):
    from django.contrib.auth.models import Group

    factories.editor("moderator", superuser=False).groups.add(Group.objects.get(name="Publishers"))
    own = person()
    own.sign_in("moderator")
    assert not own.is_in()


def test_who_has_one_goes_on_and_who_takes_it_away_is_led_back(demanded, editor, device, person):
    own = person()
    own.sign_in()
    own.code(code_of(device.key))
    assert own.is_in()
    own.client.post(reverse("accounts_remove_app"))
    assert not own.is_in()


def test_nobody_is_asked_by_default(editor, person, settings):
    assert settings.SECOND_FACTOR_TO_PUBLISH is False
    own = person()
    own.sign_in()
    assert own.is_in()


# Another's


def test_an_administrator_takes_another_s_factors_away_and_it_stands_in_the_log(editor, person, caplog):
    writer = factories.editor("writer", superuser=False)
    TOTPDevice.objects.create(user=writer)
    Passkey.objects.create(user=writer, name="x", credential="x", public_data=b"", added_at=clock.now())
    factors.new_recovery_codes(writer)
    own = person()
    own.sign_in()
    answer = own.client.post(reverse("accounts_other", args=[writer.pk]), {"do": "factors"}, follow=True)
    assert "were taken away" in answer.content.decode()
    assert not factors.has_factor(writer)
    assert factors.codes_left(writer) == 0
    (entry,) = ModelLogEntry.objects.filter(action="accounts.remove_factors")
    assert (entry.object_id, entry.user) == (str(writer.pk), editor)
    assert 'second factors removed: account="writer" by="editor"' in caplog.text


def test_only_who_may_edit_accounts_helps_and_nobody_helps_an_administrator_but_one(editor, device, writer, person):
    from django.contrib.auth.models import Permission

    target = reverse("accounts_other", args=[editor.pk])
    own = person()
    own.sign_in("writer")
    for _ in range(2):
        own.client.post(target, {"do": "factors"})
        assert factors.has_factor(editor)
        writer.user_permissions.add(Permission.objects.get(codename="change_user"))
    other = factories.editor("third", superuser=False)
    TOTPDevice.objects.create(user=other)
    own.client.post(reverse("accounts_other", args=[other.pk]), {"do": "factors"})
    assert not factors.has_factor(other)


def test_an_administrator_unlocks_in_the_desk(editor, writer, person):
    stranger, own = person("198.51.100.9"), person()
    for _ in range(lockout.OF_ACCOUNT):
        stranger.sign_in("writer", "wrong")
    assert stranger.sign_in("writer").status_code == 429
    own.sign_in()
    page = own.client.get(reverse("accounts_other", args=[writer.pk])).content.decode()
    assert "too many tries failed" in page
    own.client.post(reverse("accounts_other", args=[writer.pk]), {"do": "unlock"})
    assert stranger.sign_in("writer").status_code == 302


def test_what_is_unlocked_is_open_in_a_locked_network_too(editor, writer, person):
    stranger = person("198.51.100.9")
    for number in range(lockout.OF_NETWORK):
        stranger.sign_in(f"name {number}", "x")
    assert stranger.sign_in("writer").status_code == 429
    actions.unlock(writer, by=editor)
    assert stranger.sign_in("writer").status_code == 302


def test_the_list_of_users_leads_there(editor, writer, person):
    own = person()
    own.sign_in()
    page = own.client.get(reverse("wagtailusers_users:index")).content.decode()
    assert reverse("accounts_other", args=[writer.pk]) in page
    assert reverse("accounts_other", args=[editor.pk]) not in page
    assert reverse("accounts_own") in own.client.get(reverse("wagtailadmin_account")).content.decode()
