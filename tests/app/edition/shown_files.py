"""Which files pages bring along: what they show, and what lies in the tree."""

from __future__ import annotations

from pathlib import Path

from handpress.newsroom.models import Magazine, PictureRendition, ShareCard
from handpress.newsroom.public_sizes import IN_PAGES, storage
from tests.app.edition.paper import pages


def in_tree(root: Path) -> set[str]:
    """The sizes that are public: `i/ab/abcdef….webp`."""
    return {path.relative_to(root).as_posix() for path in (root / "i").rglob("*") if path.is_file()}


def shown(root: Path) -> set[str]:
    """Those that the text of a public page names."""
    return {path.decode() for body in pages(root).values() for path in IN_PAGES.findall(body)}


def files_of(picture: object) -> set[str]:
    """The public paths of a picture's sizes, whether they are public or not."""
    return {f"i/{file}" for file in PictureRendition.objects.filter(image=picture).values_list("file", flat=True)}


def check(root: Path) -> None:
    """What pages show is there, and what is there is of a picture that a page shows."""
    named, there = shown(root), in_tree(root)
    assert {path for path in named if (storage() / path.removeprefix("i/")).exists()} <= there
    by_file: dict[str, set[int]] = {}
    for file, image in PictureRendition.objects.values_list("file", "image"):
        by_file.setdefault(f"i/{file}", set()).add(image)
    logo = set(Magazine.objects.values_list("logo", flat=True))  # noted around every page, drawn into the icons
    pictures = logo.union(*(by_file.get(path, set()) for path in named))
    cards = {f"i/{file}" for file in ShareCard.objects.values_list("file", flat=True)}
    needless = {path: by_file.get(path) for path in there if not by_file.get(path, set()) & pictures}
    assert needless.keys() <= cards & named, needless
