"""Everything that readers read of the contact form is there in every language that is shipped."""

from __future__ import annotations

from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

import handpress.contact
from handpress.theme.catalogues import translations

ENGINE = Path(handpress.contact.__file__).parent
OPTIONS = {"**.html": {"trim_blocks": "true", "lstrip_blocks": "true"}}


def words() -> set[str]:
    templates = extract_from_dir(ENGINE / "theme", [("**.html", "jinja2")], OPTIONS, keywords={"_": None})
    letters = extract_from_dir(ENGINE, [("letters.py", "python")], keywords={"_": None})
    return {message for _, _, message, *_ in (*templates, *letters)}


@pytest.mark.parametrize("language", ["es", "ar", "hi"])
def test_every_word_is_translated_and_no_other(language: str) -> None:
    with (ENGINE / "theme/locale" / language / "LC_MESSAGES/edition.po").open("rb") as file:
        catalogue = {message.id: message.string for message in read_po(file) if message.id}
    assert catalogue.keys() == words()
    assert not [id for id, translated in catalogue.items() if not translated]
    shown = translations(language, None, [ENGINE / "theme"])  # the theme's own catalogue comes first
    assert [id for id, translated in catalogue.items() if shown.gettext(id) != translated] == []
    gaps = [id for id, translated in catalogue.items() if id.count("%(") != translated.count("%(")]
    assert not gaps


def test_an_app_s_catalogue_comes_after_the_theme_s(tmp_path: Path) -> None:
    assert translations("es", None, [ENGINE / "theme"]).gettext("Report an error") == "Avisar de un error"
    assert translations("es", None).gettext("Report an error") == "Report an error"
    own = tmp_path / "locale/es/LC_MESSAGES"
    own.mkdir(parents=True)
    (own / "edition.po").write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\nmsgid "Send"\nmsgstr "Mandar"\n'
    )
    assert translations("es", tmp_path, [ENGINE / "theme"]).gettext("Send") == "Mandar"
