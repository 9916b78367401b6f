"""Which pictures a field names: their numbers, in a list, in JSON or in PHP's serialised data.

Such data is full of other numbers: places in a list, lengths of strings, widths and heights.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from handpress.importers.wordpress.php_data import loads
from handpress.importers.wordpress.shortcodes import attributes
from handpress.kit.words import words

_LIST = re.compile(r"\s*\d+(?:[\s,]+\d+)*[\s,]*\Z", re.ASCII)
_NUMBER = re.compile(r"\d+", re.ASCII)
_SHORTCODE = re.compile(r"\[gallery\b([^\]]*)\]", re.IGNORECASE)
IDS = words("id ids attachment_id image_id")  # names of fields that hold numbers of pictures
SIZES = words("size sizes width height dimensions crop focus resolution")


def gallery_ids(values: list[str]) -> list[str]:
    """The numbers in their order, each once."""
    return list(dict.fromkeys(number for value in values for number in _of_value(value)))


def _of_value(value: str) -> Iterator[str]:
    data = _data(value)
    if isinstance(data, str):
        found = _SHORTCODE.search(data)
        yield from _of_text(attributes(found[1]).get("ids", "") if found else data)
    else:
        yield from _of_data(data)


def _data(value: str) -> object:
    """What the field holds: lists and dictionaries of JSON or PHP, or its text as it is."""
    for read in (json.loads, loads):
        try:
            found = read(value.strip())
        except (ValueError, RecursionError):
            continue
        return found if isinstance(found, list | dict | str) else value
    return value


def _of_text(text: str) -> list[str]:
    return _NUMBER.findall(text) if _LIST.match(text) else []


def _of_data(data: object) -> Iterator[str]:
    """Numbers that stand in lists, and under names of numbers in dictionaries; no others."""
    waiting: list[tuple[object, str]] = [(data, "")]
    while waiting:
        each, name = waiting.pop()
        if isinstance(each, dict):
            waiting += [
                (part, str(key).lower()) for key, part in reversed(each.items()) if str(key).lower() not in SIZES
            ]
        elif isinstance(each, list):
            waiting += [(part if isinstance(part, list | dict) else _scalar(part), "id") for part in reversed(each)]
        elif name in IDS:
            yield from _of_text(_scalar(each))


def _scalar(value: object) -> str:
    return str(value) if isinstance(value, int | str) and not isinstance(value, bool) else ""
