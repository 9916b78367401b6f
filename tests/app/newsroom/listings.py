"""Every listing, chooser and report of the desk, found from its addresses, and what each of them can be asked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.core.files.base import ContentFile
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from wagtail.admin.views.generic.base import BaseListingView
from wagtail.admin.views.generic.chooser import BaseChooseView
from wagtail.models import GroupApprovalTask, Page, Workflow

from handpress.newsroom.models import Article, Document, LinkGroup, Picture, User
from tests import factories

WORDS = {  # a language, and a word that a headline, a name or a title of the cast holds
    "Latin": "zanzibar",
    "accents": "Århus",
    "Arabic": "المدينة",
    "Hindi": "हिन्दी",
    "Chinese": "河流治理",
    "Japanese": "東京",
    "quotes": "“Zanzibar”",
    "an apostrophe": "zanzibar's",
}
CAST = "Zanzibar’s Århus المدينة हिन्दी 长江河流治理 東京"
QUERIES = [
    "", '"', "'", "*", "\\", "-", "AND", "NEAR(", "a:b ^c {d} +e", ":*", "!(&|)", "%s %(a)s", "<->", '"zanz', "zanz*",
    "zan\0zibar", "zanzi\ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16"), "z" * 10_000,
    " ".join(f"word{number}" for number in range(2_000)), "live:yes zanzibar", *WORDS.values(),
]  # fmt: skip
# Wagtail leads to these through functions, which do not say what they are.
ROUTED = {
    "wagtailadmin_explore_root", "wagtailadmin_explore", "wagtailadmin_explore_results",
    "wagtailadmin_pages:search", "wagtailadmin_pages:usage",
    "wagtailadmin_pages:search_results", "wagtailadmin_pages:type_use", "wagtailadmin_pages:type_use_results",
    "wagtailadmin_pages:history", "wagtailadmin_pages:history_results", "wagtailadmin_pages:workflow_history",
    "wagtailadmin_choose_page", "wagtailadmin_choose_page_child", "wagtailadmin_choose_page_search",
    "wagtailadmin_workflows:task_chooser", "wagtailadmin_workflows:task_chooser_results",
}  # fmt: skip


@dataclass(frozen=True)
class DeskAddress:
    """One address of the desk: its name, the arguments it wants, the model its view is about."""

    name: str
    arguments: tuple[str, ...]
    model: Any
    is_listing: bool

    def url(self) -> str:
        """The address with arguments of the cast; KeyError for an argument that nobody knows."""
        return reverse(self.name, kwargs={each: self._value(each) for each in self.arguments})

    def _value(self, argument: str) -> Any:
        if argument == "pk":
            return self.model._default_manager.order_by("pk").first().pk
        return ARGUMENTS[argument]()


ARGUMENTS = {
    "page_id": lambda: Article.objects.order_by("pk").first().pk,
    "parent_page_id": lambda: Page.objects.get(depth=1).pk,
    "image_id": lambda: Picture.objects.first().pk,
    "document_id": lambda: Document.objects.first().pk,
    "content_type_app_name": lambda: "newsroom",
    "content_type_model_name": lambda: "article",
}


def desk_addresses() -> Iterator[DeskAddress]:
    """Every named address below /desk/."""
    for name, pattern in _named(get_resolver(), ()):
        view = _class_of(pattern.callback)
        listing = name in ROUTED or bool(view and issubclass(view, BaseListingView | BaseChooseView))
        yield DeskAddress(name, tuple(pattern.pattern.converters), _model_of(pattern.callback, view), listing)


def _named(resolver: Any, spaces: tuple[str, ...]) -> Iterator[tuple[str, URLPattern]]:
    for each in resolver.url_patterns:
        if isinstance(each, URLResolver):
            yield from _named(each, (*spaces, each.namespace) if each.namespace else spaces)
        elif each.name:
            yield ":".join((*spaces, each.name)), each


def _class_of(callback: Any) -> type | None:
    while callback is not None:
        if view := getattr(callback, "view_class", None):
            return view
        callback = getattr(callback, "__wrapped__", None)
    return None


def _model_of(callback: Any, view: type | None) -> Any:
    while callback is not None:
        if given := getattr(callback, "view_initkwargs", {}).get("model"):
            return given
        callback = getattr(callback, "__wrapped__", None)
    return getattr(view, "model", None)


def make_cast() -> None:
    """One or more of everything that the desk lists, each with the words that are searched for in its name."""
    section = factories.section(f"{CAST} the section")
    author, source = factories.author(f"{CAST} the author"), factories.source(f"{CAST} the source")
    factories.tag(f"{CAST} the tag"), factories.licence(f"{CAST} the licence")
    factories.picture(f"{CAST} the picture")
    Document.objects.create(title=f"{CAST} the document", file=ContentFile(b"%PDF", name="a.pdf"))
    LinkGroup.objects.create(name=f"{CAST} the links", locale=factories.locale())
    factories.published(f"{CAST} the article", main_section=section, source=source, bylines=[author])
    factories.draft("Salt").save_revision()
    workflow, task = (
        Workflow.objects.create(name=f"{CAST} the way"),
        GroupApprovalTask.objects.create(name=f"{CAST} the task"),
    )
    workflow.workflow_tasks.create(task=task)
    User.objects.create_user("zanzibar", first_name=CAST[:100])


def questions(desk: Any, url: str) -> tuple[list[str], list[tuple[str, str]]]:
    """The orders and filters that a listing offers: those of its view, of its form and of its links."""
    response = desk.get(url)
    view = (response.context_data or {}).get("view") if hasattr(response, "context_data") else None
    orders = set(re.findall(r"[?&;]ordering=(-?\w+)", response.content.decode()))
    orders |= set(getattr(view, "get_valid_orderings", list)())
    return sorted(orders), sorted(set(_filters(response, view)))


def _filters(response: Any, view: Any) -> Iterator[tuple[str, str]]:
    filters = getattr(view, "filters", None)
    form = filters.form if filters is not None else getattr(view, "filter_form", None)
    for name, field in getattr(form, "fields", {}).items():
        if name != "q":
            yield from _values(name, field)
    yield from re.findall(r"[?&;](content_type|collection_id|page_type)=([\w.]+)", response.content.decode())


def _values(name: str, field: Any) -> Iterator[tuple[str, str]]:
    choices = [str(value) for value in _choices(getattr(field, "choices", ()))]
    if choices:
        yield from ((name, value) for value in choices[:4])
    elif "Range" in type(field).__name__:
        yield from ((f"{name}_from", "2001-01-01"), (f"{name}_to", "2030-12-31"))
    else:
        yield name, "a"


def _choices(choices: Any) -> Iterator[Any]:
    for value, *labels in choices:
        if labels and isinstance(labels[0], list | tuple):
            yield from _choices(labels[0])
        elif value not in (None, ""):
            yield value
