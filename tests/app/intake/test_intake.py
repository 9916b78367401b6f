"""Tokens hold for what was shown, limits count networks and forget them, texts are made fit and say so."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handpress.intake import limits, texts, tokens
from handpress.intake.errors import TokenRefused, TooMany
from handpress.intake.limits import Limit, network_of
from handpress.intake.models import Count, DailyKey
from handpress.kit import clock

FIELDS = {"text": "Words", "name": ""}
LIMIT = Limit("toy", per_network=2, in_all=3)


def test_a_token_holds_for_its_fields_and_purpose_within_a_day(time_machine):
    token = tokens.issue("toy", FIELDS)
    first = tokens.read("toy", token, FIELDS)
    assert tokens.read("toy", token, dict(reversed(FIELDS.items()))) == first
    assert tokens.read("toy", tokens.issue("toy", FIELDS), FIELDS).number != first.number
    for wrong in (("toy", token, {**FIELDS, "text": "words"}), ("other", token, FIELDS), ("toy", token + "x", FIELDS)):
        with pytest.raises(TokenRefused):
            tokens.read(*wrong)
    time_machine.move_to(clock.now() + timedelta(hours=25))
    with pytest.raises(TokenRefused, match="older"):
        tokens.read("toy", token, FIELDS)


@given(st.text())
def test_nothing_that_anybody_sends_is_taken_for_a_token(written):
    with pytest.raises(TokenRefused):
        tokens.read("toy", written, FIELDS)


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.77", "192.0.2.0/24"),
        ("2001:db8:1:2ff::9", "2001:db8:1:200::/56"),
        ("", "-"),
        ("unix:", "-"),
    ],
)
def test_a_network_is_a_24_or_a_56(address, network):
    assert network_of(address) == network


def test_so_many_are_taken_from_a_network_and_in_all():
    limits.take(LIMIT, "192.0.2.1")
    limits.take(LIMIT, "192.0.2.200")
    with pytest.raises(TooMany) as refused:
        limits.take(LIMIT, "192.0.2.7")
    assert 0 < refused.value.retry_after_s <= 3601
    limits.take(LIMIT, "198.51.100.1")
    with pytest.raises(TooMany):
        limits.take(LIMIT, "203.0.113.1")
    assert Count.objects.get(network="").count == 3


def test_the_next_hour_is_a_new_one_and_other_limits_are_others(time_machine):
    for _ in range(2):
        limits.take(LIMIT, "192.0.2.1")
    limits.take(Limit("other", 1, 1), "192.0.2.1")
    time_machine.move_to(clock.now() + timedelta(hours=1))
    limits.take(LIMIT, "192.0.2.1")


def test_what_is_stored_tells_of_nobody_and_goes(time_machine):
    limits.take(LIMIT, "192.0.2.1")
    before = Count.objects.exclude(network="").get().network
    assert "192" not in before
    time_machine.move_to(clock.now() + timedelta(days=1))
    limits.take(LIMIT, "192.0.2.1")
    assert Count.objects.exclude(network="").exclude(network=before).exists()
    time_machine.move_to(clock.now() + timedelta(days=3))
    limits.prune(clock.now())
    assert (Count.objects.count(), DailyKey.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("written", "text", "is_changed"),
    [
        ("One.\r\n\r\nTwo.  ", "One.\n\nTwo.", False),
        ("a\x00b", "ab", True),
        ("pay \u202elive\u202c now", "pay live now", True),
        ("caf\ufffd", "caf", True),
        ("क्\u200dष", "क्\u200dष", False),
        ("\u2067x\u2069", "x", True),
    ],
)
def test_a_text_is_made_fit_and_says_so(written, text, is_changed):
    assert texts.paragraphs(written) == texts.Typed(text, is_changed)


@given(st.text())
def test_a_text_made_fit_stays_as_it_is(written):
    once = texts.paragraphs(written)
    assert texts.paragraphs(once.text) == texts.Typed(once.text)
