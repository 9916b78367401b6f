"""An app's table in handpress.toml: declared in its conf.py, read before Django, refused by name."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.plain.toy_tables import Toy

from handpress.config import tables
from handpress.config.apps import HOUSE
from handpress.config.publication import Publication, PublicationError, load

ENGINE = 'engines = ["tests.plain.toy_tables"]\n'


def publication(folder: Path, text: str) -> Publication:
    (folder / "handpress.toml").write_text(text, encoding="utf-8")
    return load(folder)


def test_what_is_not_written_has_its_default(tmp_path: Path) -> None:
    assert publication(tmp_path, ENGINE).table(Toy) == Toy("Hello", 10_000, 0.5, False, ("red",), "")


def test_a_table_is_read(tmp_path: Path) -> None:
    written = '[toy]\ngreeting = "Salaam"\nlimit_bytes = 7\npause_s = 2\nloud = true\ncolours = ["blue", "green"]\n'
    assert publication(tmp_path, ENGINE + written).table(Toy) == Toy("Salaam", 7, 2.0, True, ("blue", "green"), "")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (ENGINE + "[toy]\ngretting = 'x'\n", "[toy] has an unknown setting 'gretting'; known are colours, greeting"),
        (ENGINE + "[toy]\nlimit_bytes = true\n", "[toy] limit_bytes = True must be a whole number"),
        (ENGINE + "[toy]\nlimit_bytes = 1.5\n", "[toy] limit_bytes = 1.5 must be a whole number"),
        (ENGINE + "[toy]\ncolours = 'red'\n", "[toy] colours = 'red' must be a list of texts"),
        (ENGINE + "[toy]\nlimit_bytes = -1\n", "[toy] limit_bytes = -1 must be at least 0"),
        (ENGINE + "toy = 7\n", "toy = 7; write a table that begins with [toy]"),
        ("[toy]\ngreeting = 'x'\n", "unknown setting 'toy'"),
        ('engines = ["no.such.package"]\n', "engines names 'no.such.package', which cannot be imported"),
    ],
)
def test_what_cannot_be_used_is_named_with_its_file(text: str, words: str, tmp_path: Path) -> None:
    with pytest.raises(PublicationError) as refused:
        publication(tmp_path, text)
    assert str(refused.value).startswith(f"{tmp_path / 'handpress.toml'}: ")
    assert words in str(refused.value)


def test_a_secret_comes_from_the_environment_or_from_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HANDPRESS_TOY_PASSWORD", "from the environment")
    assert publication(tmp_path, ENGINE).table(Toy).password == "from the environment"
    (tmp_path / "secret").write_text("from a file\n")
    monkeypatch.setenv("HANDPRESS_TOY_PASSWORD_FILE", str(tmp_path / "secret"))
    assert publication(tmp_path, ENGINE).table(Toy).password == "from a file"
    monkeypatch.setenv("HANDPRESS_TOY_PASSWORD_FILE", str(tmp_path / "none"))
    with pytest.raises(PublicationError, match="HANDPRESS_TOY_PASSWORD_FILE names"):
        publication(tmp_path, ENGINE)


def test_an_app_that_is_taken_out_takes_its_table_along(tmp_path: Path) -> None:
    with pytest.raises(LookupError, match=r"tests\.plain\.toy_tables"):
        publication(tmp_path, "").table(Toy)


def test_two_apps_cannot_have_one_table() -> None:
    with pytest.raises(tables.TableRefused, match=r"\[toy\] is declared by"):
        tables.declared(["tests.plain.toy_tables", "tests.plain.toy_tables"])


def test_every_setting_of_the_house_is_in_the_docs() -> None:
    told = Path("docs/settings.md").read_text(encoding="utf-8")
    for name, kind in tables.declared(HOUSE).items():
        for setting in kind.__dataclass_fields__:
            assert f"| `[{name}] {setting}` |" in told
