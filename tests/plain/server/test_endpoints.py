"""The table of endpoints: declared by apps, found without Django, carried as JSON; each place and name once."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest
from tests.programs import finished

from handpress.config.apps import HOUSE
from handpress.server.endpoints import DESK, Endpoint, Table, table_of
from handpress.server.errors import EndpointMalformed, EndpointTaken, EngineMissing

TOY = "tests.engine_toy"
POST = Endpoint(name="post", path="post", view="a.b")
FOLDER = Endpoint(name="folder", path="in/folder/", view="a.b", methods=("GET",))


@pytest.fixture
def table() -> Table:
    return Table([POST, FOLDER])


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/-/post", "post"),
        ("/-/in/folder/", "folder"),
        ("/-/in/folder/a/b", "folder"),
        ("/desk/", "desk"),
        ("/desk/static/x", "desk"),
        *(
            (path, None)
            for path in ("/-/post/", "/-/posts", "/-/Post", "/-/in/folder", "/-/", "/-", "/", "/post", "/desk")
        ),
    ],
)
def test_a_path_belongs_to_one_row_or_to_a_file(table: Table, path: str, name: str | None) -> None:
    row = table.at(path)
    assert (row and row.name) == name


def test_the_desk_is_a_row_and_the_first(table: Table) -> None:
    assert (table.rows[0], table.public) == (DESK, (POST, FOLDER))


def test_the_file_server_is_told_the_same_table() -> None:
    whole = table_of([*HOUSE, TOY])
    assert Table.from_json(whole.as_json()).rows == whole.rows
    assert [row.name for row in whole.public][-3:] == ["toy", "toy-shown", "toy-both"]
    assert Table.from_json("").rows == (DESK,)


@pytest.mark.parametrize(
    "second",
    [
        replace(POST, path="elsewhere"),
        replace(POST, name="other"),
        replace(POST, name="desk", path="elsewhere"),
        replace(POST, name="inside", path="in/folder/deeper"),
        replace(POST, name="inside", path="in/folder/deeper/"),
        replace(POST, name="around", path="in/"),
    ],
)
def test_a_name_or_a_place_that_is_taken_is_refused(table: Table, second: Endpoint) -> None:
    with pytest.raises(EndpointTaken, match=second.name):
        Table([*table.public, second])


def test_an_app_that_declares_twice_is_refused() -> None:
    with pytest.raises(EndpointTaken, match="toy"):
        table_of([TOY, TOY])


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": "Two Words"},
        {"path": "/desk/x"},
        {"path": "a/../b"},
        {"path": ""},
        {"path": "a b"},
        {"path": 'a";'},
        {"path": "a\n"},
        {"view": "alone"},
        {"view": ""},
        {"methods": ()},
        {"methods": ("post",)},
        {"methods": ("HEAD",)},
        {"when_down": "../index"},
        {"process": "desk"},
        {"limit_bytes": -1},
    ],
)
def test_a_row_that_cannot_be_used_is_named_with_its_field(wrong: dict[str, object]) -> None:
    with pytest.raises(EndpointMalformed, match=next(iter(wrong))):
        Table([replace(POST, **wrong)])  # type: ignore[arg-type]


def test_an_engine_that_is_not_installed_is_named_with_the_remedy() -> None:
    for name in ("no_such_engine", "tests.no_such_engine"):
        with pytest.raises(EngineMissing, match=rf"“{name}”.*engines"):
            table_of([name])


def test_a_fault_within_an_engine_is_not_taken_for_its_absence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "engine_with_a_fault"
    package.mkdir()
    (package / "__init__.py").touch()
    (package / "endpoints.py").write_text("import no_such_module\n")
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(ModuleNotFoundError, match="no_such_module"):
        table_of(["engine_with_a_fault"])


def test_the_table_is_found_without_django() -> None:
    code = (
        "import sys\nfrom handpress.config.apps import HOUSE\nfrom handpress.server.endpoints import table_of\n"
        f"table_of([*HOUSE, {TOY!r}])\nprint(sorted({{'django', 'wagtail', 'sqlite3'}} & set(sys.modules)))"
    )
    done = finished([sys.executable, "-c", code], env={"PYTHONPATH": ":".join(sys.path)})
    assert (done.stdout.strip(), done.returncode) == ("[]", 0), done.stderr
