"""`[contact]`: how much is taken, and within how many days it is to be answered. Imports no Django."""

from __future__ import annotations

from dataclasses import dataclass

from handpress.kit.conf import setting


@dataclass(frozen=True)
class Contact:
    """Limits of the contact form, and due dates of the inbox."""

    per_network_an_hour: int = setting(10, "Letters that are taken from one network (/24, /56) in an hour.")
    in_all_an_hour: int = setting(300, "Letters that are taken from everybody in an hour.")
    takedown_days: int = setting(2, "Days until a request to take something down is due.")
    correction_days: int = setting(5, "Days until a correction is due.")
    other_days: int = setting(14, "Days until any other letter is due.")

    def __post_init__(self) -> None:
        for name in ("per_network_an_hour", "in_all_an_hour", "takedown_days", "correction_days", "other_days"):
            if getattr(self, name) < 1:
                raise ValueError(f"{name} = {getattr(self, name)} must be at least 1")


TABLES = {"contact": Contact}
