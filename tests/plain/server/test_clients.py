"""Whose request it is, whatever stands in the headers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handpress.server.clients import Proxies

PROXIES = Proxies.of(["127.0.0.1", "10.1.0.0/16", "2001:db8:1::/48"])
REAL = "203.0.113.7"


@pytest.mark.parametrize(
    ("peer", "forwarded_for", "client"),
    [
        ("203.0.113.7:5000", "", REAL),
        ("203.0.113.7:5000", "198.51.100.1", REAL),
        ("127.0.0.1:5000", "", "127.0.0.1"),
        ("127.0.0.1:5000", REAL, REAL),
        ("127.0.0.1:5000", f"198.51.100.1, {REAL}", REAL),
        ("127.0.0.1:5000", f"198.51.100.1, {REAL}, 10.1.2.3", REAL),
        ("10.1.9.9:5000", f"{REAL} , 10.1.2.3:80", REAL),
        ("127.0.0.1:5000", "10.1.2.3, 10.1.2.4", "10.1.2.3"),
        ("127.0.0.1:5000", "unknown, 10.1.2.4", "10.1.2.4"),
        ("127.0.0.1:5000", f"{REAL}, <script>", "127.0.0.1"),
        ("[2001:db8:1::9]:5000", "[2001:db8:2::7]:443", "2001:db8:2::7"),
        ("[::ffff:127.0.0.1]:5000", REAL, REAL),
        ("[::ffff:203.0.113.7]:5000", "198.51.100.1", REAL),
        ("", REAL, ""),
    ],
)
def test_the_right_most_address_that_no_trusted_proxy_added(peer: str, forwarded_for: str, client: str) -> None:
    assert PROXIES.client(peer, forwarded_for) == client


@given(st.text(max_size=60))
def test_whatever_a_client_says_of_itself_it_is_who_it_is(said: str) -> None:
    assert PROXIES.client("203.0.113.7:5000", said) == REAL
    assert PROXIES.client("127.0.0.1:5000", f"{said},{REAL}") == REAL


def test_a_network_that_is_none_is_named() -> None:
    with pytest.raises(ValueError, match=r"10\.1\.0\.0/99"):
        Proxies.of(["10.1.0.0/99"])
