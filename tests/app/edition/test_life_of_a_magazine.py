"""Whatever happens to the magazine, in whatever order, the tree ends as a full build would write it, byte for byte.

With HANDPRESS_TEST_LIVES=500 that many lives of up to fifty steps are lived, other ones each time.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import nullcontext, suppress
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, multiple, rule, run_state_machine_as_test

from handpress.addresses.errors import AddressTaken
from handpress.kit.clock import now
from handpress.kit.dates import PartialDate
from handpress.newsroom.actions import articles as actions
from handpress.newsroom.actions.bulk import ArticleDraft, create_articles
from handpress.newsroom.dating import stored
from handpress.newsroom.errors import NotPublished, SlugRefused
from handpress.newsroom.models import Article, Author, Section, Source, Tag
from handpress.press.engine import run
from handpress.press.triggers import bulk_change
from handpress.reading import lists
from tests import factories as make
from tests.app.edition.changes import AROUND, EDITS, SCRIPTS, some
from tests.app.edition.life import PressedLife, cast
from tests.app.edition.paper import Paper

LIVES = int(os.environ.get("HANDPRESS_TEST_LIVES", "0"))
REFUSED = (AddressTaken, NotPublished, SlugRefused, ValidationError, ValueError)

DATES = st.sampled_from(
    [
        PartialDate(2013, 6, 13),
        PartialDate(2013, 6, 20),
        PartialDate(2013, 7, 2),
        PartialDate(2014, 3, 2),
        PartialDate(2003, 2, 1),
        PartialDate(2013, 6),
        PartialDate(2013),
        PartialDate(),
        PartialDate(2014, 3, 20),  # ahead, until time passes
        PartialDate(2014, 4),
    ]
)
HEADLINES = st.sampled_from(["Rivers of the plain", "Wells run dry", "أنهار السهل"])
LANGUAGES = st.sampled_from(["en", "es", "ar"])
KINDS = st.sampled_from(Article.Kind.values)
SLUGS = st.sampled_from(["rivers", "nature", "/old/2.htm", "/2013/06/x.html"])
FEW = st.integers(0, 3)


class Life(PressedLife):
    """All that can be done to the magazine; what is refused changes nothing."""

    articles = Bundle("articles")

    def _do(self, change: Callable[..., object], *arguments: object, **options: object) -> None:
        with suppress(*REFUSED), transaction.atomic():
            change(*arguments, **options)

    def _with(self, pk: int, change: Callable[..., object], *arguments: object, **options: object) -> None:
        """Change an article, if there still is one of that number."""
        if article := Article.objects.filter(pk=pk).first():
            self._do(change, article, *arguments, **options)

    # articles

    @rule(
        target=articles, headline=HEADLINES, on=DATES, language=LANGUAGES, kind=KINDS, number=FEW, shown=st.booleans()
    )
    def write(self, headline: str, on: PartialDate, language: str, kind: str, number: int, shown: bool) -> int:
        """A draft, or an article published at once."""
        day, precision = stored(on)
        tag = some(Tag, number, locale__language_code=language)
        article = make.draft(
            headline,
            lang=language,
            kind=kind,
            published_on=day,
            date_precision=precision,
            main_section=some(Section, number, locale__language_code=language),
            bylines=[some(Author, number)],
            tags=[tag] if tag else [],
            source=some(Source, number) if number > 1 else None,
        )
        if shown:
            self._do(actions.publish_article, article)
        return article.pk

    @rule(target=articles, pk=articles, headline=HEADLINES, language=LANGUAGES)
    def translate(self, pk: int, headline: str, language: str) -> object:
        """A version in another language, published."""
        original = Article.objects.filter(pk=pk).first()
        if original is None or _has_version(original, language):
            return multiple()
        on, precision = original.published_on, original.date_precision
        key = original.translation_key
        fields = {"published_on": on, "date_precision": precision, "translation_key": key}
        version = make.draft(headline, lang=language, **fields)
        self._do(actions.publish_article, version)
        return version.pk

    @rule(pk=articles, other=articles, what=st.sampled_from(sorted(EDITS)), number=FEW, shown=st.booleans())
    def edit(self, pk: int, other: int, what: str, number: int, shown: bool) -> None:
        """In the desk: kept as a draft, or published."""
        self._with(pk, self._edit, other, what, number, shown)

    def _edit(self, article: Article, other: int, what: str, number: int, shown: bool) -> None:
        draft = article.get_latest_revision_as_object()
        EDITS[what](draft, Article.objects.filter(pk=other).first() or article, number)
        if shown:
            actions.publish_article(draft)
        else:
            draft.save_revision()

    @rule(pk=articles)
    def publish(self, pk: int) -> None:
        """The draft that waits, or the same again."""
        self._with(pk, lambda article: actions.publish_article(article.get_latest_revision_as_object()))

    @rule(pk=articles, hours=st.sampled_from([1, 30]))
    def schedule(self, pk: int, hours: int) -> None:
        """To be published when its time comes."""
        self._with(pk, self._schedule, hours)

    def _schedule(self, article: Article, hours: int) -> None:
        draft = article.get_latest_revision_as_object()
        draft.go_live_at = now() + timedelta(hours=hours)
        draft.save_revision().publish()

    @rule(pk=articles)
    def unpublish(self, pk: int) -> None:
        self._with(pk, actions.unpublish_article)

    @rule(pk=articles)
    def withdraw(self, pk: int) -> None:
        self._with(pk, actions.withdraw_article, reason="By the author’s wish.")

    @rule(pk=articles)
    def restore(self, pk: int) -> None:
        self._with(pk, actions.restore_article)

    @rule(pk=articles, on=DATES, order=st.sampled_from([None, 0, 5]))
    def redate(self, pk: int, on: PartialDate, order: int | None) -> None:
        self._with(pk, actions.redate_article, on, day_order=order)

    @rule(pk=articles, slug=SLUGS)
    def move(self, pk: int, slug: str) -> None:
        self._with(pk, actions.move_article_address, slug)

    @rule(pk=articles, kind=KINDS)
    def change_kind(self, pk: int, kind: str) -> None:
        self._with(pk, actions.change_kind, kind)

    @rule(pk=articles)
    def delete(self, pk: int) -> None:
        self._with(pk, actions.delete_article)

    @rule(pk=articles, other=articles, what=st.sampled_from(sorted(SCRIPTS)), number=FEW)
    def change_by_a_script(self, pk: int, other: int, what: str, number: int) -> None:
        self._with(pk, self._script, other, what, number)

    def _script(self, article: Article, other: int, what: str, number: int) -> None:
        if what == "translation" and _has_version(Article.objects.filter(pk=other).first(), article.language):
            return
        SCRIPTS[what](article, Article.objects.filter(pk=other).first() or article, number)

    # many, and what stands around

    @rule(target=articles, count=st.integers(1, 6), on=DATES, language=LANGUAGES, kind=KINDS, unheard=st.booleans())
    def take_in(self, count: int, on: PartialDate, language: str, kind: str, unheard: bool) -> object:
        """In bulk: with triggers, or without and one key for everything."""
        with bulk_change() if unheard else nullcontext():
            made = create_articles(
                [_piece(number, on, language, kind) for number in range(count)], make.locale(language)
            )
        return multiple(*(article.pk for article in made.articles))

    @rule(what=st.sampled_from(sorted(AROUND)), number=FEW, other=FEW)
    def change_what_stands_around(self, what: str, number: int, other: int) -> None:
        self._do(AROUND[what], number, other)

    # while the press runs

    @rule(pk=articles, what=st.sampled_from(["withdraw", "unpublish", "delete", "title", "date", "tags", "bulk"]))
    def change_during_the_next_run(self, pk: int, what: str) -> None:
        changes: dict[str, Callable[[], object]] = {
            "withdraw": lambda: self.withdraw(pk),
            "unpublish": lambda: self.unpublish(pk),
            "delete": lambda: self.delete(pk),
            "bulk": lambda: self._change_unheard(pk),
        }
        self.meanwhile.append(changes.get(what) or (lambda: self.edit(pk, pk, what, 2, True)))

    def _change_unheard(self, pk: int) -> None:
        with bulk_change():
            self.edit(pk, pk, "title", 3, True)


def _has_version(article: Article | None, language: str) -> bool:
    """Whether there is one in that language; Wagtail allows no two."""
    if article is None:
        return True
    return Article.objects.filter(translation_key=article.translation_key, locale__language_code=language).exists()


def _piece(number: int, on: PartialDate, language: str, kind: str) -> ArticleDraft:
    section, tag = (some(model, number, locale__language_code=language) for model in (Section, Tag))
    return ArticleDraft(
        f"Piece {number}",
        body=[{"type": "text", "value": "<p>From the archive.</p>"}],
        published=on,
        kind=kind,
        main_section=section.pk if section else None,
        tags=[tag.pk] if tag else [],
        bylines=[(some(Author, number).pk, "")],
        translation_key=uuid4(),
        live=number != 3,
    )


@pytest.fixture
def beginning(tmp_path, monkeypatch):
    """What each life begins with; and a magazine of ten pieces meets what one of 100,000 does."""
    monkeypatch.setattr(run, "MANY", 20)
    monkeypatch.setattr(run, "TAKE", 7)
    monkeypatch.setattr(lists, "WHOLE", 2)
    Life.cast = cast()
    paper = Paper(tmp_path / "public")
    paper.full()
    Life.blank = paper.root


def live(life: type[PressedLife]) -> None:
    """Live lives of that kind."""
    run_state_machine_as_test(
        life,
        settings=settings(
            max_examples=LIVES or 15,
            stateful_step_count=50 if LIVES else 15,
            derandomize=not LIVES,
            database=None,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            print_blob=False,
        ),
    )


@pytest.mark.slow
@pytest.mark.timeout(0 if LIVES else 600)
def test_any_life_ends_as_a_full_build_would_write_it(beginning):
    live(Life)
