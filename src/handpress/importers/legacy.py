"""A folder of legacy pages as pieces: learn what repeats, then take each page's article."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import replace

from handpress.extract import Extraction, Refusal, SiteProfile, learn_site
from handpress.importers.archive import UNREADABLE, Archive, ArchiveFile, import_id
from handpress.importers.extracting import extract_all
from handpress.importers.pieces import Piece
from handpress.importers.roles import role_of


class LegacyArchive:
    """Pages of one folder. Reading twice is the price of knowing what is navigation."""

    kind = "page"

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._found: list[ArchiveFile | Refusal] = list(archive.pages())
        self._site: SiteProfile | None = None

    @property
    def name(self) -> str:
        """What records call the archive."""
        return self._archive.name

    def __len__(self) -> int:
        return len(self._found)

    def notes(self) -> list[str]:
        """What holds for the whole archive: nothing."""
        return []

    def learn(self) -> None:
        """Learn what repeats on most pages."""
        self._site = learn_site(content for file in self._pages() if isinstance(content := _read(file), bytes))

    def _pages(self) -> Iterator[ArchiveFile]:
        return (each for each in self._found if isinstance(each, ArchiveFile))

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
            yield found if isinstance(found, Refusal) else self._piece(file, content, found)
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
        found = replace(found, legacy_address=file.address) if not found.legacy_address else found
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


def _read(file: ArchiveFile) -> bytes | Refusal:
    try:
        return file.content()
    except OSError as error:
        return Refusal("unreadable", UNREADABLE.format(name=file.name, why=error.strerror), file.name)
