"""Bylines, dates and sources are read from the lines that print them."""

from __future__ import annotations

import pytest

from handpress.extract.bylines import is_name, read_byline
from handpress.extract.credits import can_be_source, read_credits
from handpress.extract.notices import begins_comments, is_copyright, is_furniture, kind_named


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("By Marta Oyelaran", ["Marta Oyelaran"]),
        ("By Marta Oyelaran and Ilse van der Noot", ["Marta Oyelaran", "Ilse van der Noot"]),
        ("by A. B. Carver, Dana Ruiz & Samir al-Hadid", ["A. B. Carver", "Dana Ruiz", "Samir al-Hadid"]),
        ("BY ILSE VAN DER NOOT", ["Ilse van der Noot"]),
        ("By PETER MCGRAW", ["Peter McGraw"]),
        ("Written by: Dana Ruiz", ["Dana Ruiz"]),
        ("By Dana Ruiz in Cairo", ["Dana Ruiz"]),
        ("By Dana Ruiz, WSWS.org", ["Dana Ruiz"]),
        ("By Dana Ruiz, Environment Correspondent", ["Dana Ruiz"]),
        ("By Dr. Dana Ruiz, PhD", ["Dr. Dana Ruiz, PhD"]),
        ("By Dana Ruiz <dana@example.org>", ["Dana Ruiz"]),
        ("Por Lucía Arrieta y Fernando del Pozo", ["Lucía Arrieta", "Fernando del Pozo"]),
        ("Par Hélène Marchand et Paul de Kerguelen", ["Hélène Marchand", "Paul de Kerguelen"]),
        ("Von Ilse von Rothen und Karl-Heinz Brückner", ["Ilse von Rothen", "Karl-Heinz Brückner"]),
        ("Автор: Марина Оленина", ["Марина Оленина"]),
        ("بقلم سمير الحديدي وليلى منصور", ["سمير الحديدي", "ليلى منصور"]),
        ("بقلم: ليلى منصور", ["ليلى منصور"]),
        ("अनिल वर्मा द्वारा", ["अनिल वर्मा"]),
        ("अनिल वर्मा और सुनीता जोशी द्वारा", ["अनिल वर्मा", "सुनीता जोशी"]),
        ("—Ruth O’Dwyer", ["Ruth O’Dwyer"]),
        ("-- J.K. Amadi", ["J.K. Amadi"]),
        ("By the Rivers of Babylon We Sat Down", []),
        ("By 2015 the river was gone", []),
        ("By and large, it rained", []),
        ("Author", []),
        ("Von der Hand in den Mund", []),
        ("Stand by your words", []),
        ("", []),
    ],
)
def test_bylines_give_their_authors_and_other_lines_none(line: str, authors: list[str]) -> None:
    assert list(read_byline(line)) == authors


@pytest.mark.parametrize(
    "text", ["Marta Oyelaran", "Tomás de la Cruz", "Samir al-Hadid", "bell Hooks Smith", "J.K. Amadi", "أحمد علي"]
)
def test_names_of_persons_are_known_by_their_form(text: str) -> None:
    assert is_name(text) == (not text.startswith("bell"))


@pytest.mark.parametrize("text", ["The River", "We went home.", "Room 7", "x" * 70, "one two", "هذا في البيت"])
def test_other_texts_are_no_names(text: str) -> None:
    assert not is_name(text)


@pytest.mark.parametrize(
    ("line", "published", "authors", "source"),
    [
        ("13 June, 2013", "2013-06-13", [], None),
        ("Posted on Thursday, June 13, 2013 at 10:22 am", "2013-06-13", [], None),
        ("By Dana Ruiz | River News | 13 June 2013", "2013-06-13", ["Dana Ruiz"], None),
        ("13 June, 2013 | wsws.example.org", "2013-06-13", [], "wsws.example.org"),
        ("Source: River News", None, [], "River News"),
        ("(Courtesy: River News)", None, [], "River News"),
        ("Fuente: Costa Abierta", None, [], "Costa Abierta"),
        ("المصدر: صحيفة الساحل", None, [], "صحيفة الساحل"),
        ("साभार: तट समाचार", None, [], "तट समाचार"),
        ("This article was first published in River News on 3 May 2011.", "2011-05-03", [], "River News"),
        ("Originally published at River News. Republished with permission.", None, [], "River News"),
        ("The council met on 3 May 2011 and decided, after a long debate, to wait for another year.", None, [], None),
        ("Home", None, [], None),
    ],
)
def test_a_line_says_date_authors_and_source(
    line: str, published: str | None, authors: list[str], source: str | None
) -> None:
    credits = read_credits(line)
    assert (credits.published.iso if credits.published else None) == published
    assert (list(credits.authors), credits.source) == (authors, source)
    assert bool(credits) == bool(published or authors or source)


def test_what_a_line_of_credits_says_besides_is_kept_for_who_knows_more() -> None:
    assert read_credits("Inland Voices, 9 December, 2004").rest == "Inland Voices"
    assert read_credits("Last updated: 9 December, 2004").updated


def test_sources_without_label_are_short_and_no_sentences() -> None:
    assert can_be_source("WSWS.org") and can_be_source("The Tidewater Review")
    assert not can_be_source("It rained.") and not can_be_source("one two three four five six seven")


@pytest.mark.parametrize(
    "line",
    ["Comments are moderated", "3 Comments", "Leave a comment", "Comentarios", 
     "Kommentare werden moderiert", "التعليقات", "टिप्पणियाँ", "Комментарии"],
)  # fmt: skip
def test_headings_of_comments_are_known_in_many_languages(line: str) -> None:
    assert begins_comments(line)


@pytest.mark.parametrize(
    "line",
    ["Printer Friendly Version", "Print E-mail", "Share this article", "Home | Archives", "Versión para imprimir",
     "Previous: Another Story", "< Prev", "Druckversion", "نسخة للطباعة", "Name: E-mail:"],
)  # fmt: skip
def test_buttons_and_offers_around_an_article_are_known(line: str) -> None:
    assert is_furniture(line)


@pytest.mark.parametrize(
    "line", ["Sharecroppers March on the Capital", "Commentary on a Flood", "The Next Harvest", "Homeless in Tamarin"]
)
def test_headlines_that_begin_like_buttons_are_none(line: str) -> None:
    assert not is_furniture(line) and not begins_comments(line) and not is_copyright(line)


def test_labels_name_kinds_of_articles() -> None:
    assert [kind_named(label) for label in ("Book Review", "PRESS RELEASE:", "Acción urgente", "Politics")] == [
        "review", "press-release", "action-alert", None,
    ]  # fmt: skip
