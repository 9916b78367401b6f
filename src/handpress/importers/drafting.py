"""A piece as the draft of an article: its names found or made, its pictures in the library, its body in blocks."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from handpress.extract import FoundImage
from handpress.importers.bodies import BodyMaker
from handpress.importers.known import KnownNames
from handpress.importers.picture_files import PictureFiles
from handpress.importers.pieces import Piece
from handpress.importers.section_names import SectionNames
from handpress.kit.dates import PartialDate
from handpress.kit.text import one_line
from handpress.newsroom.actions.bulk import ArticleDraft
from handpress.newsroom.ahead import is_ahead
from handpress.newsroom.dating import stored

AHEAD = "Its date {date} is after today; it was taken as a draft. Correct the date, or schedule it to go live then."


@dataclass(slots=True)
class Drafted:
    """A piece made ready: `draft` without addresses, in a language, and warnings beyond those of its reading."""

    piece: Piece
    language: str
    draft: ArticleDraft
    warnings: list[str] = field(default_factory=list)

    def afresh(self) -> Drafted:
        """The same before it was placed."""
        self.draft.path, self.draft.legacy = "", []
        return self


class Drafter:
    """Makes drafts. Writes authors, sections and pictures one by one, outside of the batch's transaction.

    They are found again by name and by content, so that a killed import leaves no doubles; and the database is not
    locked while pictures are decoded.
    """

    def __init__(self, sections: SectionNames | None = None) -> None:
        self.names = KnownNames(sections)
        self._pictures = PictureFiles()

    def reset(self) -> None:
        """Find records and pictures anew: a transaction that was undone may have made those remembered."""
        self.names.reset()
        self._pictures.reset()

    def language(self, piece: Piece) -> str:
        """The magazine's language that the piece is in; its first where it has not that one."""
        return self.names.language(piece.extraction.language)

    def draft(self, piece: Piece) -> Drafted:
        """The piece as a draft."""
        found = piece.extraction
        language = self.language(piece)
        source = self.names.source(found.source, found.source_url or "") if found.source else None
        found_sections = (self.names.section(name, language) for name in piece.sections)
        sections = list(dict.fromkeys(id for id in found_sections if id is not None))
        warnings: list[str] = []
        body, lead = self._body(piece, warnings)
        if found.language and language != found.language:
            warnings.append(f"It is in a language that the magazine has not ({found.language}); taken as {language}.")
        kind, details = self._kind(piece, body)
        published = found.published or PartialDate()
        is_held = not piece.is_draft and is_ahead(*stored(published))
        if is_held:
            warnings.append(AHEAD.format(date=published.iso))
        draft = ArticleDraft(
            headline=one_line(piece.headline)[:255],
            body=raw(body),
            standfirst=one_line(found.standfirst),
            kind=kind,
            details=details,
            bylines=[(self.names.author(name), name) for name in found.authors],
            published=published,
            published_at=piece.published_at,
            main_section=sections[0] if sections else None,
            further_sections=sections[1:],
            tags=list(dict.fromkeys(self.names.tag(name, language) for name in piece.tags)),
            source=source,
            original_url=piece.original_url if source else "",
            basis="permission" if source else "own",
            import_id=piece.import_id,
            guid=piece.guid,
            changed_at=piece.changed_at,
            live=not piece.is_draft and not is_held,
            **lead,
        )
        return Drafted(piece, language, draft, warnings)

    def plain_body(self, piece: Piece, warnings: list[str]) -> list[tuple[str, Any]]:
        """The body of a plain page."""
        return self._maker(piece, warnings).plain_blocks(piece.extraction.body_html)

    def _kind(self, piece: Piece, body: list[tuple[str, Any]]) -> tuple[str, dict[str, Any]]:
        """The kind, and the address of a video: the first in the text."""
        kind = piece.extraction.kind or "article"
        if kind != "video":
            return kind, {}
        url = next((value["url"] for type, value in body if type == "video"), "")
        return ("video", {"video_url": url}) if url and len(url) <= 500 else ("article", {})

    def _body(self, piece: Piece, warnings: list[str]) -> tuple[list[tuple[str, Any]], dict[str, Any]]:
        """The blocks and the lead picture's fields; a lead that opens the text is taken out of it."""
        maker = self._maker(piece, warnings)
        body = maker.blocks(piece.extraction.body_html)
        id = maker.pictures.get(piece.lead)
        if id is None:
            return body, {}
        image = maker.images.get(piece.lead, FoundImage(piece.lead))
        if body and body[0][0] == "picture" and body[0][1]["picture"] == id:
            body = body[1:]
        lead = {"lead_caption": image.caption[:500], "lead_alt": image.alt[:500], "lead_credit": image.credit[:255]}
        return body, {"lead_picture": id, **lead}

    def _maker(self, piece: Piece, warnings: list[str]) -> BodyMaker:
        images = {image.src: image for image in piece.extraction.images}
        ids: dict[str, int] = {}
        for source, path in piece.pictures.items():
            try:
                ids[source] = self._pictures.take(path, source, images.get(source, FoundImage(source)))
            except (OSError, ValueError) as error:
                warnings.append(f"picture {source} was left out: {_why(error, path)}")
        return BodyMaker(ids, images)


def raw(blocks: list[tuple[str, Any]]) -> list[dict[str, Any]]:
    """Blocks as a stored body holds them."""
    return [{"type": type, "value": value} for type, value in blocks]


def _why(error: OSError | ValueError, path: Path) -> str:
    if isinstance(error, OSError) and error.strerror:
        return f"{path.name} cannot be read ({error.strerror})."
    return str(error)
