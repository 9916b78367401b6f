"""What higher floors press: recipes and what belongs to them, offered when Django starts."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from handpress.kit.offers import Offers, OfferTaken
from handpress.press.engine import Companions, Recipe
from handpress.press.kinds import lists_of

Fingerprints = Callable[[Collection[str]], dict[str, str]]


@dataclass(frozen=True, slots=True)
class Registration:
    """An app's offer to the press, or all of them together.

    `recipes()` makes the recipes. `fingerprints(keys)` answers what lists hold now, None-free: a list that holds
    nothing has a fingerprint too; it is asked for the kinds of lists that the app has declared (`press.kinds`).
    `news` names the recipes of pages whose first appearance is news (`press.feed`). `theme_fingerprints()` maps keys
    of templates, catalogues and code to a hash of their content, None where it is not known now and what stood before
    goes on standing. `farewell(addresses)` hears, inside the ledger's
    transaction, which addresses lost their page. `invalidate(keys)` is told what changed before anything is read, so
    that nothing outdated is kept in memory; `reset()` drops all of that between runs. `companions` are files that
    pages bring along.
    """

    recipes: Callable[[], Sequence[Recipe]]
    fingerprints: Fingerprints = lambda keys: {}
    news: Collection[str] = ()
    theme_fingerprints: Callable[[], Mapping[str, str | None]] = dict
    farewell: Callable[[Collection[str]], None] = lambda addresses: None
    invalidate: Callable[[Collection[str]], None] = lambda keys: None
    reset: Callable[[], None] = lambda: None
    companions: Sequence[Companions] = ()


offers: Offers[Registration] = Offers("recipes")


def register(app: str, registration: Registration) -> None:
    """Offer recipes to the press; called once, from an `AppConfig.ready()`. Raises OfferTaken."""
    offers.make(app, registration)


def registration() -> Registration:
    """All offers as one. Raises LookupError when no app made one."""
    made = offers.all()
    if not made:
        raise LookupError("no recipes are registered: is handpress.edition in INSTALLED_APPS?")
    return Registration(
        recipes=lambda: _named_once(recipe for each in made for recipe in each.recipes()),
        fingerprints=_answers,
        news=frozenset(name for each in made for name in each.news),
        theme_fingerprints=lambda: {key: value for each in made for key, value in each.theme_fingerprints().items()},
        farewell=lambda addresses: _each(made, lambda each: each.farewell(addresses)),
        invalidate=lambda keys: _each(made, lambda each: each.invalidate(keys)),
        reset=lambda: _each(made, lambda each: each.reset()),
        companions=tuple(companions for each in made for companions in each.companions),
    )


def _named_once(recipes: Iterable[Recipe]) -> list[Recipe]:
    found: dict[str, Recipe] = {}
    for recipe in recipes:
        if recipe.name in found:
            raise OfferTaken(f"Two apps offer a recipe called “{recipe.name}”.")
        found[recipe.name] = recipe
    return list(found.values())


def _answers(keys: Collection[str]) -> dict[str, str]:
    """Each list's fingerprint, from the app that answers for its kind."""
    found: dict[str, str] = {}
    for app, each in offers.items():
        kinds = lists_of(app)
        mine = [key for key in keys if key.partition(":")[0] in kinds]
        found |= each.fingerprints(mine) if mine else {}
    return found


def _each(made: Sequence[Registration], tell: Callable[[Registration], None]) -> None:
    for each in made:
        tell(each)
