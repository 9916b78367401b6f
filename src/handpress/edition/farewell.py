"""What stays behind when a page that has no address of its own in the newsroom leaves: none dies without a word."""

from __future__ import annotations

from collections.abc import Collection

from handpress.newsroom.models import Address
from handpress.newsroom.models.addresses import path_key
from handpress.reading import places

FEEDS = ("xml", "json")


def farewell(addresses: Collection[str]) -> None:
    """Give addresses that lost their page a notice, in the ledger's own transaction.

    A list leads to the list above it, a feed or sitemap is gone. Should the page come back, it takes its place
    again: notices give way. Records' own addresses have rows already.
    """
    wanted = {path_key(address): address for address in addresses if _is_for_readers(address)}
    known = set(Address.objects.filter(path_key__in=wanted).values_list("path_key", flat=True))
    Address.objects.bulk_create(
        [_left(address, key) for key, address in sorted(wanted.items()) if key not in known], ignore_conflicts=True
    )


def _is_for_readers(address: str) -> bool:
    return places.is_list(address) or (address.endswith(FEEDS) and ("/feeds/" in address or "/sitemaps/" in address))


def _left(address: str, key: str) -> Address:
    row = Address(path=address, path_key=key, origin=Address.Origin.PRESS, state=Address.State.GONE)
    if places.is_list(address):
        row.state, row.to_path = Address.State.REDIRECT, places.parent_of(address)
    return row
