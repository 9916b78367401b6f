"""Offers of apps add up, each under its own name, and go with the app."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from handpress.kit.offers import OfferTaken
from handpress.kit.watch import Watch
from handpress.press import checks, kinds, registry, triggers
from handpress.press.engine import Recipe, Sort
from handpress.press.models import OutboxKey
from handpress.press.registry import Registration, register, registration


@dataclass
class Told:
    """What the offers of an app were asked and told."""

    asked: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    heard: list[str] = field(default_factory=list)
    forgot: int = 0


def _recipe(name: str) -> Recipe:
    methods = dict.fromkeys(Recipe.__abstractmethods__, lambda self, *given: ())
    return type(f"Recipe_{name}", (Recipe,), {**methods, "name": name})()


def _offer(kind: str, told: Told, *recipes: str) -> Registration:
    def fingerprints(keys):
        told.asked += keys
        return dict.fromkeys(keys, f"{kind}!")

    def reset():
        told.forgot += 1

    return Registration(
        recipes=lambda: [_recipe(name) for name in recipes],
        fingerprints=fingerprints,
        theme_fingerprints=lambda: {f"template:{kind}.html": "1"},
        farewell=told.gone.extend,
        invalidate=told.heard.extend,
        reset=reset,
    )


def test_what_two_apps_offer_the_press_adds_up():
    one, two = Told(), Told()
    with registry.offers.replaced(), kinds.offers.replaced():
        kinds.declare("one", list=["list"])
        kinds.declare("two", list=["thread"], record=["comment"])
        register("one", _offer("list", one, "page"))
        register("two", _offer("thread", two, "comments"))
        whole = registration()
        assert [recipe.name for recipe in whole.recipes()] == ["page", "comments"]
        keys = ["list:a", "thread:b", "list:c"]
        assert whole.fingerprints(keys) == {"list:a": "list!", "thread:b": "thread!", "list:c": "list!"}
        assert (one.asked, two.asked) == (["list:a", "list:c"], ["thread:b"])
        assert whole.theme_fingerprints() == {"template:list.html": "1", "template:thread.html": "1"}
        whole.farewell(["/a/"])
        whole.invalidate(["comment:1"])
        assert (one.heard, two.heard) == (["comment:1"], ["comment:1"])
        whole.reset()
        assert (one.gone, two.gone, one.forgot, two.forgot) == (["/a/"], ["/a/"], 1, 1)


@pytest.mark.parametrize(
    ("app", "kind", "recipe", "said"),
    [("one", "thread", "comments", "one"), ("two", "thread", "page", "page")],
)
def test_a_name_that_is_taken_is_refused(app, kind, recipe, said):
    with registry.offers.replaced():
        register("one", _offer("list", Told(), "page"))
        with pytest.raises(OfferTaken, match=said):
            register(app, _offer(kind, Told(), recipe))
            registration().recipes()


def test_without_an_offer_the_press_says_what_is_missing():
    with registry.offers.replaced(), pytest.raises(LookupError, match="INSTALLED_APPS"):
        registration()


# kinds of keys


def test_kinds_of_keys_stand_in_one_table_and_go_with_their_app():
    with kinds.offers.replaced(**dict(kinds.offers.items())):
        kinds.declare("toy", record=["comment"], place=["moved"], list=["thread"], frame=["banner"])
        table = kinds.kinds()
        declared = [table.sort(f"{kind}:1") for kind in ("comment", "moved", "thread", "banner")]
        assert declared == [Sort.RECORD, Sort.PLACE, Sort.LIST, Sort.FRAME]
        assert table.is_list("thread:1") and table.is_list("list:all/en:newest")
        assert [key for key in ("comment:1", "moved:1", "thread:1", "banner:1", "other:1") if table.moves(key)] == [
            "moved:1",
            "other:1",  # nobody said what it stands for
        ]
    assert kinds.kinds().sort("comment:1") is None


@pytest.mark.parametrize(
    "declared",
    [{"record": ["article"]}, {"list": ["list"]}, {"frame": ["full"]}, {"record": ["comment"], "place": ["comment"]}],
)
def test_a_kind_of_key_that_is_taken_is_refused(declared):
    taken = next(iter(declared.values()))[0]
    with kinds.offers.replaced(**dict(kinds.offers.items())), pytest.raises(OfferTaken, match=taken):
        kinds.declare("toy", **declared)


def test_whoever_watches_says_what_the_keys_stand_for():
    assert checks.kinds_are_declared(None) == []
    with triggers.offers.replaced(**dict(triggers.offers.items())):
        triggers.watch("toy", [TOY])
        (error,) = checks.kinds_are_declared(None)
    assert error.id == "press.E002"
    assert "“toy”" in error.msg


# watches

TOY = Watch(table="press_known_file", keys=(("toy", "key"),))


@pytest.fixture
def _toy():
    """An app that watches a table beside the newsroom."""
    triggers.disarm()
    with triggers.offers.replaced(**dict(triggers.offers.items())):
        triggers.watch("toy", [TOY, TOY])
        triggers.arm()
        yield
    triggers.disarm()
    triggers.arm()


def test_watches_of_several_apps_are_armed_together_and_bear_their_names(_toy):
    names = {name for name, table in triggers.armed() if table == "press_known_file"}
    events = ("insert", "update", "delete")
    assert names == {f"press_watch_toy_press_known_file_{n}_{event}" for n in (1, 2) for event in events}
    assert any(name.startswith("press_watch_newsroom_article_1_") for name, _ in triggers.armed())
    assert all(len(name) <= triggers.LONGEST_NAME for name, _ in triggers.armed())
    assert triggers.missing() == set()


def test_an_app_that_is_taken_out_leaves_no_trigger(_toy):
    with triggers.offers.replaced(**{app: offer for app, offer in triggers.offers.items() if app != "toy"}):
        triggers.arm()
        assert not [name for name, _ in triggers.armed() if "_toy_" in name]
        OutboxKey.objects.all().delete()
        triggers.queue(["other:1"])
        assert OutboxKey.objects.count() == 1


def test_watching_twice_is_refused():
    with pytest.raises(OfferTaken, match="newsroom"):
        triggers.watch("newsroom", [TOY])


def test_a_long_name_is_cut_and_stays_its_own():
    table = "a_table_with_a_name_that_is_longer_than_databases_let_it_be"
    names = {triggers._name("app", table, number, event) for number in (1, 2) for event in ("insert", "update")}
    assert len(names) == 4
    assert all(len(name) <= triggers.LONGEST_NAME for name in names)
