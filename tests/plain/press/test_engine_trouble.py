"""What goes wrong concerns one page; nothing withdrawn is shown; exactly what must be is rewritten."""

from __future__ import annotations

from collections.abc import Callable, Collection

import pytest
from tests.plain.press.accidents import EagerPool
from tests.plain.press.shop import Shop
from tests.plain.press.toy import KINDS, Articles, Piece, Sections, files, press_of

from handpress.press.engine import Job, Kinds, Lane, Press, Sort, run

# what is rewritten


def test_a_new_title_rewrites_exactly_the_pages_that_show_it(shop: Shop) -> None:
    shop.magazine.edit(1, title="New")
    assert shop.press() == {"2013/05/1.html", "section/water/index.html", "section/water/2013-05/index.html"} | {
        "2013/06/2.html"  # its neighbour
    }
    assert shop.differences() == set()


def test_a_second_run_writes_nothing_not_even_a_full_one(shop: Shop) -> None:
    before = {path: path.stat().st_mtime_ns for path in shop.tree.root.rglob("*") if path.is_file()}
    assert shop.press() == set()
    shop.magazine.ledger.ask_everything()
    shop.magazine.ledger.ask(["menu:0", "section:water", "article:3", "list:all:newest"])
    assert shop.press() == set()
    assert before == {path: path.stat().st_mtime_ns for path in shop.tree.root.rglob("*") if path.is_file()}


def test_a_list_that_still_holds_the_same_is_not_even_rendered(shop: Shop) -> None:
    shop.magazine.ledger.ask(["list:section/water:newest", "list:all:newest"])
    assert press_of(shop.magazine, shop.tree).run().looked_at == 0


@pytest.mark.parametrize(("sort", "are_lists_asked"), [(Sort.RECORD, False), (Sort.PLACE, True), (None, True)])
def test_a_key_of_another_kind_asks_lists_again_only_where_it_may_move_the_record(
    shop: Shop, sort: Sort | None, are_lists_asked: bool
) -> None:
    class Commented(Articles):
        def subjects(self, key: str) -> list[str]:
            return ["1"] if key == "comment:9" else []

    sorts = {**KINDS.sorts, **({"comment": sort} if sort else {})}
    ledger = shop.magazine.ledger
    ledger.history.clear()
    ledger.ask(["comment:9"])
    recipes = [Commented(shop.magazine), Sections(shop.magazine)]
    Press(recipes, ledger, shop.tree, shop.magazine.fingerprints, kinds=Kinds(sorts)).run()
    asked = {key for record in ledger.history for key in record.queue if key.startswith("list:")}
    assert bool(asked) == are_lists_asked


def test_what_changed_is_told_before_anything_is_asked(shop: Shop) -> None:
    told: list[str] = []

    class Watching(Articles):
        def subjects(self, key: str) -> list[str]:
            assert key in told
            return list(super().subjects(key))

    shop.magazine.edit(1, title="New")
    recipes = [Watching(shop.magazine), Sections(shop.magazine)]
    press = Press(
        recipes, shop.magazine.ledger, shop.tree, shop.magazine.fingerprints, kinds=KINDS, invalidate=told.extend
    )
    press.run()
    assert told[0] == "article:1"


def test_a_full_build_mends_files_that_somebody_touched(shop: Shop) -> None:
    (shop.tree.root / "index.html").write_bytes(b"defaced")
    (shop.tree.root / "2013/05/1.html.br").write_bytes(b"not brotli")
    (shop.tree.root / "2013/05/1.html.gz").unlink()
    shop.magazine.ledger.ask_everything()
    assert shop.press() == {"index.html", "2013/05/1.html"}
    assert shop.differences() == set()


