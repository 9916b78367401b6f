"""The theme: templates, styles and words put together once, then rendered from finished records.

One Jinja2 environment per language: words are translated while a template is compiled, so that a render looks
up neither a catalogue nor a template. A publication's `theme/` folder comes before the shipped files;
`handpress/NAME` always means the template that an override replaces, so that it may extend it: a shipped one, or an
engine's.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, MutableMapping, Sequence
from datetime import date
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
    TemplateSyntaxError,
    meta,
    nodes,
)
from jinja2.ext import Extension, InternationalizationExtension
from jinja2.lexer import Token, TokenStream
from markupsafe import Markup, escape

from handpress.theme.autolinks import linked, linked_blocks, linked_text
from handpress.theme.bylines import Bylines
from handpress.theme.catalogues import catalogue_files, names_for, roots_of, translations
from handpress.theme.credits import Credits
from handpress.theme.csp import page_policy
from handpress.theme.directions import directed, isolated, running
from handpress.theme.inner_links import with_living_links
from handpress.theme.notes import noted
from handpress.theme.pictures import picture_tag
from handpress.theme.records import Article, Link, Page, Site
from handpress.theme.styles import SHIPPED, Style, Stylist
from handpress.theme.typography import direction, typography
from handpress.theme.wording import Wording

PLAIN = {"text", "picture"}
READ_AHEAD = ("article.html", "front.html", "list.html", "section.html", "month.html")
FIRST_DAY = date(2002, 1, 1)
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
        """Replace `_("message")` by the translated string, and `_("… %(x)s", x=…)` by a filter that fills it."""
        gettext = self.environment.plain_gettext  # type: ignore[attr-defined]
        for token in stream:
            if token.value != "_" or token.type != "name" or stream.current.type != "lparen":
                yield token
                continue
            opening, message = next(stream), next(stream)
            if message.type != "string":
                raise TemplateSyntaxError("_() takes one string and names for its gaps.", token.lineno)
            yield Token(message.lineno, "string", gettext(message.value))
            if next(stream).type == "comma":
                yield from (Token(opening.lineno, *part) for part in (("pipe", "|"), ("name", "fill"), ("lparen", "(")))
                yield from closed(stream)


def closed(stream: TokenStream) -> Iterator[Token]:
    """The tokens up to and including the parenthesis that closes the one already open."""
    depth = 1
    while depth:
        token = next(stream)
        depth += {"lparen": 1, "rparen": -1}.get(token.type, 0)
        yield token


def filler(direction: str) -> Callable[..., Markup]:
    """A filter that fills a translated message: escaped, its `%(name)s` gaps by markup or by text, kept apart."""

    def fill(message: str, **gaps: object) -> Markup:
        fitted = {name: isolated(gap, direction) if isinstance(gap, str) else gap for name, gap in gaps.items()}
        return Markup(escape(message)) % fitted

    return fill


def scrolling(html: Markup) -> Markup:
    """A text whose code scrolls by itself, by keyboard too (WCAG 2.1.1)."""
    return Markup(str(html).replace("<pre>", '<pre tabindex="0">'))


def is_led_by_its_pictures(article: Article) -> bool:
    """Whether the lead picture is the first picture of the text anyhow, and would stand there twice."""
    shown = (
        each for block in article.blocks for each in (*block.pictures, *([block.picture] if block.picture else []))
    )
    first = next(shown, None)
    return article.lead is not None and first is not None and first.id == article.lead.id


def is_rich(article: Article) -> bool:
    """Whether an article shows more than text and pictures, and needs the style part for it."""
    return bool(article.alert or article.book or article.release or article.video) or not PLAIN.issuperset(
        block.type for block in article.blocks
    )


class FixedParts:
    """Parts of the frame that follow from the site alone, rendered once for as long as the site stays the same.

    `Site` is one object on every page of a run, so identity is enough; a new object empties the memory.
    """

    def __init__(self, environment: Environment) -> None:
        """Render with the templates of one language."""
        self._environment = environment
        self._kept: tuple[Site | None, dict[tuple[str, str], Markup]] = (None, {})

    def __call__(self, name: str, site: Site, key: str = "") -> Markup:
        """The part called `name`; it sees `site`, and `key` where it has a few variants."""
        owner, parts = self._kept
        if owner is not site:
            parts = {}
            self._kept = (site, parts)
        if (name, key) not in parts:
            parts[name, key] = Markup(self._environment.get_template(name).render(site=site, key=key))
        return parts[name, key]


def here(site: Site, page: Page, kicker: Link | None) -> str:
    """The menu's entry that a page belongs to: its section's, or its own; "" when the menu has neither."""
    addresses = {item.address for item in site.menu}
    return next((a for a in (page.address, kicker.address if kicker else "") if a in addresses), "")


def stamp_of(folder: Path) -> object:
    """Changes when a file of a publication's own theme does; shipped files change with the code."""
    if not folder.is_dir():
        return None
    return tuple(sorted((str(path), path.stat().st_mtime_ns) for path in folder.rglob("*") if path.is_file()))


