"""Work that is left to the background: models and actions order it, and `tasks` offers what does it.

An order is stored in the transaction that asks for it.
"""

from __future__ import annotations

from typing import Any

from django_tasks.base import Task

from handpress.kit.offers import Offers

IN_BULK = -10  # of django-tasks' -100 to 100: what an editor does goes before what an import left to do
AFTER_PICTURES = -5  # a page without its card shows the section's picture or the magazine's card meanwhile

tasks: Offers[Task[Any, Any]] = Offers("task")


def order_renditions(picture_id: int, *, in_bulk: bool = False) -> None:
    """Have the public sizes of a picture made."""
    _order("make_renditions", picture_id, priority=IN_BULK if in_bulk else 0)


def order_card(article_id: int, *, in_bulk: bool = False) -> None:
    """Have an article's share card drawn."""
    _order("draw_card", article_id, priority=IN_BULK if in_bulk else AFTER_PICTURES)


def order_cards_again(after: int = 0) -> None:
    """Have the cards looked through, from the one after that key, and those drawn anew that say something else now."""
    _order("draw_cards_again", after, priority=IN_BULK)


def order_removal(file: str) -> None:
    """Have a card's file taken away unless another article shows the same."""
    _order("remove_card_file", file, priority=AFTER_PICTURES)


def _order(name: str, argument: int | str, *, priority: int) -> None:
    dict(tasks.items())[name].using(priority=priority).enqueue(argument)
