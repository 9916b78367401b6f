"""Taking pieces in: new ones become articles or plain pages, changed ones are updated unless an editor touched them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property, partial
from hashlib import blake2b
from pathlib import Path

from django.conf import settings
from django.db import transaction
from wagtail.models import Locale

from handpress.addresses import actions as addresses
from handpress.addresses.errors import AddressTaken
from handpress.extract import Refusal
from handpress.importers.drafting import Drafted, Drafter
from handpress.importers.further_addresses import Further, FurtherAddresses
from handpress.importers.guarding import Result, guarded
from handpress.importers.imprint import imprint
from handpress.importers.models import ImportRecord
from handpress.importers.old_addresses import IN_ONE_QUERY, OldAddresses, OldPlace
from handpress.importers.pieces import IMPORTER_VERSION, Piece
from handpress.importers.plain_pages import PlainPages
from handpress.importers.report import Line
from handpress.importers.section_names import SectionNames
from handpress.importers.updates import Updater
from handpress.kit.batches import batched
from handpress.kit.clock import now
from handpress.kit.files import sync_filesystem, write_atomic
from handpress.newsroom.actions.articles import schedule_article
from handpress.newsroom.actions.bulk import ArticleDraft, create_articles
from handpress.newsroom.actions.bulk_related import Recent
from handpress.newsroom.models import Article, PlainPage


def originals() -> Path:
    """The folder of original bytes."""
    return Path(settings.PUBLICATION.data) / "originals"


def original_path(sha256: str) -> Path:
    """Where the original bytes of an imported page are kept."""
    return originals() / sha256[:2] / sha256


class Landing:
    """Takes pieces in, some at a time. A batch's articles are one transaction: killed anywhere, none is there twice."""

    def __init__(self, *, keeps_addresses: bool = False, sections: SectionNames | None = None) -> None:
        self._addresses = OldAddresses(keeps=keeps_addresses)
        self._leads = OldAddresses()
        self._drafter = Drafter(sections)
        self._pages = PlainPages(self._drafter)
        self._updater = Updater(self._drafter)
        self._recent: dict[str, Recent] = {}

    def is_known(self, import_id: str, original: bytes) -> bool:
        """Whether this very page was taken in by this version."""
        return _mark(import_id, Piece.hash_of(original)) in self._known

    @cached_property
    def _known(self) -> set[bytes]:
        """A mark for each page that is in: 100 bytes of memory each, where a query each took 1 ms."""
        rows = ImportRecord.objects.filter(importer_version=IMPORTER_VERSION).values_list("import_id", "sha256")
        return {_mark(id, sha256) for id, sha256 in rows.iterator()}

    def take_in(self, pieces: Sequence[Piece]) -> list[Line]:
        """A line for each piece; one that cannot be stored is refused, and the others are taken."""
        self._keep_originals(pieces)
        records = {r.import_id: r for r in ImportRecord.objects.filter(import_id__in=[p.import_id for p in pieces])}
        fresh, copies, again = self._sorted(pieces, records)
        lines = self._make_articles([piece for piece in fresh if not piece.role])
        lines += [self._one(piece, self._make_page) for piece in fresh if piece.role]
        lines += [self._one(piece, partial(self._again, record=records[piece.import_id])) for piece in again]
        return lines + [self._one(piece, self._duplicate) for piece in copies]

    def _make_articles(self, pieces: list[Piece]) -> list[Line]:
        """Articles of the pieces, all in one transaction; one by one where the whole cannot be stored."""
        drafted = [guarded(piece.extraction.path, partial(self._drafter.draft, piece)) for piece in pieces]
        lines = [_refused(each) for each in drafted if isinstance(each, Refusal)]
        ready = [each for each in drafted if isinstance(each, Drafted)]
        made = self._tried(f"A batch of {len(ready)} pieces", partial(self._create, ready))
        if isinstance(made, Refusal):
            return lines + [line for each in ready for line in self._alone(each)]
        return lines + made

    def _alone(self, each: Drafted) -> list[Line]:
        made = self._tried(each.piece.extraction.path, partial(self._create, [each.afresh()]))
        return [_refused(made)] if isinstance(made, Refusal) else made

    def _one(self, piece: Piece, take: Callable[[Piece], Line]) -> Line:
        line = self._tried(piece.extraction.path, partial(take, piece))
        return _refused(line) if isinstance(line, Refusal) else line

    def _tried(self, name: str, take: Callable[[], Result]) -> Result | Refusal:
        """What a transaction gives; one that failed was undone, and no id that it made is remembered."""
        made = guarded(name, take)
        if isinstance(made, Refusal):
            self._recent.clear()
            self._drafter.reset()
        return made

    def _keep_originals(self, pieces: Sequence[Piece]) -> None:
        """Store what was read, durable before any record names it: one flush for all."""
        new = [piece for piece in pieces if not original_path(piece.sha256).exists()]
        for piece in new:
            write_atomic(original_path(piece.sha256), piece.original)
        if new:
            sync_filesystem(originals())

    def _sorted(
        self, pieces: Sequence[Piece], records: dict[str, ImportRecord]
    ) -> tuple[list[Piece], list[Piece], list[Piece]]:
        """New ones, copies of others, and those that are in already."""
        again = [piece for piece in pieces if piece.import_id in records]
        others = [piece for piece in pieces if piece.import_id not in records]
        keys = [piece.body_key for piece in others]
        known = set(ImportRecord.objects.filter(body_key__in=keys).values_list("body_key", flat=True))
        fresh: dict[str, Piece] = {}
        for piece in others:
            if piece.body_key not in known:
                fresh.setdefault(piece.body_key, piece)
        mine = {piece.import_id for piece in fresh.values()}
        copies = [piece for piece in others if piece.import_id not in mine]
        return list(fresh.values()), copies, again

    def lead_further(self, found: Iterable[Further], language: str) -> list[Line]:
        """Let further addresses of the old site lead on, once all its pieces are in; a line for each that cannot."""
        further = FurtherAddresses(self._drafter.names, language)
        return [line for some in batched(found, IN_ONE_QUERY) for line in self._led(further, some)]

    def _led(self, further: FurtherAddresses, some: list[Further]) -> list[Line]:
        made = self._tried(
            f"A batch of {len(some)} addresses" if some[1:] else some[0].path, partial(further.lead, some)
        )
        if not isinstance(made, Refusal):
            return []
        return [line for each in some for line in self._led(further, [each])] if some[1:] else [_refused(made)]

    # new ones

    @transaction.atomic
    def _create(self, drafted: list[Drafted]) -> list[Line]:
        if not drafted:
            return []
        self._addresses.next_batch(each.piece.extraction.legacy_address for each in drafted)
        made: list[tuple[Drafted, Article]] = []
        for language in dict.fromkeys(each.language for each in drafted):
            mine = [each for each in drafted if each.language == language]
            for each in mine:
                self._place(each)
            made += zip(mine, self._articles(mine, language), strict=True)
        for each, article in made:
            if each.piece.scheduled_at:
                schedule_article(article, each.piece.scheduled_at)
        records = [record_of(each.piece, article, each.warnings, each.draft) for each, article in made]
        ImportRecord.objects.bulk_create(records)
        return [
            Line(each.piece.extraction.path, "new", address=article.public_path, warnings=tuple(record.warnings))
            for (each, article), record in zip(made, records, strict=True)
        ]

    def _articles(self, drafted: list[Drafted], language: str) -> list[Article]:
        recent = self._recent.setdefault(language, Recent())
        locale = Locale.objects.get(language_code=language)
        return create_articles([each.draft for each in drafted], locale, recent=recent).articles

    def _place(self, each: Drafted) -> None:
        """Give the draft its old address: as its own, or as one that leads to it."""
        place = self._addresses.place(each.piece.extraction.legacy_address)
        if place.warning:
            each.warnings.append(place.warning)
        if not each.draft.live and place.kept:  # a draft has no address yet; the old one waits for it
            place = OldPlace(redirect=place.kept)
        each.draft.path = place.kept
        each.draft.legacy = [place.redirect] if place.redirect else []

    @transaction.atomic
    def _make_page(self, piece: Piece) -> Line:
        warnings: list[str] = []
        page, is_new = self._pages.make(piece, warnings)
        if not is_new:
            reason = "The magazine has a page of this kind already, which is left as it is."
            self._lead(piece, page, warnings)
            return Line(piece.extraction.path, "duplicate", reason, "page_exists", page.public_path, tuple(warnings))
        self._lead(piece, page, warnings)
        record_of(piece, page, warnings).save()
        warnings = [*piece.extraction.warnings, *warnings]
        return Line(piece.extraction.path, "new", address=page.public_path, warnings=tuple(warnings))

    def _lead(self, piece: Piece, page: Article | PlainPage, warnings: list[str]) -> None:
        """Let the piece's old address lead to a page."""
        legacy = piece.extraction.legacy_address
        if legacy.rstrip("/").lower() == page.public_path.rstrip("/").lower():
            return
        self._leads.next_batch([legacy])
        place = self._leads.place(legacy, record=page.record)
        if place.warning:
            warnings.append(place.warning)
        elif place.redirect:
            addresses.redirect(place.redirect, record=page.record, origin="legacy")

    # ones that were there

    @transaction.atomic
    def _again(self, piece: Piece, record: ImportRecord) -> Line:
        if record.sha256 == piece.sha256 and record.importer_version == IMPORTER_VERSION:
            return Line(piece.extraction.path, "unchanged")
        line, page = self._updater.update(piece, record)
        if page is not None:
            fields = record_of(piece, page, []).__dict__
            ImportRecord.objects.filter(pk=record.pk).update(**{name: fields[name] for name in REFRESHED})
        return line

    def _duplicate(self, piece: Piece) -> Line:
        """The same headline and text under another name: its address leads to the one that is in."""
        path = piece.extraction.path
        record = ImportRecord.objects.filter(body_key=piece.body_key).order_by("pk")[0]
        reason = f"Same article as {record.path}."
        page = record.page
        if page is None:
            return Line(path, "duplicate", reason, "duplicate")
        warnings: list[str] = []
        try:
            self._lead(piece, page, warnings)
        except AddressTaken as taken:
            warnings.append(str(taken))
        return Line(path, "duplicate", reason, "duplicate", page.public_path, tuple(warnings))


def _refused(refusal: Refusal) -> Line:
    return Line(refusal.path, "refused", refusal.message, refusal.code)


def _mark(import_id: str, sha256: str) -> bytes:
    return blake2b(f"{import_id} {sha256}".encode(), digest_size=16).digest()


REFRESHED = (
    "archive", "path", "sha256", "body_key", "importer_version", "imported_at", "fields", "warnings",
)  # fmt: skip


def record_of(
    piece: Piece, page: Article | PlainPage, warnings: Sequence[str], draft: ArticleDraft | None = None
) -> ImportRecord:
    """What is remembered of the piece and the page it became."""
    return ImportRecord(
        import_id=piece.import_id,
        archive=piece.archive[:255],
        path=piece.extraction.path[:1000],
        sha256=piece.sha256,
        body_key=piece.body_key,
        importer_version=IMPORTER_VERSION,
        article=page if isinstance(page, Article) else None,
        plain_page=page if isinstance(page, PlainPage) else None,
        imported_at=now(),
        fields={**imprint(page, draft), "was_draft": piece.is_draft or not page.live},
        warnings=[*piece.extraction.warnings, *warnings],
    )
