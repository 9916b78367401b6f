"""The demonstration magazine, made once a run, and its public tree as readers and programs walk through it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from sqlite3 import connect
from urllib.parse import parse_qs, quote, unquote, urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode
from tests.journeys.once import made_once
from tests.programs import finished

from handpress.cli.context import handpress
from handpress.config.apps import apps_of
from handpress.config.publication import load
from handpress.server.answers import TreeAnswers
from handpress.server.endpoints import Table, table_of
from handpress.server.messages import Request, Response
from handpress.server.notices import read_notice

GIVEN = "HANDPRESS_DEMO_DIR"  # a demonstration to look at instead of a new one; made when it is missing
MAKE = "from handpress.cli.demonstrating import make"  # in a process of its own: this one has the tests' settings
DATABASE = "handpress.sqlite3"
DO_ALL_TASKS = [sys.executable, "-m", "django", "db_worker", "--batch", "--queue-name", "*"]
DESK = "/desk"
REASON = "Withdrawn at the author's request."
SETTLE = f"""
from handpress.newsroom.actions.articles import withdraw_article
from handpress.newsroom.actions.calendar import apply_due
from handpress.newsroom.models import Article
article = Article.objects.filter(is_public=True, language="en", kind="article").order_by("sorted_on", "pk").first()
if not Article.objects.exclude(withdrawn_at=None).exists():
    withdraw_article(article, reason={REASON!r})
apply_due()
"""
LINKS = (
    ("a[href]", "href"),
    ("link[href]", "href"),
    ("img[src]", "src"),
    ("source[src]", "src"),
    ("video[src]", "src"),
    ("video[poster]", "poster"),
    ("form[action]", "action"),
    ('meta[property="og:url"]', "content"),
    ('meta[property="og:image"]', "content"),
)


def made_in(folder: Path) -> Demonstration:
    """The demonstration in `folder`: made, with all renditions of its pictures and one article withdrawn."""

    def make() -> None:
        run([sys.executable, "-c", f"from pathlib import Path; {MAKE}; make(Path({str(folder)!r}))"], folder)
        run(DO_ALL_TASKS, folder)
        run([sys.executable, "-m", "django", "shell", "--verbosity", "0", "--command", SETTLE], folder)
        run(DO_ALL_TASKS, folder)  # the card of what was withdrawn goes
        run(handpress(folder, "press"), folder)

    made_once(folder, make)
    return Demonstration(folder)


def run(command: list[str], folder: Path, *, check: bool = True) -> subprocess.CompletedProcess[str]:
    """A command on the publication in `folder`, to its end."""
    environment = {
        **os.environ,
        "HANDPRESS_DIR": str(folder),
        "DJANGO_SETTINGS_MODULE": "handpress.config.settings",
        "PYTHONPATH": os.pathsep.join(sys.path),
    }
    done = finished(command, env=environment)
    assert not check or done.returncode == 0, done.stderr
    return done


@dataclass
class PageFile:
    """One page of the tree."""

    address: str  # root-relative, as a URL
    path: Path
    html: LexborHTMLParser

    @cached_property
    def kind(self) -> str:
        """The page's kind: "article", "section" …; "" for a notice."""
        classes = self._body.attributes.get("class") or ""
        return next((name[2:] for name in classes.split() if name.startswith("k-")), "")

    @property
    def is_form(self) -> bool:
        """Whether readers write to the editors there."""
        return self.html.css_first("form.write") is not None

    @property
    def _body(self) -> LexborNode:
        assert self.html.body is not None
        return self.html.body

    @property
    def language(self) -> str:
        """The language of the page."""
        node = self.html.css_first("html")
        return (node.attributes.get("lang") if node else "") or ""

    @cached_property
    def ids(self) -> frozenset[str]:
        """What a fragment may name."""
        return frozenset(str(node.attributes["id"]) for node in self.html.css("[id]"))

    def links(self) -> Iterator[str]:
        """Every address the page names, as it is written."""
        for selector, attribute in LINKS:
            for node in self.html.css(selector):
                yield node.attributes.get(attribute) or ""
        for node in self.html.css("[srcset]"):
            yield from (each.split()[0] for each in (node.attributes["srcset"] or "").split(",") if each.strip())

    def values(self, selector: str, attribute: str) -> list[str]:
        """One attribute of every node."""
        return [node.attributes.get(attribute) or "" for node in self.html.css(selector)]

    @property
    def words(self) -> str:
        """Its text."""
        return self._body.text(separator=" ")


