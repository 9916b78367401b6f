"""Records that imported pages name (authors, sources, sections, tags): found by name, made when new."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from wagtail.models import Locale

from handpress.importers.section_names import SectionNames
from handpress.kit.slugs import unique_slug
from handpress.newsroom.models import Author, Section, Source, Tag
from handpress.newsroom.paths import slug_of

LONGEST = {
    kind: model._meta.get_field("name").max_length
    for kind, model in (("author", Author), ("source", Source), ("section", Section), ("tag", Tag))
}


class KnownNames:
    """Finds or makes records by their names, ignoring case; remembers what it found for one import."""

    def __init__(self, sections: SectionNames | None = None) -> None:
        self.section_names = sections or SectionNames()
        self._locales = {locale.language_code: locale for locale in Locale.objects.all()}
        self._found: dict[tuple[str, ...], Any] = {}

    def reset(self) -> None:
        """Look for each in the database again."""
        self._found.clear()

    def language(self, code: str | None) -> str:
        """A language the magazine has: the one asked for, or its first."""
        return code if code and code in self._locales else Locale.get_default().language_code

    def locale(self, code: str) -> Locale:
        """The locale of one of the magazine's languages."""
        return self._locales[code]

    def languages(self) -> list[str]:
        """The magazine's languages, the first first."""
        return [language.code for language in settings.PUBLICATION.languages if language.code in self._locales]

    def remembered_section(self, name: str, language: str) -> int | None:
        """The section under which this import filed pieces of that name; None where it met none."""
        return self._found.get(("section", language, name.casefold()))

    def author(self, name: str) -> int:
        """The author's id."""
        name = kept_name("author", name)
        return self._once(("author", name.casefold()), lambda: self._author(name))

    def source(self, name: str, url: str) -> int:
        """The source's id; `url` gives a new one its home page."""
        name = kept_name("source", name)
        return self._once(("source", name.casefold()), lambda: self._source(name, url))

    def section(self, name: str, language: str) -> int | None:
        """The section's id in that language; None where the editor wants it left out."""
        name = kept_name("section", name)
        return self._once(("section", language, name.casefold()), lambda: self._section(name, language))

    def tag(self, name: str, language: str) -> int:
        """The tag's id in that language."""
        name = kept_name("tag", name)
        return self._once(("tag", language, name.casefold()), lambda: self._tag(name, language))

    def _once(self, key: tuple[str, ...], find: Callable[[], Any]) -> Any:
        if key not in self._found:
            self._found[key] = find()
        return self._found[key]

    def _author(self, name: str) -> int:
        found = self._author_that_is(name)
        if found is None:
            found = Author.objects.create(name=name, slug=_free_slug(Author, name, "author"))
        return (found.merged_into or found).pk

    def _author_that_is(self, name: str) -> Author | None:
        return Author.objects.filter(name__iexact=name).order_by("pk").first()

    def _source(self, name: str, url: str) -> int:
        found = Source.objects.filter(name__iexact=name).order_by("pk").first()
        if found is None:
            found = Source.objects.create(name=name, slug=_free_slug(Source, name, "source"), home_url=_home(url))
        return (found.merged_into or found).pk

    def _section(self, name: str, language: str) -> int | None:
        id, new_name = self._section_that_is(name, language)
        if id is not None or not new_name:
            return id
        locale = self._locales[language]
        slug = _free_slug(Section, new_name, "section", locale=locale)
        after = Section.objects.filter(locale=locale).count()
        return Section.objects.create(
            name=kept_name("section", new_name), slug=slug, locale=locale, sort_order=after
        ).pk

    def _section_that_is(self, name: str, language: str) -> tuple[int | None, str]:
        """The id of the section to file under; None with the name of one to be made, or with "" for none at all."""
        locale = self._locales[language]
        known = dict(Section.objects.filter(locale=locale).order_by("-pk").values_list("name", "pk"))
        by_slug = Section.objects.filter(locale=locale, slug__iexact=slug_of(name, fallback="section")).first()
        if by_slug is not None and not self.section_names.answers(name):
            return by_slug.pk, ""
        decided = self.section_names.decide(name, list(known))
        return (known[decided], "") if decided in known else (None, decided)

    def _tag(self, name: str, language: str) -> int:
        found = self._tag_that_is(name, language)
        if found is None:
            locale = self._locales[language]
            found = Tag.objects.create(name=name, slug=_free_slug(Tag, name, "tag", locale=locale), locale=locale)
        return found.pk

    def _tag_that_is(self, name: str, language: str) -> Tag | None:
        return Tag.objects.filter(name__iexact=name, locale=self._locales[language]).order_by("pk").first()


def kept_name(kind: str, name: str) -> str:
    """The name as its column holds it: what is too long is cut, and found again by what is left."""
    return name[: LONGEST[kind]].rstrip()


def _free_slug(model, name: str, fallback: str, **scope: object) -> str:
    slug = slug_of(name, fallback=fallback)
    return unique_slug(slug, lambda each: model.objects.filter(slug__iexact=each, **scope).exists())


def _home(url: str) -> str:
    """The home page of an article's address."""
    parts = url.split("/", 3)
    return "/".join(parts[:3]) + "/" if url.startswith(("http://", "https://")) and len(parts) > 2 else ""
