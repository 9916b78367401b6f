"""The desk's words: the house's catalogues are whole, and the tool that checks them sees every kind of fault."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from tools import words

ROOT = Path(__file__).parents[2]
PLURALS = {"es": 2, "ar": 6, "hi": 2}
CODE = """
from django.utils.translation import gettext as _, gettext_lazy as later, ngettext, pgettext
SAID = _("The %(name)s is here.")
LATER = later("Later")
COUNTED = ngettext("%(count)s clue by %(name)s", "%(count)s clues by %(name)s", 2)
SET_IN = pgettext("printing", "Set")
"""
TEMPLATE = """{% load i18n %}
<h2>{% translate "Puzzles" %}</h2>
    <p title="{% trans 'A grid' %}">{{ count|default:_("none") }}
  {% blocktranslate count left=left %}{{ left }} cell left{% plural %}{{ left }} cells left{% endblocktranslate %}</p>
"""
WHOLE = {
    "The %(name)s is here.": "%(name)s está aquí.",
    "Later": "Después",
    "%(count)s clue by %(name)s": ("Una pista de %(name)s", "%(count)s pistas de %(name)s"),
    "Set": "Compuesto",
    "Puzzles": "Pasatiempos",
    "A grid": "Una cuadrícula",
    "none": "ninguna",
    "%(left)s cell left": ("Queda %(left)s casilla", "Quedan %(left)s casillas"),
}


@pytest.fixture
def engine(tmp_path) -> Path:
    """An engine's app, with Python and a template, and a whole Spanish catalogue."""
    app = tmp_path / "crossword"
    (app / "templates" / "crossword").mkdir(parents=True)
    (app / "code.py").write_text(CODE)
    (app / "templates" / "crossword" / "index.html").write_text(TEMPLATE)
    translate(app, WHOLE)
    return app


def translate(app: Path, translated: dict[str, str | tuple[str, ...]], *, fuzzy: str = "") -> None:
    """Write the app's Spanish catalogue, and compile it."""
    catalogue = words.brought_up(app, "es")
    for word in catalogue:
        if word.id:
            word.string = translated.get(key_of(word), word.string)
            if key_of(word) == fuzzy:
                word.flags.add("fuzzy")
    path = words.catalogue_of(app, "es")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(words.written(catalogue))
    words.update(app, "es")


def key_of(word) -> str:
    return word.id[0] if isinstance(word.id, tuple) else word.id


def faults(app: Path) -> list[str]:
    return list(words.faults_of(app, "es"))


@pytest.mark.parametrize("language", words.LANGUAGES)
@pytest.mark.parametrize("app", words.house(), ids=lambda app: app.name)
def test_every_word_of_the_house_is_translated(app, language):
    assert list(words.faults_of(app, language)) == []
    catalogue = words._read(words.catalogue_of(app, language), language)
    assert catalogue.num_plurals == PLURALS[language]


def test_updating_writes_the_houses_catalogues_as_they_stand():
    for app in words.house():
        for language in words.LANGUAGES:
            path = words.catalogue_of(app, language)
            assert words.written(words.brought_up(app, language)) == path.read_bytes()


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_two_apps_translate_one_word_alike(language):
    """Django puts all catalogues into one: the first app's translation is shown by the others too."""
    said: dict[tuple[str, str | None], set[object]] = {}
    for app in words.house():
        for word in words._read(words.catalogue_of(app, language), language):
            said.setdefault((key_of(word), word.context), set()).add(word.string)
    assert {key: each for key, each in said.items() if key[0] and len(each) > 1} == {}


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_words_of_others_are_translated_where_they_are_not(language):
    assert list(words.faults_of_borrowed(words.BORROWED, language)) == []


@pytest.mark.parametrize(
    ("word", "fault"),
    [("Wagtail never said", "which neither Wagtail nor Django has"), ("Headline", "which is the house's own")],
)
def test_a_word_that_nobody_lends_is_told(tmp_path, word, fault):
    path = words.catalogue_of(tmp_path / "config", "hi")
    path.parent.mkdir(parents=True)
    lent = words.catalogue_of(words.BORROWED, "hi").read_text()
    path.write_text(f'{lent}\nmsgid "{word}"\nmsgstr "कुछ"\n')
    assert any(f"“{word}”, {fault}" in each for each in words.faults_of_borrowed(tmp_path / "config", "hi"))


def test_words_of_code_and_templates_are_found(engine):
    found = {(key_of(word), word.context) for word in words.words_of(engine) if word.id}
    assert found == {(key, "printing" if key == "Set" else None) for key in WHOLE}
    assert faults(engine) == []


