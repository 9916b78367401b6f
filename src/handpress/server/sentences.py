"""Pages of a sentence or two that need nothing but this module: the desk is down, a post is refused."""

from __future__ import annotations

import html
from collections.abc import Sequence

from handpress.server.messages import Response

SECURITY = [
    ("x-content-type-options", "nosniff"),
    ("content-security-policy", "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'"),
]
REFUSED = "It was not taken"
GO_BACK = "Go back with your browser's button: what you typed stands in the form still."
TOO_LARGE = "More was sent than can be taken at once. Nothing of it was kept."

_PAGE = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
{refresh}<title>{title}</title>
<style>
:root {{ color-scheme: light dark }}
body {{ font: 1.125rem/1.5 Georgia, serif; max-width: 34rem; margin: 18vh auto; padding: 0 1.25rem }}
h1 {{ font-size: 1.75rem; line-height: 1.2 }}
</style>
<h1>{title}</h1>
{paragraphs}
<p><a href="/">To the front page</a></p>
</html>
"""


def page(title: str, paragraphs: Sequence[str], *, refresh_s: int = 0) -> str:
    """The HTML of it, from plain text. `refresh_s`: when the browser asks again; not at all with 0."""
    return _PAGE.format(
        title=html.escape(title, quote=False),
        paragraphs="\n".join(f"<p>{html.escape(each, quote=False)}</p>" for each in paragraphs),
        refresh=f'<meta http-equiv="refresh" content="{refresh_s}">\n' if refresh_s else "",
    )


def refusal(status: int, sentence: str, *, accept: str) -> Response:
    """What is not taken: a page for a browser, a line of text for a program. `accept`: the request's header."""
    is_page = "text/html" in accept
    kind, body = ("html", page(REFUSED, [sentence, GO_BACK])) if is_page else ("plain", f"{sentence}\n")
    headers = [("content-type", f"text/{kind}; charset=utf-8"), ("cache-control", "no-store"), *SECURITY]
    return Response(status, headers, body=body.encode())
