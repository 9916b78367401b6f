"""What handpress.toml says, and what is refused with the remedy."""

from __future__ import annotations

from pathlib import Path

import pytest

from handpress.cli.making import write_file
from handpress.config.database import database_settings
from handpress.config.publication import Language, PublicationError, load
from handpress.config.secrets import secret_key


def written(folder: Path, text: str) -> Path:
    (folder / "handpress.toml").write_text(text, encoding="utf-8")
    return folder


def test_a_file_says_everything_about_a_publication(tmp_path: Path) -> None:
    written(
        tmp_path,
        'name = "The Paper"\nbase_url = "https://paper.example/"\ntime_zone = "Asia/Kolkata"\nport = 8123\n'
        '[languages]\nen = "English"\nur = "اردو"\n',
    )
    paper = load(tmp_path)
    assert (paper.name, paper.base_url, paper.time_zone, paper.port) == (
        "The Paper",
        "https://paper.example",
        "Asia/Kolkata",
        8123,
    )
    assert paper.languages == (Language("en", "English"), Language("ur", "اردو"))
    assert [each.is_rtl for each in paper.languages] == [False, True]
    assert paper.public == tmp_path.resolve() / "public"


def test_an_empty_file_is_a_publication(tmp_path: Path) -> None:
    paper = load(written(tmp_path, ""))
    assert [each.code for each in paper.languages] == ["en"]
    assert paper.host == "127.0.0.1"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('time_zone = "Mars/Olympus"', "time_zone = 'Mars/Olympus' is no IANA time zone"),
        ('base_url = "paper.example"', "must begin with http:// or https://"),
        ('nmae = "x"', "unknown setting 'nmae'; known are base_url"),
        ('folder = "/etc"', "unknown setting 'folder'"),
        ("languages = 3", "languages: write a table"),
        ("name = ", "is not valid TOML"),
        ('name = "\\xff"', "is not valid TOML"),
        ('port = "http"', "port = 'http' must be a whole number"),
        ("port = 70000", "port = 70000 must be between 1 and 65535"),
        ("unicode_slugs = 1", "unicode_slugs = 1 must be true or false"),
        ("name = 7", "name = 7 must be a text in quotes"),
        ('trusted_proxies = ["10.1.0.0/99"]', "trusted_proxies holds '10.1.0.0/99'; write a list of addresses"),
        ('trusted_proxies = "proxy.example"', "trusted_proxies holds 'proxy.example'"),
        ("trusted_proxies = [7]", "trusted_proxies holds 7"),
        ('engines = "crossword"', "engines = 'crossword'; write a list of Python packages"),
        ('engines = ["cross word"]', "engines = ['cross word']"),
        ('[languages]\n"en us" = "English"', "'en us' is no language code"),
    ],
)
def test_a_wrong_value_is_named_with_the_file(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(PublicationError) as caught:
        load(written(tmp_path, text))
    assert said in str(caught.value)
    assert str(tmp_path) in str(caught.value) or "languages" in said


def test_a_folder_without_a_file_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(PublicationError, match="handpress init"):
        load(tmp_path)


def test_the_database_address_may_be_kept_out_of_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HANDPRESS_DATABASE_URL", "postgresql://press:s%40crit@db.example:5433/paper?sslmode=require")
    settings = database_settings(load(written(tmp_path, "")))
    assert settings["ENGINE"] == "handpress.config.postgresql"
    assert (settings["USER"], settings["PASSWORD"], settings["HOST"]) == ("press", "s@crit", "db.example")
    assert (settings["PORT"], settings["NAME"], settings["OPTIONS"]) == ("5433", "paper", {"sslmode": "require"})


def test_an_unknown_kind_of_database_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PublicationError, match="mysql:// is not known"):
        database_settings(load(written(tmp_path, 'database_url = "mysql://x/y"')))


def test_served_processes_never_make_a_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paper = load(written(tmp_path, ""))
    assert database_settings(paper)["NAME"] == paper.database
    monkeypatch.setenv("HANDPRESS_SUPERVISED", "1")
    assert str(database_settings(paper)["NAME"]).endswith("handpress.sqlite3?mode=rw")


def test_the_secret_key_is_made_once_and_is_its_owners(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HANDPRESS_SECRET_KEY", "HANDPRESS_SECRET_KEY_FILE"):
        monkeypatch.delenv(name, raising=False)
    key = secret_key(tmp_path / "data")
    assert len(key) >= 50
    assert secret_key(tmp_path / "data") == key
    assert (tmp_path / "data" / "secret-key").stat().st_mode & 0o777 == 0o600
    monkeypatch.setenv("HANDPRESS_SECRET_KEY", "given")
    assert secret_key(tmp_path / "data") == "given"


@pytest.mark.parametrize("name", ['The "Slow" Ferry', "a\\b", "العبّارة", "line\nbreak", "# no comment"])
def test_a_new_file_keeps_any_name(tmp_path: Path, name: str) -> None:
    write_file(tmp_path, name, "https://paper.example", ["es=Español", "ar=العربية"], "Europe/Lisbon")
    paper = load(tmp_path)
    assert paper.name == name
    assert [(each.code, each.name) for each in paper.languages] == [("es", "Español"), ("ar", "العربية")]


def test_a_new_file_with_a_wrong_value_is_not_left_behind(tmp_path: Path) -> None:
    with pytest.raises(PublicationError):
        write_file(tmp_path, "x", "https://paper.example", ["en=English"], "Mars/Olympus")
    assert list(tmp_path.iterdir()) == []
