"""What higher floors press: recipes and what belongs to them, registered when Django starts."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from handpress.press.engine import Recipe


@dataclass(frozen=True, slots=True)
class Registration:
    """A floor's offer to the press.

    `recipes()` makes the recipes. `fingerprints(keys)` answers what lists hold now, None-free: a list that holds
    nothing has a fingerprint too. `theme_fingerprints()` maps keys of templates, catalogues and code to a hash of
    their content. `farewell(addresses)` hears, inside the ledger's transaction, which addresses lost their page.
    `forget()` drops what is kept in memory between runs.
    """

    recipes: Callable[[], Sequence[Recipe]]
    fingerprints: Callable[[Collection[str]], dict[str, str]]
    theme_fingerprints: Callable[[], dict[str, str]]
    farewell: Callable[[Collection[str]], None]
    forget: Callable[[], None] = lambda: None


_registered: list[Registration] = []


def register(
    *,
    recipes: Callable[[], Sequence[Recipe]],
    fingerprints: Callable[[Collection[str]], dict[str, str]],
    theme_fingerprints: Callable[[], dict[str, str]],
    farewell: Callable[[Collection[str]], None],
    forget: Callable[[], None] = lambda: None,
) -> None:
    """Offer recipes to the press; called once, from an `AppConfig.ready()`."""
    _registered[:] = [Registration(recipes, fingerprints, theme_fingerprints, farewell, forget)]


def registration() -> Registration:
    """The offer that was made. Raises LookupError when no floor made one."""
    if not _registered:
        raise LookupError("no recipes are registered: is handpress.edition in INSTALLED_APPS?")
    return _registered[0]
