"""A folder of legacy pages as pieces: learn what repeats, then take each page's article."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

from handpress.extract import Extraction, Refusal, SiteLearner, SiteProfile, study_page
from handpress.extract.mirror_names import address_of, other_addresses
from handpress.importers.archive import UNREADABLE, Archive, ArchiveFile, import_id
from handpress.importers.extracting import extract_all
from handpress.importers.further_addresses import Further, OfPiece, OfSite
from handpress.importers.guarding import guarded
from handpress.importers.pieces import Piece
from handpress.importers.progress import Progress, silent, some
from handpress.importers.roles import role_of

NOT_LEARNED = "What the pages have in common was learned without {count} that could not be read for it: {names}."


class LegacyArchive:
    """Pages of one folder. Reading twice is the price of knowing what is navigation."""

    kind = "page"

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._found: list[ArchiveFile | Refusal] = list(archive.pages())
        self._site: SiteProfile | None = None
        self._unlearned: list[str] = []

    @property
    def name(self) -> str:
        """What records call the archive."""
        return self._archive.name

    def __len__(self) -> int:
        return len(self._found)

    @property
    def language(self) -> str:
        """The site's own language, which pages of a folder do not say."""
        return ""

    def further_addresses(self) -> Iterator[Further]:
        """What mirrored pages answered at beside what their names say, and the addresses of feeds and sitemaps."""
        for file in self._found:
            if isinstance(file, ArchiveFile):
                id = import_id(self.kind, file.address)
                main = address_of(file.name)
                yield from (OfPiece(address, id, main) for address in other_addresses(file.name))
            elif file.code in ("feed", "sitemap"):
                addresses = (address_of(file.path), *other_addresses(file.path))
                yield from (OfSite(address, file.code) for address in addresses)

    def notes(self) -> list[str]:
        """What holds for the whole archive: which pages could not be learned from."""
        return [NOT_LEARNED.format(count=len(self._unlearned), names=some(self._unlearned))] if self._unlearned else []

    def learn(self, progress: Progress = silent) -> None:
        """Learn what repeats on most pages; a page that cannot be read teaches nothing."""
        learner = SiteLearner()
        self._unlearned = []
        for number, file in enumerate(self._found, 1):
            if isinstance(file, ArchiveFile) and isinstance(
                guarded(file.name, partial(_study, learner, file)), Refusal
            ):
                self._unlearned.append(file.name)
            progress(number, len(self._found))
        self._site = learner.profile()

    def pieces(
        self, is_known: Callable[[str, bytes], bool] = lambda id, content: False
    ) -> Iterator[Piece | Refusal | None]:
        """A piece or a refusal for each file; None for one that `is_known(import_id, bytes)` says is in already."""
        if self._site is None:
            self.learn()
        passed: deque[Refusal | None] = deque()
        pages = self._to_extract(is_known, passed)
        for file, content, found in extract_all(pages, self._site or SiteProfile(), total=len(self._found)):
            while passed:
                yield passed.popleft()
            yield (
                found if isinstance(found, Refusal) else guarded(file.name, partial(self._piece, file, content, found))
            )
        yield from passed

    def _to_extract(
        self, is_known: Callable[[str, bytes], bool], passed: deque[Refusal | None]
    ) -> Iterator[tuple[ArchiveFile, str, bytes]]:
        """Pages that are new; what needs no reading goes into `passed`."""
        for file in self._found:
            content = file if isinstance(file, Refusal) else _read(file)
            if isinstance(file, Refusal) or isinstance(content, Refusal):
                passed.append(content if isinstance(content, Refusal) else None)
            elif is_known(import_id(self.kind, file.address), content):
                passed.append(None)
            else:
                yield file, file.name, content

    def _piece(self, file: ArchiveFile, content: bytes, found: Extraction) -> Piece:
        found = replace(found, legacy_address=address_of(file.name)) if not found.legacy_address else found
        pictures, found = self._pictures(found, file)
        return Piece(
            import_id(self.kind, file.address),
            found,
            content,
            self.name,
            sections=(found.section,) if found.section else (),
            pictures=pictures,
            original_url=found.source_url or "",
            role=_role(found, file),
            slug=file.path.stem,
        )

    def _pictures(self, found: Extraction, file: ArchiveFile) -> tuple[dict, Extraction]:
        paths = {image.src: self._archive.picture(image.src, file) for image in found.images}
        missing = [f"picture {src} is not in the archive" for src, path in paths.items() if path is None]
        present = {src: path for src, path in paths.items() if path is not None}
        return present, replace(found, warnings=(*found.warnings, *missing))


def _role(found: Extraction, file: ArchiveFile) -> str:
    """The role of a page of the magazine itself: at the root of the old site, so called, without author and date."""
    is_article = found.authors or found.published or "/" in file.name
    return "" if is_article else role_of(file.path.stem)


def _study(learner: SiteLearner, file: ArchiveFile) -> None:
    content = _read(file)
    if isinstance(content, bytes):
        study_page(learner, content)


def _read(file: ArchiveFile) -> bytes | Refusal:
    try:
        return file.content()
    except OSError as error:
        return Refusal("unreadable", UNREADABLE.format(name=file.name, why=error.strerror), file.name)
