"""What the newsroom adds to Wagtail's desk, and takes away."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet
from wagtail.admin.widgets.button import Button
from wagtail.contrib.settings.registry import register_setting
from wagtail.images.image_operations import FilterOperation
from wagtail.log_actions import LogActionRegistry
from wagtail.models import Page
from wagtail.snippets.models import register_snippet

from handpress.newsroom.avif import AvifSpeedOperation
from handpress.newsroom.desk import deleting, files, shown, tidying
from handpress.newsroom.desk.articles import article_listing, article_pages, plain_pages
from handpress.newsroom.desk.home import panels_of_home
from handpress.newsroom.desk.merging import MERGES, MergeView, may_merge
from handpress.newsroom.desk.paging import page_every_chooser
from handpress.newsroom.desk.records import FilingGroup, SiteGroup
from handpress.newsroom.desk.verbs import MoveView, RedateView, RestoreView, WithdrawView
from handpress.newsroom.models import Article, Magazine, PlainPage

LOG_ACTIONS = {
    "newsroom.withdraw": (_("Withdraw"), _("Withdrawn")),
    "newsroom.restore": (_("Restore"), _("Restored")),
    "newsroom.redate": (_("Change the date"), _("Date changed")),
    "newsroom.move": (_("Change the address"), _("Address changed")),
    "newsroom.merge": (_("Merge"), _("Another one merged into it")),
}

page_every_chooser()
shown.register_policies()
register_snippet(FilingGroup)
register_snippet(SiteGroup)
register_setting(Magazine, icon="cog", order=1)


@hooks.register("register_log_actions")
def register_log_actions(actions: LogActionRegistry) -> None:
    """The newsroom's verbs in the history of pages and records."""
    for action, (label, message) in LOG_ACTIONS.items():
        actions.register_action(action, label, message)


@hooks.register("register_image_operations")
def image_operations() -> list[tuple[str, type[FilterOperation]]]:
    """What a rendition's spec may say beside Wagtail's own."""
    return [("avifspeed", AvifSpeedOperation)]


@hooks.register("register_admin_viewset")
def register_viewsets() -> list[ViewSet]:
    """The listing of articles, and Wagtail's page views as articles need them."""
    return [article_listing, article_pages, plain_pages]


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern]:
    """The forms of verbs."""
    return [
        path("articles/<int:pk>/withdraw/", WithdrawView.as_view(), name="newsroom_withdraw"),
        path("articles/<int:pk>/restore/", RestoreView.as_view(), name="newsroom_restore"),
        path("articles/<int:pk>/date/", RedateView.as_view(), name="newsroom_redate"),
        path("articles/<int:pk>/address/", MoveView.as_view(), name="newsroom_move"),
        *files.own_addresses(),
        path("merge/<str:kind>/<int:pk>/", MergeView.as_view(), name="newsroom_merge"),
    ]


@hooks.register("register_admin_urls", order=-1)  # before Wagtail's own, which have the same addresses
def register_guarded() -> list[URLPattern]:
    """Deleting that keeps what is used, changing that asks whether readers see it."""
    return [*deleting.own_addresses(), *shown.own_addresses()]


hooks.register("before_bulk_action", deleting.refuse_used)


@hooks.register("register_page_header_buttons")
def page_verbs(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """The verbs at the top of an article's form."""
    page = page.specific_deferred
    if isinstance(page, Article | PlainPage) and page.public_path and page.permissions_for_user(user).can_publish():
        yield from _verbs(page)


@hooks.register("register_page_listing_more_buttons")
def listing_verbs(page: Page, user: Any, next_url: str | None = None) -> Iterator[Button]:
    """The verbs in the listing."""
    if isinstance(page, Article | PlainPage) and page.public_path and page.permissions_for_user(user).can_publish():
        yield from _verbs(page)


def _verbs(page: Article | PlainPage) -> Iterator[Button]:
    if page.withdrawn_at:
        yield Button(_("Restore…"), reverse("newsroom_restore", args=[page.pk]), icon_name="view", priority=70)
    else:
        yield Button(_("Withdraw…"), reverse("newsroom_withdraw", args=[page.pk]), icon_name="no-view", priority=70)
    if isinstance(page, Article):
        yield Button(_("Change the date…"), reverse("newsroom_redate", args=[page.pk]), icon_name="date", priority=71)
    yield Button(_("Change the address…"), reverse("newsroom_move", args=[page.pk]), icon_name="link", priority=72)


@hooks.register("register_snippet_listing_buttons")
def merge_button(snippet: Any, user: Any, next_url: str | None = None) -> Iterator[Button]:
    """Merging, in the listings of authors, sources and tags."""
    for kind, (model, _merge) in MERGES.items():
        is_here = isinstance(snippet, model) and not getattr(snippet, "merged_into_id", None)
        if is_here and may_merge(snippet, user):
            url = reverse("newsroom_merge", args=[kind, snippet.pk])
            yield Button(_("Merge into another…"), url, icon_name="resubmit", priority=40)


@hooks.register("after_delete_page")
@hooks.register("after_unpublish_page")
def back_to_listing(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Back to the listing, where Wagtail would show the bucket."""
    if issubclass(page.specific_class or Page, PlainPage):
        return redirect("plain-pages:index")
    return redirect("articles:index") if issubclass(page.specific_class or Page, Article) else None


@hooks.register("construct_main_menu")
def tidy_menu(request: HttpRequest, items: list[MenuItem]) -> None:
    """Without the page tree, which is filing."""
    tidying.hide(items, tidying.HIDDEN_IN_MENU)


@hooks.register("construct_settings_menu")
def tidy_settings(request: HttpRequest, items: list[MenuItem]) -> None:
    """Without what `handpress.toml` decides."""
    tidying.hide(items, tidying.HIDDEN_IN_SETTINGS)


@hooks.register("construct_reports_menu")
def tidy_reports(request: HttpRequest, items: list[MenuItem]) -> None:
    """Without reports on Wagtail's types of pages."""
    tidying.hide(items, tidying.HIDDEN_IN_REPORTS)


@hooks.register("register_reports_menu_item")
def gone_report() -> MenuItem:
    """Addresses that answer 410."""
    url = reverse("wagtailsnippets_addresses_address:list") + "?state=gone"
    return MenuItem(_("Gone addresses"), url, icon_name="no-view", order=900)


@hooks.register("construct_homepage_summary_items", order=900)  # after Wagtail has added its own
def tidy_summary(request: HttpRequest, items: list[Any]) -> None:
    """Without Wagtail's count of pages."""
    tidying.hide_page_summary(request, items)


@hooks.register("construct_help_menu")
def tidy_help(request: HttpRequest, items: list[MenuItem]) -> None:
    """Without Wagtail's news of itself."""
    tidying.hide_news(items)


@hooks.register("construct_homepage_panels")
def home_panels(request: HttpRequest, panels: list[Any]) -> None:
    """What to write, what waits, what is newest."""
    panels.extend(panels_of_home(request))


@hooks.register("insert_global_admin_css")
def desk_style() -> str:
    """The magazine's mark and the shortcuts."""
    return format_html('<link rel="stylesheet" href="{}">', static("newsroom/desk.css"))


@hooks.register("insert_editor_js")
def kind_script() -> str:
    """Shows the details of the kind that is chosen."""
    return format_html('<script src="{}" defer></script>', static("newsroom/kind.js"))
