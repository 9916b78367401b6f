from __future__ import annotations

from dataclasses import dataclass

from handpress.kit.conf import setting


@dataclass(frozen=True)
class Toy:
    """One setting of each kind."""

    greeting: str = setting("Hello", "What the toy says.")
    limit_bytes: int = setting(10_000, "The longest answer.")
    pause_s: float = setting(0.5, "Between two answers.")
    loud: bool = setting(False, "Whether it shouts.")
    colours: tuple[str, ...] = setting(("red",), "What it wears.")
    password: str = setting("", "The toy shop's.", secret=True)

    def __post_init__(self) -> None:
        if self.limit_bytes < 0:
            raise ValueError(f"limit_bytes = {self.limit_bytes} must be at least 0")


TABLES = {"toy": Toy}
