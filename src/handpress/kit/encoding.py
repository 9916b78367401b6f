"""Bytes of old pages to text: what they are encoded in, by evidence, strongest first.

Pages of 2002 to 2013 say "iso-8859-1" and mean windows-1252, or say nothing, or say UTF-8 in a template
around windows-1252 text. The order here is that of the Encoding Standard (a BOM, what the server declared,
what the page's meta says), with one difference: bytes that decode as UTF-8 and are not ASCII are UTF-8,
whatever is declared, because text in another encoding practically never does.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from charset_normalizer import from_bytes

from handpress.kit.text import stop_word_share

META_WITHIN_BYTES = 4096
GUESS_FROM_BYTES = 65_536
ENOUGH_KNOWN_WORDS = 0.08  # a page of running text has a fifth and more

_BOMS = [
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
]
_META = re.compile(
    rb"<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_:.\-]{2,30})", re.IGNORECASE
)
# The Encoding Standard's labels that Python would take at their word, and the two it does not know.
_MEANT = {
    "iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254", "iso8859-11": "cp874", "tis-620": "cp874",
    "iso8859-6": "cp1256", "gb2312": "gb18030", "gbk": "gb18030", "euc_kr": "cp949", "shift_jis": "cp932",
    "utf-16": "utf-8", "utf-16-le": "utf-8", "utf-16-be": "utf-8",
}  # fmt: skip
_ALIASES = {"x-sjis": "cp932", "windows-874": "cp874", "unicode": "utf-8", "x-user-defined": "cp1252"}

# UTF-8 bytes of common signs, once misread as windows-1252 and encoded again: "â€™" for "’", "Ã©" for "é".
_MOJIBAKE = re.compile("â€[\x80-\xbf™œšžŸ˜“”‘’¦¢\u009d]|[ÂÃ][\x80-\xbf¡-¿ƒ„…†‡ˆ‰Š‹ŒŽ•–—™š›œžŸ]")
_ONE_BYTE = ("cp1252", "cp1256", "cp1251", "koi8-r")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, the encoding it was read in (a Python codec's name), and what was doubtful about it."""

    text: str
    encoding: str
    warnings: tuple[str, ...] = ()


def decode(data: bytes, *, declared: str | None = None) -> Decoded:
    """The text of a page's bytes. `declared` is what came with it (an HTTP header's charset), if any."""
    for mark, name in _BOMS:
        if data.startswith(mark):
            return _finish(data[len(mark) :].decode(name, "replace"), name)
    if wide := _utf16_without_bom(data):
        return _finish(data.decode(wide, "replace"), wide)
    labels = [codec for label in (declared, _meta_charset(data)) if label and (codec := _codec(label))]
    for name in _candidates(data, labels):
        if (text := _strictly(data, name)) is not None:
            return _finish(text, name, labels)
    return _by_statistics(data, labels)


def _candidates(data: bytes, labels: list[str]) -> list[str]:
    """The encodings to try, in order, before statistics are asked."""
    if data.isascii():
        return ["utf-8"]
    unsaid = all(label == "utf-8" for label in labels)  # what is not UTF-8 though it says so says nothing
    return ["utf-8", *labels, *(["cp1252"] if unsaid and _looks_western(data) else [])]


def _looks_western(data: bytes) -> bool:
    """Whether so few bytes are not ASCII that they can only be the accents and quotes of a Latin text."""
    high = len(data) - len(data.translate(None, bytes(range(128, 256))))
    return high <= max(len(data) * 0.08, 2)


def _meta_charset(data: bytes) -> str | None:
    match = _META.search(data[:META_WITHIN_BYTES])
    return match[1].decode("ascii") if match else None


def _codec(label: str) -> str | None:
    """Python's codec for a declared label, as browsers understand it; None for an unknown one."""
    label = label.strip().lower()
    try:
        name = codecs.lookup(_ALIASES.get(label, label)).name
    except LookupError:
        return None
    return _MEANT.get(name, name)


def _strictly(data: bytes, name: str) -> str | None:
    """The text, where the bytes have a meaning in the encoding.

    windows-1252's five holes are let pass, and so are a few broken sequences in what is mostly UTF-8.
    """
    try:
        return data.decode(name)
    except UnicodeDecodeError:
        text = data.decode(name, "replace")
        lost = text.count("�")
        if name == "cp1252":
            return text if lost <= len(text) // 2000 else None
        letters = sum(char > "\x7f" for char in text) - lost
        return text if name == "utf-8" and lost * 10 <= letters else None
    except (LookupError, UnicodeError, ValueError):
        return None


def _utf16_without_bom(data: bytes) -> str | None:
    """UTF-16 by its zero bytes, which Latin markup has at every second place."""
    head = data[:400]
    if len(head) < 8 or not head.count(0):
        return None
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if odd > len(head) * 0.4 and not even:
        return "utf-16-le"
    return "utf-16-be" if even > len(head) * 0.4 and not odd else None


def _by_statistics(data: bytes, labels: list[str]) -> Decoded:
    """The one-byte encoding that gives known words; else what was declared, or what charset-normalizer thinks.

    Known words come first because charset-normalizer takes short windows-1251 for KOI8-R.
    """
    sample = data[:GUESS_FROM_BYTES]
    shares = {name: stop_word_share(sample.decode(name, "replace")) for name in _ONE_BYTE}
    name = max(_ONE_BYTE, key=lambda name: shares[name])
    if shares[name] < ENOUGH_KNOWN_WORDS:
        best = None if labels else from_bytes(sample).best()
        name = best.encoding if best else (labels[0] if labels else "cp1252")
    return _finish(data.decode(name, "replace"), name, labels, guessed=True)


def _finish(text: str, name: str, labels: list[str] | None = None, *, guessed: bool = False) -> Decoded:
    """The text with certain mojibake repaired, and the warnings."""
    warnings = []
    if guessed:
        warnings.append(f"The encoding is not certain; it was read as {name}.")
    elif labels and name not in labels and not text.isascii():
        warnings.append(f"The page says it is {labels[0]}, but it is {name}.")
    if (repaired := repair_mojibake(text)) != text:
        text = repaired
        warnings.append("Letters that had been encoded twice were repaired.")
    if lost := text.count("�"):
        warnings.append(f"{lost} characters could not be read and show as �.")
    return Decoded(text, name, tuple(warnings))


def repair_mojibake(text: str) -> str:
    """The text with UTF-8 that was misread as windows-1252 put right, sequence by sequence.

    Only sequences that are whole UTF-8 again and that no language writes are touched, and only where there
    are two of them at least, so that a page that shows one as an example keeps it.
    """
    if len(_MOJIBAKE.findall(text)) < 2:
        return text
    return _MOJIBAKE_RUN.sub(_repaired, text)


_HIGH = "[\x80-\xff€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]"
_MOJIBAKE_RUN = re.compile(f"[Â-Ã]{_HIGH}|â{_HIGH}{_HIGH}")


def _repaired(match: re.Match[str]) -> str:
    """The one sign that the sequence was, or the sequence where it is no UTF-8."""
    try:
        raw = bytes(_byte_1252(char) for char in match[0])
        return raw.decode("utf-8")
    except (UnicodeError, ValueError):
        return match[0]


def _byte_1252(char: str) -> int:
    """The byte behind a character of a windows-1252 misreading, its undefined five read as themselves."""
    if ord(char) < 256:
        return ord(char)
    return char.encode("cp1252")[0]
