"""A reader's request and the response to it, without the server that carries them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Request:
    """What matters of a request: its path is decoded once, header values are empty when not sent.

    `if_match` is None then: an empty one names no version, which nothing fits.
    """

    method: str
    path: str
    query: str = ""
    accept_encoding: str = ""
    if_none_match: str = ""
    if_modified_since: str = ""
    if_match: str | None = None
    if_unmodified_since: str = ""


@dataclass(frozen=True, slots=True)
class Response:
    """A complete response; `body` is None when the bytes come from `file` or there are none."""

    status: int
    headers: list[tuple[str, str]]
    body: bytes | None = None
    file: str | None = None
