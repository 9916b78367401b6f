"""Which changes of which tables concern readers, as plain data. The press makes database triggers of it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Watch:
    """One watched table.

    `keys`: (prefix, column or SQL expression) pairs, such as ("author", "id") or ("magazine", "0"); a row writes
    `prefix:value` for its old and its new values, nothing where the value is null. In expressions and conditions
    `{row}` stands for the row, in `urgent_update` `{old}` and `{new}` for the two. `columns`: those whose change
    counts; empty means any. `when`: a condition the row must meet. `urgent_update` and `urgent_delete`: conditions
    under which the change overtakes all others, because something that readers saw is taken away.
    """

    table: str
    keys: tuple[tuple[str, str], ...]
    columns: tuple[str, ...] = ()
    when: str = ""
    on_insert: bool = True
    on_update: bool = True
    on_delete: bool = True
    urgent_update: str = ""
    urgent_delete: str = ""


@dataclass(frozen=True, slots=True)
class Mirror:
    """A trigger of other purpose that must be re-armed with the rest: a full statement for each database."""

    name: str
    table: str
    sqlite: str
    postgresql: str
