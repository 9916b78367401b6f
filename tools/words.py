"""The desk's own words: each app's catalogues of Django, brought up to its code, or checked against it.

    tools/words.py                  add new words (empty), drop gone ones, write the .mo
    tools/words.py --check          say what is not translated, and end with 1
    tools/words.py [--check] DIR …  the same for the apps in these folders, such as an engine's

Needs neither Debian's gettext nor a database.
"""

from __future__ import annotations

import ast
import io
import re
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from gettext import c2py  # the parser of plural rules that gettext itself has
from pathlib import Path

import django
import wagtail
from babel.messages import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

from handpress.config.apps import HOUSE  # noqa: E402  the tree's own, whatever is installed

LANGUAGES = ("es", "ar", "hi")  # English is the source
IN_CONTEXT, IN_CONTEXT_COUNTED = ((1, "c"), 2), ((1, "c"), 2, 3)
FUNCTIONS = {
    "gettext": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "pgettext": IN_CONTEXT,
    "npgettext": IN_CONTEXT_COUNTED,
    "gettext_lazy": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": IN_CONTEXT,
    "npgettext_lazy": IN_CONTEXT_COUNTED,
}
LENDERS = (Path(wagtail.__file__).parent, Path(django.__file__).parent / "conf")
BORROWED = ROOT / "src/handpress/config"  # brings Wagtail's and Django's words where they have no translation
PLACEHOLDER = re.compile(r"%(?:\(\w+\))?[#0+ -]?(?:\.\d+)?[sdifr]|%%|\{\w*\}")
FIRST_WRITTEN = datetime(2026, 11, 29, tzinfo=UTC)


def house() -> list[Path]:
    """The folders of the house's apps."""
    return [ROOT / "src" / name.replace(".", "/") for name in HOUSE]


def catalogue_of(app: Path, language: str) -> Path:
    """Where an app's words in a language stand."""
    return app / "locale" / language / "LC_MESSAGES" / "django.po"


def words_of(app: Path) -> Catalog:
    """Every word of the app's code and templates that is marked for translation."""
    if not settings.configured:
        settings.configure()
    found = Catalog()
    for path in sorted(app.rglob("*.py")):
        if "migrations" not in path.parts:
            _gather(found, path.relative_to(app), path.read_text("utf-8"))
    for path in sorted(each for each in app.glob("templates/**/*") if each.suffix in {".html", ".txt"}):
        code = templatize(path.read_text("utf-8"), origin=str(path))
        lines = [line.strip() for line in code.split("\n")]  # as Python of one indentation
        _gather(found, path.relative_to(app), "\n".join(lines), {**FUNCTIONS, "_": None})
    return found


def _gather(found: Catalog, place: Path, code: str, calls: dict[str, tuple | None] | None = None) -> None:
    calls = _names_of_functions(code) if calls is None else calls
    for _line, message, _comments, context in extract("python", io.BytesIO(code.encode()), calls):
        found.add(message, locations=[(str(place), 0)], context=context)


def _names_of_functions(code: str) -> dict[str, tuple | None]:
    """What a file calls Django's functions; nothing where it marks words of another catalogue."""
    imports = [node for node in ast.walk(ast.parse(code)) if isinstance(node, ast.ImportFrom)]
    named = [each for node in imports if node.module == "django.utils.translation" for each in node.names]
    return {each.asname or each.name: FUNCTIONS[each.name] for each in named if each.name in FUNCTIONS}


def memory_of(apps: Sequence[Path], language: str) -> Catalog:
    """All that these apps have translated: a word that moves from one to another takes its translation along."""
    memory = Catalog(locale=language)
    for app in apps:
        for word in _read(catalogue_of(app, language), language):
            if word.id and not any(_faults_of_word(word, memory)):
                memory.add(word.id, word.string, context=word.context)
    return memory


def brought_up(app: Path, language: str, memory: Catalog | None = None) -> Catalog:
    """The app's catalogue as its code wants it: what is translated stays, what nobody has translated is empty."""
    old = _read(catalogue_of(app, language), language)
    catalogue = Catalog(
        locale=language,
        header_comment=old.header_comment,
        project="Handpress",
        version="1",
        creation_date=FIRST_WRITTEN,
        revision_date=FIRST_WRITTEN,
        fuzzy=False,
    )
    for word in words_of(app):
        if word.id:
            known = old.get(_key(word), word.context)
            if memory is not None and not (known and any(known.string)):
                known = memory.get(_key(word), word.context)
            string = known.string if known and isinstance(known.id, tuple) == isinstance(word.id, tuple) else None
            flags = known.flags & {"fuzzy"} if known else ()
            catalogue.add(word.id, string, word.locations, flags, context=word.context)
    return catalogue


def _key(word: Message) -> str:
    return word.id[0] if isinstance(word.id, tuple) else word.id


def _read(path: Path, language: str) -> Catalog:
    if not path.exists():
        return Catalog(locale=language, header_comment=f"# Words of {path.parents[3].name} in the desk.")
    with path.open("rb") as file:
        return read_po(file, locale=language)


def written(catalogue: Catalog) -> bytes:
    """The text of the .po; no line numbers, so that a change of code is none of the catalogues."""
    out = io.BytesIO()
    write_po(out, catalogue, width=100, sort_output=True, include_lineno=False, ignore_obsolete=True)
    return out.getvalue()


