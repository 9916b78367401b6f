"""How an app declares its table of `handpress.toml`: a frozen dataclass in its `conf.py`, which imports no Django.

@dataclass(frozen=True)
class Toy:
    greeting: str = setting("Hello", "What the toy says to readers.")
    limit_bytes: int = setting(10_000, "The longest answer.")
    password: str = setting("", "The toy shop's.", secret=True)

TABLES = {"toy": Toy}
"""

from __future__ import annotations

from dataclasses import field
from typing import Any


def setting(default: Any, meaning: str, *, secret: bool = False) -> Any:
    """One setting: a text, a whole number, a number, true or false, or a tuple of texts; and a sentence on it.

    A secret one may also come from HANDPRESS_TABLE_NAME, or from the file that HANDPRESS_TABLE_NAME_FILE names.
    `__post_init__` of the dataclass may refuse values: a ValueError becomes a sentence that names the file.
    """
    return field(default=default, metadata={"meaning": meaning, "secret": secret})
