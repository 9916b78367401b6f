"""Running text: white space, plain text of HTML, counting words, excerpts, typography, guessing languages."""

from __future__ import annotations

import html as html_entities
import re
import unicodedata
from collections import Counter
from functools import lru_cache

from handpress.kit.languages import (
    LANGUAGE_OF_SCRIPT,
    LETTERS_PER_WORD,
    READING_SPEED,
    STOP_WORDS,
    USUAL_LANGUAGE,
    USUAL_READING_SPEED,
)

GUESS_FROM_CHARACTERS = 4000
CLEAR_SHARE = 0.04  # of all words; running text has 0.2 and more

# Characters that mean nothing in a text and that HTML forbids: C0 and C1 controls, noncharacters, surrogates.
# Those of the higher planes have a pattern of their own: in one class all characters take 80 ns, not 6.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff\u00ad\u200b\u2060\ufeff]"
)
_FORBIDDEN_ABOVE = re.compile(
    "[" + "".join(f"{chr(plane | 0xFFFE)}{chr(plane | 0xFFFF)}" for plane in range(0x10000, 0x110000, 0x10000)) + "]"
)
_HIGHER_PLANE = re.compile("[\U00010000-\U0010ffff]")
# Of these, what nobody means when it is typed or pasted. Soft hyphens and zero widths break words where they should.
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202d\u202e\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]")
_BREAKING_CONTROLS = re.compile("(?<=\\S)[\x0b\x0c\x85]+(?=\\S)")  # Word's own line break, form feed, next line
_REFERENCE = re.compile(r"&#(?:[xX]([0-9a-fA-F]{1,6})|([0-9]{1,7}));?")
_SPACES = re.compile(r"[^\S\n]+")
_ANY_SPACE = re.compile(r"\s+")
_BLANK_LINES = re.compile(r"\n(?:[ ]*\n)+")
_HIDDEN = re.compile(r"<(script|style|template|noscript|svg)\b[^>]*>.*?(?:</\1\s*>|\Z)", re.IGNORECASE | re.DOTALL)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_BREAKS = re.compile(r"<(?:br|hr|li|tr|dt|dd|figcaption)\b[^>]*>", re.IGNORECASE)
_CELLS = re.compile(r"<(?:td|th)\b[^>]*>", re.IGNORECASE)
_PARAGRAPHS = re.compile(
    r"</?(?:p|div|h[1-6]|ul|ol|dl|table|blockquote|pre|figure|section|article|aside|header|footer)\b[^>]*>",
    re.IGNORECASE,
)
_TAG = re.compile(r"</?[a-zA-Z][^>]*>|<![^>]*>")
_LOWER_WORD = re.compile(r"[^\W\d_][^\s\d_.,;:!?()«»“”\"،؛؟।—–-]*")
_MARKS = "\u0300-\u036f\u064b-\u065f\u0900-\u0963\u0966-\u0dff\u0e31-\u0e4e\u200c\u200d"
_WORD = re.compile(rf"\w[\w{_MARKS}'’\-.·]*")


def strip_forbidden(text: str) -> str:
    """The text without control characters, noncharacters, lone surrogates, soft hyphens and zero widths.

    The joiners (U+200C, U+200D) and the direction marks stay: Persian, Malayalam and mixed lines need them.
    """
    text = _FORBIDDEN.sub("", text)
    return _FORBIDDEN_ABOVE.sub("", text) if _HIGHER_PLANE.search(text) else text


def without_controls(text: str) -> str:
    """The text without control characters, noncharacters and lone surrogates; tabs and line breaks stay.

    The direction marks stay, but not the two that turn letters around: in a headline they turn what follows it too.

    One that stands for a line break (Word's, a form feed) leaves a space between the words that it parted.
    """
    text = _CONTROLS.sub("", _BREAKING_CONTROLS.sub(" ", text))
    return _FORBIDDEN_ABOVE.sub("", text) if _HIGHER_PLANE.search(text) else text


def without_controls_in_html(html: str) -> str:
    """The same for HTML, where they may be written as references ("&#16;") too.

    References to C1 controls stay: HTML takes them for the letters of Windows-1252.
    """
    return _REFERENCE.sub(_kept_reference, without_controls(html)) if "&#" in html else without_controls(html)


def _kept_reference(match: re.Match[str]) -> str:
    code = int(match[1], 16) if match[1] else int(match[2])
    is_meant = 0x80 <= code <= 0x9F or (code < 0x110000 and without_controls(chr(code)) != "")
    return match[0] if is_meant else ""


