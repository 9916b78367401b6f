"""What higher floors press: recipes and what belongs to them, offered when Django starts."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

from handpress.press.engine import Recipe
from handpress.press.offers import Offers, OfferTaken

Fingerprints = Callable[[Collection[str]], dict[str, str]]


@dataclass(frozen=True, slots=True)
class Registration:
    """An app's offer to the press, or all of them together.

    `recipes()` makes the recipes. `fingerprints(keys)` answers what lists hold now, None-free: a list that holds
    nothing has a fingerprint too; it is asked for the keys whose kind (what stands before the colon) is one of
    `list_kinds`. `news` names the recipes of pages whose first appearance is news (`press.feed`).
    `theme_fingerprints()` maps keys of templates, catalogues and code to a hash of their content.
    `farewell(addresses)` hears, inside the ledger's transaction, which addresses lost their page. `forget()` drops
    what is kept in memory between runs.
    """

    recipes: Callable[[], Sequence[Recipe]]
    list_kinds: Collection[str] = ()
    fingerprints: Fingerprints = lambda keys: {}
    news: Collection[str] = ()
    theme_fingerprints: Callable[[], dict[str, str]] = dict
    farewell: Callable[[Collection[str]], None] = lambda addresses: None
    forget: Callable[[], None] = lambda: None


offers: Offers[Registration] = Offers("recipes")


def register(app: str, registration: Registration) -> None:
    """Offer recipes to the press; called once, from an `AppConfig.ready()`. Raises OfferTaken."""
    for other, made in offers.items():
        if both := set(made.list_kinds) & set(registration.list_kinds):
            raise OfferTaken(f"Lists of the kind “{min(both)}” are answered by “{other}” already, not by “{app}”.")
    offers.make(app, registration)


def registration() -> Registration:
    """All offers as one. Raises LookupError when no app made one."""
    made = offers.all()
    if not made:
        raise LookupError("no recipes are registered: is handpress.edition in INSTALLED_APPS?")
    if len(made) == 1:
        return made[0]
    return Registration(
        recipes=lambda: _named_once(recipe for each in made for recipe in each.recipes()),
        list_kinds=frozenset(kind for each in made for kind in each.list_kinds),
        fingerprints=lambda keys: _answers(made, keys),
        news=frozenset(name for each in made for name in each.news),
        theme_fingerprints=lambda: {key: value for each in made for key, value in each.theme_fingerprints().items()},
        farewell=lambda addresses: _each(made, lambda each: each.farewell(addresses)),
        forget=lambda: _each(made, lambda each: each.forget()),
    )


def _named_once(recipes: Iterable[Recipe]) -> list[Recipe]:
    found: dict[str, Recipe] = {}
    for recipe in recipes:
        if recipe.name in found:
            raise OfferTaken(f"Two apps offer a recipe called “{recipe.name}”.")
        found[recipe.name] = recipe
    return list(found.values())


def _answers(made: Sequence[Registration], keys: Collection[str]) -> dict[str, str]:
    """Each list's fingerprint, from the app that answers for its kind."""
    found: dict[str, str] = {}
    for each in made:
        mine = [key for key in keys if key.partition(":")[0] in each.list_kinds]
        found |= each.fingerprints(mine) if mine else {}
    return found


def _each(made: Sequence[Registration], tell: Callable[[Registration], None]) -> None:
    for each in made:
        tell(each)
