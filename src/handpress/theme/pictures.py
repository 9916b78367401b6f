"""The `<picture>` element: every file that exists, the browser chooses, nothing moves when it arrives."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup, escape

from handpress.theme.records import Picture, Rendition

WHOLE = "(min-width:62rem) 46rem,92vw"
STEPS = 4  # focal points are rounded to quarters: a class each way, because inline styles are forbidden


def picture_tag(
    picture: Picture, sizes: str = WHOLE, *, eager: bool = False, cropped: bool = False, alt: str | None = None
) -> Markup:
    """A `<picture>` with AVIF, WebP and the fallback, its size in pixels, lazy unless `eager`.

    `alt` replaces the picture's own text: "" where the words beside it say the same. `cropped` adds the
    focal point as classes, for style sheets that fill a frame with it.
    """
    file = picture.fallback
    loading = 'fetchpriority="high"' if eager else 'loading="lazy" decoding="async"'
    return Markup(
        f"<picture>{_source('avif', picture.avif, sizes)}{_source('webp', picture.webp, sizes)}"
        f'<img src="{escape(file.address)}" width="{file.width}" height="{file.height}"'
        f' alt="{escape(picture.alt if alt is None else alt)}"{_focus(picture) if cropped else ""} {loading}>'
        "</picture>"
    )


def _source(kind: str, renditions: Iterable[Rendition], sizes: str) -> str:
    files = escape(", ".join(f"{file.address} {file.width}w" for file in renditions))
    return f'<source type="image/{kind}" srcset="{files}" sizes="{sizes}">' if files else ""


def _focus(picture: Picture) -> str:
    if picture.focus is None:
        return ""
    x, y = (round(percent * STEPS / 100) for percent in picture.focus)
    return f' class="x{x} y{y}"'
