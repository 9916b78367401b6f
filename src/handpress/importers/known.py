"""Records that imported pages name (authors, sources, sections, tags): found by name, made when new."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from wagtail.models import Locale

from handpress.importers.section_names import SectionNames
from handpress.kit.slugs import unique_slug
from handpress.newsroom.models import Author, Section, Source, Tag
from handpress.newsroom.paths import slug_of


class KnownNames:
    """Finds or makes records by their names, ignoring case; remembers what it found for one import."""

    def __init__(self, sections: SectionNames | None = None) -> None:
        self.section_names = sections or SectionNames()
        self._locales = {locale.language_code: locale for locale in Locale.objects.all()}
        self._found: dict[tuple[str, ...], Any] = {}

    def language(self, code: str | None) -> str:
        """A language the magazine has: the one asked for, or its first."""
        return code if code and code in self._locales else Locale.get_default().language_code

    def locale(self, code: str) -> Locale:
        """The locale of one of the magazine's languages."""
        return self._locales[code]

    def author(self, name: str) -> int:
        """The author's id."""
        return self._once(("author", name.casefold()), lambda: self._author(name))

    def source(self, name: str, url: str) -> int:
        """The source's id; `url` gives a new one its home page."""
        return self._once(("source", name.casefold()), lambda: self._source(name, url))

    def section(self, name: str, language: str) -> int | None:
        """The section's id in that language; None where the editor wants it left out."""
        return self._once(("section", language, name.casefold()), lambda: self._section(name, language))

    def tag(self, name: str, language: str) -> int:
        """The tag's id in that language."""
        return self._once(("tag", language, name.casefold()), lambda: self._tag(name, language))

    def _once(self, key: tuple[str, ...], find: Callable[[], Any]) -> Any:
        if key not in self._found:
            self._found[key] = find()
        return self._found[key]

    def _author(self, name: str) -> int:
        found = Author.objects.filter(name__iexact=name).order_by("pk").first()
        if found is None:
            found = Author.objects.create(name=name[:160], slug=_free_slug(Author, name, "author"))
        return (found.merged_into or found).pk

    def _source(self, name: str, url: str) -> int:
        found = Source.objects.filter(name__iexact=name).order_by("pk").first()
        if found is None:
            found = Source.objects.create(name=name[:160], slug=_free_slug(Source, name, "source"), home_url=_home(url))
        return (found.merged_into or found).pk

    def _section(self, name: str, language: str) -> int | None:
        locale = self._locales[language]
        known = dict(Section.objects.filter(locale=locale).order_by("-pk").values_list("name", "pk"))
        by_slug = Section.objects.filter(locale=locale, slug__iexact=slug_of(name, fallback="section")).first()
        if by_slug is not None and not self.section_names.answers(name):
            return by_slug.pk
        decided = self.section_names.decide(name, list(known))
        if decided in known or not decided:
            return known.get(decided)
        slug = _free_slug(Section, decided, "section", locale=locale)
        return Section.objects.create(name=decided[:120], slug=slug, locale=locale, sort_order=len(known)).pk

    def _tag(self, name: str, language: str) -> int:
        locale = self._locales[language]
        found = Tag.objects.filter(name__iexact=name, locale=locale).order_by("pk").first()
        if found is None:
            found = Tag.objects.create(name=name[:100], slug=_free_slug(Tag, name, "tag", locale=locale), locale=locale)
        return found.pk


def _free_slug(model, name: str, fallback: str, **scope: object) -> str:
    slug = slug_of(name, fallback=fallback)
    return unique_slug(slug, lambda each: model.objects.filter(slug__iexact=each, **scope).exists())


def _home(url: str) -> str:
    """The home page of an article's address."""
    parts = url.split("/", 3)
    return "/".join(parts[:3]) + "/" if url.startswith(("http://", "https://")) and len(parts) > 2 else ""
