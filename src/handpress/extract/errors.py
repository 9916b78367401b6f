"""Why a file is not taken as an article: normal refusals, returned and not raised."""

from __future__ import annotations

from dataclasses import dataclass

# code: the sentence; {path} is the file's name, the rest comes from the case.
MESSAGES = {
    "empty": "{path} is empty. Nothing to import.",
    "binary": "{path} is not text but {what}. Import the page that shows it instead.",
    "too_large": "{path} is {size} bytes long; a page may have {limit}. Split it, or raise the limit.",
    "external_entities": "{path} declares XML entities, which can pull in other files. Remove its DOCTYPE.",
    "not_a_page": "{path} holds {what}, not a page with an article.",
    "index_page": "{path} is a list of {entries} links to articles, not an article. Import those pages.",
}


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a file gave no article. `code` is one of MESSAGES; waiting never helps."""

    code: str
    message: str
    path: str = ""
    retry: bool = False


def refuse(code: str, path: str, **details: object) -> Refusal:
    """The refusal of a code, its sentence filled in."""
    return Refusal(code, MESSAGES[code].format(path=path or "The text", **details), path)
