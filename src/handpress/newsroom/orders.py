"""Work that is left to the background: models and actions order it, and `tasks` offers what does it.

An order is stored in the transaction that asks for it.
"""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django_tasks.base import Task

from handpress.background.orders import arguments, is_waiting
from handpress.kit.offers import Offers

IN_BULK = -10  # of django-tasks' -100 to 100: what an editor does goes before what an import left to do
AFTER_PICTURES = -5  # a page without its card shows the section's picture or the magazine's card meanwhile

tasks: Offers[Task[Any, Any]] = Offers("task")


def order_renditions(picture_id: int, *, in_bulk: bool = False) -> None:
    """Have the public sizes of one picture made; for many see `order_missing_sizes`."""
    _order("make_renditions", picture_id, priority=IN_BULK if in_bulk else 0)


def order_missing_sizes() -> None:
    """Have made whatever sizes pictures lack: one order, however many they are and however often it is given."""
    _order_once("make_missing_sizes")


def order_look_at_pictures() -> None:
    """Have pictures looked for that lack sizes, or the files of their sizes."""
    _order("look_at_pictures", priority=IN_BULK)


def order_missing_cards() -> None:
    """Have drawn whatever cards articles lack: one order, as for sizes."""
    _order_once("draw_missing_cards")


def orders_of_one_card() -> set[int]:
    """Articles whose card has an order of its own that is not done."""
    return set(arguments(_named("draw_card")))


def orders_of_one_picture(*, given_up: bool = False) -> set[int]:
    """Pictures with an order of their own that is not done; with `given_up` those that nobody tries again."""
    return set(arguments(_named("make_renditions"), given_up=given_up))


def order_card(article_id: int, *, in_bulk: bool = False) -> None:
    """Have an article's share card drawn."""
    _order("draw_card", article_id, priority=IN_BULK if in_bulk else AFTER_PICTURES)


def order_cards_again(after: int = 0) -> None:
    """Have the cards looked through, from the one after that key, and those drawn anew that say something else now."""
    _order("draw_cards_again", after, priority=IN_BULK)


def order_removal(file: str) -> None:
    """Have a card's file taken away unless another article shows the same."""
    _order("remove_card_file", file, priority=AFTER_PICTURES)


def _order(name: str, *arguments: int | str, priority: int) -> None:
    _named(name).using(priority=priority).enqueue(*arguments)


@transaction.atomic
def _order_once(name: str) -> None:
    if not is_waiting(_named(name)):
        _order(name, priority=IN_BULK)


def _named(name: str) -> Task[Any, Any]:
    return dict(tasks.items())[name]
