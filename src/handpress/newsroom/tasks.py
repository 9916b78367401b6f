"""Work done in the background."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django_tasks import task

if TYPE_CHECKING:
    from handpress.newsroom.models import Picture


IN_BULK = -10  # of django-tasks' -100 to 100: what an editor does goes before what an import left to do


def order_renditions(picture: Picture) -> None:
    """Have the public sizes of a picture made; the order is stored in the transaction that stores the picture."""
    make_renditions.using(priority=IN_BULK if picture.is_one_of_many else 0).enqueue(picture.pk)


@task()
def make_renditions(picture_id: int) -> int:
    """Make the public sizes of a picture; how many it has now (0 when it was deleted meanwhile)."""
    from handpress.newsroom.actions import pictures  # deferred: the models import this module
    from handpress.newsroom.models import Picture

    picture = Picture.objects.filter(pk=picture_id).first()
    return len(pictures.make_renditions(picture)) if picture else 0
