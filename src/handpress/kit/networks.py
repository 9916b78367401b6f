"""The network that an address belongs to, as whoever counts needs it: people change addresses within one."""

from __future__ import annotations

import ipaddress


def network_of(address: str, *, v4: int, v6: int) -> str:
    """`192.0.2.0/24`, `2001:db8:0:100::/56`, by the lengths of their prefixes in bits; "-" for what is no address."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return "-"
    return str(ipaddress.ip_network((parsed, v4 if parsed.version == 4 else v6), strict=False))
