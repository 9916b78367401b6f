"""The theme: templates, styles and words put together once, then rendered from finished records.

One Jinja2 environment per language: words are translated while a template is compiled, so that a render looks
up neither a catalogue nor a template. A publication's `theme/` folder comes before the shipped files;
`handpress/NAME` always means the shipped template, so that an override may extend what it replaces.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Any

from jinja2 import (
    BaseLoader,
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PrefixLoader,
    StrictUndefined,
    Template,
    meta,
    nodes,
)
from jinja2.ext import Extension, InternationalizationExtension
from jinja2.lexer import Token, TokenStream

from handpress.edition.bylines import linked_names
from handpress.edition.catalogues import catalogue_files, names_for, translations
from handpress.edition.csp import page_policy
from handpress.edition.notes import link_notes
from handpress.edition.pictures import picture_tag
from handpress.edition.styles import SHIPPED, Style, Stylist
from handpress.edition.typography import typography
from handpress.edition.wording import Wording

INDENT = re.compile(r"\n\s+")


class Pressed(Extension):
    """Templates as they are pressed: no indentation, and plain `_("…")` translated while compiling."""

    def __init__(self, environment: Environment) -> None:
        """Give the environment the place where its language's catalogue will stand."""
        super().__init__(environment)
        environment.extend(plain_gettext=str)

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """Take indentation and blank lines away; no template has text in which they would show."""
        return INDENT.sub("\n", source)

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        """Replace `_("message")` by the translated string; calls with variables stay calls."""
        gettext = self.environment.plain_gettext  # type: ignore[attr-defined]
        for token in stream:
            if token.value != "_" or token.type != "name" or stream.current.type != "lparen":
                yield token
                continue
            opening, message = next(stream), next(stream)
            if message.type == "string" and stream.current.type == "rparen":
                yield Token(message.lineno, "string", gettext(message.value))
                next(stream)
            else:
                yield from (token, opening, message)


class Theme:
    """The look of a magazine. Safe to share between threads; made once per process."""

    def __init__(self, folder_override: Path | None = None) -> None:
        """Read from `folder_override` (a publication's `theme/`) first; it need not exist."""
        self._override = folder_override if folder_override and folder_override.is_dir() else None
        self._environments: dict[str, Environment] = {}
        self._templates: dict[tuple[str, str], Template] = {}
        self._files: dict[tuple[str, str], frozenset[str]] = {}
        self.stylist = Stylist(self._override)

    def render(self, template_name: str, language: str, **context: Any) -> str:
        """The page as text. Raises jinja2.TemplateError when a template or the record is wrong."""
        template = self._templates.get((template_name, language))
        if template is None:
            template = self.environment(language).get_template(template_name)
            self._templates[template_name, language] = template
        return template.render(context)

    def words(self, language: str) -> Wording:
        """The words and page titles of a language, for recipes."""
        return self.environment(language).globals["words"]  # type: ignore[return-value]

    def style(self, parts: str, *, language: str = "en", accent: str = "") -> Style:
        """The inline style sheet of a template that sets `css` to these parts, and its hash."""
        return self.stylist.style(parts, language, accent)

    def environment(self, language: str) -> Environment:
        """The Jinja2 environment of one language. Made on first use."""
        if language not in self._environments:
            self._environments[language] = self._make_environment(language)
        return self._environments[language]

    def files(self, template_name: str, language: str = "") -> frozenset[str]:
        """Names of all files that a template's output depends on, as in `fingerprints()`.

        Templates it extends, includes or imports, style parts, and the catalogues: those of one language, or
        of all languages when none is given.
        """
        key = (template_name, language)
        if key not in self._files:
            self._files[key] = frozenset(self._trace(template_name, language))
        return self._files[key]

    def fingerprints(self) -> dict[str, str]:
        """Every template, style part and catalogue with the SHA-256 of its content (override included)."""
        found: dict[str, list[Path]] = {}
        for root, prefix in ((SHIPPED, ""), (SHIPPED, "handpress/"), (self._override, "")):
            for path in sorted(root.rglob("*")) if root else ():
                if path.suffix in {".html", ".css"}:
                    found.setdefault(prefix + path.relative_to(root).as_posix(), []).append(path)
        for language, paths in self._catalogues():
            found[f"locale/{language}"] = paths
        return {name: _digest(paths) for name, paths in sorted(found.items())}

    @cached_property
    def _loader(self) -> BaseLoader:
        shipped = FileSystemLoader(SHIPPED)
        own = [FileSystemLoader(self._override)] if self._override else []
        return ChoiceLoader([*own, shipped, PrefixLoader({"handpress": shipped})])

    def _make_environment(self, language: str) -> Environment:
        environment = bare_environment(self._loader)
        catalogue = translations(language, self._override)
        letters = typography(language)
        words = Wording(catalogue, letters)
        environment.install_gettext_translations(catalogue, newstyle=True)  # type: ignore[attr-defined]
        environment.plain_gettext = catalogue.gettext  # type: ignore[attr-defined]
        environment.globals.update(
            words=words,
            letters=letters,
            kind_name=words.kind_name,
            style=lambda parts, accent: self.stylist.style(parts, language, accent),
            policy=page_policy,
        )
        for name in ("stamp", "day", "weekday", "number", "digits", "duration", "size", "join", "month_name"):
            environment.filters[name] = getattr(letters, name)
        environment.filters["names"] = lambda bylines: linked_names(bylines, language)
        for name in ("reading_time", "articles", "pictures"):
            environment.filters[name] = getattr(words, name)
        return environment

    def _trace(self, template_name: str, language: str) -> Iterator[str]:
        environment = self.environment(language or "en")
        waiting, seen = [template_name], set()
        while waiting:
            name = waiting.pop()
            if name in seen:
                continue
            seen.add(name)
            source, _, _ = self._loader.get_source(environment, name)
            tree = environment.parse(source, name)
            waiting.extend(found for found in meta.find_referenced_templates(tree) if found)
            for parts in _style_parts(tree):
                yield from (n for n in self.stylist.names(parts, language) if self.stylist.sources(n))
        yield from seen
        yield from (f"locale/{found}" for found, _ in self._catalogues(language))

    def _catalogues(self, language: str = "") -> Iterator[tuple[str, list[Path]]]:
        roots = [root for root in (SHIPPED.parent / "locale", self._override and self._override / "locale") if root]
        names = {folder.name for root in roots if root.is_dir() for folder in root.iterdir() if folder.is_dir()}
        for name in sorted(names & set(names_for(language)) if language else names):
            yield name, sorted(set(catalogue_files(name, self._override)))


def bare_environment(loader: BaseLoader | None = None) -> Environment:
    """The environment every language starts from: what templates may use, without words."""
    environment = Environment(
        loader=loader,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
        undefined=StrictUndefined,
        extensions=[InternationalizationExtension, Pressed],
    )
    environment.filters.update(link_notes=link_notes, picture=picture_tag)
    return environment


def _style_parts(tree: nodes.Template) -> Iterator[str]:
    """The strings a template may set `css` to, so that a dependency is known without rendering."""
    for assignment in tree.find_all(nodes.Assign):
        if isinstance(assignment.target, nodes.Name) and assignment.target.name == "css":
            yield from (str(found.value) for found in assignment.find_all(nodes.Const))


def _digest(paths: list[Path]) -> str:
    return hashlib.sha256(b"\0".join(path.read_bytes() for path in paths)).hexdigest()
