"""The desk's first page: what to write, what waits, what readers see newest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from django.conf import settings
from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.components import Component
from wagtail.models import Revision
from wagtail.permissions import page_permission_policy

from handpress.newsroom.models import Article, FrontPage, Picture

SHOWN = 8


class Shortcut(NamedTuple):
    """One thing to begin with."""

    label: str
    url: str
    icon: str


class ShortcutsPanel(Component):
    """Where an editor's work begins."""

    name = "shortcuts"
    order = 10
    template_name = "newsroom/home/shortcuts.html"

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """The shortcuts that the user may take."""
        return {"shortcuts": list(shortcuts((parent_context or {})["request"].user))}


def shortcuts(user: Any) -> Iterable[Shortcut]:
    """What this user may begin; the magazine itself is for everybody."""
    if page_permission_policy.user_has_permission(user, "add"):
        yield Shortcut(_("Write an article"), reverse("articles:choose_parent"), "plus")
    if user.has_perm(f"newsroom.add_{Picture._meta.model_name}"):
        yield Shortcut(_("Add pictures"), reverse("wagtailimages:add_multiple"), "image")
    if user.has_perm(f"newsroom.change_{FrontPage._meta.model_name}"):
        yield Shortcut(_("Lay out the front page"), reverse("wagtailsnippets_newsroom_frontpage:list"), "home")
    yield Shortcut(_("Read the magazine"), f"{settings.PUBLICATION.base_url}/", "view")


class ArticlesPanel(Component):
    """Some articles, each with a word on when; absent when there are none."""

    template_name = "newsroom/home/articles.html"
    name: str
    heading: str | Promise
    when_label: str | Promise
    more_label: str | Promise
    more_query = ""

    def articles(self) -> list[Article]:
        """The articles to show, each with `said`."""
        raise NotImplementedError

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """Nothing for those who may not see articles in the desk."""
        user = (parent_context or {})["request"].user
        may_see = page_permission_policy.user_has_any_permission(user, {"add", "change", "publish"})
        words = {key: getattr(self, key) for key in ("name", "heading", "when_label", "more_label")}
        url = reverse("articles:index") + self.more_query
        return {**words, "more_url": url, "articles": self.articles() if may_see else []}


class ScheduledPanel(ArticlesPanel):
    """What is published by itself, the soonest first."""

    name, order = "scheduled", 30
    heading = gettext_lazy("Scheduled")
    when_label = gettext_lazy("Goes out")
    more_label = gettext_lazy("All that is scheduled")
    more_query = "?status=scheduled"

    def articles(self) -> list[Article]:
        """Two queries, and those of the rows."""
        waiting = Revision.page_revisions.filter(approved_go_live_at__isnull=False).order_by(
            "approved_go_live_at", "pk"
        )
        times = {int(id): at for id, at in waiting.values_list("object_id", "approved_go_live_at")[:SHOWN]}
        found = _rows(Article.objects.filter(pk__in=times)).in_bulk()
        return [_saying(found[id], moment(at)) for id, at in times.items() if id in found]


class DraftsPanel(ArticlesPanel):
    """What is written and not yet public, the last edited first."""

    name, order = "drafts", 40
    heading = gettext_lazy("Drafts and unpublished changes")
    when_label = gettext_lazy("Edited")
    more_label = gettext_lazy("All articles, the last edited first")

    def articles(self) -> list[Article]:
        """By the number of the last revision, which has an index; imported articles have none and are passed over."""
        unpublished = Q(live=False) | Q(has_unpublished_changes=True)
        drafts = Article.objects.filter(unpublished, latest_revision__isnull=False, withdrawn_at__isnull=True)
        rows = _rows(drafts).select_related("latest_revision__user").order_by("-latest_revision_id")[:SHOWN]
        return [_saying(row, _edited(row.latest_revision)) for row in rows]


class NewestPanel(ArticlesPanel):
    """What readers see newest."""

    name, order = "newest", 50
    heading = gettext_lazy("Newest in the magazine")
    when_label = gettext_lazy("Date")
    more_label = gettext_lazy("All that is published")
    more_query = "?status=public&ordering=-sorted_on"

    def articles(self) -> list[Article]:
        """By date, in all languages."""
        public = Article.objects.filter(is_public=True, sorted_on__isnull=False)
        rows = _rows(public).order_by("-sorted_on", "-day_order", "-pk")[:SHOWN]
        return [_saying(row, row.dated.iso or "") for row in rows]


def _rows(articles: Any) -> Any:
    """With what a row shows, in a constant number of queries."""
    found = articles.defer_streamfields().select_related("locale").prefetch_related("bylines__author")
    return found.prefetch_workflow_states().annotate_approved_schedule()


def _saying(article: Any, said: str) -> Any:
    article.said = said
    return article


def _edited(revision: Revision) -> str:
    at = moment(revision.created_at)
    return _("%(at)s by %(name)s") % {"at": at, "name": revision.user.get_username()} if revision.user else at


def moment(at: Any) -> str:
    """Day and minute in the magazine's time."""
    return formats.date_format(timezone.localtime(at), "DATETIME_FORMAT")


def panels_of_home(request: HttpRequest) -> list[Component]:
    """The newsroom's panels, in order."""
    return [ShortcutsPanel(), ScheduledPanel(), DraftsPanel(), NewestPanel()]