def compiled(catalogue: Catalog) -> bytes:
    """The bytes of the .mo."""
    out = io.BytesIO()
    write_mo(out, catalogue)
    return out.getvalue()


def update(app: Path, language: str, memory: Catalog | None = None) -> None:
    """Bring the app's catalogue up to its code, and compile it."""
    catalogue = brought_up(app, language, memory)
    path = catalogue_of(app, language)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(written(catalogue))
    path.with_suffix(".mo").write_bytes(compiled(catalogue))


def faults_of(app: Path, language: str) -> Iterator[str]:
    """What is wrong with the app's catalogue, a sentence each."""
    path = catalogue_of(app, language)
    name = path.relative_to(app.parent)
    catalogue = _read(path, language)
    wanted, there = _keys_of(words_of(app)), _keys_of(catalogue)
    for key, context in sorted(wanted - there, key=str):
        yield f"{name} lacks “{key}”" + (f" ({context})" if context else "")
    for key, _context in sorted(there - wanted, key=str):
        yield f"{name} has “{key}”, which is in no code any more"
    yield from _faults_of_catalogue(catalogue, path, name)


def faults_of_borrowed(app: Path, language: str) -> Iterator[str]:
    """What is wrong with the catalogue of others' words; no word of it is one that they have not, or the house's."""
    path = catalogue_of(app, language)
    catalogue, name = _read(path, language), path.relative_to(app.parent)
    sources = [each for lender in LENDERS for each in lender.rglob("locale/en/LC_MESSAGES/django.po")]
    theirs = {key for each in sources for key in _keys_of(_read(each, "en"))}
    ours = {key for each in house() for key in _keys_of(words_of(each))}
    for key, _context in sorted(_keys_of(catalogue) - theirs, key=str):
        yield f"{name} has “{key}”, which neither Wagtail nor Django has"
    for key, _context in sorted(_keys_of(catalogue) & ours, key=str):
        yield f"{name} has “{key}”, which is the house's own"
    yield from _faults_of_catalogue(catalogue, path, name)


def _faults_of_catalogue(catalogue: Catalog, path: Path, name: Path) -> Iterator[str]:
    for word in catalogue:
        yield from (f"{name}: “{_key(word)}” {fault}" for fault in _faults_of_word(word, catalogue) if word.id)
    if _keys_of(catalogue) and _bytes_of(path.with_suffix(".mo")) != compiled(catalogue):
        yield f"{name.with_suffix('.mo')} does not say what its .po says"


def _keys_of(catalogue: Catalog) -> set[tuple[str, str | None]]:
    return {(_key(word), word.context) for word in catalogue if word.id}


def _bytes_of(path: Path) -> bytes:
    return path.read_bytes() if path.exists() else b""


def _faults_of_word(word: Message, catalogue: Catalog) -> Iterator[str]:
    forms = word.string if isinstance(word.string, tuple) else (word.string,)
    if word.fuzzy:
        yield "is fuzzy: look at it and take the mark away"
    if not all(form and form.strip() for form in forms):
        yield "is not translated"
        return
    if isinstance(word.id, tuple) and len(forms) != catalogue.num_plurals:
        yield f"has {len(forms)} plural forms of {catalogue.num_plurals}"
        return
    sources = word.id if isinstance(word.id, tuple) else (word.id,)
    for number, form in enumerate(forms):
        is_one_number = len(sources) > 1 and number in _forms_of_one_number(catalogue)
        yield from _faults_of_form(form, sources if is_one_number else sources[-1:], may_omit=int(is_one_number))


def placeholders(text: str) -> set[str]:
    """What is filled in: `%(name)s`, `%d`, `{url}`."""
    return set(PLACEHOLDER.findall(text))


def _faults_of_form(form: str, sources: Sequence[str], *, may_omit: int) -> Iterator[str]:
    """Where the placeholders are neither those of one source nor those of another."""
    there, wanted = placeholders(form), [placeholders(source) for source in sources]
    if extra := there - set().union(*wanted):
        yield f"is given {', '.join(sorted(extra))}, which the English has not"
    lost = min((each - there for each in wanted), key=len)
    if len(lost) > may_omit:
        yield f"has lost {', '.join(sorted(lost))}"


def _forms_of_one_number(catalogue: Catalog) -> set[int]:
    """The plural forms that one number alone has ("once"); they need not write it."""
    form_of = c2py(str(catalogue.plural_expr))
    forms = [form_of(number) for number in range(1000)]
    return {form for form in forms if forms.count(form) == 1}


def main(arguments: list[str]) -> int:
    """Update or check; the exit code."""
    named = [Path(each).resolve() for each in arguments if not each.startswith("-")]
    apps = named or house()
    if "--check" not in arguments:
        for language in LANGUAGES:
            path = catalogue_of(BORROWED, language)
            path.with_suffix(".mo").write_bytes(compiled(_read(path, language)))
        memories = {language: memory_of([*house(), *apps], language) for language in LANGUAGES}
        for app in apps:
            for language, memory in memories.items():
                update(app, language, memory)
    faults = [fault for app in apps for language in LANGUAGES for fault in faults_of(app, language)]
    if not named:
        faults += [fault for language in LANGUAGES for fault in faults_of_borrowed(BORROWED, language)]
    for fault in faults:
        print(fault)
    if faults:
        print(f"{len(faults)} faults; `make words` adds what is new and drops what is gone, then write what is empty.")
    return 1 if faults and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
