"""Work done in the background. Their names are stored with what is ordered, so they stay."""

from __future__ import annotations

from django_tasks import task

from handpress.background.queues import PICTURES
from handpress.newsroom import orders
from handpress.newsroom.actions import cards, pictures
from handpress.newsroom.models import Picture


@task(queue_name=PICTURES)
def make_renditions(picture_id: int) -> int:
    """Make the public sizes of a picture; how many it has now (0 when it was deleted meanwhile)."""
    picture = Picture.objects.filter(pk=picture_id).first()
    return len(pictures.make_renditions(picture)) if picture else 0


@task(queue_name=PICTURES)
def draw_card(article_id: int) -> str:
    """Draw an article's card; its file, "" where there is none to draw."""
    return cards.draw(article_id)


@task(queue_name=PICTURES)
def draw_cards_again(after: int) -> int:
    """Draw some cards anew that say something else now, and order the rest; how many were drawn."""
    return cards.draw_again(after)


@task(queue_name=PICTURES)
def remove_card_file(file: str) -> bool:
    """Take a card's file away; False when another article shows the same."""
    return cards.remove_file(file)


def offer() -> None:
    """Offer them to whoever orders."""
    for each in (make_renditions, draw_card, draw_cards_again, remove_card_file):
        orders.tasks.make(each.name, each)
