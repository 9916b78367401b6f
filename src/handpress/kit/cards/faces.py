"""The type that this machine has, as fontconfig knows it, and which face a letter is set in."""

from __future__ import annotations

import hashlib
import subprocess
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from pathlib import Path

BOLD, REGULAR = 200, 80  # fontconfig's weights
UPRIGHT = ":scalable=true:color=false:slant=0:width=100:variable=false"
FORMAT = "%{file}\t%{index}\t%{family[0]}\t%{weight}\t%{charset}\n"
PATIENCE_S = 60  # of the first call after fonts were installed, which reads them all
MINCHO = {"ja": "JP", "ko": "KR", "zh-hant": "TC", "zh-tw": "TC", "zh-hk": "HK"}  # else SC
SERIFS = ("serif", "naskh", "mincho", "song", "ming", "times", "georgia", "charter")
LAST = ("mono", "symbol", "display", "unifont", "fallback", "condensed", "typewriter")


@dataclass(frozen=True)
class Face:
    """One face of a font file; `covered` are the ranges of letters that it has, as fontconfig writes them."""

    file: str
    index: int
    family: str
    weight: int
    covered: str

    @cached_property
    def _ranges(self) -> tuple[list[int], list[int]]:
        pairs = [part.partition("-") for part in self.covered.split()]
        return [int(first, 16) for first, _, _ in pairs], [int(last or first, 16) for first, _, last in pairs]

    def has(self, letter: str) -> bool:
        """Whether the face has a shape for the letter."""
        firsts, lasts = self._ranges
        place = bisect_right(firsts, ord(letter)) - 1
        return place >= 0 and ord(letter) <= lasts[place]


class FontsUnknown(Exception):
    """The machine has fontconfig, which did not answer: nothing is known of its fonts, and cards stay as they are."""

    code = "fonts_unknown"
    retry = True


@cache
def installed() -> tuple[Face, ...]:
    """Every upright face of the machine; none where there is no fontconfig. Asked once: fonts come with a restart.

    Raises FontsUnknown.
    """
    try:
        told = subprocess.run(
            ["fc-list", UPRIGHT, "--format", FORMAT], capture_output=True, timeout=PATIENCE_S, check=True
        )
    except FileNotFoundError:
        return ()
    except (OSError, subprocess.SubprocessError) as trouble:
        raise FontsUnknown(f"fc-list did not say which fonts there are: {trouble}") from trouble
    return tuple(sorted(_read(told.stdout.decode(errors="replace")), key=lambda face: (face.file, face.index)))


def _read(lines: str) -> Iterator[Face]:
    for line in lines.splitlines():
        parts = line.split("\t")
        if len(parts) == 5 and parts[1].isdigit() and parts[3].replace(".", "").isdigit():
            yield Face(parts[0], int(parts[1]), parts[2], round(float(parts[3])), parts[4])


@lru_cache(maxsize=32)
def in_order(language: str, weight: int) -> tuple[Face, ...]:
    """The faces, those first that the magazine's pages would be set in: serifs, of the language's own manner."""
    return tuple(sorted(installed(), key=lambda face: (_rank(face, language), abs(face.weight - weight))))


def _rank(face: Face, language: str) -> int:
    name = face.family.lower()
    if "cjk" in name:
        code = MINCHO.get(language.lower(), MINCHO.get(language.lower()[:2], "SC"))
        return (2 if "serif" in name else 5) + (not face.family.endswith(code))
    if any(word in name for word in LAST):
        return 9
    if name in ("noto serif", "noto naskh arabic"):
        return 0
    if name.startswith("noto serif"):
        return 1
    return 4 if any(word in name for word in SERIFS) else 7


def face_for(letter: str, language: str, weight: int) -> Face | None:
    """The first face that has the letter; None where no font of the machine has it."""
    return next((face for face in in_order(language, weight) if face.has(letter)), None)


def is_attached(letter: str) -> bool:
    """Whether it is a mark on, or a joiner beside, the letter before it, and so of the same face."""
    return unicodedata.category(letter) in ("Mn", "Mc", "Me", "Cf")


@cache
def fingerprint() -> str:
    """A hash that changes when other fonts are installed. Taken once, as the fonts are. Raises FontsUnknown."""
    digest = hashlib.sha256()
    for face in installed():
        digest.update(f"{face.file}\t{face.index}\t{_size(face.file)}\n".encode())
    return digest.hexdigest()


@lru_cache(maxsize=1024)
def _size(file: str) -> int:
    try:
        return Path(file).stat().st_size
    except OSError:
        return 0
