"""Taking pieces in: new ones become articles, changed ones are updated unless an editor has touched them."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from handpress.importers.bodies import body_blocks
from handpress.importers.known import KnownNames
from handpress.importers.models import ImportRecord
from handpress.importers.pieces import IMPORTER_VERSION, Piece
from handpress.importers.report import Line
from handpress.kit.clock import now
from handpress.kit.dates import PartialDate
from handpress.kit.files import write_atomic
from handpress.newsroom.actions import addresses
from handpress.newsroom.actions.articles import publish_article
from handpress.newsroom.actions.bulk import ArticleDraft, create_articles
from handpress.newsroom.actions.bulk_related import Recent
from handpress.newsroom.actions.pictures import take_picture
from handpress.newsroom.dating import stored
from handpress.newsroom.errors import AddressTaken
from handpress.newsroom.models import Article, Byline

FIELDS = ("title", "standfirst", "body", "published_on", "date_precision", "main_section_id", "source_id")


def original_path(sha256: str) -> Path:
    """Where the original bytes of an imported page are kept."""
    return Path(settings.PUBLICATION.data) / "originals" / sha256[:2] / sha256


class Landing:
    """Takes pieces in, some at a time. Each batch is one transaction: killed anywhere, nothing is taken in twice."""

    def __init__(self, *, keeps_addresses: bool = False) -> None:
        self._keeps_addresses = keeps_addresses
        self._names = KnownNames()
        self._recent = Recent()

    def is_known(self, import_id: str, original: bytes) -> bool:
        """Whether this very page was taken in by this version."""
        sha256 = hashlib.sha256(original).hexdigest()
        return ImportRecord.objects.filter(
            import_id=import_id, sha256=sha256, importer_version=IMPORTER_VERSION
        ).exists()

    def take_in(self, pieces: Sequence[Piece]) -> list[Line]:
        """A line for each piece."""
        for piece in pieces:
            self._keep_original(piece)
        with transaction.atomic():
            return self._take_in(pieces)

    def _keep_original(self, piece: Piece) -> None:
        path = original_path(piece.sha256)
        if not path.exists():
            write_atomic(path, piece.original, flush=True)

    def _take_in(self, pieces: Sequence[Piece]) -> list[Line]:
        records = {r.import_id: r for r in ImportRecord.objects.filter(import_id__in=[p.import_id for p in pieces])}
        bodies = self._known_bodies(pieces)
        lines: list[Line] = []
        fresh: list[Piece] = []
        copies: list[Piece] = []
        for piece in pieces:
            record = records.get(piece.import_id)
            if record is not None:
                lines.append(self._again(piece, record))
            elif piece.body_key in bodies:
                copies.append(piece)
            else:
                bodies.add(piece.body_key)
                fresh.append(piece)
        lines += self._create(fresh)
        return lines + [self._duplicate(piece) for piece in copies]

    def _known_bodies(self, pieces: Sequence[Piece]) -> set[str]:
        keys = [piece.body_key for piece in pieces]
        return set(ImportRecord.objects.filter(body_key__in=keys).values_list("body_key", flat=True))

    # new ones

    def _create(self, pieces: Sequence[Piece]) -> list[Line]:
        by_language: defaultdict[str, list[Piece]] = defaultdict(list)
        for piece in pieces:
            by_language[self._names.language(piece.extraction.language)].append(piece)
        lines: list[Line] = []
        for language, group in by_language.items():
            drafts = [self._draft(piece, language) for piece in group]
            created = create_articles(drafts, self._names.locale(language), recent=self._recent)
            pairs = list(zip(group, created.articles, strict=True))
            ImportRecord.objects.bulk_create(_record(piece, article) for piece, article in pairs)
            lines += [_new(piece, article, created.taken) for piece, article in pairs]
        return lines

    def _draft(self, piece: Piece, language: str) -> ArticleDraft:
        found = piece.extraction
        source = self._names.source(found.source, found.source_url or "") if found.source else None
        sections = [self._names.section(name, language) for name in piece.sections]
        legacy = found.legacy_address
        return ArticleDraft(
            headline=found.headline,
            body=self._body(piece),
            standfirst=found.standfirst,
            kind=found.kind or "article",
            bylines=[(self._names.author(name), name) for name in found.authors],
            published=found.published or PartialDate(),
            main_section=sections[0] if sections else None,
            further_sections=sections[1:],
            tags=[self._names.tag(name, language) for name in piece.tags],
            source=source,
            original_url=piece.original_url if source else "",
            basis="permission" if source else "own",
            import_id=piece.import_id,
            path=legacy if self._keeps_addresses and _can_be_kept(legacy) else "",
            legacy=[legacy] if legacy and not (self._keeps_addresses and _can_be_kept(legacy)) else [],
            live=not piece.is_draft,
        )

    def _body(self, piece: Piece) -> list[dict[str, Any]]:
        images = {image.src: image for image in piece.extraction.images}
        ids: dict[str, int] = {}
        for source, path in piece.pictures.items():
            image = images.get(source)
            try:
                picture = take_picture(
                    path.read_bytes(),
                    name=path.name,
                    alt_text=(image.alt if image else "")[:500],
                    credit=(image.credit if image else "")[:255],
                    legacy_path=source[:500],
                )
            except (OSError, ValueError):
                continue  # named in the extraction's warnings when missing; a broken one is left out of the text
            ids[source] = picture.pk
        blocks = body_blocks(piece.extraction.body_html, ids, images)
        return [{"type": type, "value": value} for type, value in blocks]

    # ones that were there

    def _again(self, piece: Piece, record: ImportRecord) -> Line:
        path = piece.extraction.path
        if record.sha256 == piece.sha256 and record.importer_version == IMPORTER_VERSION:
            return Line(path, "unchanged")
        article = record.article
        if article is None:
            return Line(path, "edited", "Its article was deleted here; it is not made again.", "deleted_here")
        edited = edited_fields(record, article)
        if edited:
            reason = f"The page changed, but {', '.join(edited)} was edited here since; the article is left as it is."
            return Line(path, "edited", reason, "edited_here", article.public_path)
        self._update(article, piece, record)
        return Line(path, "updated", address=article.public_path, warnings=piece.extraction.warnings)

    def _update(self, article: Article, piece: Piece, record: ImportRecord) -> None:
        draft = self._draft(piece, article.language)
        article.title = article.draft_title = draft.headline
        article.standfirst = draft.standfirst
        article.body = json.dumps(list(draft.body))
        article.published_on, article.date_precision = stored(draft.published)
        article.main_section_id = draft.main_section
        article.source_id = draft.source
        article.original_url = draft.original_url
        article.bylines = [
            Byline(author_id=author, printed_name=name, sort_order=order)
            for order, (author, name) in enumerate(draft.bylines)
        ]
        article = publish_article(article)
        for name, value in _values(piece, article).items():
            setattr(record, name, value)
        record.save()

    def _duplicate(self, piece: Piece) -> Line:
        """The same headline and text under another name: its address leads to the one that is in."""
        path, legacy = piece.extraction.path, piece.extraction.legacy_address
        record = ImportRecord.objects.filter(body_key=piece.body_key).order_by("pk")[0]
        reason = f"Same article as {record.path}."
        if record.article is None:
            return Line(path, "duplicate", reason, "duplicate")
        if legacy:
            try:
                addresses.redirect(legacy, record=f"article:{record.article_id}", origin="legacy")
            except AddressTaken:
                reason += f" {legacy} belongs to another page."
        return Line(path, "duplicate", reason, "duplicate", record.article.public_path)


def edited_fields(record: ImportRecord, article: Article) -> list[str]:
    """Names of fields whose value is no longer the imported one."""
    now_there = field_hashes(article)
    return [name for name in FIELDS if record.fields.get(name) != now_there[name]]


def field_hashes(article: Article) -> dict[str, str]:
    """A hash of each field that an import sets; block ids do not count."""
    values = {name: getattr(article, name) for name in FIELDS if name != "body"}
    values["body"] = [(piece["type"], piece["value"]) for piece in article.body.raw_data]
    return {name: hashlib.sha256(repr(value).encode()).hexdigest()[:16] for name, value in values.items()}


def _record(piece: Piece, article: Article) -> ImportRecord:
    return ImportRecord(import_id=piece.import_id, **_values(piece, article))


def _new(piece: Piece, article: Article, taken: Collection[str]) -> Line:
    found = piece.extraction
    warnings = found.warnings
    if found.legacy_address in taken:
        warnings = (*warnings, f"The old address {found.legacy_address} belongs to another article already.")
    return Line(found.path, "new", address=article.public_path, warnings=warnings)


def _values(piece: Piece, article: Article) -> dict[str, Any]:
    return {
        "archive": piece.archive[:255],
        "path": piece.extraction.path[:1000],
        "sha256": piece.sha256,
        "body_key": piece.body_key,
        "importer_version": IMPORTER_VERSION,
        "article": article,
        "imported_at": now(),
        "fields": field_hashes(article),
        "warnings": list(piece.extraction.warnings),
    }


def _can_be_kept(address: str) -> bool:
    """Whether a file can stand at the old address: a plain path that no list of ours has."""
    return address.startswith("/") and not address.endswith("/") and "?" not in address and "//" not in address
