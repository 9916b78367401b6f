"""Which apps make up a publication: the house's own, and the engines that its file names. Imports no Django."""

from __future__ import annotations

from handpress.config.publication import Publication

HOUSE = (
    "handpress.newsroom",
    "handpress.press",
    "handpress.background",
    "handpress.edition",
    "handpress.importers",
)


def apps_of(publication: Publication) -> tuple[str, ...]:
    """The apps whose offers count, in their order."""
    return (*HOUSE, *publication.engines)
