"""Article parts: what an app adds to an article's page comes, changes and goes; the record stays as it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from handpress.kit.offers import OfferTaken
from handpress.newsroom.models import Tag
from handpress.pages.pressroom import pressroom, reset
from handpress.press import kinds, known_files, triggers
from handpress.reading import parts
from handpress.reading.articles import Loaded
from handpress.reading.parts import Content, Part, PartPlace
from tests import factories as make
from tests.app.edition.paper import Paper

SAYS = '<aside class="toy">{{ part.content }} on {{ article.headline }}</aside>\n'


class Toy:
    """An app that keeps a saying for articles, here in the names of tags, and its template in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.sayings: dict[int, str] = {}
        self.asked: list[list[int]] = []
        self.template = folder / "toy/saying.html"
        self.template.parent.mkdir(parents=True)
        self.template.write_text(SAYS)
        self.part = Part("toy/saying.html", self.load, templates=folder)

    def load(self, articles: Mapping[int, Loaded]) -> dict[int, Content]:
        self.asked.append(sorted(articles))
        Tag.objects.count()  # the one query of a batch
        return {id: Content(self.sayings.get(id), frozenset({f"saying:{id}"})) for id in articles}


@pytest.fixture
def toy(tmp_path: Path) -> Iterator[Toy]:
    toy = Toy(tmp_path / "app")
    with parts.offers.replaced(**dict(parts.offers.items())), kinds.offers.replaced(**dict(kinds.offers.items())):
        kinds.declare("toy", record=["saying"])
        parts.offer("toy", toy.part)
        _start()
        yield toy
    _start()


def _start() -> None:
    """As when the press starts: the theme is put together anew."""
    pressroom()._theme = None
    pressroom()._files = None
    pressroom()._frames.clear()
    reset()


@pytest.fixture
def pressed(paper: Paper) -> Paper:
    make.published("Rivers", bylines=[make.author("Noor Khan")])
    make.published("Seeds")
    known_files.queue_changes()
    paper.run()
    return paper


def _pages(paper: Paper) -> dict[str, str]:
    return {path: body.decode() for path, body in paper.files().items() if path.endswith(".html")}


def _articles(written: set[str]) -> list[str]:
    return sorted(path.rpartition("/")[2] for path in written if path.endswith(("rivers.html", "seeds.html")))


def test_what_a_part_says_stands_on_its_article_and_nowhere_else(toy: Toy, pressed: Paper):
    from handpress.newsroom.models import Article

    rivers = Article.objects.get(title="Rivers")
    toy.sayings[rivers.pk] = "Well <said>"
    triggers.queue([f"saying:{rivers.pk}"])
    written = pressed.run()
    assert _articles(written) == ["rivers.html"] and len(written) == 1
    shown = [path for path, body in _pages(pressed).items() if "Well &lt;said&gt; on Rivers" in body]
    assert len(shown) == 1
    assert not pressed.differences()
    del toy.sayings[rivers.pk]
    triggers.queue([f"saying:{rivers.pk}"])
    assert len(pressed.run()) == 1
    assert not any("toy" in body for body in _pages(pressed).values())


def test_a_batch_is_asked_once(toy: Toy, pressed: Paper):
    toy.asked.clear()
    triggers.queue(["template:toy/saying.html"])
    pressed.run()
    assert len(toy.asked) == 1 and len(toy.asked[0]) == 2


def test_a_part_that_comes_or_goes_presses_articles_at_the_next_start(pressed: Paper, tmp_path: Path):
    toy = Toy(tmp_path / "app")
    with parts.offers.replaced(**dict(parts.offers.items())):
        parts.offer("toy", toy.part)
        _start()
        toy.sayings = dict.fromkeys(range(10_000), "Here")
        changed = known_files.queue_changes()
        assert "code" not in changed
        written = pressed.run()
        assert _articles(written) == ["rivers.html", "seeds.html"] and len(written) == 2
        assert not pressed.differences()
    _start()
    known_files.queue_changes()
    assert _articles(pressed.run()) == ["rivers.html", "seeds.html"]
    assert not any("toy" in body for body in _pages(pressed).values())
    assert known_files.queue_changes() == []


def test_a_change_of_its_template_presses_articles(toy: Toy, pressed: Paper):
    toy.sayings = dict.fromkeys(range(10_000), "Here")
    toy.template.write_text(SAYS.replace("aside", "section"))
    _start()
    assert known_files.queue_changes() == ["template:handpress/toy/saying.html", "template:toy/saying.html"]
    assert _articles(pressed.run()) == ["rivers.html", "seeds.html"]


def test_the_publication_s_theme_overrides_a_part(toy: Toy, pressed: Paper):
    toy.sayings = dict.fromkeys(range(10_000), "Here")
    own = settings.PUBLICATION.theme / "toy/saying.html"
    own.parent.mkdir(parents=True, exist_ok=True)
    own.write_text("<p>Ours: {{ part.content }}</p>")
    try:
        reset()
        known_files.queue_changes()
        pressed.run()
        assert sum("Ours: Here" in body for body in _pages(pressed).values()) == 2
    finally:
        own.unlink()
        own.parent.rmdir()


def test_parts_stand_where_they_ask_to(toy: Toy, pressed: Paper):
    toy.sayings = dict.fromkeys(range(10_000), "Here")
    with parts.offers.replaced(
        **{**dict(parts.offers.items()), "toy": Part(toy.part.template, toy.load, PartPlace.END, toy.part.templates)}
    ):
        triggers.queue([parts.KEY])
        pressed.run()
        (page,) = (body for path, body in _pages(pressed).items() if path.endswith("rivers.html"))
        assert page.index('class="who"') < page.index('class="toy"') < page.index("</footer>")
    triggers.queue([parts.KEY])
    pressed.run()
    (page,) = (body for path, body in _pages(pressed).items() if path.endswith("rivers.html"))
    assert page.index("</article>") < page.index('class="toy"')


def test_parts_cost_as_many_queries_for_many_articles_as_for_one(pressed: Paper):
    authors = [make.author(f"Author {number}") for number in range(6)]
    ids = [make.published(f"Piece {number}", bylines=[authors[number]]).pk for number in range(6)]
    costs = []
    for some in (ids[:1], ids):
        reset()
        articles = pressroom().articles(some)
        with CaptureQueriesContext(connection) as queries:
            assert all(each.parts for each in parts.added(articles).values())
        costs.append(len(queries))
    assert costs[0] == costs[1] <= 4


def test_a_part_s_name_is_taken_once(toy: Toy):
    with pytest.raises(OfferTaken, match="toy"):
        parts.offer("toy", toy.part)
