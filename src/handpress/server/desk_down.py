"""What an editor sees while the desk is not running."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from handpress.server.messages import Response
from handpress.server.sentences import SECURITY, page

RETRY_S = 3

TITLE = "The desk is not running"
STARTS = "It is starting, or it has stopped."
AND_READERS = (
    f"This page tries again every {RETRY_S} seconds.",
    "Readers are not affected: every public page is a finished file and goes on being served. Nothing that you saved is"
    " lost.",
)


def desk_down_page(note: Path | None = None) -> Response:
    """The answer 503. `note`: a file that says why the desk is kept shut, where it is."""
    why = STARTS
    with suppress(OSError, UnicodeDecodeError):
        why = note.read_text(encoding="utf-8") if note else why
    headers = [
        ("content-type", "text/html; charset=utf-8"),
        ("cache-control", "no-store"),
        ("retry-after", str(RETRY_S)),
        *SECURITY,
    ]
    return Response(503, headers, body=page(TITLE, [why, *AND_READERS], refresh_s=RETRY_S).encode())
