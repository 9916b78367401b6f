"""The documents say what the code says: every setting, every error code, every test that is promised."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

from handpress.config.publication import Publication
from handpress.extract.errors import MESSAGES

ROOT = Path(__file__).parents[2]
SOURCES = [path for path in (ROOT / "src").rglob("*.py") if "migrations" not in path.parts]
INTERNAL_FIELDS = {"folder", "tables"}


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def test_every_setting_of_the_publication_is_documented() -> None:
    page = read("docs/settings.md")
    names = {field.name for field in fields(Publication)} - INTERNAL_FIELDS
    assert not {name for name in names if f"`{name}`" not in page}


def test_every_environment_variable_is_documented() -> None:
    page = read("docs/settings.md")
    used = {name for path in SOURCES for name in re.findall(r"HANDPRESS_[A-Z_]+", path.read_text(encoding="utf-8"))}
    assert not {name for name in used if f"`{name}`" not in page}


def test_every_error_code_is_documented() -> None:
    page = read("docs/errors.md")
    pattern = re.compile(r'^    code = "([a-z_-]+)"', re.MULTILINE)
    codes = {code for path in SOURCES for code in pattern.findall(path.read_text(encoding="utf-8"))}
    assert not {code for code in codes | set(MESSAGES) if f"`{code}`" not in page}


def test_every_promised_test_exists() -> None:
    page = read("docs/acceptance.md")
    promised = re.findall(r"`(tests/[\w/]+\.py)::(test_\w+)`", page)
    assert len(promised) > 50
    missing = [f"{path}::{name}" for path, name in promised if f"def {name}(" not in read_or_empty(path)]
    assert not missing


def read_or_empty(name: str) -> str:
    path = ROOT / name
    return path.read_text(encoding="utf-8") if path.exists() else ""


def test_links_between_documents_lead_somewhere() -> None:
    for page in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]:
        for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name} → {target}"


PRINTED = re.compile(r"### `([^`]+)`\n\n[^`]*(?:`[^`\n]+`[^`]*)*```\w+\n(.*?)```", re.DOTALL)


def test_the_engine_that_the_guide_prints_is_the_one_that_is_tested() -> None:
    folder = ROOT / "tests" / "guestbook"
    files = [path for path in folder.rglob("*") if path.suffix in (".py", ".html") and path.name != "__init__.py"]
    shown = {path.relative_to(folder).as_posix(): path.read_text() for path in files if "migrations" not in path.parts}
    assert dict(PRINTED.findall(read("docs/engines.md"))) == shown


WORKED_EXAMPLE = "## Worked example: readers' letters\n"
QUOTED = re.compile(r"\n\*\*[^*`\n]+: `([^`\n]+)`\.\*\* [^`]*(?:`[^`\n]+`[^`]*)*```\w+\n(.*?)```", re.DOTALL)


def test_what_the_guide_quotes_of_the_engine_of_letters_stands_there_in_this_order() -> None:
    section = read("docs/engines.md").partition(WORKED_EXAMPLE)[2].partition("\n## ")[0]
    quotes = QUOTED.findall(section)
    assert len(quotes) * 2 == section.count("```") > 20
    for name, quote in quotes:
        code = iter([line.strip() for line in read(f"src/handpress/contact/{name}").splitlines()])
        assert not [line for line in quote.splitlines() if line.strip() not in code], name


def test_decisions_have_numbers_of_their_own() -> None:
    pages = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    numbers = [int(page.name[:4]) for page in pages]
    assert len(set(numbers)) == len(numbers) > 20
    for number, page in zip(numbers, pages, strict=True):
        assert page.read_text(encoding="utf-8").startswith(f"# {number}. "), page.name
