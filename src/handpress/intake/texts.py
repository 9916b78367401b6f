"""What readers type, made fit to be stored and shown; what was changed is said, never hidden."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from handpress.kit.text import one_line, without_controls

UNREADABLE = "\ufffd"  # what stands for bytes that are no letters
# Marks that turn letters around or embed others: isolates too, for a text of its own needs none (UAX 9).
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_LINE_ENDS = re.compile("\r\n?")


@dataclass(frozen=True, slots=True)
class Typed:
    """A text as it is kept. `is_changed`: characters that do not show were taken out, or some could not be read."""

    text: str
    is_changed: bool = False


def line(written: str) -> Typed:
    """One line of text in NFC."""
    return Typed(one_line(_clean(written)), _is_changed(written))


def paragraphs(written: str) -> Typed:
    """A text with its lines as they were typed, in NFC, without white space around it."""
    lines = (each.rstrip() for each in _clean(written).split("\n"))
    return Typed("\n".join(lines).strip(), _is_changed(written))


def _clean(written: str) -> str:
    text = _LINE_ENDS.sub("\n", unicodedata.normalize("NFC", written))
    return _TURNING.sub("", without_controls(text)).replace(UNREADABLE, "")


def _is_changed(written: str) -> bool:
    text = _LINE_ENDS.sub("\n", written)
    return _TURNING.sub("", without_controls(text)) != text or UNREADABLE in text
