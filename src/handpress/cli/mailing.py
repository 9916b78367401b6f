"""`handpress mail`: whether mail gets through."""

from __future__ import annotations

from typing import Annotated

import typer

from handpress.cli.console import out
from handpress.cli.context import Context, Trouble
from handpress.kit import clock
from handpress.mail.addresses import checked
from handpress.mail.composing import Draft, compose, new_message_id
from handpress.mail.errors import MailError
from handpress.mail.sending import connected
from handpress.outgoing.conf import Mail

app = typer.Typer(help="The magazine’s mail.", no_args_is_help=True)


@app.callback()
def mail() -> None:
    """The magazine’s mail."""


@app.command("test", epilog="Example: handpress -C mypaper mail test me@example.org")
def test(
    context: typer.Context,
    address: Annotated[str, typer.Argument(help="Where to send a message.")],
) -> None:
    """Send one message now, past the queue, and say what the server said."""
    state: Context = context.obj
    mail = state.publication.table(Mail)
    if not mail.is_on:
        raise Trouble("handpress.toml names no mail server: write server and sender under [mail]")
    try:
        to = checked(address)
        draft = Draft(
            sender=mail.sender,
            sender_name=mail.sender_name or state.publication.name,
            to=to,
            subject=f"Mail of {state.publication.name} gets through",
            text=f"This was sent by `handpress mail test` through {mail.as_server.place}.",
            at=clock.now(),
            message_id=new_message_id(mail.sender),
        )
        with connected(mail.as_server, mail.sender) as connection:
            connection.send(compose(draft), mail.sender, to)
    except MailError as error:
        raise Trouble(f"it did not go: {error}") from error
    out.print(f"{mail.as_server.place} has taken a message for {to}. Look whether it arrives, and not as spam.")
