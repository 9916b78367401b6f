"""`handpress sign-in`: for whoever cannot get in."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from handpress.cli.console import out
from handpress.cli.context import Context, Trouble

app = typer.Typer(help="Help for whoever cannot sign in to the desk.", no_args_is_help=True)


@app.callback()
def sign_in() -> None:
    """Help for whoever cannot sign in to the desk."""


@app.command("unlock", epilog="Example: handpress -C mypaper sign-in unlock editor")
def unlock(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="The account; without one, whatever is locked.")] = "",
    network: Annotated[str, typer.Option(help="Only what was counted from this address's network.")] = "",
) -> None:
    """Forget failed sign-ins, so that the next try is taken at once."""
    state: Context = context.obj
    state.start_django()
    from handpress.accounts import actions, lockout  # models are ready only now

    if network:
        lockout.unlock(name, network)
    elif name:
        actions.unlock(_account(name))
    else:
        lockout.unlock()
    out.print("The next try is taken at once.")


@app.command("remove-factors", epilog="Example: handpress -C mypaper sign-in remove-factors editor")
def remove_factors(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="The account whose telephone is lost.")],
) -> None:
    """Take second factors, recovery codes and passkeys away: the password alone signs in. All sessions end."""
    state: Context = context.obj
    state.start_django()
    from handpress.accounts import actions  # models are ready only now

    actions.remove_factors(_account(name))
    out.print(f"{name} signs in with the password alone.", markup=False)


def _account(name: str) -> Any:
    """Raises Trouble when there is no such account."""
    from django.contrib.auth import get_user_model

    account = get_user_model().objects.filter(username=name).first()
    if account is None:
        raise Trouble(f"there is no account {name!r}")
    return account
