"""`handpress demo`: the demonstration magazine, made, pressed and served; or unplugged while it is read."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.resources import files
from pathlib import Path
from typing import Annotated

import typer

from handpress.cli.console import err
from handpress.cli.context import Context, Trouble, handpress
from handpress.cli.supervising import PASSWORD_VARIABLE
from handpress.cli.users import new_password

MADE = "demonstration-made"  # in data/: the demonstration is complete


def demo(
    directory: Annotated[Path, typer.Argument(metavar="DIR", help="Where the demonstration lives.")] = Path("demo"),
    unplug: Annotated[
        bool, typer.Option("--unplug", help="Take database, desk and press away while every page is read.")
    ] = False,
    port: Annotated[int, typer.Option(help="Serve on this port.", show_default="8000")] = 0,
    as_json: Annotated[bool, typer.Option("--json", help="With --unplug: print the result as JSON.")] = False,
) -> None:
    """Make the demonstration magazine, import its sample archive, press it and serve it.

    What exists is kept: a second time it is only served.
    """
    password = make(directory)
    if unplug:
        from handpress.cli.unplugging import show_unplugged

        show_unplugged(Context(directory).publication, as_json=as_json)
        return
    options = ["--port", str(port)] if port else []
    environment = {**os.environ, PASSWORD_VARIABLE: password} if password else os.environ
    os.execve(sys.executable, handpress(directory, "run", *options), environment)


def make(directory: Path) -> str:
    """Make what is missing of the demonstration; the editor's new password, empty when it was made before.

    Each step runs as a process of its own: the one that serves stays small. A step that was interrupted is done again.
    """
    mark = directory / "data" / MADE
    if mark.exists():
        return ""
    err.print(f"Making the demonstration magazine in {directory}/", markup=False)
    password = os.environ.get(PASSWORD_VARIABLE) or new_password()
    environment = {**os.environ, PASSWORD_VARIABLE: password}
    _step([sys.executable, "-m", "handpress.cli", "init", str(directory), "--demo"], environment)
    _step(handpress(directory, "import", str(sample_archive())), environment)
    _step(handpress(directory, "press"), environment)
    mark.write_text("", encoding="ascii")
    return password


def _step(command: list[str], environment: dict[str, str]) -> None:
    done = subprocess.run(command, env=environment, check=False, stdout=subprocess.DEVNULL)
    if done.returncode:
        raise Trouble(f"the demonstration could not be made: `{' '.join(command[2:])}` failed; mended, start again")


def sample_archive() -> Path:
    """The hand-made old site that the demonstration imports."""
    return Path(str(files("handpress.demo") / "legacy"))
