"""The processes that apps have running beside the desk, offered when Django starts."""

from __future__ import annotations

from collections.abc import Sequence

from handpress.kit.offers import Offers
from handpress.server.child import Program

offers: Offers[Sequence[Program]] = Offers("programs")


def offered() -> list[Program]:
    """The programs of all apps; each is forked, so it has an `entry` and no command."""
    return [program for programs in offers.all() for program in programs]
