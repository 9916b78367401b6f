"""What is done for another's account; each leaves a line in the history of the account."""

from __future__ import annotations

from typing import Any

from wagtail.log_actions import log

from handpress.accounts import factors, lockout, sessions, signin_log


def may_help(user: Any, account: Any) -> bool:
    """Whether somebody who may edit accounts may this one: a superuser's a superuser alone, one's own nobody."""
    if user.pk == account.pk or not user.has_perm("newsroom.change_user"):
        return False
    return bool(user.is_superuser or not account.is_superuser)


def unlock(account: Any, *, by: Any = None) -> int:
    """Forget the account's failures; how many places it was locked or counted at."""
    count = lockout.unlock(account.get_username())
    log(account, "accounts.unlock", user=by)
    return count


def remove_factors(account: Any, *, by: Any = None) -> None:
    """Take second factors, recovery codes and passkeys away; sessions end. `by` is None for the command."""
    factors.remove_all(account)
    log(account, "accounts.remove_factors", user=by)
    signin_log.factors_removed(by.get_username() if by else "handpress", account.get_username())


def end_sessions(account: Any, *, by: Any = None) -> int:
    """End the account's sessions; how many."""
    count = sessions.end_all(account)
    log(account, "accounts.end_sessions", user=by)
    return count
