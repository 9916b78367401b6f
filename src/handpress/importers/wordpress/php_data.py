"""PHP's serialised data, as WordPress keeps arrays in fields: read without making objects of it."""

from __future__ import annotations

import re
from typing import Any

# Strings end where the next value begins: the lengths before them are wrong after any change of the text.
_TOKEN = re.compile(
    r'\s*(?:(?P<open>a:\d+:\{|O:\d+:"[^"]*":\d+:\{)|(?P<close>\})|s:\d+:"(?P<text>.*?)";(?=\s*(?:[aOsidbN][:;]|\}|\Z))|'
    r"i:(?P<int>[+-]?\d+);|b:(?P<bool>[01]);|d:(?P<float>[^;]*);|(?P<null>N);)",
    re.DOTALL | re.ASCII,
)


def loads(text: str) -> Any:
    """The value: an array as a list where its keys are numbers, otherwise as a dictionary. Raises ValueError."""
    whole: list[Any] = []
    open_arrays = [whole]
    at = 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            raise ValueError("This is no serialised data of PHP.")
        at = match.end()
        if match["open"]:
            open_arrays.append([])
        elif not match["close"]:
            open_arrays[-1].append(_scalar(match))
        elif len(open_arrays) > 1:
            closed = open_arrays.pop()
            open_arrays[-1].append(_array(closed))
        else:
            raise ValueError("An array ends that never began.")
    if len(open_arrays) != 1 or len(whole) != 1:
        raise ValueError("This is not one value of PHP.")
    return whole[0]


def _scalar(match: re.Match[str]) -> Any:
    if match["text"] is not None:
        return match["text"]
    if match["int"]:
        return int(match["int"])
    return match["bool"] == "1" if match["bool"] else None


def _array(parts: list[Any]) -> list[Any] | dict[str, Any]:
    """The array of keys and values in turn."""
    keys, values = parts[::2], parts[1::2]
    if len(keys) != len(values) or any(isinstance(key, list | dict) for key in keys):
        raise ValueError("A key or a value is missing.")
    if all(isinstance(key, int) for key in keys):
        return values
    return {str(key): value for key, value in zip(keys, values, strict=True)}
