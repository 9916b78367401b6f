"""Related articles: chosen once at publishing, stored, replaced only when one is withdrawn."""

from __future__ import annotations

from collections import Counter

from django.db.models import Q

from handpress.newsroom.actions.bulk_references import repoint
from handpress.newsroom.models.article import Article
from handpress.newsroom.models.article_parts import ArticleTag, RelatedArticle

WANTED = 4
LOOKED_AT = 60  # the newest candidates; ranking the whole archive would cost a scan at each publishing


def choose_related(article: Article) -> list[int]:
    """Store up to four related articles on one that has none; their ids (empty when it had some, or none fit)."""
    if RelatedArticle.objects.filter(article=article).exists():
        return []
    chosen = _best(article, WANTED, without={article.pk})
    _store(article.pk, chosen, first=0)
    return chosen


def replace_related(target_id: int) -> int:
    """Put other articles where the withdrawn one stood as chosen by itself; how many were touched."""
    holders = list(RelatedArticle.objects.filter(target_id=target_id, chosen_by=RelatedArticle.ChosenBy.PRESS))
    for row in holders:
        article = Article.objects.get(pk=row.article_id)
        have = set(RelatedArticle.objects.filter(article=article).values_list("target_id", flat=True))
        other = _best(article, 1, without={article.pk, target_id, *have})
        repoint(row, "target", other[0] if other else None)
        if other:
            RelatedArticle.objects.filter(pk=row.pk).update(target_id=other[0])
        else:
            RelatedArticle.objects.filter(pk=row.pk).delete()
    return len(holders)


def _store(article_id: int, targets: list[int], *, first: int) -> None:
    RelatedArticle.objects.bulk_create(
        RelatedArticle(
            article_id=article_id, target_id=target, sort_order=order, chosen_by=RelatedArticle.ChosenBy.PRESS
        )
        for order, target in enumerate(targets, first)
    )


def _best(article: Article, wanted: int, *, without: set[int]) -> list[int]:
    """Public articles of its language that share most with it: two points a tag, one its section; then the newest."""
    points: Counter[int] = Counter()
    for target in _sharing_tags(article):
        points[target] += 2
    for target in _in_section(article):
        points[target] += 1
    candidates = {pk for pk in points if pk not in without}
    order = dict(_public(candidates, article.language))
    return sorted(order, key=lambda pk: (points[pk], *order[pk]), reverse=True)[:wanted]


def _sharing_tags(article: Article) -> list[int]:
    tags = ArticleTag.objects.filter(article_id=article.pk).values("tag_id")
    shared = ArticleTag.objects.filter(tag_id__in=tags, article__is_public=True).order_by("-article_id")
    return list(shared.values_list("article_id", flat=True)[:LOOKED_AT])


def _in_section(article: Article) -> list[int]:
    if article.main_section_id is None:
        return []
    peers = Article.objects.filter(main_section_id=article.main_section_id, is_public=True)
    return list(peers.order_by("-sorted_on", "-day_order", "-pk").values_list("pk", flat=True)[:LOOKED_AT])


def _public(ids: set[int], language: str) -> list[tuple[int, tuple]]:
    rows = Article.objects.filter(Q(pk__in=ids), is_public=True, language=language)
    return [(pk, (on, order, pk)) for pk, on, order in rows.values_list("pk", "sorted_on", "day_order")]
