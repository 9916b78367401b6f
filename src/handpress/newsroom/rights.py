"""What the roles of a magazine may do with each app's records, offered by the app in its ready().

A contributor writes drafts of her own, an editor works on all drafts, a publisher decides what readers see; an
administrator is whoever may do everything, and is no group.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from handpress.kit.offers import Offers

CONTRIBUTORS, EDITORS, PUBLISHERS = "Contributors", "Editors", "Publishers"
WAGTAILS_PUBLISHERS = "Moderators"  # the name that Wagtail gave the group


@dataclass(frozen=True, slots=True)
class Rights:
    """Model names and verbs (add, change, delete, view) for each of the groups."""

    contributors: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    editors: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    publishers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def of(self, group: str) -> Mapping[str, tuple[str, ...]]:
        """Those of one of the groups."""
        return {CONTRIBUTORS: self.contributors, EDITORS: self.editors, PUBLISHERS: self.publishers}[group]


offers: Offers[Rights] = Offers("rights")


def offer(app: str, rights: Rights) -> None:
    """Give the groups these rights once, when the publication is set up or upgraded. Raises OfferTaken."""
    offers.make(app, rights)


_EDITORS = {
    "author": ("add", "change"),
    "source": ("add", "change"),
    "tag": ("add", "change"),
}  # of what readers see, they change nothing: `newsroom.desk.shown`
NEWSROOM = Rights(
    editors=_EDITORS,
    publishers={
        **_EDITORS,
        "link": ("add", "change", "delete"),
        "section": ("add", "change"),
        "licence": ("add", "change"),
        "linkgroup": ("add", "change", "delete"),
        "tag": ("add", "change", "delete"),
        "menu": ("add", "change"),
        "frontpage": ("change",),
        "magazine": ("change",),
        "magazinetext": ("change",),
    },
)
# Floors below the newsroom cannot offer here themselves.
OF_THE_HOUSE = {
    "newsroom": NEWSROOM,
    "addresses": Rights(publishers={"address": ("add", "view")}),
    "outgoing": Rights(publishers={"letter": ("view", "change")}),
}
