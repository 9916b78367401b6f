"""What can go wrong in the press, apart from a page that fails."""

from __future__ import annotations


class PressError(Exception):
    """Base of the press's errors: a stable `code`, and whether waiting may help (`retry`)."""

    code = "press"
    retry = False


class LeaseLost(PressError):
    """Another presser has taken the tree over; this one must not write any more."""

    code = "lease_lost"
    retry = True


class WrongTree(PressError):
    """The database's ledger speaks of another tree than the one that is to be pressed."""

    code = "wrong_tree"
    retry = False
