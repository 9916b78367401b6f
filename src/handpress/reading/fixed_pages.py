"""Fixed pages that apps press: the footer leads to each where no plain page has its place."""

from __future__ import annotations

from dataclasses import dataclass

from handpress.kit.offers import Offers


@dataclass(frozen=True, slots=True)
class FixedPage:
    """`title`: the name of the theme's words for it. `slug`: where it lies. `role`: of a plain page in its place."""

    title: str
    slug: str
    role: str


offers: Offers[FixedPage] = Offers("fixed page")


def offer(app: str, page: FixedPage) -> None:
    """Offer a page; once for each app, from its ready(). Raises OfferTaken."""
    offers.make(app, page)
