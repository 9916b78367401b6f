"""The boxes of its authors at the end of an article: portrait, what is said of them, links. An article part."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from handpress.reading.articles import Loaded
from handpress.reading.media import Pictures
from handpress.reading.names import Person, author_boxes
from handpress.reading.parts import Content, Part, PartPlace


def load(articles: Mapping[int, Loaded]) -> dict[int, Content]:
    """A box for each author with a record, once each, in the order of the bylines. Four queries."""
    people = {person.id: person for each in articles.values() for person in each.people}
    pictures = Pictures(person.picture_id for person in people.values())
    wanted = {(person.id, each.row.language) for each in articles.values() for person in each.people}
    boxes = author_boxes(people, wanted, pictures)
    return {
        id: Content(tuple(boxes[person.id, each.row.language] for person in each.people) or None, _keys(each.people))
        for id, each in articles.items()
    }


def _keys(people: tuple[Person, ...]) -> frozenset[str]:
    return frozenset(_each_key(people))


def _each_key(people: tuple[Person, ...]) -> Iterator[str]:
    for person in people:
        yield f"author:{person.id}"
        if person.picture_id:
            yield f"picture:{person.picture_id}"


PART = Part("parts/authors.html", load, PartPlace.END)
