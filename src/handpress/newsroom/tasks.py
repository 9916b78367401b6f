"""Work done in the background."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django_tasks import task

from handpress.background.queues import PICTURES

if TYPE_CHECKING:
    from handpress.newsroom.models import Picture


IN_BULK = -10  # of django-tasks' -100 to 100: what an editor does goes before what an import left to do
AFTER_PICTURES = -5  # a page without its card shows the section's picture or the magazine's card meanwhile


def order_renditions(picture: Picture) -> None:
    """Have the public sizes of a picture made; the order is stored in the transaction that stores the picture."""
    make_renditions.using(priority=IN_BULK if picture.is_one_of_many else 0).enqueue(picture.pk)


@task(queue_name=PICTURES)
def make_renditions(picture_id: int) -> int:
    """Make the public sizes of a picture; how many it has now (0 when it was deleted meanwhile)."""
    from handpress.newsroom.actions import pictures  # deferred: the models import this module
    from handpress.newsroom.models import Picture

    picture = Picture.objects.filter(pk=picture_id).first()
    return len(pictures.make_renditions(picture)) if picture else 0


def order_card(article_id: int, *, in_bulk: bool = False) -> None:
    """Have an article's share card drawn; the order is stored in the transaction that stores the article."""
    draw_card.using(priority=IN_BULK if in_bulk else AFTER_PICTURES).enqueue(article_id)


def order_cards_again(after: int = 0) -> None:
    """Have the cards looked through, from the one after that key, and those drawn anew that say something else now."""
    draw_cards_again.using(priority=IN_BULK).enqueue(after)


def order_removal(file: str) -> None:
    """Have a card's file taken away unless another article shows the same."""
    remove_card_file.using(priority=AFTER_PICTURES).enqueue(file)


@task(queue_name=PICTURES)
def draw_card(article_id: int) -> str:
    """Draw an article's card; its file, "" where there is none to draw."""
    from handpress.newsroom.actions import cards  # deferred: the models import this module

    return cards.draw(article_id)


@task(queue_name=PICTURES)
def draw_cards_again(after: int) -> int:
    """Draw some cards anew that say something else now, and order the rest; how many were drawn."""
    from handpress.newsroom.actions import cards  # deferred: the models import this module

    return cards.draw_again(after)


@task(queue_name=PICTURES)
def remove_card_file(file: str) -> bool:
    """Take a card's file away; False when another article shows the same."""
    from handpress.newsroom.actions import cards  # deferred: the models import this module

    return cards.remove_file(file)
