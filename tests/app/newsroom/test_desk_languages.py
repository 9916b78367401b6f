"""An editor chooses the language of the desk: every word of the house is in it, whatever the magazine's languages."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.text import capfirst
from selectolax.lexbor import LexborHTMLParser as HTMLParser
from tools import words
from wagtail.users.models import UserProfile

from handpress.background.models import DutyRecord
from handpress.config.desk_languages import WHOLE, desk_languages
from handpress.edition.preview import render
from handpress.newsroom.actions import articles
from handpress.newsroom.models import Article, Magazine, Section
from handpress.press.models import FailedPage, Receipt, Run
from tests import factories

OTHERS = ["es", "ar", "hi"]
RECORDS = ("section", "author", "source", "tag", "licence", "linkgroup", "menu", "frontpage", "magazinetext", "address")
ADDED = ("section", "author", "source", "tag", "licence", "linkgroup", "address")
SHOWN = ("title", "placeholder", "aria-label", "alt")


def choose(user: Any, language: str) -> None:
    """What the account page stores."""
    profile = UserProfile.get_for_user(user)
    profile.preferred_language = language
    profile.save()


def _space(record: str) -> str:
    return f"wagtailsnippets_{'addresses' if record == 'address' else 'newsroom'}_{record}"


def read(desk, address: str) -> HTMLParser:
    """A page of the desk."""
    answer = desk.get(address)
    assert answer.status_code == 200, address
    return HTMLParser(answer.content.decode())


@pytest.fixture
def magazine() -> dict[str, str]:
    """A magazine with one of everything; the addresses of the desk that show it, by what they are."""
    section, author, tag = factories.section("Ambiente"), factories.author("Asha Rao"), factories.tag("presas")
    article = factories.published("Los ríos", main_section=section)
    gone = articles.withdraw_article(factories.published("Retractación"), reason="Era falso")
    factories.draft("Lluvia")
    now = timezone.now()
    DutyRecord.objects.create(name="calendar", due_at=now, started_at=now, finished_at=now, failures=3, missed=2,
                              missed_from=now, missed_until=now)  # fmt: skip
    run = Run.objects.create(
        started_at=now, seconds=1, cause="x", looked_at=1, written=2, unchanged=0, removed=0, failed=1
    )
    receipt = Receipt.objects.create(run=run, path="a.html", action="written", size_bytes=1)
    FailedPage.objects.create(recipe="x", subject="1", path="b.html", error="x", first_at=now, last_at=now, next_at=now)
    return {
        "home": reverse("wagtailadmin_home"),
        "article": reverse("wagtailadmin_pages:edit", args=[article.pk]),
        "articles": reverse("articles:index"),
        "new article": reverse("articles:choose_parent"),
        "plain pages": reverse("plain-pages:index"),
        "history": reverse("wagtailadmin_pages:history", args=[gone.pk]),
        "usage": reverse("wagtailadmin_pages:usage", args=[article.pk]),
        "withdraw": reverse("newsroom_withdraw", args=[article.pk]),
        "restore": reverse("newsroom_restore", args=[gone.pk]),
        "redate": reverse("newsroom_redate", args=[article.pk]),
        "move": reverse("newsroom_move", args=[article.pk]),
        "merge": reverse("newsroom_merge", args=["author", author.pk]),
        "tag": reverse("wagtailsnippets_newsroom_tag:edit", args=[tag.pk]),
        "magazine": reverse("wagtailsettings:edit", args=["newsroom", "magazine", Magazine.load().pk]),
        "pictures": reverse("wagtailimages:index"),
        "press": reverse("press_index"),
        "run": reverse("press_run", args=[run.pk]),
        "difference": reverse("press_difference", args=[receipt.pk]),
        "background": reverse("background_index"),
        **{f"list of {each}": reverse(f"{_space(each)}:list") for each in RECORDS},
        **{f"new {each}": reverse(f"{_space(each)}:add") for each in ADDED},
    }


@cache
def english(language: str) -> list[tuple[str, re.Pattern[str]]]:
    """Our English words that are others in that language, each with what it looks like on a page."""
    found = []
    for app in words.house():
        for word in words._read(words.catalogue_of(app, language), language):
            said = {word.string} if isinstance(word.string, str) else set(word.string)
            for key in word.id if isinstance(word.id, tuple) else (word.id,):
                if key and key not in said and len(words.PLACEHOLDER.sub("", key)) > len(" by "):
                    found.append((key, re.compile(f"{_pattern(key)}|{_pattern(capfirst(key))}")))
    return found


def _pattern(key: str) -> str:
    fixed = words.PLACEHOLDER.split(key)
    return ".+".join(re.escape(part) for part in fixed)


def _is_for_machines(text: str) -> bool:
    """Whether it is a name such as "press" or "link", of an icon, a field or a menu item."""
    return text.islower() and " " not in text


def shown(page: HTMLParser) -> set[str]:
    """The texts of a page: what stands between tags, in attributes, and in data that scripts build forms of."""
    found = set()
    for node in page.css("body *, title"):
        own = [node.text(deep=False)] if node.tag not in {"script", "style"} else []
        for text in [*own, *(node.attributes.get(name) for name in SHOWN)]:
            if text and text.strip():
                found.add(re.sub(r"\s+", " ", text).strip())
        data = [value for value in node.attributes.values() if value and value[0] in "[{"]
        if node.tag == "script" and "json" in (node.attributes.get("type") or ""):
            data.append(node.text())
        for text in data:
            found.update(_texts(text))
    return found


def _texts(text: str) -> Iterator[str]:
    try:
        yield from _leaves(json.loads(text))
    except ValueError:
        return


def _leaves(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield from [] if _is_for_machines(value) else [value.strip()]
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _leaves(each)


def left_in_english(page: HTMLParser, language: str) -> set[str]:
    """Our words that the page shows untranslated."""
    texts = shown(page)
    return {key for key, pattern in english(language) if any(pattern.fullmatch(text) for text in texts)}


@pytest.mark.parametrize("language", OTHERS)
def test_no_english_word_of_the_house_is_left(desk, editor, magazine, language):
    choose(editor, language)
    left = {
        name: found for name, address in magazine.items() if (found := left_in_english(read(desk, address), language))
    }
    assert left == {}


def test_english_words_would_be_found(desk, magazine):
    """The test above sees words: in an English desk it finds them on every page."""
    found = {name: left_in_english(read(desk, address), "ar") for name, address in magazine.items()}
    assert [name for name, each in found.items() if len(each) < 2] == []
    assert {"Headline", "standfirst", "Pull quote", "Filing and rights", "Bylines"} <= found["article"]


@pytest.mark.parametrize(
    ("language", "direction", "write"),
    [("en", "ltr", "Write an article"), ("es", "ltr", "Escribir un artículo"), ("ar", "rtl", "كتابة مقال"),
     ("hi", "ltr", "लेख लिखें")],
)  # fmt: skip
@pytest.mark.parametrize("written_in", ["en", "es"])
def test_the_language_does_not_depend_on_the_magazines(desk, editor, settings, language, direction, write, written_in):
    settings.LANGUAGES = settings.WAGTAIL_CONTENT_LANGUAGES = [(written_in, "Own")]
    settings.LANGUAGE_CODE = written_in
    choose(editor, language)
    page = read(desk, reverse("wagtailadmin_home"))
    assert page.css_first("html").attributes["lang"] == language
    assert page.css_first("html").attributes["dir"] == direction
    assert page.css_first(".desk-shortcuts a").text(strip=True) == write


@pytest.mark.parametrize("language", ["en", *OTHERS])
def test_an_editor_chooses_it_at_the_account(desk, editor, language):
    choose(editor, "en" if language == "ar" else "ar")
    address = reverse("wagtailadmin_account")
    page = read(desk, address)
    offered = {node.attributes["value"] for node in page.css("select[name=locale-preferred_language] option")}
    assert {code for code, _name in WHOLE} <= offered
    form = dict.fromkeys(("name_email-first_name", "name_email-last_name"), "x")
    for select in page.css("main form select"):
        form[select.attributes["name"]] = select.css_first("option[selected]").attributes["value"]
    assert (
        desk.post(
            address, {**form, "name_email-email": "a@paper.example", "locale-preferred_language": language}
        ).status_code
        == 302
    )
    assert read(desk, address).css_first("html").attributes["lang"] == language


def test_wagtails_other_languages_can_be_chosen_still():
    assert [code for code, _name in desk_languages()][:4] == ["en", "es", "ar", "hi"]
    assert ("de", "German") in desk_languages()
    assert len({code for code, _name in desk_languages()}) == len(desk_languages())


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("es", "es el nombre de una de las direcciones"),
        ("ar", "اسم عنوان من عناوين الموقع"),
        ("hi", "अपने एक पते का नाम है"),
    ],
)
def test_a_refusal_is_in_the_editors_language(desk, editor, language, said):
    article = factories.published("Rivers of the plain")
    choose(editor, language)
    answer = desk.post(reverse("newsroom_move", args=[article.pk]), {"path": "feeds"})
    assert said in answer.content.decode()


@pytest.mark.parametrize("language", OTHERS)
def test_what_readers_see_does_not_depend_on_the_editors_language(language):
    section = factories.section("Environment")
    article = factories.published("Rivers of the plain", main_section=section, kind=Article.Kind.BOOK_REVIEW)
    for record in (article, Section.objects.get(pk=section.pk)):
        seen = render(record)
        with translation.override(language):
            assert render(record) == seen