def test_a_new_word_is_missed_then_stands_empty(engine):
    (engine / "more.py").write_text('from django.utils.translation import gettext\nNEW = gettext("Brand new")\n')
    assert faults(engine) == ["crossword/locale/es/LC_MESSAGES/django.po lacks “Brand new”"]
    words.update(engine, "es")
    assert faults(engine) == ["crossword/locale/es/LC_MESSAGES/django.po: “Brand new” is not translated"]


def test_a_word_that_is_gone_is_told_then_dropped(engine):
    (engine / "templates" / "crossword" / "index.html").write_text("<p></p>")
    assert len(faults(engine)) == 4
    assert all("in no code any more" in fault for fault in faults(engine))
    words.update(engine, "es")
    assert faults(engine) == []
    assert "Pasatiempos" not in words.catalogue_of(engine, "es").read_text()


def test_a_word_that_moves_to_another_app_takes_its_translation_along(engine, tmp_path):
    other = tmp_path / "riddles"
    other.mkdir()
    (engine / "code.py").rename(other / "code.py")
    words.main([str(engine), str(other)])
    assert faults(engine) == []
    assert faults(other) == []
    assert "%(name)s está aquí." in words.catalogue_of(other, "es").read_text()


def test_a_word_marked_for_another_catalogue_is_not_the_desks(engine):
    (engine / "wording.py").write_text('def _(message):\n    return message\n\nTITLE = _("Front page of the theme")\n')
    assert faults(engine) == []


@pytest.mark.parametrize(
    ("key", "string", "fault"),
    [
        ("Later", "", "is not translated"),
        ("Later", "   ", "is not translated"),
        ("The %(name)s is here.", "Está aquí.", "has lost %(name)s"),
        ("The %(name)s is here.", "%(nombre)s está aquí.", "is given %(nombre)s"),
        ("%(left)s cell left", ("Queda una", ""), "is not translated"),
        ("%(left)s cell left", ("Queda una", "Quedan"), "has lost %(left)s"),
        ("%(count)s clue by %(name)s", ("Una pista", "%(count)s pistas de %(name)s"), "has lost"),
        ("Later", "Después de {hora}", "is given {hora}"),
    ],
)
def test_what_is_wrong_with_a_word_is_told(engine, key, string, fault):
    translate(engine, {**WHOLE, key: string})
    assert any(f"“{key}” {fault}" in each for each in faults(engine)), faults(engine)


def test_one_that_is_one_need_not_be_counted(engine):
    translate(engine, {**WHOLE, "%(left)s cell left": ("Queda una casilla", "Quedan %(left)s casillas")})
    assert faults(engine) == []


def test_a_fuzzy_word_is_told(engine):
    translate(engine, WHOLE, fuzzy="Later")
    assert any("“Later” is fuzzy" in fault for fault in faults(engine))


def test_plural_forms_are_complete(engine):
    path = words.catalogue_of(engine, "es")
    path.write_text(path.read_text().replace('msgstr[1] "Quedan %(left)s casillas"\n', ""))
    assert any("plural forms" in fault or "not translated" in fault for fault in faults(engine))


def test_a_compiled_catalogue_says_what_the_other_says(engine):
    path = words.catalogue_of(engine, "es")
    path.write_text(path.read_text().replace("Pasatiempos", "Juegos"))
    assert faults(engine) == ["crossword/locale/es/LC_MESSAGES/django.mo does not say what its .po says"]
    path.with_suffix(".mo").unlink()
    assert len(faults(engine)) == 1


def test_checking_ends_with_one_and_names_what_is_missing(engine, capsys):
    assert words.main(["--check", str(engine)]) == 1  # there are no catalogues of Arabic and Hindi yet
    assert "crossword/locale/hi/LC_MESSAGES/django.po lacks “Later”" in capsys.readouterr().out


# Where the desk takes words from: named arguments, class attributes and functions.
TAKES_WORDS = {
    "label", "heading", "help_text", "verbose_name", "verbose_name_plural", "menu_label", "page_title", "header_title",
    "submit_label", "explanation", "done", "add_item_label", "empty_label", "more_label", "when_label", "description",
}  # fmt: skip
REFUSES = {
    "ValidationError",
    "NotPublished",
    "NoFiling",
    "SlugRefused",
    "DateAhead",
    "NothingToPreview",
    "PermissionDenied",
}
TELLS = {"success", "error", "warning", "info", "debug"}  # of django.contrib.messages
FIELDS = {
    "CharField", "TextField", "IntegerField", "SmallIntegerField", "BooleanField", "DateField", "DateTimeField",
    "EmailField", "URLField", "SlugField", "RichTextField", "StreamField", "PositiveIntegerField",
}  # fmt: skip
NAMES_OF_THEIR_OWN = {"Google", "Bing", "Yandex"}


