"""A page that repeats what a reader asked for: the words of `?q=` put into the places that the page keeps for them.

Until a search answers, the pressed page of the search is all there is. Read as a plain file it says so and asks for
the words; this server, which sees the question, fills them in, so that none is thrown away.
"""

from __future__ import annotations

import re
from html import escape
from urllib.parse import parse_qs, quote

MARK = b"<!--handpress asks-->"  # in the page: "fill me in"
FIELD = b'name="q" value=""'
HIDDEN_BEGIN, HIDDEN_END = b"<!--asked ", b" asked-->"  # around what only a page with words shows
WORDS = b"%%asked%%"
LINK = b'" data-asked>'  # ends a link to which the words are added
_PLACES = re.compile(b"|".join(map(re.escape, (FIELD, HIDDEN_BEGIN, HIDDEN_END, WORDS, LINK))))
LONGEST = 200  # letters of a question that are repeated


def words_asked(query: str) -> str:
    """The words of the question in a query string, on one line; "" when it holds none."""
    found = parse_qs(query, max_num_fields=20, errors="replace") if "q=" in query and query.count("&") < 20 else {}
    asked = next(iter(found.get("q", [])), "")
    words = " ".join("".join(char if char.isprintable() else " " for char in asked).split())
    return words[:LONGEST]


def with_words(page: bytes, words: str) -> bytes | None:
    """The page with the words in their places; None for a page that has none for them."""
    if MARK not in page or not words:
        return None
    shown = escape(words).encode()
    filled = {
        FIELD: b'name="q" value="' + shown + b'"',
        HIDDEN_BEGIN: b"",
        HIDDEN_END: b"",
        WORDS: shown,
        LINK: quote(words, safe="").encode() + LINK,
    }
    return _PLACES.sub(lambda place: filled[place[0]], page)  # in one pass: words are never read as places
