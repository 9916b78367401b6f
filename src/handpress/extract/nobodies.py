"""Texts that name nobody: what is left of a line, a host, a file or a number is no author, source or section."""

from __future__ import annotations

import re
from functools import lru_cache

from handpress.extract import vocabulary

_MAIL = re.compile(r"\S+@\S+|\S+ (?:at|\(at\)|\[at\]) \S+\.\S+", re.IGNORECASE)
_FILE_ENDINGS = (
    "html?|shtml|xhtml|php\\d?|aspx?|cfm|jsp|cgi|pl|txt|md|xml|pdf|docx?|rtf|odt|pptx?|xlsx?|csv|jpe?g|gif|png|bmp|tiff?"
    "|webp|svg|mp3|mp4|avi|mov|zip|gz|tgz|tar|bz2|rar|css|js"
)
_NOBODY = {
    # reason: what such a text looks like
    "a number or signs without a letter, or with one Latin letter": re.compile(r"[\W\d_]*[a-zA-Z]?[\W\d_]*\Z"),
    "an address of mail": _MAIL,
    "a file's name": re.compile(rf"\S+\.(?:{_FILE_ENDINGS})\Z", re.IGNORECASE),
    "a path or an address with a path": re.compile(r"\S*/\S*/\S*\Z|\S*\\\S*\Z"),
    "a machine's name: one that says www, one of four parts or more, one with a port": re.compile(
        r"(?:https?://)?(?:www\d?\.\S+|(?:[\w-]+\.){3,}[a-z]{2,12}|(?:[\w-]+\.)*[\w-]+:\d+|localhost)/?\Z",
        re.IGNORECASE,
    ),
    "a label alone": re.compile(
        "|".join(
            f"(?:{vocabulary.whole(words).pattern})"
            for words in (vocabulary.BYLINE, vocabulary.SOURCE, vocabulary.PUBLISHED, vocabulary.UPDATED)
        ),
        re.IGNORECASE,
    ),
    "another hand, a count, a place in an issue": vocabulary.whole(vocabulary.OTHER_ROLES),
    "an address in numbers": re.compile(r"(?:\d{1,3}\.){3}\d{1,3}(?::\d+)?\Z"),
    "a label that something should follow, or something after a label": re.compile(r".*[:：](?!//)", re.DOTALL),
    "a time zone, alone or after a time": re.compile(
        r"(?:\d{1,2}[:.]\d{2}(?:[:.]\d{2})?\s*)?(?:[ap]\.?m\.?|(?:UTC|GMT|[A-Z]{1,3}[SD]?T)(?:\s?[+-]?\d{1,4})?)\Z"
    ),
}  # fmt: skip


@lru_cache(maxsize=8192)
def names_nobody(text: str) -> bool:
    """Whether a text can be the name of no person, publication or section, by its form alone."""
    bare = text.strip(" \t,;.،|•·()[]<>*\"'“”")
    return not bare or any(pattern.match(bare) for pattern in _NOBODY.values())
