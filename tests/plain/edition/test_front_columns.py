"""How many of the latest stand beside the lead."""

from __future__ import annotations

import pytest
from tests.plain.theme import samples

from handpress.edition.front_columns import FEWEST, MOST, latest_beside


def lead(*, pictured=True, standfirst="A sentence or two of what it is about, as long as they mostly are." * 2):
    first = samples.teaser(1, picture=samples.picture(1) if pictured else None, standfirst=standfirst)
    return [first, samples.teaser(2), samples.teaser(3)]


def test_beside_a_picture_stand_as_many_as_there_are():
    assert latest_beside(lead()) == MOST


@pytest.mark.parametrize("standfirst", ["", "A sentence."])
def test_beside_words_alone_fewer(standfirst):
    bare = latest_beside(lead(pictured=False, standfirst=standfirst))
    assert FEWEST <= bare < latest_beside(lead(pictured=False)) < MOST


def test_never_fewer_than_a_few():
    assert latest_beside([samples.teaser(1, headline="No", standfirst="", picture=None)]) == FEWEST
