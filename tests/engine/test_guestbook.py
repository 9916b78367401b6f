"""An engine of eighty lines: what it adds is pressed, follows its changes, and every promise of the press holds."""

from __future__ import annotations

import ast
import importlib
from pathlib import Path

import pytest
from django.conf import settings
from django.test import RequestFactory
from django.urls import set_urlconf
from django.utils import timezone
from hypothesis import strategies as st
from hypothesis.stateful import rule

from handpress.background.duties import all_duties
from handpress.background.models import DutyRecord
from handpress.background.rounds import go_round
from handpress.newsroom.actions.articles import unpublish_article, withdraw_article
from handpress.pages.code import rendering_modules
from handpress.press import feed, triggers
from tests import factories as make
from tests.app.edition.test_life_of_a_magazine import Life, beginning, live  # noqa: F401
from tests.guestbook.models import Entry, Open

ENGINE = Path(__file__).parents[1] / "guestbook"
LINES = 80
PAGES = {"guestbook/index.html", "es/guestbook/index.html", "ar/guestbook/index.html", "hi/guestbook/index.html"}


def code(path: Path) -> int:
    """Lines of a file that are neither empty nor comment nor docstring."""
    text = path.read_text()
    numbered = enumerate(map(str.strip, text.splitlines()), 1)
    lines = {number for number, line in numbered if line and not line.startswith("#")}
    if path.suffix == ".py":
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and ast.get_docstring(node) is not None:
                lines -= set(range(node.body[0].lineno, (node.body[0].end_lineno or 0) + 1))
    return len(lines)


def test_it_takes_fewer_lines_than_promised() -> None:
    files = [path for path in ENGINE.rglob("*") if path.suffix in (".py", ".html") and "migrations" not in path.parts]
    assert 50 < sum(map(code, files)) < LINES


@pytest.fixture
def rivers(paper):
    article = make.published("Rivers")
    make.published("Seeds")
    feed.settle_readers()
    paper.run()
    return article


def follow() -> None:
    """What the scheduler does each minute."""
    next(duty for duty in all_duties() if duty.name == "guestbook").run(timezone.now())


def test_an_entry_is_written_under_its_article_and_on_the_engines_pages(paper, rivers) -> None:
    entry = Entry.objects.create(article=rivers.pk, words="A fine <piece>")
    path = rivers.public_path.removeprefix("/")
    assert paper.run() == {path, *PAGES}
    assert "<p>A fine &lt;piece&gt;</p>" in paper.read(path)
    assert "<p>A fine &lt;piece&gt;</p>" in paper.read("guestbook/index.html")
    entry.words = "Read twice"
    entry.save()
    assert paper.run() == {path, *PAGES}
    entry.delete()
    assert paper.run() == {path, *PAGES}
    assert "guestbook" not in paper.read(path)
    assert not paper.differences()


def test_articles_can_be_signed_while_readers_see_them(paper, rivers) -> None:
    follow()
    assert Open.objects.filter(pk=rivers.pk).exists()
    assert Open.objects.count() == 2
    unpublish_article(rivers)
    follow()
    assert Open.objects.filter(pk=rivers.pk).exists()  # the file has not gone yet
    paper.run()
    follow()
    assert not Open.objects.filter(pk=rivers.pk).exists()


@pytest.fixture
def sign():
    from handpress.public import urls

    importlib.reload(urls)
    (view,) = (each.callback for each in urls.urlpatterns if each.name == "guestbook")
    yield lambda **fields: view(RequestFactory().post("/-/guestbook", fields))
    set_urlconf(None)


def test_what_readers_post_stands_under_the_article(paper, rivers, sign) -> None:
    follow()
    assert sign(article=rivers.pk, words=" I was there ").status_code == 200
    paper.run()
    assert "<p>I was there</p>" in paper.read(rivers.public_path.removeprefix("/"))
    assert [each.address for each in settings.ENDPOINTS][-1] == "/-/guestbook"


def test_its_table_of_settings_counts(rivers, sign) -> None:
    from django.http import Http404

    follow()
    with pytest.raises(Http404):
        sign(article=rivers.pk, words="x" * 41)  # `longest` of tests.settings_with_guestbook
    assert sign(article=rivers.pk, words="x" * 40).status_code == 200


def test_its_duty_is_done_with_the_others(paper, rivers) -> None:
    go_round(timezone.now())
    assert DutyRecord.objects.filter(name="guestbook", failures=0, finished_at__isnull=False).exists()
    assert Open.objects.filter(pk=rivers.pk).exists()


def test_a_withdrawal_takes_what_was_written_along(paper, rivers) -> None:
    Entry.objects.create(article=rivers.pk, words="A fine piece")
    paper.run()
    withdraw_article(rivers, reason="Wrong.")
    paper.run()
    assert "A fine piece" not in paper.read(rivers.public_path.removeprefix("/"))
    assert not paper.differences()


def test_its_triggers_are_armed_under_its_name() -> None:
    assert {table for name, table in triggers.armed() if "guestbook" in name} == {"guestbook_entry"}


def test_its_modules_count_among_those_that_render_whatever_its_label() -> None:
    covered = {path.relative_to(ENGINE).as_posix() for path in rendering_modules() if ENGINE in path.parents}
    assert {"pages.py", "models.py"} <= covered
    assert not any(path.startswith("migrations/") for path in covered)


class SignedLife(Life):
    """All that can be done to the magazine, and readers who sign."""

    @rule(pk=Life.articles, words=st.sampled_from(["Fine.", "I was there.", "أحسنت"]))
    def sign(self, pk: int, words: str) -> None:
        Entry.objects.create(article=pk, words=words)

    @rule(pk=Life.articles)
    def strike_out(self, pk: int) -> None:
        """All that was written under an article goes."""
        Entry.objects.filter(article=pk).delete()

    @rule(words=st.sampled_from(["Edited.", "Fine."]))
    def rewrite(self, words: str) -> None:
        """By a script, everywhere."""
        Entry.objects.update(words=words)

    @rule(pk=Life.articles)
    def sign_during_the_next_run(self, pk: int) -> None:
        self.meanwhile.append(lambda: Entry.objects.create(article=pk, words="While you pressed."))


@pytest.mark.slow
def test_any_life_with_an_engine_ends_as_a_full_build_would_write_it(beginning) -> None:  # noqa: F811
    live(SignedLife)
