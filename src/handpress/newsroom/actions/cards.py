"""Share cards: ordered when an article is published, drawn in the background, gone when it is withdrawn."""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import astuple, dataclass

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction

from handpress.background.giving_way import Turn
from handpress.background.many import do_many
from handpress.kit.batches import batched
from handpress.kit.cards.drawing import LOOK, Voice, article_card
from handpress.kit.cards.runs import Unprintable
from handpress.kit.colour import ACCENT
from handpress.kit.own_words import PICTURES
from handpress.newsroom.checks import PACKAGES
from handpress.newsroom.models import Article, Magazine, MagazineText, ShareCard
from handpress.newsroom.models.cards import card_files
from handpress.newsroom.orders import (
    order_card,
    order_cards_again,
    order_missing_cards,
    order_removal,
    orders_of_one_card,
)

FEW = 1000  # cards that are drawn in two minutes; 100,000 would take three hours
AT_ONCE = 50  # cards looked through in one task, some five seconds: an editor's pictures need not wait longer
logger = logging.getLogger(__name__)
_in_bulk: ContextVar[bool] = ContextVar("cards_in_bulk", default=False)


@dataclass(frozen=True, slots=True)
class Words:
    """All that a card shows."""

    voice: Voice
    headline: str
    kicker: str

    @property
    def fingerprint(self) -> str:
        """A hash of it, and of how cards look."""
        return hashlib.sha256(json.dumps([LOOK, astuple(self)]).encode()).hexdigest()


@contextmanager
def in_bulk() -> Iterator[None]:
    """Inside, articles order no first card, whoever writes in bulk sees to that. A card there is, is kept true."""
    token = _in_bulk.set(True)
    try:
        yield
    finally:
        _in_bulk.reset(token)


def settle_card(article: Article) -> None:
    """Order a card for an article that needs another one, drop that of one that needs none. Within its save."""
    words = words_of(article)
    if words is None:
        drop(article.pk)
        return
    drawn_from = ShareCard.objects.filter(article=article.pk).values_list("drawn_from", flat=True).first()
    if drawn_from != words.fingerprint and not (drawn_from is None and _in_bulk.get()):
        order_card(article.pk)


def words_of(article: Article) -> Words | None:
    """What the article's card says; None when readers do not see it, or it has a picture to be shared with."""
    language = next((each for each in settings.PUBLICATION.languages if each.code == article.language), None)
    if not article.is_public or article.lead_picture_id or language is None:
        return None
    name = MagazineText.objects.filter(locale=article.locale_id).values_list("name", flat=True).first()
    accent = Magazine.objects.order_by("pk").values_list("accent", flat=True).first()
    voice = Voice(name or settings.PUBLICATION.name, language.code, language.is_rtl, accent or ACCENT)
    return Words(voice, article.title, article.main_section.name if article.main_section else "")


def draw(article_id: int) -> str:
    """The article's card, drawn unless there is one that says the same; its file, "" where there can be none."""
    words = _words_now(article_id)
    known = ShareCard.objects.filter(article=article_id).first()
    if words is None:
        drop(article_id)
        return ""
    if known and _is_true(known, words):
        return known.file.name or ""
    try:
        image = article_card(words.voice, words.headline, words.kicker)
    except Unprintable as trouble:
        logger.warning("No share card for “%s”: %s %s", words.headline, trouble, PACKAGES)
        drop(article_id)
        return ""
    return _store(article_id, words, image)


def _is_true(card: ShareCard, words: Words) -> bool:
    """Whether the card says this, and its file is there (a tree may have been lost, and pressed anew)."""
    return card.drawn_from == words.fingerprint and card_files().exists(card.file.name or "")


@transaction.atomic
def _store(article_id: int, words: Words, image: bytes) -> str:
    """Keep the card, if the article still says what it was drawn from: else another order is on its way."""
    Article.objects.select_for_update().filter(pk=article_id).first()
    if _words_now(article_id) != words:
        return ""
    digest = hashlib.sha256(image).hexdigest()
    file = card_files().save(f"{digest[:2]}/{digest[:20]}.png", ContentFile(image))
    ShareCard.objects.update_or_create(article_id=article_id, defaults={"file": file, "drawn_from": words.fingerprint})
    return file


def _words_now(article_id: int) -> Words | None:
    article = Article.objects.select_related("main_section").filter(pk=article_id).first()
    return words_of(article) if article else None


@transaction.atomic
def drop(article_id: int) -> None:
    """No card for the article any more; its file goes with it, for it says what was withdrawn."""
    for card in ShareCard.objects.filter(article=article_id):
        card.delete()
        order_removal(card.file.name or "")


def draw_again(after: int) -> int:
    """Draw those of the next cards anew that say something else now, and order the rest; how many were drawn."""
    some = list(ShareCard.objects.filter(pk__gt=after).order_by("pk")[:AT_ONCE])
    drawn = 0
    for card in some:
        words = _words_now(card.article_id)
        if words is None or not _is_true(card, words):
            draw(card.article_id)
            drawn += 1
    if len(some) == AT_ONCE:
        order_cards_again(some[-1].pk)
    return drawn


def order_stale() -> None:
    """Have cards drawn anew that say something else now, or that were drawn with another look."""
    if ShareCard.objects.exists():
        order_cards_again()


@transaction.atomic
def order_missing() -> int:
    """Have cards drawn for all articles that lack one, when they are few; how many are left without, when many."""
    waiting = without_card()
    if len(waiting) > FEW:
        return len(waiting)
    if waiting:
        order_missing_cards()
    return 0


def to_draw() -> list[int]:
    """Articles without a card, when they are few, and without those whose card has an order of its own."""
    waiting = without_card()
    apart = orders_of_one_card()
    return [id for id in waiting if id not in apart] if len(waiting) <= FEW else []


def draw_in_turn(turn: Turn) -> int:
    """Draw what is lacking while it is our turn, and order the rest; how many are left."""
    left = do_many(to_draw(), draw, set_apart=set_apart, is_over=turn.is_over)
    if left:
        order_missing_cards()
    return left


@transaction.atomic
def go_past_one() -> int:
    """After a worker was killed: the card it had in hand is drawn by itself, for it may kill every worker."""
    ids = to_draw()
    if ids:
        set_apart(ids[0])
    if ids[1:]:
        order_missing_cards()
    return len(ids)


def set_apart(article_id: int) -> None:
    """Have a card drawn by itself; the others go on without it."""
    order_card(article_id, in_bulk=True)


@transaction.atomic
def forget_lost() -> list[str]:
    """Forget cards whose files are gone, and have them drawn again; the files (`i/ab/abcdef….png`)."""
    rows = ShareCard.objects.values_list("article", "file").iterator()
    lost = {article: file for article, file in rows if not card_files().exists(file)}
    for some in batched(sorted(lost), FEW):
        ShareCard.objects.filter(article__in=some).delete()
        for article in some:
            order_card(article, in_bulk=True)
    return sorted({f"{PICTURES}/{file}" for file in lost.values()})


def without_card(limit: int | None = None) -> list[int]:
    """Articles that readers see with neither card nor picture, as an import leaves them, newest first."""
    found = Article.objects.filter(is_public=True, lead_picture=None, share_card=None)
    return list(found.order_by("-sorted_on", "-day_order", "-pk").values_list("pk", flat=True)[:limit])


def remove_file(file: str) -> bool:
    """Take the file away; False when a card of another article is the same."""
    if not file or ShareCard.objects.filter(file=file).exists():
        return False
    card_files().discard(file)
    return True
