"""The `handpress` command without a publication: help, wrong usage, errors on one line."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.programs import finished

NO_DJANGO = """
import sys
from handpress.cli.main import app
import handpress.cli.running
for command in (['--help'], ['init', '--help'], ['run', '--help'], ['press', '--help'], ['config', 'nginx']):
    try:
        app(command)
    except SystemExit as done:
        assert done.code == 0, (command, done.code)
loaded = {name.split('.')[0] for name in sys.modules}
print(loaded & {'django', 'wagtail', 'sqlite3', 'httpx'}, file=sys.stderr)
"""
COMMANDS = [
    ["init"],
    ["run"],
    ["import"],
    ["press"],
    ["cards"],
    ["upgrade"],
    ["user"],
    ["demo"],
    ["config"],
    ["config", "nginx"],
    ["sign-in", "unlock"],
    ["sign-in", "remove-factors"],
]


def handpress(*arguments: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "COLUMNS": "200", "NO_COLOR": "1"}
    for name in ("HANDPRESS_DIR", "DJANGO_SETTINGS_MODULE"):
        environment.pop(name, None)
    command = [sys.executable, "-m", "handpress.cli", *arguments]
    return finished(command, env=environment, cwd=cwd)


@pytest.mark.parametrize("command", [c for c in COMMANDS if c != ["config"]], ids=" ".join)
def test_every_command_has_help_with_an_example(command: list[str]) -> None:
    done = handpress(*command, "--help")
    assert done.returncode == 0
    assert "Example: handpress" in done.stdout
    assert f"{command[-1]}" in done.stdout


def test_the_list_of_commands_is_complete() -> None:
    done = handpress("--help")
    assert done.returncode == 0
    assert all(f" {command[0]} " in done.stdout for command in COMMANDS)


def test_the_version_is_the_packages() -> None:
    from handpress import __version__

    assert handpress("--version").stdout == f"handpress {__version__}\n"


@pytest.mark.parametrize(
    "arguments",
    [["nope"], ["press", "--nope"], ["init"], ["-C"], ["press", "--full", "--verify"], ["run", "--port", "http"], []],
    ids=" ".join,
)
def test_wrong_usage_is_exit_2(arguments: list[str], tmp_path: Path) -> None:
    assert handpress(*arguments, cwd=tmp_path).returncode == 2


@pytest.mark.parametrize("command", [["run"], ["press"], ["user"], ["config", "nginx"], ["import", "."]], ids=" ".join)
def test_a_folder_that_is_no_publication_is_one_clear_line(command: list[str], tmp_path: Path) -> None:
    done = handpress("-C", str(tmp_path), *command)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        f"handpress: {tmp_path}/handpress.toml is missing: run `handpress init {tmp_path}` "
        "or name a publication with -C DIR\n"
    )


def test_debug_shows_where_an_error_happened(tmp_path: Path) -> None:
    done = handpress("--debug", "-C", str(tmp_path), "press")
    assert done.returncode == 1
    assert "Traceback" in done.stderr


def test_an_import_of_nothing_names_what_is_missing(tmp_path: Path) -> None:
    done = handpress("-C", str(tmp_path), "import", "no-such-folder")
    assert (done.returncode, done.stderr) == (1, "handpress: no-such-folder does not exist\n")


def test_a_publication_with_a_wrong_value_is_not_begun(tmp_path: Path) -> None:
    done = handpress("init", str(tmp_path / "paper"), "--time-zone", "Mars/Olympus")
    assert done.returncode == 1
    assert "time_zone = 'Mars/Olympus' is no IANA time zone" in done.stderr
    assert not (tmp_path / "paper" / "handpress.toml").exists()


def test_nginx_is_configured_for_the_publication(tmp_path: Path) -> None:
    (tmp_path / "handpress.toml").write_text('base_url = "https://paper.example"\nport = 8123\n')
    done = handpress("config", "nginx", cwd=tmp_path)
    assert done.returncode == 0
    assert "server_name paper.example;" in done.stdout
    assert f'root "{tmp_path}/public";' in done.stdout
    assert "proxy_pass http://127.0.0.1:8123;" in done.stdout
    assert "Strict-Transport-Security" in done.stdout


def test_caddy_is_configured_for_the_publication(tmp_path: Path) -> None:
    (tmp_path / "handpress.toml").write_text('base_url = "https://paper.example"\nport = 8123\n')
    done = handpress("config", "caddy", cwd=tmp_path)
    assert done.returncode == 0
    assert "\nhttps://paper.example {" in done.stdout
    assert f'root * "{tmp_path}/public"' in done.stdout
    assert "reverse_proxy 127.0.0.1:8123 {" in done.stdout
    assert "Strict-Transport-Security" in done.stdout
    assert "\n:8080 {" in handpress("config", "caddy", "--address", ":8080", cwd=tmp_path).stdout


def test_help_and_configuration_never_import_django(tmp_path: Path) -> None:
    (tmp_path / "handpress.toml").write_text("")
    command = [sys.executable, "-c", NO_DJANGO]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = finished(command, env=environment, cwd=tmp_path)
    assert done.stderr.strip() == "set()"
