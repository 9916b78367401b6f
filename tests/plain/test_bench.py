"""The benchmark measures the same corpus each time, and counts right."""

from __future__ import annotations

import pytest
from bench.corpus import AUTHORS, FIRST_DAY, LAST_DAY, SECTIONS, Piece, pieces
from bench.measuring import percentile, run_measured, summary


def test_the_corpus_is_the_same_each_time() -> None:
    assert list(pieces(12)) == list(pieces(12))
    assert list(pieces(12)) != list(pieces(12, seed=7))


def test_a_larger_corpus_begins_with_the_texts_of_a_smaller_one() -> None:
    def texts(found: list[Piece]) -> list[tuple[str, ...]]:
        return [(piece.headline, *piece.paragraphs) for piece in found]

    assert texts(list(pieces(30)))[:10] == texts(list(pieces(10)))


def test_the_corpus_is_spread_over_years_sections_and_authors() -> None:
    found = list(pieces(200))
    assert (found[0].on, found[-1].on) == (FIRST_DAY, LAST_DAY)
    assert len({piece.on.year for piece in found}) == LAST_DAY.year - FIRST_DAY.year + 1
    assert {piece.section for piece in found} == set(range(SECTIONS))
    assert len({author for piece in found for author in piece.authors}) > AUTHORS / 4


@pytest.mark.parametrize(("share", "value"), [(0.0, 1), (0.5, 10), (0.95, 19), (0.951, 20), (1.0, 20)])
def test_a_percentile_is_the_smallest_value_that_so_many_do_not_exceed(share: float, value: int) -> None:
    assert percentile(range(20, 0, -1), share) == value


def test_a_summary_is_of_median_and_95th_percentile() -> None:
    assert summary([1.0, 2.0, 100.0]) == {"p50_ms": 2.0, "p95_ms": 100.0}


def test_a_peer_that_is_never_done_is_not_waited_for() -> None:
    with pytest.raises(TimeoutError, match="not done after"):
        run_measured(["sleep", "60"], patience_s=0.2)
    assert run_measured(["echo", "done"], patience_s=30).output == "done\n"
