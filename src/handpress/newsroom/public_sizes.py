"""Which sizes of pictures are public: those of pictures that pages show, and no others.

All lie where the storage has them. The press links those that a page shows into the tree before the page takes its
place, and takes them out when no page shows their picture any more, in the same run. What a kill or a lost key leaves
behind is found by `leftovers`. Share cards lie among them; they are public while their article is.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import Any

from django.core.files.storage import storages
from django.db.models import Model

from handpress.kit.batches import batched
from handpress.kit.files import flush_folder, link, sync_filesystem
from handpress.kit.own_words import PICTURES
from handpress.newsroom.models import PictureRendition, ShareCard
from handpress.newsroom.renditions import FILE, SIZE
from handpress.press import showing, triggers
from handpress.press.engine import SHOWN, Companions, Lane, Tree, TreeTrouble
from handpress.press.engine.tree import FEW
from handpress.press.models import OutboxKey

IN_PAGES = re.compile(f"/({PICTURES}/{FILE})".encode())
PICTURE, LOST = "picture", "size:"  # kinds of keys: `shown:picture:5`, and `size:5/ab/abcdef….webp` of a row that went
AT_ONCE = 500  # parameters of one statement


def storage() -> Path:
    """The folder that all sizes lie in."""
    return Path(storages["renditions"].path(""))


def bring(root: Path, paths: Collection[str]) -> None:
    """Put these files, such as `i/ab/abcdef….webp`, into the tree, durably. Raises TreeTrouble."""
    try:
        brought = {path.rpartition("/")[0] for path in paths if _bring(root, path)}
        if len(brought) > FEW:
            sync_filesystem(root)
        for folder in brought if len(brought) <= FEW else ():
            flush_folder(root / folder)
    except OSError as error:
        raise TreeTrouble(
            error.errno, f"{error.strerror or error}: {root / PICTURES}. Free space or mend it"
        ) from error


def _bring(root: Path, path: str) -> bool:
    target = root / path
    if target.exists():
        return False
    try:
        return link(storage() / path.partition("/")[2], target)
    except FileNotFoundError:  # lost: it is looked for every night, and its pages are pressed when it is there again
        return False


def settle(root: Path, keys: Collection[str]) -> None:
    """Take out of the tree what no page shows any more. Raises TreeTrouble."""
    ids = {int(key.rpartition(":")[2]) for key in keys if key.startswith(SHOWN)}
    hidden = ids - _shown(ids)
    files = {file for (file,) in _among(PictureRendition, "image_id", hidden, "file")} | _lost(keys)
    Tree(root).remove(sorted(f"{PICTURES}/{file}" for file in files - public(files)))


def _lost(keys: Iterable[str]) -> set[str]:
    """Files whose rows went, but those of a picture whose pages wait to be pressed: they are looked at again then."""
    files = {key: key.removeprefix(LOST).partition("/") for key in keys if key.startswith(LOST)}
    pages = {f"{PICTURE}:{id}" for id, _, _ in files.values() if id != "0"}
    waiting = {key for key, lane in _among(OutboxKey, "key", pages, "key", "lane") if lane == Lane.BULK}
    later = [key for key, (id, _, _) in files.items() if f"{PICTURE}:{id}" in waiting]
    triggers.queue(later, Lane.BULK)
    return {files[key][2] for key in files.keys() - set(later)}


def public(files: Collection[str]) -> set[str]:
    """Those of the storage's files that are a size of a picture that a page shows, or the card of a public article."""
    sizes = list(_among(PictureRendition, "file", files, "file", "image_id"))
    shown = _shown({id for _, id in sizes})
    cards = _among(ShareCard, "file", files, "file", "article__is_public")
    return {file for file, id in sizes if id in shown} | {file for file, is_public in cards if is_public}


def _shown(ids: Iterable[int]) -> set[int]:
    return {int(key.rpartition(":")[2]) for key in showing.noted(f"{PICTURE}:{id}" for id in ids)}


def _among(model: type[Model], column: str, values: Iterable[object], *columns: str) -> Iterator[tuple[Any, ...]]:
    """These columns of the rows that have one of the values. One query per 500."""
    for some in batched(values, AT_ONCE):
        yield from model._default_manager.filter(**{f"{column}__in": some}).order_by().values_list(*columns)


def leftovers(root: Path) -> Iterator[str]:
    """Paths of the tree that no page shows: left by a kill, by an older version, by whoever put them there."""
    for folder in sorted((root / PICTURES).glob("*")):
        files = [f"{folder.name}/{path.relative_to(folder).as_posix()}" for path in folder.rglob("*") if path.is_file()]
        for some in batched(sorted(files) if folder.is_dir() else [folder.name], AT_ONCE):
            yield from (f"{PICTURES}/{file}" for file in sorted(set(some) - public(some)))


def doubt(path: str) -> str:
    """The key that has the press look whether a file of the tree may stay there."""
    return f"{LOST}0/{path.partition('/')[2]}"


def order_removal(root: Path) -> int:
    """Have leftovers taken out by the press, which knows what it is about to show; how many."""
    found = [doubt(path) for path in leftovers(root)]
    triggers.queue(found, Lane.BULK)
    return len(found)


def adopt(root: Path) -> int:
    """Take what lies in the tree into the storage, as an older version left it there and only there; how many."""
    return sum(_adopt(path, root / PICTURES) for path in (root / PICTURES).glob("??/*") if path.is_file())


def _adopt(path: Path, root: Path) -> bool:
    name = path.relative_to(root).as_posix()
    return bool(SIZE.fullmatch(f"/{PICTURES}/{name}")) and link(path, storage() / name)


COMPANIONS = Companions(
    pattern=IN_PAGES,
    bring=bring,
    going=frozenset({PICTURE}),
    attends=(f"{SHOWN}{PICTURE}:", LOST),
    settle=settle,
    leftovers=leftovers,
    doubt=doubt,
)
