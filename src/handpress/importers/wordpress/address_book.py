"""What a WordPress site answered at beside its posts, gathered item by item."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from handpress.importers.further_addresses import Further, OfPiece
from handpress.importers.wordpress.addresses import Term, nicename_of, of_a_list, of_the_site
from handpress.importers.wordpress.former_addresses import former_addresses, main_address, short_links
from handpress.importers.wordpress.items import Item
from handpress.kit.links import url_parts

SAMPLED = 5  # pieces of a list that tell its language


@dataclass(slots=True)
class AddressBook:
    """Lists by taxonomy and nicename, and the further addresses of posts with their import ids."""

    folder: str = ""  # the site's own below its host, "/blog"; "" for the root
    terms: dict[tuple[str, str], Term] = field(default_factory=dict)  # as the export describes them
    used: dict[tuple[str, str], Term] = field(default_factory=dict)  # as pieces name them
    pieces: dict[tuple[str, str], list[str]] = field(default_factory=dict)  # some of a list's
    _former: list[OfPiece] = field(default_factory=list)

    def note_home(self, url: str) -> None:
        """Note where the site's front page is."""
        self.folder = url_parts(url.strip()).path.rstrip("/")

    def describe(self, term: Term) -> None:
        """Note what the export says of a list."""
        if term.nicename:
            self.terms[term.key] = term

    def add(self, item: Item, import_id: str, authors: Mapping[str, str]) -> None:
        """Note the lists that the item stands in, and the addresses it had or has besides."""
        login = item.get("creator")
        found = [Term(*term) for term in item.terms if term[0] in ("category", "post_tag")]
        if login:
            found.append(Term("author", nicename_of(login), authors.get(login, login)))
        for term in found:
            if term.nicename:
                self._use(term, import_id, is_shown=not item.reason_to_hold)
        paths = [*former_addresses(item), *([] if item.reason_to_hold else short_links(item))]
        self._former += [OfPiece(path, import_id, main_address(item)) for path in paths]

    def _use(self, term: Term, import_id: str, *, is_shown: bool) -> None:
        self.used.setdefault(term.key, term)
        pieces = self.pieces.setdefault(term.key, [])
        if is_shown and len(pieces) < SAMPLED:
            pieces.append(import_id)

    def further_addresses(self) -> Iterator[Further]:
        """All of them, those of pieces first."""
        for each in self._former:
            yield each if each.path.startswith("/") else replace(each, path=f"{self.folder}/{each.path}")
        yield from of_the_site(self.folder)
        for key, term in self.used.items():
            described = replace(self.terms.get(key, term), name=term.name)
            yield from of_a_list(described, self.terms, tuple(self.pieces[key]), self.folder)