@dataclass
class Demonstration:
    """A pressed publication; everything is read from its tree."""

    folder: Path
    _answers: dict[str, Response] = field(default_factory=dict)

    def copy_to(self, folder: Path) -> None:
        """Copy the publication for a test that changes it; others may be reading it meanwhile."""
        passing = shutil.ignore_patterns(f"{DATABASE}*", "verify-*", "*.sock", "*.lock")
        shutil.copytree(self.folder, folder, ignore=passing)
        with (
            closing(connect(self.folder / "data" / DATABASE)) as here,
            closing(connect(folder / "data" / DATABASE)) as there,
        ):
            here.backup(there)

    @cached_property
    def base_url(self) -> str:
        """Where readers find it."""
        return load(self.folder).base_url

    @property
    def tree(self) -> Path:
        """The public tree."""
        return self.folder / "public"

    @cached_property
    def site(self) -> TreeAnswers:
        """What the file server answers from the tree."""
        return TreeAnswers(self.tree)

    @cached_property
    def endpoints(self) -> Table:
        """What processes answer."""
        return table_of(apps_of(load(self.folder)))

    @cached_property
    def pages(self) -> dict[str, PageFile]:
        """Every page that is no notice, by address."""
        return {page.address: page for page in self._html() if page.kind}

    @cached_property
    def notices(self) -> dict[str, PageFile]:
        """Every old address that is a file of HTML, redirects and gone-notices."""
        return {page.address: page for page in self._html() if not page.kind}

    def _html(self) -> Iterator[PageFile]:
        for path in sorted(self.tree.rglob("*")):
            inner = path.relative_to(self.tree)
            if inner.parts[0].startswith((".", "-")) or path.suffix in (".br", ".gz") or not path.is_file():
                continue
            body = path.read_bytes()
            if path.suffix == ".html" or read_notice(body):
                yield PageFile(address_of(inner), path, LexborHTMLParser(body))

    def files(self, ending: str) -> list[str]:
        """The addresses of all files of a kind, notices left out."""
        found = (path.relative_to(self.tree) for path in self.tree.rglob(f"*{ending}"))
        addresses = {address_of(path) for path in found if not path.parts[0].startswith(".")}
        return sorted(addresses - self.notices.keys())

    def read(self, address: str) -> bytes:
        """A file by its address."""
        return (self.tree / unquote(address).removeprefix("/")).read_bytes()

    def internal(self, base: str, link: str) -> str | None:
        """Where `link` leads within the magazine, from the page at `base`: a root-relative address, or None."""
        whole = urljoin(self.base_url + base, link)
        return (whole.removeprefix(self.base_url) or "/") if whole.startswith((self.base_url + "/",)) else None

    def answer(self, address: str) -> Response:
        """What the file server answers to a reader's GET; the fragment stays in the browser."""
        if address not in self._answers:
            parts = urlsplit(address)
            self._answers[address] = self.site.answer(Request("GET", unquote(parts.path), parts.query))
        return self._answers[address]

    def trouble(self, base: str, link: str) -> str:
        """What is wrong with a link on the page at `base`; "" when it leads to a living file or out of the magazine."""
        address = self.internal(base, link)
        if address is None:
            return "" if link.startswith(("http://", "https://", "mailto:", "tel:")) else "no address"
        path, _, fragment = address.partition("#")
        parts = urlsplit(path)
        if path == DESK or self.endpoints.at(unquote(parts.path)):
            about = [each for each in parse_qs(parts.query).get("about", ()) if quote(each) not in self.pages]
            return f"is about {about[0]}" if about else ""
        status = self.answer(path).status
        if status != 200:
            return f"answers {status}"
        target = self.pages.get(parts.path)
        if fragment and (target is None or unquote(fragment) not in target.ids):
            return "has no such place"
        return ""

    def of(self, kind: str, language: str = "en") -> list[PageFile]:
        """The pages of a kind in a language, the smallest first."""
        found = [page for page in self.pages.values() if (page.kind, page.language) == (kind, language)]
        return sorted(found, key=lambda page: (page.path.stat().st_size, page.address))

    @cached_property
    def representatives(self) -> dict[str, PageFile]:
        """The smallest and the largest page of each kind and language, an article of each kind, each form, by name."""
        found = {}
        for kind, language in sorted({(page.kind, page.language) for page in self.pages.values()}):
            pages = self.of(kind, language)
            found |= {f"{kind}-{language}-small": pages[0], f"{kind}-{language}": pages[-1]}
        for kind, page in self.first_of_each_kind():
            found[f"article-{kind}"] = page
        for page in self.pages.values():
            if page.is_form:
                found[f"contact-{page.language}"] = page
        return found

    def first_of_each_kind(self) -> Iterator[tuple[str, PageFile]]:
        """An article of each kind that has a list of its own."""
        for folder in ("book-reviews", "press-releases", "action-alerts", "pictures", "videos", "editors-picks"):
            links = self.pages[f"/{folder}/"].values("main h2 a[href], main h3 a[href]", "href")
            found = (self.pages[link] for link in links if link in self.pages)
            yield folder, next(page for page in found if page.kind == "article")


def address_of(inner: Path) -> str:
    """The address of a file of the tree."""
    return quote("/" + inner.as_posix().removesuffix("index.html"))
