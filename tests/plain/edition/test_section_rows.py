"""Which sections have a block on the front page, and that the rows they stand in come out even."""

from __future__ import annotations

import random

import pytest
from tests.plain.theme import samples

from handpress.edition.section_rows import BLOCKS, FEWEST, HOLE, MOST, SectionBlock, arrange, height, hole, with_blocks


def block(number: int, articles: int, *, pictured: bool) -> SectionBlock:
    teasers = tuple(
        samples.teaser(number * 10 + n, picture=samples.picture(n) if pictured and not n else None)
        for n in range(articles)
    )
    return SectionBlock(f"Section {number}", f"/section/s{number}/", teasers)


@pytest.mark.parametrize("count", [0, 1, 3, 12, 40])
def test_the_first_in_the_editors_order_have_blocks_up_to_a_bound(count):
    sizes = dict.fromkeys(range(count), 4)
    assert with_blocks(sizes) == list(range(min(count, BLOCKS)))


def test_a_section_with_a_single_headline_left_has_none():
    assert with_blocks({1: 5, 2: FEWEST - 1, 3: 0, 4: FEWEST}) == [1, 4]


def test_nothing_is_lost_or_put_in_another_order():
    blocks = [block(number, 2 + number % 5, pictured=number % 2 == 0) for number in range(9)]
    arranged = arrange(blocks)
    assert [each.name for each in arranged] == [each.name for each in blocks]
    for before, after in zip(blocks, arranged, strict=True):
        assert [t.id for t in after.teasers] == [t.id for t in before.teasers[: len(after.teasers)]]
        assert FEWEST <= len(after.teasers) <= MOST


def test_a_section_without_a_picture_says_more_beside_one_that_has_some():
    pictured, bare = arrange([block(1, 7, pictured=True), block(2, 7, pictured=False)])
    assert pictured.teasers[0].picture
    assert len(bare.teasers) > len(pictured.teasers)


def test_pictures_go_where_they_would_leave_a_hole():
    pictured, short = arrange([block(1, 2, pictured=True), block(2, 2, pictured=False)])
    assert pictured.teasers[0].picture is None
    assert len(short.teasers) == 2


def test_no_row_has_a_larger_hole_than_without_balance():
    chance = random.Random(8)
    for _ in range(300):
        row = [block(n, chance.randint(2, 7), pictured=chance.random() < 0.5) for n in range(chance.randint(1, 3))]
        usual = [SectionBlock(each.name, each.address, each.teasers[:4]) for each in row]
        assert hole(arrange(row)) <= max(hole(usual), HOLE)


def test_a_picture_and_every_headline_make_a_block_taller():
    teasers = block(1, 4, pictured=True).teasers
    assert height(teasers[:1]) < height(teasers[:2]) < height(teasers)
    assert height(block(1, 4, pictured=False).teasers) < height(teasers)