class Theme:
    """The look of a magazine. Safe to share between threads; made once per process."""

    def __init__(self, folder_override: Path | None = None, further: Sequence[Path] = ()) -> None:
        """Read from `folder_override` (a publication's `theme/`) first, which need not exist; from `further` last."""
        self._further = tuple(further)
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

    def read_ahead(self, language: str) -> None:
        """Read what the first page in a language would: words, dates and numbers, and the templates of most pages."""
        typography(language).day(FIRST_DAY)
        environment = self.environment(language)
        for name in READ_AHEAD:
            self._templates[name, language] = environment.get_template(name)

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
        own = [(self._override, "")] if self._override else []
        standing = [(root, prefix) for root in (SHIPPED, *self._further) for prefix in ("", "handpress/")]
        for root, prefix in (*standing, *own):
            for path in sorted(root.rglob("*")):
                if path.suffix in {".html", ".css"}:
                    found.setdefault(prefix + path.relative_to(root).as_posix(), []).append(path)
        for language, paths in self._catalogues():
            found[f"locale/{language}"] = paths
        return {name: _digest(paths) for name, paths in sorted(found.items())}

    @cached_property
    def _loader(self) -> BaseLoader:
        shipped = FileSystemLoader(SHIPPED)
        own = [FileSystemLoader(self._override)] if self._override else []
        of_apps = [FileSystemLoader(folder) for folder in self._further]
        standing = ChoiceLoader([shipped, *of_apps])
        return ChoiceLoader([*own, PrefixLoader({"handpress": standing}), standing])

    def _make_environment(self, language: str) -> Environment:
        environment = bare_environment(self._loader)
        catalogue = translations(language, self._override, self._further)
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
            fixed=FixedParts(environment),
            here=here,
        )
        for name in ("stamp", "day", "weekday", "number", "digits", "duration", "size", "join", "month_name"):
            environment.filters[name] = getattr(letters, name)
        runs = direction(language)
        environment.filters.update(
            fill=filler(runs),
            apart=lambda text: isolated(text, runs),
            directed=lambda html: directed(html, runs),
            running=lambda text: running(text, runs),
            scrolling=scrolling,
        )
        lines = Bylines(words, letters)
        environment.filters.update(names=lines.names, byline=lines.byline, facts=lines.facts, length_of=lines.length_of)
        environment.globals["credit"] = Credits(words, letters).credit
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
            waiting.extend(filter(None, meta.find_referenced_templates(tree)))
            waiting.extend(_fixed_parts(tree))
            for parts in _style_parts(tree):
                yield from (n for n in self.stylist.names(parts, language) if self.stylist.sources(n))
        yield from seen
        yield from (f"locale/{found}" for found, _ in self._catalogues(language))

    def _catalogues(self, language: str = "") -> Iterator[tuple[str, list[Path]]]:
        roots = roots_of(self._override, self._further)
        names = {folder.name for root in roots if root.is_dir() for folder in root.iterdir() if folder.is_dir()}
        for name in sorted(names & set(names_for(language)) if language else names):
            yield name, sorted(set(catalogue_files(name, self._override, self._further)))


class _Environment(Environment):
    """Jinja2's, with the globals of a template as one dictionary."""

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """All of them; Jinja2 chains two mappings, which each import compares key by key: a tenth of rendering."""
        return {**self.globals, **(d or {})}


def bare_environment(loader: BaseLoader | None = None) -> Environment:
    """The environment every language starts from: what templates may use, without words."""
    environment = _Environment(
        loader=loader,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
        undefined=StrictUndefined,
        extensions=[InternationalizationExtension, Pressed],
    )
    environment.filters.update(
        linked=linked, linked_text=linked_text, linked_blocks=linked_blocks, living_links=with_living_links
    )
    environment.filters.update(noted=noted, picture=picture_tag, fill=filler("ltr"), direction=direction)
    environment.tests.update(rich=is_rich, led_by_its_pictures=is_led_by_its_pictures)
    return environment


def _fixed_parts(tree: nodes.Template) -> Iterator[str]:
    """The templates that `fixed("…")` renders; Jinja2 itself sees only inclusions."""
    for call in tree.find_all(nodes.Call):
        if isinstance(call.node, nodes.Name) and call.node.name == "fixed" and isinstance(call.args[0], nodes.Const):
            yield call.args[0].value


def _style_parts(tree: nodes.Template) -> Iterator[str]:
    """The strings a template may set `css` to, so that a dependency is known without rendering."""
    for assignment in tree.find_all(nodes.Assign):
        if isinstance(assignment.target, nodes.Name) and assignment.target.name == "css":
            yield from (str(found.value) for found in assignment.find_all(nodes.Const))


def _digest(paths: list[Path]) -> str:
    return hashlib.sha256(b"\0".join(path.read_bytes() for path in paths)).hexdigest()
