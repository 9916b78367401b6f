"""Translations of what readers read: the catalogues shipped, those a publication adds, and those of apps."""

from __future__ import annotations

import gettext
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

SHIPPED = Path(__file__).parent / "locale"
WITHIN = Path("LC_MESSAGES")


def names_for(language: str) -> tuple[str, ...]:
    """The catalogue folders that serve a BCP 47 code, most special first: pt-BR → pt_BR, pt."""
    name = language.replace("-", "_")
    return tuple(dict.fromkeys((name, name.split("_")[0])))


def roots_of(folder_override: Path | None, further: Sequence[Path] = ()) -> tuple[Path, ...]:
    """Where catalogues lie: the publication's own, the shipped ones, those of apps that bring templates."""
    own = [folder_override / "locale"] if folder_override else []
    return (*own, SHIPPED, *(folder / "locale" for folder in further))


def catalogue_files(language: str, folder_override: Path | None, further: Sequence[Path] = ()) -> Iterator[Path]:
    """The catalogues that exist for a language, the publication's own before the shipped one."""
    for root in roots_of(folder_override, further):
        for name in names_for(language):
            for ending in ("po", "mo") if root != SHIPPED else ("mo",):
                path = root / name / WITHIN / f"edition.{ending}"
                if path.is_file():
                    yield path
                    break


def translations(
    language: str, folder_override: Path | None = None, further: Sequence[Path] = ()
) -> gettext.NullTranslations:
    """The words of a language; what one catalogue lacks the next answers, and English what none has."""
    first: gettext.NullTranslations | None = None
    for path in catalogue_files(language, folder_override, further):
        found = _read(path)
        if first is None:
            first = found
        else:
            first.add_fallback(found)
    return first or gettext.NullTranslations()


def _read(path: Path) -> gettext.GNUTranslations:
    if path.suffix == ".mo":
        return gettext.GNUTranslations(BytesIO(path.read_bytes()))
    compiled = BytesIO()
    write_mo(compiled, read_po(BytesIO(path.read_bytes())))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
