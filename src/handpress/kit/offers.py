"""What apps offer when Django starts: offers add up, and each has a name of its own.

An app that is taken out of INSTALLED_APPS makes no offer, and nothing of it is left.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Generic, TypeVar

Offer = TypeVar("Offer")


class OfferTaken(Exception):
    """A second offer under a name that is taken: two apps of one name, or one that offers twice."""

    code = "offer_taken"
    retry = False


class Offers(Generic[Offer]):
    """The offers of one kind, by the names of the apps that made them, in their order."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._made: dict[str, Offer] = {}

    def make(self, app: str, offer: Offer) -> None:
        """Add an offer. Raises OfferTaken."""
        if app in self._made:
            raise OfferTaken(f"“{app}” has offered its {self._what} already; an app does it once, in its ready().")
        self._made[app] = offer

    def items(self) -> Iterator[tuple[str, Offer]]:
        """Each app with what it offers."""
        return iter(self._made.items())

    def all(self) -> list[Offer]:
        """What is offered."""
        return list(self._made.values())

    @contextmanager
    def replaced(self, **offers: Offer) -> Iterator[None]:
        """Nothing but these offers meanwhile, by the names of their apps."""
        before, self._made = self._made, dict(offers)
        try:
            yield
        finally:
            self._made = before
