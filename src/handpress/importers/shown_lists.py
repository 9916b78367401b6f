"""The lists that readers see, by the names that an old site printed. Looks only: nothing is made, asked or noted."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import QuerySet

from handpress.importers.known import KnownNames, kept_name
from handpress.newsroom.models import Article, ArticleTag, Author, Byline, Section, Tag
from handpress.newsroom.paths import slug_of

NONE = (0, "")


@dataclass(frozen=True, slots=True)
class Shown:
    """A list in one language."""

    record: str
    language: str
    slug: str


class ShownLists:
    """Finds them by kind ("section", "tag", "author") and name. Everything is read once, in two queries for a kind."""

    def __init__(self, names: KnownNames) -> None:
        self._names = names
        self._seen: dict[str, set[tuple[int, str]]] = {}

    def find(self, kind: str, name: str, languages: list[str]) -> Shown | None:
        """The first language's list of that name with articles in it; None where there is none."""
        find = {"section": self._section, "tag": self._tag}.get(kind, self._author)
        for language in languages:
            id, slug = find(kept_name(kind, name), language)
            if (id, language) in self._filled(kind):
                return Shown(f"{kind}:{id}", language, slug)
        return None

    def _section(self, name: str, language: str) -> tuple[int, str]:
        mine = self._sections.get(language, {})
        ids = {printed: id for id, (printed, _) in reversed(mine.items())}
        id = self._names.remembered_section(name, language)
        if id is None and not self._names.section_names.answers(name):
            slug = slug_of(name, fallback="section").lower()
            id = next((id for id, (_, each) in mine.items() if each.lower() == slug), None)
        if id is None:
            id = ids.get(self._names.section_names.settled(name, list(ids)))
        return (id, mine[id][1]) if id in mine else NONE

    def _tag(self, name: str, language: str) -> tuple[int, str]:
        return self._tags.get((language, name.casefold()), NONE)

    def _author(self, name: str, language: str) -> tuple[int, str]:
        return self._authors.get(name.casefold(), NONE)

    @cached_property
    def _sections(self) -> dict[str, dict[int, tuple[str, str]]]:
        """Names and slugs by language and id."""
        found: dict[str, dict[int, tuple[str, str]]] = {}
        rows = Section.objects.order_by("pk").values_list("locale__language_code", "pk", "name", "slug")
        for language, id, name, slug in rows:
            found.setdefault(language, {})[id] = (name, slug)
        return found

    @cached_property
    def _tags(self) -> dict[tuple[str, str], tuple[int, str]]:
        rows = Tag.objects.order_by("-pk").values_list("locale__language_code", "name", "pk", "slug")
        return {(language, name.casefold()): (id, slug) for language, name, id, slug in rows.iterator()}

    @cached_property
    def _authors(self) -> dict[str, tuple[int, str]]:
        rows = Author.objects.order_by("-pk").values_list("name", "pk", "slug", "merged_into_id", "merged_into__slug")
        return {name.casefold(): (into or id, into_slug or slug) for name, id, slug, into, into_slug in rows.iterator()}

    def _filled(self, kind: str) -> set[tuple[int, str]]:
        """The ids of those with articles that readers see, and in which language."""
        if kind not in self._seen:
            self._seen[kind] = {pair for rows in _holdings(kind) for pair in rows.distinct().iterator()}
        return self._seen[kind]


def _holdings(kind: str) -> list[QuerySet[Any, Any]]:
    public, language = {"article__is_public": True}, "article__locale__language_code"
    if kind == "tag":
        return [ArticleTag.objects.filter(**public).values_list("tag_id", language)]
    if kind == "author":
        return [Byline.objects.filter(**public, author__isnull=False).values_list("author_id", language)]
    further = Article.further_sections.through.objects.filter(**public)
    main = Article.objects.filter(is_public=True, main_section__isnull=False).order_by()
    return [
        main.values_list("main_section_id", "locale__language_code"), further.values_list("section_id", language),
    ]  # fmt: skip
