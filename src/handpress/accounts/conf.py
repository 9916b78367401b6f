"""`[desk]`: who may do what at the desk. Imports no Django."""

from __future__ import annotations

from dataclasses import dataclass

from handpress.kit.conf import setting


@dataclass(frozen=True)
class Desk:
    """What the publication asks of those who work at its desk."""

    second_factor_to_publish: bool = setting(
        False, "Whether whoever may publish has to have a second factor, and can do nothing else until then."
    )


TABLES = {"desk": Desk}