def one_line(text: str) -> str:
    """The text in NFC on one line, every run of white space (no-break spaces too) one space."""
    return _ANY_SPACE.sub(" ", strip_forbidden(unicodedata.normalize("NFC", text))).strip()


def tidy_space(text: str) -> str:
    """The text in NFC with its lines and paragraphs kept: no spaces at their ends, one blank line at most."""
    text = unicodedata.normalize("NFC", strip_forbidden(text.replace("\r\n", "\n").replace("\r", "\n")))
    lines = (_SPACES.sub(" ", line).strip() for line in text.split("\n"))
    return _BLANK_LINES.sub("\n\n", "\n".join(lines)).strip()


def plain_text(html: str) -> str:
    """What a reader of the HTML sees, as plain text: a blank line between paragraphs, a line for a <br>."""
    text = _HIDDEN.sub(" ", _COMMENT.sub("", html)) if "<" in html else html
    text = _PARAGRAPHS.sub("\n\n", _BREAKS.sub("\n", _CELLS.sub(" ", _ANY_SPACE.sub(" ", text))))
    return tidy_space(html_entities.unescape(_TAG.sub("", text)))


@lru_cache(maxsize=4096)
def script_of(char: str) -> str:
    """The script of one letter ("LATIN", "ARABIC", "CJK" …); "" for what is no letter."""
    if not char.isalpha():
        return ""
    return unicodedata.name(char, "").split(" ", 1)[0].split("-", 1)[0]


def word_count(text: str) -> int:
    """How many words a reader would count; scripts without spaces by their mean length of a word."""
    words = 0.0
    for match in _WORD.finditer(text):
        word = match[0]
        words += 1 if word.isascii() else _words_in(word)
    return round(words)


def _words_in(run: str) -> float:
    """How many words a run without spaces holds: one, or more where the script does not part its words."""
    scripts = Counter(script_of(char) for char in run)
    spaceless = sum(number / LETTERS_PER_WORD[s] for s, number in scripts.items() if s in LETTERS_PER_WORD)
    return max(spaceless, 1.0)


def reading_minutes(words: int, lang: str = "en") -> int:
    """Whole minutes that reading so many words takes, at least one."""
    speed = READING_SPEED.get(lang.split("-")[0].lower(), USUAL_READING_SPEED)
    return max(1, round(words / speed))


def excerpt(text: str, limit: int) -> str:
    """The text on one line in at most `limit` characters, cut at a word and closed with an ellipsis."""
    line = one_line(text)
    if len(line) <= limit:
        return line
    head = line[: max(limit - 1, 0)]
    if line[len(head)] != " " and " " in head and script_of(head[-1]) not in LETTERS_PER_WORD:
        head = head.rsplit(" ", 1)[0]
    return head.rstrip(" ,;:–—-.…") + "…"


def guess_language(text: str) -> str | None:
    """The language a text seems to be written in ("en", "ar", "hi" …), by script and stop words.

    None where there is too little to tell: no letters, or Latin script without any known stop word.
    """
    sample = text[:GUESS_FROM_CHARACTERS]
    scripts = Counter(filter(None, map(script_of, sample)))
    if not scripts:
        return None
    if scripts["HIRAGANA"] + scripts["KATAKANA"] > scripts["CJK"] / 10:
        scripts["HIRAGANA"] += scripts.pop("CJK", 0)
    script = scripts.most_common(1)[0][0]
    if script in LANGUAGE_OF_SCRIPT:
        return LANGUAGE_OF_SCRIPT[script]
    return _by_stop_words(sample, script) or USUAL_LANGUAGE.get(script)


def stop_word_share(text: str) -> float:
    """Which part of the words are stop words of the one language that has most of them: 0.0 to 1.0."""
    sample = text[:GUESS_FROM_CHARACTERS]
    scripts = Counter(filter(None, map(script_of, sample)))
    if not scripts:
        return 0.0
    share, _ = _best_by_stop_words(sample, scripts.most_common(1)[0][0])
    return share


def _by_stop_words(sample: str, script: str) -> str | None:
    """The language of this script with the most stop words in the sample; None without a clear one."""
    share, lang = _best_by_stop_words(sample, script)
    return lang if share >= CLEAR_SHARE else None


def _best_by_stop_words(sample: str, script: str) -> tuple[float, str | None]:
    """The language with the most stop words among the words of the sample, and their share."""
    words = Counter(_LOWER_WORD.findall(sample.lower()))
    best, lang = 0, None
    for candidate, stop_words in STOP_WORDS.get(script, {}).items():
        if (score := sum(words[word] for word in stop_words)) > best:
            best, lang = score, candidate
    return best / max(1, words.total()), lang
