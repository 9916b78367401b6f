"""What is left of a line of credits is no source, no author and no section; the first publishing beats updates."""

from __future__ import annotations

import pytest
from tests.plain.extract.texts import EN

from handpress.extract import Extraction, extract_page
from handpress.extract.credits import read_credits
from handpress.extract.nobodies import names_nobody
from handpress.extract.sections import can_be_section

FIRST = "2009-03-03"
TEXT = "".join(f"<p>{paragraph}</p>" for paragraph in EN.paragraphs)


def _read(front: str, *, head: str = "", path: str = "x.html") -> Extraction:
    page = f"<html><head><title>The audit</title>{head}</head><body><h1>The audit</h1>{front}{TEXT}</body></html>"
    found = extract_page(page, path=path)
    assert isinstance(found, Extraction), found
    return found


@pytest.mark.parametrize(
    "line",
    [
        "Last updated: 12 June 2014. First published: 3 March 2009",
        "First published: 3 March 2009. Last updated: 12 June 2014",
        "Updated 12 June 2014 | Published 3 March 2009",
        "Published 3 March 2009, updated 12 June 2014 at 10:30",
        "3 March 2009 (updated 12 June 2014)",
        "3 March 2009 (last modified on 12 June 2014, 10:30 GMT)",
        "Last revised 12 June 2014; originally posted 3 March 2009",
        "Page last edited: 12/06/2014. Created: 03/03/2009",
        "Publicado el 3 de marzo de 2009. Última actualización: 12 de junio de 2014",
        "Actualizado el 12 de junio de 2014 – Publicado el 3 de marzo de 2009",
        "Mis à jour le 12 juin 2014, publié le 3 mars 2009",
        "Zuletzt geändert am 12. Juni 2014, veröffentlicht am 3. März 2009",
        "Aggiornato il 12 giugno 2014 | Pubblicato il 3 marzo 2009",
        "Обновлено: 12 июня 2014. Опубликовано: 3 марта 2009",
        "آخر تحديث: 12 يونيو 2014 | نشر في 3 مارس 2009",
        "अपडेट: 12 जून 2014 | प्रकाशित: 3 मार्च 2009",
        "更新时间：2014年6月12日 发布时间：2009年3月3日",
        "最終更新：2014年6月12日 公開日：2009年3月3日",
        "<time datetime='2009-03-03'>3 March 2009</time>, updated <time datetime='2014-06-12'>12 June 2014</time>",
    ],
)
@pytest.mark.parametrize("byline", ["<p>By Lena Fisk</p>", ""])
def test_the_first_publishing_beats_the_last_update_and_leaves_no_source(line: str, byline: str) -> None:
    found = _read(f"{byline}<p>{line}</p>")
    assert (found.published_on, found.source, found.section) == (FIRST, None, None)
    assert found.authors == (("Lena Fisk",) if byline else ())


@pytest.mark.parametrize(
    "front",
    [
        "<p>Updated: 12 June 2014</p><p>By Lena Fisk</p><p>Published: 3 March 2009</p>",
        "<p>Published: 3 March 2009</p><p>By Lena Fisk</p><p>Updated: 12 June 2014</p>",
        "<p>First published: 3 March 2009</p><p>Posted here: 12 June 2014</p>",
    ],
)
def test_the_first_publishing_beats_an_update_on_another_line(front: str) -> None:
    assert _read(front).published_on == FIRST


def test_an_update_above_does_not_beat_the_date_at_the_end() -> None:
    text = f"<h1>The audit</h1><p>Last updated: 12 June 2014</p>{TEXT}<p>Published: 3 March 2009</p>"
    page = f"<html><body>{text}</body></html>"
    found = extract_page(page)
    assert isinstance(found, Extraction)
    assert found.published_on == FIRST


def test_the_first_publishing_that_the_page_prints_beats_a_later_date_of_its_head() -> None:
    head = '<meta property="article:published_time" content="2014-06-12">'
    assert _read("<p>First published: 3 March 2009</p>", head=head).published_on == FIRST


def test_an_update_alone_is_taken_and_said() -> None:
    found = _read("<p>By Lena Fisk</p><p>Last updated: 12 June 2014</p>")
    assert found.published_on == "2014-06-12"
    assert [warning for warning in found.warnings if "last update" in warning]


@pytest.mark.parametrize(
    "rest",
    [
        "0500",
        "-0500",
        "10:30",
        "18:20:11 +0530",
        "GMT",
        "(PST)",
        "pc12.cs.example.edu",
        "www.interop.com",
        "report.html",
        "page_12.txt",
        "news@lists.example",
        "Views: 123",
        "5 min read",
        "12 comments",
        "#138",
        "No. 138",
        "作者",
        "Photo: Ilse Noot",
        "Photo by Ilse Noot",
        "Translated by Ilse Noot",
        "Filed under: Water",
        "The audit",
        "Updated",
        "p. 12",
        "Foto von Ilse Noot",
        "Traducido por Ilse Noot",
        "编辑：李明",
        "ترجمة ليلى",
        "अनुवाद रमेश",
    ],
)
@pytest.mark.parametrize(
    "form",
    ["<p>3 March 2009 {}</p>", "<p>3 March 2009 | {}</p>", "<p>3 March 2009</p><p>{}</p>", "<p>{} | 3 March 2009</p>"],
)
def test_what_is_left_of_a_date_line_is_no_source_and_no_author(rest: str, form: str) -> None:
    found = _read(form.format(rest))
    assert (found.published_on, found.source, found.authors) == (FIRST, None, ())


