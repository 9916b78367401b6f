"""The toy's views. They act on a file, so that tests see from outside what was done."""

from __future__ import annotations

import json
import os
from pathlib import Path

from django.http import HttpRequest, HttpResponse, JsonResponse


def count(request: HttpRequest) -> HttpResponse:
    """Note a post's length; it tries to set a cookie, as no endpoint may."""
    with Path(os.environ["ENGINE_TOY_COUNTS"]).open("ab") as counts:
        counts.write(b"%d\n" % len(request.body))
    response = HttpResponse("counted")
    response.set_cookie("toy", "1")
    return response


def shown(request: HttpRequest, rest: str) -> HttpResponse:
    """The rest of the path, and what reached the process of the request."""
    response = JsonResponse(
        {"rest": rest, **{key: value for key, value in request.META.items() if isinstance(value, str)}}
    )
    response.headers["Cache-Control"] = "max-age=9"
    return response


def both(request: HttpRequest) -> HttpResponse:
    """What was posted, or a fault of the toy's."""
    if request.GET.get("fails"):
        raise ZeroDivisionError(json.dumps(request.GET))
    return HttpResponse(request.body or b"read")
