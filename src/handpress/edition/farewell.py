"""What stays behind when a page that has no address of its own in the newsroom leaves: none dies without a word."""

from __future__ import annotations

from collections.abc import Collection

from handpress.addresses.bulk import Lead, lead_on
from handpress.addresses.models import Address
from handpress.kit import own_words
from handpress.reading import places

FEEDS = ("xml", "json")


def farewell(addresses: Collection[str]) -> None:
    """Give addresses that lost their page a notice, in the ledger's own transaction.

    A list leads to the list above it, a feed or sitemap is gone. Should the page come back, it takes its place
    again: notices give way. Records' own addresses have rows already.
    """
    left = (Lead(each, to_path=_above(each)) for each in addresses if _is_for_readers(each))
    lead_on(left, origin=Address.Origin.PRESS)


def _is_for_readers(address: str) -> bool:
    return places.is_list(address) or (
        address.endswith(FEEDS) and any(f"/{each}/" in address for each in (own_words.FEEDS, own_words.SITEMAPS))
    )


def _above(address: str) -> str:
    return places.parent_of(address) if places.is_list(address) else ""
