"""Which stored encoding of a file a reader gets (RFC 9110, 12.5.3)."""

from __future__ import annotations

from functools import lru_cache

IDENTITY = ""
ENDINGS = {"br": ".br", "gzip": ".gz", IDENTITY: ""}  # the server's own order of preference
MAX_HEADER = 300


@lru_cache(maxsize=512)
def preference(accept_encoding: str) -> tuple[str, ...]:
    """The codings a reader accepts, best first; ends with the file as it is, which is always an answer."""
    weights = _weights(accept_encoding[:MAX_HEADER].lower())
    anything = weights.get("*", 0.0)
    wanted = {coding: weights.get(coding, anything) for coding in ENDINGS if coding != IDENTITY}
    plain = weights.get("identity", 0.0)  # unnamed it is acceptable, but last
    better = [coding for coding, weight in wanted.items() if weight > 0 and weight >= plain]
    return (*sorted(better, key=lambda coding: -wanted[coding]), IDENTITY)


def _weights(header: str) -> dict[str, float]:
    weights = {}
    for item in header.split(","):
        coding, _, parameters = item.partition(";")
        weights[coding.strip()] = _weight(parameters)
    return weights


def _weight(parameters: str) -> float:
    for parameter in parameters.split(";"):
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            return _number(value)
    return 1.0


def _number(value: str) -> float:
    try:
        weight = float(value)
    except ValueError:
        return 0.0
    return weight if 0 <= weight <= 1 else 0.0
