"""The `<picture>` element: every file that exists, the browser chooses, nothing moves when it arrives."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup, escape

from handpress.edition.records import Picture, Rendition

WHOLE = "(min-width:62rem) 46rem,100vw"
STEPS = 4  # focal points are rounded to quarters: a class each way, because inline styles are forbidden


def picture_tag(
    picture: Picture, sizes: str = WHOLE, *, eager: bool = False, cropped: bool = False, alt: str | None = None
) -> Markup:
    """A `<picture>` with AVIF, WebP and the fallback, its size in pixels, lazy unless `eager`.

    `alt` replaces the picture's own text: "" where the words beside it say the same. `cropped` adds the
    focal point as classes, for style sheets that fill a frame with it.
    """
    fallback = picture.fallback
    sources = _source("avif", picture.avif, sizes) + _source("webp", picture.webp, sizes)
    loading = Markup('fetchpriority="high"') if eager else Markup('loading="lazy" decoding="async"')
    image = Markup('<img src="{}" width="{}" height="{}" alt="{}"{} {}>').format(
        fallback.address,
        fallback.width,
        fallback.height,
        picture.alt if alt is None else alt,
        _focus(picture) if cropped else "",
        loading,
    )
    return Markup("<picture>{}{}</picture>").format(sources, image)


def _source(kind: str, renditions: Iterable[Rendition], sizes: str) -> Markup:
    files = ", ".join(f"{file.address} {file.width}w" for file in renditions)
    if not files:
        return Markup("")
    return Markup('<source type="image/{}" srcset="{}" sizes="{}">').format(kind, files, escape(sizes))


def _focus(picture: Picture) -> Markup:
    if picture.focus is None:
        return Markup("")
    x, y = (round(percent * STEPS / 100) for percent in picture.focus)
    return Markup(' class="x{} y{}"').format(x, y)
