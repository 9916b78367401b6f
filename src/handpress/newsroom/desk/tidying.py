"""What Wagtail shows that means nothing here is taken out of sight."""

from __future__ import annotations

from django.http import HttpRequest
from wagtail.admin.menu import MenuItem
from wagtail.admin.site_summary import PagesSummaryItem, SummaryItem

# The page tree is filing; sites, languages and redirects come from handpress.toml and the Address table.
HIDDEN_IN_MENU = frozenset({"explorer", "snippets"})
HIDDEN_IN_SETTINGS = frozenset({"sites", "locales", "redirects"})
HIDDEN_IN_REPORTS = frozenset({"page-types-usage"})


def hide(items: list[MenuItem], names: frozenset[str]) -> None:
    """Take the menu items of these names out, in place."""
    items[:] = [each for each in items if each.name not in names]


def hide_news(items: list[MenuItem]) -> None:
    """Take the notes on Wagtail's last version, whose name ends in its number, out of the help menu."""
    items[:] = [each for each in items if not each.name.startswith("whats-new-in-wagtail")]


def hide_page_summary(request: HttpRequest, items: list[SummaryItem]) -> None:
    """Take Wagtail's count of pages, which counts buckets too, off the desk's first page."""
    items[:] = [each for each in items if not isinstance(each, PagesSummaryItem)]
