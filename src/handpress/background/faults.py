"""Faults that concern one thing alone, and those that whatever comes next would meet too."""

from __future__ import annotations

import errno

from django.db.utils import InterfaceError, OperationalError

# The disk is full or gone, or the process has too many files open.
_NOBODY_S_FAULT = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO, errno.EMFILE, errno.ENFILE})


def concerns_all(error: BaseException) -> bool:
    """Whether an error is none of the thing in hand: those after it would meet it too."""
    if isinstance(error, OSError):
        return error.errno in _NOBODY_S_FAULT
    return isinstance(error, OperationalError | InterfaceError)
