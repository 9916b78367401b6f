"""Word lists as data."""

from __future__ import annotations


def words(text: str) -> frozenset[str]:
    """The words of a text that is a list of words."""
    return frozenset(text.split())