@pytest.mark.parametrize(
    ("line", "section"),
    [
        ("Posted in News on 3 March 2009", "News"), ("3 March 2009, filed in Water and Rivers", "Water and Rivers"),
        ("Published 3 March 2009 in Opinion", "Opinion"), ("Publié dans Actualités | 3 mars 2009", "Actualités"),
        ("Publié le 3 mars 2009 dans Culture", "Culture"), ("Publié dans Actualités le 3 mars 2009", "Actualités"),
        ("Veröffentlicht am 3. März 2009 in Nachrichten", "Nachrichten"),
        ("Abgelegt unter Wasser | 3. März 2009", "Wasser"),
        ("Arquivado em Notícias | 3 de março de 2009", "Notícias"),
        ("Publicado en Agua el 3 de marzo de 2009", "Agua"), ("Pubblicato in Notizie | 3 marzo 2009", "Notizie"),
        ("Geplaatst in Nieuws | 3 maart 2009", "Nieuws"),
        ("Veröffentlicht am 3. März 2009 in der Rubrik Wasser", "Wasser"),
        ("Erschienen in der Ausgabe 12 | 3. März 2009", None),
    ],
)  # fmt: skip
@pytest.mark.parametrize("byline", ["<p>By Lena Fisk</p>", ""])
def test_under_which_word_a_piece_is_filed_is_its_section_and_no_source(
    line: str, section: str | None, byline: str
) -> None:
    found = _read(f"{byline}<p>{line}</p>")
    assert (found.published_on, found.source, found.section) == (FIRST, None, section)


@pytest.mark.parametrize(
    ("line", "source"),
    [
        ("Published in The Courier on 3 March 2009", "The Courier"),
        ("Publié dans Le Monde le 3 mars 2009", "Le Monde"),
        ("First published in River News on 3 March 2009", "River News"),
        ("Publicado originalmente en La Orilla el 3 de marzo de 2009", "La Orilla"),
    ],
)
def test_where_a_piece_was_published_is_its_source_still(line: str, source: str) -> None:
    assert _read(f"<p>By Lena Fisk</p><p>{line}</p>").source == source


@pytest.mark.parametrize(
    "office",
    [
        "staff writer", "Staff Writer", "senior correspondent", "our own correspondent", "editor in chief",
        "columnist", "Contributing Editor", "special correspondent", "editor of the weekly", "redactora",
        "journaliste", "Redakteurin", "professor of law", "Freelance journalist",
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    "form", ["<p>By Lena Fisk, {}</p><p>3 March 2009</p>", "<p>By Lena Fisk</p><p>{}</p><p>3 March 2009</p>"]
)
def test_an_office_is_no_source(office: str, form: str) -> None:
    found = _read(form.format(office))
    assert (found.authors, found.source, found.published_on) == (("Lena Fisk",), None, FIRST)


@pytest.mark.parametrize(
    "name", ["The Reporter", "Reuters", "The Staff", "River News", "The Guardian", "Writers Weekly"]
)
def test_a_publication_behind_a_name_is_a_source_still(name: str) -> None:
    assert _read(f"<p>By Lena Fisk, {name}</p><p>3 March 2009</p>").source == name


@pytest.mark.parametrize(
    "rest",
    [
        "report-final.pdf (240 KB)", "map.jpg [1.2 MB]", "ISSN 1234-5678", "ISBN 978-3-16-148410-0", "CC BY-SA 4.0",
        "CC0", "Creative Commons Attribution 3.0", "Licensed under CC BY 4.0", "GNU Free Documentation License",
        "doi 10.1000/182", "lowerbank.example/news/", "lowerbank.example/news", "www.lowerbank.example/a", "GFDL",
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    "form", ["<p>3 March 2009 | {}</p>", "<p>3 March 2009</p><p>{}</p>", "<p>{} | 3 March 2009</p>"]
)
def test_files_numbers_licences_and_paths_are_no_source(rest: str, form: str) -> None:
    assert _read(f"<p>By Lena Fisk</p>{form.format(rest)}").source is None


@pytest.mark.parametrize("form", ["Posted by Lena Fisk at {}", "Posted by Lena Fisk on {}", "By Lena Fisk at {}"])
@pytest.mark.parametrize("printed", ["03/03/2009 9:30 PM", "3 March 2009, 21:30", "2009-03-03"])
def test_at_before_a_date_belongs_to_no_name(form: str, printed: str) -> None:
    found = _read(f"<p>{form.format(printed)}</p>")
    assert (found.authors, found.published_on, found.source) == (("Lena Fisk",), FIRST, None)


@pytest.mark.parametrize("line", ["Di Lena Fisk", "di Lena Fisk", "Oleh Lena Fisk", "Ditulis oleh: Lena Fisk"])
def test_bylines_of_more_languages_are_read(line: str) -> None:
    assert _read(f"<p>{line}</p><p>3 March 2009</p>").authors == ("Lena Fisk",)


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("作者：王小明", ("王小明",)),
        ("记者 : 李明", ("李明",)),
        ("文：田中恵子", ("田中恵子",)),
        ("نویسنده: رضا احمدی", ("رضا احمدی",)),
        ("Autor: Zofia Wójcik", ("Zofia Wójcik",)),
        ("Napisała Zofia Wójcik", ("Zofia Wójcik",)),
    ],
)
@pytest.mark.parametrize("form", ["<p>{}</p><p>2009-03-03</p>", "<p>{} 2009-03-03</p>", "<p>2009-03-03 | {}</p>"])
def test_a_byline_in_another_script_is_a_byline_and_no_source(line: str, authors: tuple[str, ...], form: str) -> None:
    found = _read(form.format(line))
    assert (found.authors, found.source, found.published_on) == (authors, None, FIRST)