def test_lists_are_asked_again_when_the_place_of_a_piece_changed_and_not_when_its_words_did(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: set[str] = set()
    answer = shop.magazine.fingerprints

    def listening(keys: Collection[str]) -> dict[str, str]:
        asked.update(keys)
        return answer(keys)

    press = press_of(shop.magazine, shop.tree)
    monkeypatch.setattr(press, "_fingerprints", listening)
    shop.magazine.edit(1, title="New")
    press.run()
    assert asked == set()
    shop.magazine.edit(1, section="work")
    press.run()
    assert {"list:section/water:newest", "list:section/work:newest"} <= asked
    assert shop.differences() == set()


# pages that fail


@pytest.mark.parametrize("how", ["read", "press"])
def test_a_page_that_fails_keeps_its_last_good_file_and_stops_no_other(shop: Shop, how: str) -> None:
    before = files(shop.tree.root)["2013/06/2.html"]
    shop.magazine.broken.add(f"{how} article:2")
    shop.magazine.edit(2, title="New")
    assert "section/water/index.html" in shop.press()
    assert files(shop.tree.root)["2013/06/2.html"] == before
    assert next(failure.error for failure in shop.magazine.ledger.failures.values()).startswith(
        f"Broken: {how} article:2"
    )
    shop.magazine.broken.clear()
    shop.retry()
    assert shop.differences() == set() and not shop.magazine.ledger.failures


def test_a_new_page_that_could_not_be_read_is_announced_to_its_lists_when_it_can(shop: Shop) -> None:
    shop.magazine.broken.add("read article:6")
    shop.magazine.save(Piece(6, "Six", "work", "2014-02", "2014/02/6.html"))
    shop.press()
    shop.magazine.broken.clear()
    shop.retry()
    assert shop.differences() == set()


def test_a_failed_page_that_moved_to_another_list_is_missed_there_when_it_goes(shop: Shop) -> None:
    for id in (7, 8, 9):  # the list shows three; what is older is only counted
        shop.magazine.save(Piece(id, "N", "work", "2015-01", f"2015/01/{id}.html"))
    shop.press()
    shop.magazine.broken.add("press article:1")
    shop.magazine.edit(1, section="work")
    shop.press()
    shop.magazine.broken.clear()
    shop.magazine.delete(1)
    shop.press()
    assert shop.differences() == set()


def test_the_failure_of_a_page_that_is_gone_is_forgotten(shop: Shop) -> None:
    shop.magazine.broken.add("read article:6")
    shop.magazine.save(Piece(6, "Six", "work", "2014-02", "2014/02/6.html"))
    shop.press()
    shop.magazine.edit(6, is_public=False)
    shop.magazine.broken.clear()
    shop.retry()
    assert not shop.magazine.ledger.failures


def test_a_page_that_has_no_place_fails_alone(shop: Shop) -> None:
    shop.magazine.redirect("section", "/")
    shop.magazine.redirect("index.html/x", "/")
    shop.magazine.redirect("index.html/x/y/z", "/")
    shop.magazine.redirect("ü" * 127 + ".html", "/")
    shop.magazine.edit(1, title="New")
    shop.press()
    errors = sorted(failure.error.partition(" (")[0] for failure in shop.magazine.ledger.failures.values())
    assert len(errors) == 4 and all(error.startswith("NoPlace: ") for error in errors)
    assert b"New" in files(shop.tree.root)["2013/05/1.html"]


def test_of_two_new_pages_one_below_the_other_s_file_one_fails_alone(shop: Shop) -> None:
    shop.magazine.redirect("old", "/")
    shop.magazine.redirect("old/1.html", "/")
    shop.press()
    assert [failure.path for failure in shop.magazine.ledger.failures.values()] == ["old/1.html"]
    assert "old" in files(shop.tree.root)


def test_a_file_makes_way_for_a_folder_of_its_name(shop: Shop) -> None:
    shop.magazine.redirect("old", "/")
    shop.press()
    shop.magazine.redirect("old", None)
    shop.magazine.redirect("old/index.html", "/")
    shop.magazine.redirect("old/1.html", "/")
    shop.press()
    assert not shop.magazine.ledger.failures
    assert {"old/index.html", "old/1.html"} <= files(shop.tree.root).keys()
    assert shop.differences() == set()


# withdrawal


def test_the_withdrawn_vanishes_though_everything_else_fails(shop: Shop) -> None:
    shop.magazine.broken |= {
        f"press {page}" for page in ("section:water", "month:water:2013-06", "article:1", "article:3")
    }
    shop.magazine.withdraw(2)
    shop.press()
    assert shop.shown(2) == []
    assert b"410" in files(shop.tree.root)["2013/06/2.html"]
    assert b'id="p4"' in files(shop.tree.root)["section/water/index.html"]  # struck out, not taken down
    assert len(shop.magazine.ledger.failures) == 4
    shop.magazine.broken.clear()
    shop.retry()
    assert shop.differences() == set()


def test_a_page_that_shows_the_withdrawn_under_an_earlier_address_goes(shop: Shop) -> None:
    shop.magazine.redirect("section/water/index.html", "/")
    shop.magazine.broken.add("press section:water")
    shop.magazine.move(2, "2013/06/moved.html")
    shop.press()
    shop.magazine.withdraw(2)
    shop.press()
    assert shop.shown(2) == []
    assert b"301" in files(shop.tree.root)["section/water/index.html"]  # a notice waited for the address
    shop.magazine.broken.clear()
    shop.retry()
    assert shop.differences() == set()


def test_a_withdrawal_goes_before_all_else_and_overtakes_a_full_build(shop: Shop) -> None:
    batches: list[int] = []

    def on_batch(record: object, left: int) -> None:
        batches.append(left)
        if len(batches) == 1:
            shop.magazine.withdraw(4)
        if len(batches) == 2:
            assert "2013/06/4.html" not in files(shop.tree.root) or shop.shown(4) == []

    shop.magazine.set_menu("new menu")
    shop.magazine.ledger.ask_everything()
    press_of(shop.magazine, shop.tree, on_batch=on_batch).run()
    assert len(batches) > 4
    assert shop.shown(4) == [] and shop.differences() == set()


def test_what_was_overtaken_is_pressed_again(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "MANY", 0)
    changes: list[Callable[[], None]] = [
        lambda: shop.magazine.edit(5, title="Overtaking"),
        lambda: shop.magazine.save(Piece(9, "Nine", "work", "2014-01", "2014/01/9.html")),
        lambda: shop.magazine.edit(2, is_public=False),
    ]
    shop.magazine.set_menu("new menu")
    shop.magazine.ledger.ask_everything()
    shop.press(many=EagerPool, on_batch=lambda record, left: changes and changes.pop(0)())
    assert not changes and shop.differences() == set()


# addresses


def test_a_notice_gives_way_to_a_page_and_comes_back_after_it(shop: Shop) -> None:
    shop.magazine.redirect("here.html", "/there.html")
    shop.press()
    shop.magazine.edit(1, path="here.html")
    shop.press()
    assert shop.shown(1)[0] == "2013/06/2.html" and b"Piece 1" in files(shop.tree.root)["here.html"]
    shop.magazine.edit(1, is_public=False)
    shop.press()
    assert b"301 /there.html" in files(shop.tree.root)["here.html"]
    assert shop.differences() == set()


def test_pages_that_swap_their_addresses_lose_none(shop: Shop) -> None:
    shop.magazine.edit(1, path="2013/06/4.html")
    shop.magazine.edit(4, path="2013/05/1.html")
    shop.press()
    assert shop.differences() == set()
    assert all(record.removed_paths == [] for record in shop.magazine.ledger.history[-6:])


def test_what_a_recipe_made_that_is_no_more_goes_but_not_what_another_makes_there(shop: Shop) -> None:
    entry = shop.magazine.ledger.artifacts[Job("section", "work")]
    gone = Job("pamphlet", "1")
    shop.magazine.ledger.artifacts[gone] = type(entry)(gone, entry.path, "0" * 64, entry.trace)
    shop.magazine.ledger.generations[gone] = 0
    shop.magazine.ledger.ask_everything()
    shop.press()
    assert gone not in shop.magazine.ledger.artifacts and shop.differences() == set()


def test_a_key_that_hits_very_much_waits_for_the_bulk_lane(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "HEAVY", 3)
    shop.magazine.set_menu("new menu")
    order: list[tuple[str, ...]] = []
    shop.magazine.ledger.ask(["article:1"], Lane.PUBLISH)
    shop.magazine.pieces[1] = Piece(1, "First", "water", "2013-05", "2013/05/1.html")
    press_of(
        shop.magazine, shop.tree, on_batch=lambda record, left: order.append(tuple(e.path for e in record.written))
    ).run()
    assert "2013/05/1.html" in order[0]
    assert shop.differences() == set()
