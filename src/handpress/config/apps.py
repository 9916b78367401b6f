"""Which apps make up a publication: the house's own, and the engines that its file names. Imports no Django."""

from __future__ import annotations

from typing import Protocol

HOUSE = (
    "handpress.accounts",
    "handpress.addresses",
    "handpress.newsroom",
    "handpress.press",
    "handpress.background",
    "handpress.backup",
    "handpress.outgoing",
    "handpress.intake",
    "handpress.edition",
    "handpress.contact",
    "handpress.importers",
)


class HasEngines(Protocol):
    """A publication, as far as its engines go."""

    @property
    def engines(self) -> tuple[str, ...]:
        """Names of Python packages."""


def apps_of(publication: HasEngines) -> tuple[str, ...]:
    """The apps whose offers count, in their order."""
    return (*HOUSE, *publication.engines)
