"""`handpress user`: a new password for the desk, or a new account."""

from __future__ import annotations

import secrets
from typing import Annotated

import typer

from handpress.cli.console import out, print_json
from handpress.cli.context import Context, Trouble

PASSWORD_BYTES = 12  # 96 bits, 16 letters


def new_password() -> str:
    """A password nobody guesses, without letters that look alike at its ends."""
    return secrets.token_urlsafe(PASSWORD_BYTES)


def user(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="The account's user name.")] = "editor",
    create: Annotated[bool, typer.Option("--create", help="Make the account when it does not exist.")] = False,
    email: Annotated[str, typer.Option(help="The address of a new account.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print name and password as JSON.")] = False,
) -> None:
    """Give a desk account a new password, printed once. A new account may do everything."""
    state: Context = context.obj
    state.start_django()
    password = new_password()
    set_password(name, password, create=create, email=email)
    if as_json:
        print_json({"user": name, "password": password})
    else:
        out.print(f"{name} signs in with the password [bold]{password}[/bold] (it is not kept anywhere in the clear).")


def set_password(name: str, password: str, *, create: bool = False, email: str = "") -> None:
    """Store `password`; sessions end, failed sign-ins are forgotten. Raises Trouble when there is no such account."""
    from django.contrib.auth import get_user_model  # models are ready only now

    from handpress.accounts import lockout

    model = get_user_model()
    account = model.objects.filter(username=name).first()
    if account is None:
        if not create:
            names = ", ".join(model.objects.order_by("username").values_list("username", flat=True)[:20])
            raise Trouble(f"there is no account {name!r}; there are: {names or 'none'} (--create makes one)")
        model.objects.create_superuser(name, email, password)
        return
    account.set_password(password)
    account.is_active = True
    account.save(update_fields=["password", "is_active"])
    lockout.unlock(name)
