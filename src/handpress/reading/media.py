"""Pictures with the files that exist, and documents, loaded together."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef
from wagtail.models import CollectionViewRestriction

from handpress.kit.own_words import DOCUMENTS, PICTURES, folder
from handpress.newsroom.models import Document, PictureRendition
from handpress.newsroom.models import Picture as StoredPicture
from handpress.newsroom.renditions import FORMATS, JPEG_WIDTH, SOCIAL, WIDTHS, spec
from handpress.reading.queries import ASKED, Query
from handpress.theme.records import Picture, Rendition

FILES = folder(PICTURES)
_FORMAT_OF = {spec(width, name): name for name in FORMATS for width in WIDTHS}
_FALLBACK = spec(JPEG_WIDTH, "jpeg")
_SPECS = (*_FORMAT_OF, _FALLBACK, SOCIAL)
_PICTURES = Query(
    lambda: (
        StoredPicture.objects.order_by()
        .filter(pk__among=ASKED)
        .values_list("pk", "alt_text", "credit", "width", "height", "focal_point_x", "focal_point_y")
    )
)
_RENDITIONS = Query(
    lambda: (
        PictureRendition.objects.order_by("pk")
        .filter(image__among=ASKED, filter_spec__in=_SPECS)
        .values_list("image_id", "filter_spec", "file", "width", "height")
    )
)
_DOCUMENTS = Query(
    lambda: (
        public_documents()
        .order_by()
        .filter(pk__among=ASKED)
        .values_list("pk", "title", "file", "file_size", "file_hash")
    )
)


class Pictures:
    """Pictures by id; those without a fallback file do not exist for readers yet."""

    def __init__(self, ids: Iterable[int | None]) -> None:
        """Load them. Two queries per 1000."""
        self._files: dict[int, dict[str, list[Rendition]]] = {}
        wanted = {id for id in ids if id}
        self._rows = {row[0]: row for row in _PICTURES.of(wanted)}
        files: dict[int, dict[str, Rendition]] = defaultdict(dict)
        for id, name, file, width, height in _RENDITIONS.of(wanted):
            files[id][name] = Rendition(FILES + file, width, height)
        for id, by_spec in files.items():
            self._files[id] = _by_format(by_spec)

    def get(self, id: int | None, *, alt: str = "", caption: str = "", credit: str = "") -> Picture | None:
        """The picture with what this place says of it; None when there is none to show."""
        row, files = self._rows.get(id or 0), self._files.get(id or 0, {})
        if row is None or "jpeg" not in files:
            return None
        pk, own_alt, own_credit, width, height, x, y = row
        return Picture(
            id=pk,
            alt=alt or own_alt,
            caption=caption,
            credit=credit or own_credit,
            width=width,
            height=height,
            avif=tuple(files["avif"]),
            webp=tuple(files["webp"]),
            fallback=files["jpeg"][0],
            social=next(iter(files["social"]), None),
            focus=None if x is None or y is None else (round(100 * x / width), round(100 * y / height)),
        )


def _by_format(by_spec: dict[str, Rendition]) -> dict[str, list[Rendition]]:
    """Files by rising width; a small original gives the same width to several specs."""
    found: dict[str, dict[int, Rendition]] = defaultdict(dict)
    for name, rendition in sorted(by_spec.items(), key=lambda item: (item[1].width, item[0])):
        kind = _FORMAT_OF.get(name) or ("social" if name == SOCIAL else "jpeg")
        found[kind].setdefault(rendition.width, rendition)
    return {kind: list(found[kind].values()) for kind in (*FORMATS, "jpeg", "social")} if "jpeg" in found else {}


@dataclass(frozen=True, slots=True)
class PublicDocument:
    """A document readers may fetch: its address names its content."""

    id: int
    address: str
    title: str
    size_bytes: int


def documents(ids: Collection[int]) -> dict[int, PublicDocument]:
    """Documents by id, those in restricted collections left out. One query per 1000."""
    return {
        pk: PublicDocument(pk, document_address(pk, file, file_hash), title, size or 0)
        for pk, title, file, size, file_hash in _DOCUMENTS.of(ids)
    }


def public_documents() -> Any:
    """Documents in collections that neither have a restriction nor lie in one that has."""
    path = ExpressionWrapper(OuterRef("collection__path"), output_field=CharField())
    restricted = CollectionViewRestriction.objects.annotate(of=path)
    return Document.objects.exclude(Exists(restricted.filter(of__startswith=F("collection__path"))))


def document_address(pk: int, file: str, file_hash: str) -> str:
    """`/d/0123456789abcdef0123/report.pdf`; a new content has a new address."""
    digest = (file_hash or hashlib.sha1(f"{pk} {file}".encode(), usedforsecurity=False).hexdigest())[:20]
    return f"{folder(DOCUMENTS)}{digest}/{PurePosixPath(file).name.lstrip('.')}"
