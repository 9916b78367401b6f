"""What changes with the calendar, done as edits: the scheduler calls `apply_due` each minute."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from wagtail.models import Page, Revision

from handpress.kit.clock import now, start_of_hour
from handpress.kit.own_words import UNDATED
from handpress.newsroom.ahead import date_as_scheduled, has_passed
from handpress.newsroom.dating import LONG_AGO, Precision, bucket_of
from handpress.newsroom.models import AlertDetail, Article, Magazine, PlainPage, ReleaseDetail

NEWS_WINDOW = timedelta(hours=48)  # what news sitemaps may list, by their specification

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Due:
    """Ids of what has to change at a moment."""

    expired: list[tuple[type[Article] | type[PlainPage], int]] = field(default_factory=list)
    revisions: list[int] = field(default_factory=list)
    embargoes: list[int] = field(default_factory=list)
    alerts: list[int] = field(default_factory=list)
    picks_begin: list[int] = field(default_factory=list)
    picks_end: list[int] = field(default_factory=list)
    dates_ahead: list[int] = field(default_factory=list)
    dates_come: list[int] = field(default_factory=list)
    news_window_from: datetime | None = None


def due_changes(at: datetime) -> Due:
    """What has to change by that moment; nothing is changed."""
    today = timezone.localdate(at, timezone.get_default_timezone())
    begun = Q(pick_from__lte=at) & (Q(pick_until__isnull=True) | Q(pick_until__gt=at))
    window = start_of_hour(at - NEWS_WINDOW)
    return Due(
        expired=[(model, pk) for model in (Article, PlainPage) for pk in _expired(model, at)],
        revisions=_ids(Revision.objects.filter(approved_go_live_at__lte=at).order_by("approved_go_live_at")),
        embargoes=_ids(ReleaseDetail.objects.filter(embargoed=True, embargo_until__lte=at), "article_id"),
        alerts=_ids(AlertDetail.objects.filter(closed=False, deadline_on__lt=today)),
        picks_begin=_ids(Article.objects.filter(begun, is_pick=False)),
        picks_end=_ids(Article.objects.filter(is_pick=True).exclude(begun)),
        dates_ahead=_ids(Article.objects.filter(is_public=True, sorted_on__gt=today)),
        dates_come=_ids(Article.objects.filter(is_public=True, sorted_on=LONG_AGO, published_on__lte=today)),
        news_window_from=None if Magazine.load().news_window_from == window else window,
    )


def apply_due(at: datetime | None = None) -> int:
    """Make the changes that are due; how many were made. One that fails is logged and tried again next time."""
    at = at or now()
    due = due_changes(at)
    done = sum(_try(_expire, model, pk) for model, pk in due.expired)
    done += sum(_try(_go_live, pk, at) for pk in due.revisions)
    done += sum(_try(_lift_embargo, pk) for pk in due.embargoes)
    done += _update(AlertDetail, due.alerts, closed=True)
    done += _update(Article, due.picks_begin, is_pick=True)
    done += _update(Article, due.picks_end, is_pick=False)
    done += _update(Article, due.dates_ahead, sorted_on=LONG_AGO, bucket=UNDATED)
    done += sum(_try(_take_its_place, pk) for pk in due.dates_come)
    if due.news_window_from:
        done += Magazine.objects.update(news_window_from=due.news_window_from)
    return done


def _ids(found, column: str = "pk") -> list[int]:
    return list(found.values_list(column, flat=True))


def _expired(model: type[Article] | type[PlainPage], at: datetime) -> list[int]:
    return _ids(model.objects.filter(live=True, expire_at__lte=at).order_by("expire_at"))


def _update(model: type[AlertDetail] | type[Article], ids: list[int], **state: object) -> int:
    return model.objects.filter(pk__in=ids).update(**state) if ids else 0


def _try(change: Callable[..., None], *args: object) -> int:
    """1 when the change was made, 0 when it failed: one broken article must not hold up the others."""
    try:
        with transaction.atomic():
            change(*args)
    except Exception:  # a task runner: what a publish raises is anyone's (validation, hooks, database)
        logger.exception("A change that is due was not made: %s%r", change.__name__, args)
        return 0
    return 1


def _expire(model: type[Article] | type[PlainPage], pk: int) -> None:
    model.objects.get(pk=pk).unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")


def _go_live(pk: int, at: datetime) -> None:
    """Publish as of when it was due, however late that is done."""
    revision = Revision.objects.get(pk=pk)
    if has_passed(revision, at):
        _pass_over(revision)
        return
    Page.objects.filter(pk=revision.object_id, first_published_at=None).update(
        first_published_at=revision.approved_go_live_at
    )
    date_as_scheduled(revision)
    revision.publish(log_action="wagtail.publish.scheduled")


def _pass_over(revision: Revision) -> None:
    """Its whole window lay in a time when nothing ran: readers never see it, and what they see of before is gone."""
    page = Page.objects.get(pk=revision.object_id).specific
    if page.live:
        revision.publish(log_action="wagtail.publish.scheduled")
        _expire(type(page), page.pk)
        return
    revision.approved_go_live_at = None
    revision.save(update_fields=["approved_go_live_at"])
    Page.objects.filter(pk=page.pk).update(expired=True)
    logger.warning("“%s” was not published: its time was over before it could be.", page.title)


def _lift_embargo(pk: int) -> None:
    """A full save settles the state, and claims the address the release did not have until now.

    Without a date it bears the day on which the embargo ended.
    """
    article = Article.objects.get(pk=pk)
    if article.live and article.published_on is None and article.date_precision != Precision.NONE:
        ended = max(each.embargo_until for each in article.release_details.all() if each.embargo_until)
        article.published_on = timezone.localdate(ended, timezone.get_default_timezone())
    article.save(clean=False)


def _take_its_place(pk: int) -> None:
    """The day has come under whose date the article was shown too early: it joins its day and month."""
    on, precision = Article.objects.values_list("published_on", "date_precision").get(pk=pk)
    Article.objects.filter(pk=pk).update(sorted_on=on, bucket=bucket_of(on, precision))
