"""Sizes that pictures lack: found by what is there, made many in a row, each picture by itself where it makes trouble.

What is lacking is read from the renditions and noted nowhere else, so no kill, no failure and no restored backup can
leave a picture behind that nobody knows of.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Case, Count, IntegerField, OuterRef, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from handpress.background.giving_way import Turn
from handpress.background.many import Progress, do_many
from handpress.kit.batches import batched
from handpress.kit.own_words import PICTURES
from handpress.newsroom import public_sizes
from handpress.newsroom.actions import cards
from handpress.newsroom.actions.pictures import discard_unused, make_renditions
from handpress.newsroom.models import Picture, PictureRendition
from handpress.newsroom.orders import (
    order_look_at_pictures,
    order_missing_sizes,
    order_renditions,
    orders_of_one_picture,
)
from handpress.newsroom.renditions import WIDTHS, all_specs, specs_for
from handpress.press import assembly, trees

AT_ONCE = 500  # rows in a statement


@dataclass(frozen=True, slots=True)
class Wanting:
    """How many pictures lack sizes: those that will have them by and by, and those that were given up."""

    waiting: int
    given_up: int


def lacking() -> QuerySet[Picture]:
    """Pictures without some of their sizes, in the order in which they came; 0.35 s for 100,000 of them."""
    made = PictureRendition.objects.filter(image=OuterRef("pk"), filter_spec__in=all_specs()).order_by()
    counted = made.values("image").annotate(count=Count("filter_spec", distinct=True)).values("count")
    cases = (When(width__lte=width, then=Value(len(specs_for(width)))) for width in WIDTHS)
    wanted = Case(*cases, default=Value(len(specs_for(WIDTHS[-1] + 1))), output_field=IntegerField())
    return Picture.objects.annotate(made=Coalesce(Subquery(counted), 0)).filter(made__lt=wanted).order_by("pk")


def wanting() -> Wanting:
    """Counted now."""
    ids = set(lacking().values_list("pk", flat=True))
    given_up = ids & orders_of_one_picture(given_up=True)
    return Wanting(len(ids) - len(given_up), len(given_up))


def to_make() -> list[int]:
    """Pictures that lack sizes, without those that have orders of their own."""
    apart = orders_of_one_picture()
    return [id for id in lacking().values_list("pk", flat=True) if id not in apart]


def make_missing(
    ids: list[int], *, is_over: Callable[[], bool] = lambda: False, progress: Progress = lambda done, total: None
) -> int:
    """Make the sizes of these pictures until it is over, one at least; how many are left. Raises as `do_many` does."""
    return do_many(ids, make, set_apart=set_apart, is_over=is_over, progress=progress)


def make(id: int) -> int:
    """Make the sizes of one picture; how many it has now (0 when it was deleted meanwhile)."""
    picture = Picture.objects.filter(pk=id).first()
    return len(make_renditions(picture)) if picture else 0


def set_apart(id: int) -> None:
    """Have a picture tried by itself from now on; the others go on without it."""
    order_renditions(id, in_bulk=True)


def make_in_turn(turn: Turn) -> int:
    """Make what is lacking while it is our turn, and order the rest; how many are left."""
    left = make_missing(to_make(), is_over=turn.is_over)
    if left:
        order_missing_sizes()
    return left


@transaction.atomic
def go_past_one() -> int:
    """After a worker was killed: the picture it had in hand is tried by itself, for it may kill every worker."""
    ids = to_make()
    if ids:
        set_apart(ids[0])
    if ids[1:]:
        order_missing_sizes()
    return len(ids)


def order_where_missing() -> int:
    """Have sizes made that pictures lack, as after an upgrade that brings one; how many pictures wait."""
    waiting = wanting().waiting
    if waiting:
        order_missing_sizes()
    return waiting


def order_look(at: datetime) -> str:
    """The duty: have pictures looked for that were left behind, however that came."""
    order_look_at_pictures()
    return ""


def look() -> int:
    """Have made whatever pictures lack, also where the files are gone, and taken away what is left over; how many wait.

    Cards whose files are gone are drawn again. Raises WrongTree.
    """
    root = assembly.tree().root
    trees.check(root)
    public_sizes.adopt(root)
    forget_lost_files()
    discard_unused()
    public_sizes.order_removal(root)
    return order_where_missing()


def forget_lost_files() -> list[str]:
    """Forget sizes and share cards whose files are gone, and have cards drawn again; the files."""
    return sorted(forget_lost() + cards.forget_lost())


def forget_lost() -> list[str]:
    """Forget renditions whose files are gone, so that they are made again; the files (`i/ab/abcdef….webp`).

    4 s for 100,000 pictures.
    """
    root = public_sizes.storage()
    rows = PictureRendition.objects.order_by().values_list("pk", "file").iterator()
    lost = {pk: file for pk, file in rows if not (root / file).exists()}
    for some in batched(sorted(lost), AT_ONCE):
        gone = PictureRendition.objects.filter(pk__in=some)
        gone._raw_delete(gone.db)  # Wagtail would order a task for each file; triggers tell the press
    return sorted({f"{PICTURES}/{file}" for file in lost.values()})
