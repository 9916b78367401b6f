"""The command `handpress`: global options, and every error as one clear line."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from handpress import __version__
from handpress.cli import (
    backing_up,
    cards,
    configuring,
    demonstrating,
    importing,
    mailing,
    making,
    pressing,
    running,
    signing_in,
    upgrading,
    users,
)
from handpress.cli.console import err
from handpress.cli.context import Context

INTERRUPTED = 130


class Commands(TyperGroup):
    """The outermost place an error can reach: it becomes one line and exit code 1."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command that was named."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:  # the reader of a pipe has seen enough, such as `| head`
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise typer.Exit(1) from None
        except KeyboardInterrupt:
            raise typer.Exit(INTERRUPTED) from None
        except Exception as error:
            if ctx.params.get("debug") or _is_for_typer(error):
                raise
            err.print(f"handpress: {sentence(error)}", style="red", markup=False, soft_wrap=True)
            raise typer.Exit(1) from None


def _is_for_typer(error: Exception) -> bool:
    """Whether typer tells it: wrong usage and asked-for exits carry their exit code."""
    return isinstance(error, typer.Abort) or hasattr(error, "exit_code")


def sentence(error: Exception) -> str:
    """What went wrong on one line; an error nobody foresaw says how to see where."""
    text = " ".join(str(error).split()) or type(error).__name__
    foreseen = isinstance(error, OSError) or type(error).__module__.startswith("handpress.")
    return text if foreseen else f"{type(error).__name__}: {text} (--debug before the command shows where)"


app = typer.Typer(
    cls=Commands,
    name="handpress",
    help="The press of an independent magazine: everything readers see is pressed into plain files.",
    epilog="Example: handpress init mypaper, then handpress -C mypaper run",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"handpress {__version__}")
        raise typer.Exit


@app.callback()
def options(
    context: typer.Context,
    folder: Annotated[
        Path, typer.Option("-C", metavar="DIR", help="The publication's folder.", show_default="here")
    ] = Path(),
    debug: Annotated[bool, typer.Option("--debug", help="Show where an error happened.")] = False,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Act on one publication."""
    context.obj = Context(folder, debug)


app.command("init", epilog="Example: handpress init mypaper --name 'The Slow Ferry' --language en=English")(making.init)
app.command("run", epilog="Example: handpress -C mypaper run --port 8001")(running.run)
app.command("import", epilog="Example: handpress -C mypaper import old-site/ --dry-run --json | head -3")(
    importing.import_
)
app.command("press", epilog="Example: handpress -C mypaper press --explain /2013/06/rivers.html")(pressing.press)
app.command("cards", epilog="Example: handpress -C mypaper cards --newest 5000")(cards.cards)
app.command("backup", epilog="Example: handpress -C mypaper backup /mnt/disk/mypaper.tar.gz")(backing_up.backup)
app.command("restore", epilog="Example: handpress restore /mnt/disk/mypaper.tar.gz mypaper")(backing_up.restore)
app.command("upgrade", epilog="Example: handpress -C mypaper upgrade")(upgrading.upgrade)
app.command("user", epilog="Example: handpress -C mypaper user editor")(users.user)
app.command("demo", epilog="Example: handpress demo --unplug")(demonstrating.demo)
app.add_typer(configuring.app, name="config")
app.add_typer(mailing.app, name="mail")
app.add_typer(signing_in.app, name="sign-in")


def main() -> None:
    """The entry point of the installed command."""
    app()
