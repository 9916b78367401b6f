"""What an editor sees while the desk is not running."""

from __future__ import annotations

import html
from contextlib import suppress
from pathlib import Path

from handpress.server.messages import Response

RETRY_S = 3

_WHY = "<!-- why -->"
_STARTS = "It is starting, or it has stopped."
_PAGE = f"""<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="refresh" content="{RETRY_S}">
<title>The desk is not running</title>
<style>
:root {{ color-scheme: light dark }}
body {{ font: 1.125rem/1.5 Georgia, serif; max-width: 34rem; margin: 18vh auto; padding: 0 1.25rem }}
h1 {{ font-size: 1.75rem; line-height: 1.2 }}
</style>
<h1>The desk is not running</h1>
<p>{_WHY}</p>
<p>This page tries again every {RETRY_S} seconds.</p>
<p>Readers are not affected: every public page is a finished file and goes on being served.
Nothing that you saved is lost.</p>
<p><a href="/">To the front page</a></p>
</html>
"""


def desk_down_page(note: Path | None = None) -> Response:
    """The answer 503. `note`: a file that says why the desk is kept shut, where it is."""
    why = _STARTS
    with suppress(OSError, UnicodeDecodeError):
        why = note.read_text(encoding="utf-8") if note else why
    headers = [
        ("content-type", "text/html; charset=utf-8"),
        ("cache-control", "no-store"),
        ("retry-after", str(RETRY_S)),
        ("x-content-type-options", "nosniff"),
        ("content-security-policy", "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'"),
    ]
    return Response(503, headers, body=_PAGE.replace(_WHY, html.escape(why)).encode())