@pytest.mark.parametrize(
    "line",
    [
        "The Red Dog | 3 March 2009",
        "River News, 3 March 2009",
        "3 March 2009 - Inland Voices",
        "3 March 2009 | wsws.example.org",
    ],
)
def test_a_publication_that_stands_apart_is_a_source_still(line: str) -> None:
    assert _read(f"<p>By Lena Fisk</p><p>{line}</p>").source


def test_a_sender_s_address_is_no_source_and_a_sender_is_the_author() -> None:
    assert not read_credits("From: lowerbank-news@lists.example")
    assert not read_credits("From: lowerbank-news at lists.example")
    assert read_credits("From: Meera Thomas <meera@lists.example>").authors == ("Meera Thomas",)
    assert read_credits("From: The River News").source == "The River News"


@pytest.mark.parametrize(
    "name",
    [
        "",
        "…",
        "0500",
        "a.html",
        "x@y.example",
        "www.example.org",
        "10.0.0.1",
        "GMT",
        "Foo: bar",
        "localhost",
        "dir/a/b",
    ],
)
def test_texts_that_name_nobody(name: str) -> None:
    assert names_nobody(name)


@pytest.mark.parametrize(
    "name", ["River News", "wsws.example.org", "WSWS.org", "王小明", "A. Bee", "O’Brien", "taz", "El País", "पानी"]
)
def test_texts_that_name_somebody(name: str) -> None:
    assert not names_nobody(name)


@pytest.mark.parametrize(
    "name",
    [
        "www.interop.com",
        "interop.com",
        "http://interop.com/x",
        "May 2007 (#138)",
        "#138",
        "Issue 12",
        "Vol. 3, No. 4",
        "13 June 2013",
        "2007",
        "2007-05",
        "index.html",
        "Home",
        "Print",
        "x@y.example",
        "0500",
        "N° 12",
        "№ 5",
        "Heft 3",
    ],
)
def test_hosts_issues_dates_and_files_are_no_sections(name: str) -> None:
    assert not can_be_section(name)
    crumbs = f'<p><a href="/">Home</a> &gt; <a href="/w/">Water</a> &gt; <a href="/w/x/">{name}</a></p>'
    page = f"<html><body>{crumbs}<h1>The audit</h1><p>By Lena Fisk</p>{TEXT}</body></html>"
    found = extract_page(page, path="w/x/audit.html")
    assert isinstance(found, Extraction)
    assert found.section in ("Water", None)


@pytest.mark.parametrize(
    "name", ["Water", "Arts & Culture", "Nord-Süd", "पानी", "水", "Land and Water", "Rio+20", "No Borders"]
)
def test_names_of_sections(name: str) -> None:
    assert can_be_section(name)


MAIL = """From: lowerbank-news@lists.example
To: lowerbank-news@lists.example
Date: Wed, 14 May 2003 18:20:11 {zone}
Subject: [lowerbank-news] The ferry that stopped
MIME-Version: 1.0

The Ferry That Stopped

By Meera Thomas

{text}
"""


@pytest.mark.parametrize("zone", ["+0530", "-0500", "GMT", "EST", "+0200 (CEST)", ""])
@pytest.mark.parametrize("form", ["{}", "<html><body><pre>{}</pre></body></html>"])
def test_a_mail_s_head_gives_its_date_and_no_source(zone: str, form: str) -> None:
    found = extract_page(form.format(MAIL.format(zone=zone, text="\n\n".join(EN.paragraphs))), path="mail.txt")
    assert isinstance(found, Extraction)
    assert (found.published_on, found.source, found.authors) == ("2003-05-14", None, ("Meera Thomas",))
    assert found.headline.lower() == "the ferry that stopped"
