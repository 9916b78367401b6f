"""Each article stands once on a front page, as far as the lists allow."""

from __future__ import annotations

from itertools import chain

from hypothesis import given
from hypothesis import strategies as st

from handpress.edition.allotment import Wish, allot

IDS = st.lists(st.integers(1, 12), max_size=12)
WISHES = st.lists(st.tuples(IDS, st.integers(1, 5)), max_size=6).map(
    lambda some: [Wish(str(place), ids, number) for place, (ids, number) in enumerate(some)]
)


def test_who_wishes_first_is_served_first() -> None:
    wishes = [Wish("picks", [1, 2, 3], 2), Wish("latest", [1, 2, 3, 4, 5], 2), Wish("section", [3, 4, 5], 4)]
    assert allot(wishes) == {"picks": [1, 2], "latest": [3, 4], "section": [5]}


def test_what_leads_goes_to_nobody() -> None:
    assert allot([Wish("latest", [1, 2], 5), Wish("section", [1], 4)], [1]) == {"latest": [2], "section": []}


@given(WISHES, st.lists(st.integers(1, 12), max_size=3, unique=True))
def test_nothing_stands_twice_and_no_room_is_left_that_something_fits(wishes: list[Wish], leading: list[int]) -> None:
    found = allot(wishes, leading)
    everything = list(chain(leading, *found.values()))
    assert len(everything) == len(set(everything))
    for wish in wishes:
        assert found[wish.block] == [id for id in dict.fromkeys(wish.ids) if id in found[wish.block]]
        missed = set(wish.ids) - set(everything)
        assert len(found[wish.block]) == wish.number or not missed
