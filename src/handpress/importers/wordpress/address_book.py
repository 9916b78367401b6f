"""What a WordPress site answered at beside its posts, gathered item by item."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from handpress.importers.further_addresses import Further, OfPiece
from handpress.importers.wordpress.addresses import Term, further_addresses, nicename_of
from handpress.importers.wordpress.former_addresses import former_addresses, short_links
from handpress.importers.wordpress.items import Item
from handpress.kit.links import url_parts


@dataclass(slots=True)
class AddressBook:
    """Lists by taxonomy and nicename, and the further addresses of posts with their import ids."""

    folder: str = ""  # the site's own below its host, "/blog"; "" for the root
    terms: dict[tuple[str, str], Term] = field(default_factory=dict)  # as the export describes them
    used: dict[tuple[str, str], Term] = field(default_factory=dict)  # as pieces name them
    of_pieces: list[tuple[str, str]] = field(default_factory=list)

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
        self.used |= {term.key: term for term in found if term.nicename and term.key not in self.used}
        self.of_pieces += [(path, import_id) for path in former_addresses(item)]
        if not item.reason_to_hold:
            self.of_pieces += [(path, import_id) for path in short_links(item)]

    def further_addresses(self) -> Iterator[Further]:
        """All of them, those of pieces first."""
        for path, id in self.of_pieces:
            yield OfPiece(path if path.startswith("/") else f"{self.folder}/{path}", id)
        yield from further_addresses(self.used.values(), self.terms, self.folder)
