"""Which files a page depends on, and how a publication replaces them."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import TemplateSyntaxError, UndefinedError
from tests.plain.theme import samples

from handpress.theme.theming import Theme


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return folder


def test_a_template_depends_on_all_it_extends_includes_imports_and_is_styled_by():
    files = Theme().files("section.html", "ar")
    assert {"section.html", "list.html", "base.html", "parts/teasers.html", "parts/calendar.html"} <= files
    assert {"parts/menu.html", "parts/edge.html", "parts/footer.html", "parts/languages.html"} <= files
    assert {"tokens.css", "css/base.css", "css/lists.css", "css/arab.css", "locale/ar"} <= files
    assert not {"css/front.css", "css/deva.css", "locale/es", "article.html"} & files


def test_an_article_depends_on_every_style_it_may_need():
    assert {"css/article.css", "css/paper.css", "css/media.css"} <= Theme().files("article.html", "en")


def test_every_file_a_template_depends_on_has_a_fingerprint():
    theme = Theme()
    known = set(theme.fingerprints())
    for template, _, _ in samples.SAMPLES.values():
        assert theme.files(template) <= known, template


def test_an_override_replaces_one_template_and_may_extend_the_shipped_one(tmp_path):
    folder = written(
        tmp_path, "article.html",
        '{% extends "handpress/article.html" %}{% block comments %}<p>Letters welcome.</p>{% endblock %}',
    )  # fmt: skip
    theme = Theme(folder)
    assert "Letters welcome." in theme.render("article.html", "en", **samples.article_context())
    assert {"article.html", "handpress/article.html", "base.html"} <= theme.files("article.html", "en")
    assert samples.rendered("section", theme) == samples.rendered("section")


def test_an_override_changes_exactly_the_fingerprints_of_what_it_replaces(tmp_path):
    shipped = Theme().fingerprints()
    own = Theme(written(tmp_path, "tokens.css", ":root{--measure:40rem}")).fingerprints()
    assert {name for name in own if own[name] != shipped.get(name)} == {"tokens.css"}


def test_tokens_add_to_the_shipped_tokens(tmp_path):
    css = Theme(written(tmp_path, "tokens.css", ":root{--paper:#ffffff}")).style("lists").css
    assert css.index("--paper:#fdfcf9") < css.index("--paper:#ffffff")


def test_extra_rules_reach_every_page(tmp_path):
    theme = Theme(written(tmp_path, "css/extra.css", ".name{color:teal}"))
    assert theme.style("front").css.endswith(".name{color:teal}")
    assert "css/extra.css" in theme.files("front.html")


def test_a_style_cannot_end_its_own_element(tmp_path):
    theme = Theme(written(tmp_path, "css/extra.css", '.x::after{content:"</style><b>"}'))
    assert "</style>" not in theme.style("lists").css


def test_the_accent_of_the_editor_is_made_readable_on_both_papers():
    css = Theme().style("lists", accent="#ffd400").css
    assert "#ffd400" not in css.split("prefers-color-scheme")[-2].rsplit("--accent", 1)[-1]
    assert css.count("--accent:") == 5


def test_the_accent_is_not_printed():
    css = Theme().style("lists", accent="#004b87").css
    assert "@media screen{:root{--accent:#004b87}}" in css
    assert css.count("#004b87") == 1
    assert "--accent:#000" in css.split("@media print{", 1)[1]


@pytest.mark.parametrize("accent", ["red;}body{display:none", "", "#12"])
def test_an_accent_that_is_no_colour_never_reaches_the_style(accent):
    assert "display:none" not in Theme().style("notice", accent=accent).css.replace(" ", "")


def test_words_of_a_new_language_come_from_the_publication(tmp_path):
    entry = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\nmsgid "Share"\nmsgstr "Partilhar"\n'
    theme = Theme(written(tmp_path, "locale/pt/LC_MESSAGES/edition.po", entry))
    assert theme.words("pt-BR").gettext("Share") == "Partilhar"
    assert theme.words("pt").gettext("Related") == "Related"
    assert "locale/pt" in theme.files("article.html", "pt-BR")


def test_a_record_that_lacks_what_a_template_shows_is_an_error_not_a_hole():
    context = samples.article_context()
    del context["article"]
    with pytest.raises(UndefinedError):
        Theme().render("article.html", "en", **context)


def test_a_message_that_is_not_a_plain_string_is_refused(tmp_path):
    theme = Theme(written(tmp_path, "x.html", "{{ _(name) }}"))
    with pytest.raises(TemplateSyntaxError):
        theme.render("x.html", "en", name="Share")