@pytest.mark.parametrize("app", words.house(), ids=lambda app: app.name)
def test_what_the_desk_shows_can_be_translated(app):
    files = [path for path in app.rglob("*.py") if "migrations" not in path.parts]
    assert [each for path in files for each in untranslatable(path.read_text("utf-8"), path.name)] == []


@pytest.mark.parametrize(
    "line",
    [
        'FieldPanel("kind", heading="Kind of article")',
        'forms.CharField(label="Reason", help_text=_("Why"))',
        'models.CharField("name as printed", max_length=9)',
        'raise ValidationError("Write a name.")',
        'raise ValidationError({"name": "Write a name."})',
        'raise ValidationError(f"{name} is taken.")',
        'raise NotPublished("Never: " + title)',
        'messages.success(request, "It is done.")',
        'messages.error(request, f"{title} is gone.")',
        'form.add_error("name", "Write a name.")',
        'class A:\n    class Meta:\n        verbose_name = "article"',
        'class A(View):\n    page_title = "Withdraw"',
        'class Kind(models.TextChoices):\n    BOOK = "book", "Book review"',
        'MenuItem("Gone addresses", url)',
        '_(f"{name} is gone")',
        '_("gone: " + name)',
    ],
)
def test_a_literal_is_noticed(line):
    assert list(untranslatable(line, "line"))


@pytest.mark.parametrize(
    "line",
    [
        'FieldPanel("kind", heading=_("Kind"))',
        'raise ValidationError({"name": _("Write a name.")})',
        'raise ValidationError(message % {"name": name})',
        'messages.success(request, self.done % {"title": title})',
        'class A:\n    label = "newsroom"',
        'class Kind(models.TextChoices):\n    BOOK = "book", _("Book review")\n    GOOGLE = "google", "Google"',
        'form.add_error("name", _("Write a name."))',
        '_("%(name)s is gone") % {"name": name}',
        'Redirect(url, label="")',
    ],
)
def test_what_is_marked_is_left_alone(line):
    assert list(untranslatable(line, "line")) == []


def untranslatable(code: str, name: str) -> Iterator[str]:
    """Each text that the desk would show in English to everybody, with its place."""
    for node in ast.walk(ast.parse(code)):
        for text in _shown_by(node):
            if (said := _literal(text)) and said not in NAMES_OF_THEIR_OWN:
                yield f"{name}:{text.lineno}: {said}"


def _shown_by(node: ast.AST) -> Iterator[ast.expr]:
    if isinstance(node, ast.Call):
        yield from _shown_by_call(node, getattr(node.func, "attr", getattr(node.func, "id", "")))
    elif isinstance(node, ast.ClassDef):
        yield from _shown_by_class(node)


def _shown_by_call(call: ast.Call, called: str) -> Iterator[ast.expr]:
    yield from (each.value for each in call.keywords if each.arg in TAKES_WORDS)
    if called in REFUSES:
        yield from call.args[:1] if called != "DateAhead" else ()
    elif called == "add_error" or (
        called in TELLS and getattr(getattr(call.func, "value", None), "id", "") == "messages"
    ):
        yield from call.args[1:2]
    elif called in {"MenuItem", "Button"} or (called in FIELDS and _is_of(call, "models")):
        yield from call.args[:1]
    elif called in {"_", "gettext", "gettext_lazy"}:
        yield from (each for each in call.args if not isinstance(each, ast.Constant))


def _is_of(call: ast.Call, module: str) -> bool:
    return getattr(getattr(call.func, "value", None), "id", "") == module


def _shown_by_class(node: ast.ClassDef) -> Iterator[ast.expr]:
    is_choices = any(getattr(base, "attr", "").endswith("Choices") for base in node.bases)
    is_config = any("AppConfig" in ast.unparse(base) for base in node.bases)
    for each in node.body:
        if isinstance(each, ast.Assign) and isinstance(each.targets[0], ast.Name):
            if is_choices and isinstance(each.value, ast.Tuple):
                yield each.value.elts[-1]
            elif each.targets[0].id in TAKES_WORDS - {"label"} or (is_config and each.targets[0].id == "verbose_name"):
                yield each.value


def _literal(node: ast.expr) -> str:
    """The words of a text that stands in the code itself; nothing where it is marked or comes from elsewhere."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) and any(map(str.isalpha, node.value)) else ""
    if isinstance(node, ast.JoinedStr):
        return "".join(_literal(each) for each in node.values)
    if isinstance(node, ast.BinOp):
        return _literal(node.left) or _literal(node.right)
    if isinstance(node, ast.Dict):
        return "".join(_literal(each) for each in node.values)
    if isinstance(node, ast.List | ast.Tuple):
        return "".join(_literal(each) for each in node.elts)
    return ""
