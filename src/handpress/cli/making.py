"""`handpress init`: a new publication in a folder of its own."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Annotated

import typer

from handpress.cli.console import bar, out, print_json
from handpress.cli.context import Context, Trouble
from handpress.cli.supervising import EDITOR, PASSWORD_VARIABLE
from handpress.config.publication import FILE_NAME, Publication

PRIVATE = 0o700
DEMONSTRATION = {
    "name": "The Slow Ferry",
    "time_zone": "Europe/Lisbon",
    "languages": ["en=English", "es=Español", "ar=العربية", "hi=हिन्दी"],
}


def init(
    directory: Annotated[Path, typer.Argument(metavar="DIR", help="The folder to make.")],
    name: Annotated[str, typer.Option(help="The magazine's name.")] = "My magazine",
    base_url: Annotated[str, typer.Option(help="Where readers find it.")] = "http://127.0.0.1:8000",
    language: Annotated[
        list[str] | None, typer.Option(metavar="CODE=NAME", help="A language, the first one first; may be repeated.")
    ] = None,
    time_zone: Annotated[str, typer.Option(help="The zone that decides an article's date.")] = "UTC",
    email: Annotated[str, typer.Option(help="The editor's address.")] = "",
    demo: Annotated[bool, typer.Option("--demo", help="Fill it with the demonstration magazine.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the editor's name and password as JSON.")] = False,
) -> None:
    """Make a publication: its file, its folders, its database, and an editor whose password is printed once."""
    from handpress.cli.prepared import is_prepared
    from handpress.cli.upgrading import prepare

    state = Context(directory)
    if (directory / FILE_NAME).exists():
        if is_prepared(state.publication) and not demo:  # a demonstration begun before is completed
            raise Trouble(f"{directory} is a publication already; `handpress -C {directory} run` serves it")
    elif demo:
        write_file(directory, base_url=base_url, **DEMONSTRATION)  # type: ignore[arg-type]  # the keys are ours
    else:
        write_file(directory, name, base_url, language or ["en=English"], time_zone)
    make_folders(state.publication)
    prepare(state)
    password = _editor(email)
    if demo:
        _load_demonstration()
    _tell(directory, password, as_json)


def write_file(folder: Path, name: str, base_url: str, languages: list[str], time_zone: str) -> None:
    """Write handpress.toml. Raises PublicationError when a value cannot be used, and leaves nothing then."""
    pairs = [language.partition("=") for language in languages]
    table = "".join(f"{_quoted(code)} = {_quoted(title or code)}\n" for code, _, title in pairs)
    text = _FILE.format(name=_quoted(name), base_url=_quoted(base_url), time_zone=_quoted(time_zone), languages=table)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / FILE_NAME
    path.write_text(text, encoding="utf-8")
    try:
        _ = Context(folder).publication
    except Exception:
        path.unlink()
        raise


def _quoted(value: str) -> str:
    return json.dumps(value, ensure_ascii=False)  # a JSON string is a TOML basic string


def make_folders(publication: Publication) -> None:
    """What a publication keeps: private data and originals, the public tree, the theme."""
    for private in (publication.data, publication.media):
        private.mkdir(mode=PRIVATE, parents=True, exist_ok=True)
    for folder in (publication.public, publication.theme):
        folder.mkdir(parents=True, exist_ok=True)


def _editor(email: str) -> str:
    """The password of a new editor; empty when somebody can sign in already, or when the environment gave it."""
    from handpress.cli.upgrading import account_exists
    from handpress.cli.users import new_password, set_password

    given = os.environ.get(PASSWORD_VARIABLE, "")
    if account_exists() and not given:
        return ""
    password = given or new_password()
    set_password(EDITOR, password, create=True, email=email)
    return "" if given else password


def _load_demonstration() -> None:
    from handpress.demo.load import load_demo  # models are ready only now

    with bar("Writing the demonstration magazine") as progress:
        load_demo(progress=progress)


def _tell(directory: Path, password: str, as_json: bool) -> None:
    if as_json:
        print_json({"folder": str(directory.resolve()), "user": EDITOR, "password": password})
        return
    out.print(f"{directory} is ready. Serve it: handpress -C {directory} run", markup=False)
    if password:
        out.print(f"Sign in to the desk as {EDITOR} with the password [bold]{password}[/bold] (shown this once).")


_FILE = """\
# This publication's settings. Everything editors choose is set in the desk.

name = {name}
base_url = {base_url}          # where readers find it, without a slash at the end
time_zone = {time_zone}        # decides an article's date and month

# database_url = "postgresql://user@host/name"   # empty: SQLite in data/; secret: HANDPRESS_DATABASE_URL
# host = "127.0.0.1"           # what `handpress run` listens on
# port = 8000
# unicode_slugs = false        # true: addresses keep their own script
# press_processes = 0          # 0: as many as there are cores

[languages]                    # the first one has no prefix in addresses
{languages}"""
