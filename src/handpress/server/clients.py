"""Whose request it is: the right-most address on its way that no trusted proxy added."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable
from dataclasses import dataclass

Network = ipaddress.IPv4Network | ipaddress.IPv6Network
THIS_MACHINE = ("127.0.0.0/8", "::1/128")


@dataclass(frozen=True, slots=True)
class Proxies:
    """The machines whose word about their clients is believed."""

    networks: tuple[Network, ...]

    @classmethod
    def of(cls, written: Iterable[str] = THIS_MACHINE) -> Proxies:
        """Of addresses and networks as text ("10.0.0.7", "10.1.0.0/16"). Raises ValueError, naming the one."""
        return cls(tuple(ipaddress.ip_network(each.strip(), strict=False) for each in written if each.strip()))

    def trusts(self, peer: str) -> bool:
        """Whether the machine at the other end of the connection is one of them."""
        address = address_in(peer)
        return bool(address) and self._holds(address)

    def client(self, peer: str, forwarded_for: str = "") -> str:
        """The client's address, without a port; "" where the connection has none.

        `peer`: the other end of the connection. `forwarded_for`: `X-Forwarded-For` as it came, client first. What
        stands left of an address that is not trusted, or of what is no address, may be anybody's invention.
        """
        client = address_in(peer)
        hops = forwarded_for.split(",") if client and self._holds(client) else []
        for hop in reversed(hops):
            address = address_in(hop)
            if not address:
                break
            client = address
            if not self._holds(address):
                break
        return client

    def _holds(self, address: str) -> bool:
        parsed = ipaddress.ip_address(address)
        return any(parsed in network for network in self.networks if network.version == parsed.version)


def address_in(written: str) -> str:
    """The IP address of `192.0.2.1:443`, `[2001:db8::1]:443` or an address alone; "" where there is none.

    IPv4 within IPv6 (`::ffff:192.0.2.1`) is the IPv4 address.
    """
    text = written.strip().strip('"')
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        address = ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return ""
    mapped = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    return str(mapped or address)
