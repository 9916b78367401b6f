"""Work done in the background. Their names are stored with what is ordered, so they stay.

Each may be done twice, or broken off and done again: it looks at what is there, and makes what is not.
"""

from __future__ import annotations

from django_tasks import TaskContext, task

from handpress.background.giving_way import Turn
from handpress.background.queues import PICTURES
from handpress.background.tries import was_killed
from handpress.newsroom import orders
from handpress.newsroom.actions import cards, sizes


@task(queue_name=PICTURES)
def make_renditions(picture_id: int) -> int:
    """Make the public sizes of a picture; how many it has now (0 when it was deleted meanwhile)."""
    return sizes.make(picture_id)


@task(queue_name=PICTURES, takes_context=True)
def make_missing_sizes(context: TaskContext) -> int:
    """Make the sizes that pictures lack, and leave the rest to the next where it is time to; how many are left."""
    if was_killed(context):
        return sizes.go_past_one()
    return sizes.make_in_turn(Turn(PICTURES, orders.IN_BULK))


@task(queue_name=PICTURES)
def look_at_pictures() -> int:
    """Look for pictures that lack sizes or the files of their sizes, and order these; how many wait."""
    return sizes.look()


@task(queue_name=PICTURES)
def draw_card(article_id: int) -> str:
    """Draw an article's card; its file, "" where there is none to draw."""
    return cards.draw(article_id)


@task(queue_name=PICTURES, takes_context=True)
def draw_missing_cards(context: TaskContext) -> int:
    """Draw the cards that articles lack, and leave the rest to the next where it is time to; how many are left."""
    if was_killed(context):
        return cards.go_past_one()
    return cards.draw_in_turn(Turn(PICTURES, orders.IN_BULK))


@task(queue_name=PICTURES)
def draw_cards_again(after: int) -> int:
    """Draw some cards anew that say something else now, and order the rest; how many were drawn."""
    return cards.draw_again(after)


@task(queue_name=PICTURES)
def remove_card_file(file: str) -> bool:
    """Take a card's file away; False when another article shows the same."""
    return cards.remove_file(file)


OFFERED = (
    make_renditions,
    make_missing_sizes,
    look_at_pictures,
    draw_card,
    draw_missing_cards,
    draw_cards_again,
    remove_card_file,
)


def offer() -> None:
    """Offer them to whoever orders."""
    for each in OFFERED:
        orders.tasks.make(each.name, each)
