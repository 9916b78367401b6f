"""Pressing one batch of artifacts: read, render, compare, stage. Runs in the press or in one of its workers."""

from __future__ import annotations

import hashlib
import time
import traceback
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from handpress.press.engine.companions import Companions
from handpress.press.engine.recipe import Reading, Recipe
from handpress.press.engine.trace import Trace
from handpress.press.engine.tree import Staged, Tree, TreeTrouble


@dataclass(frozen=True, slots=True)
class Batch:
    """Subjects of one recipe, with the digests and paths the ledger knows.

    `is_distrustful`: look whether the files that the ledger believes in are really so.
    """

    recipe: str
    subjects: tuple[str, ...]
    known: Mapping[str, tuple[str, str]] = field(default_factory=dict)  # subject → (digest, path)
    is_distrustful: bool = False
    tick: int = 0  # the press's count of passes when the batch was handed out


@dataclass(frozen=True, slots=True)
class Pressed:
    """What became of one subject: `staged` when the bytes differ, `error` when it failed."""

    subject: str
    path: str
    digest: str = ""
    size: int = 0
    trace: Trace = field(default_factory=Trace)
    staged: Staged | None = None
    error: str = ""
    cost_ms: float = 0.0
    shows: tuple[frozenset[str], ...] = ()  # files of each kind of companions


def press_batch(recipe: Recipe, batch: Batch, tree: Tree, companions: Sequence[Companions] = ()) -> list[Pressed]:
    """One result for each subject that exists; a subject without a result has no page. Raises TreeTrouble."""
    readings, failed = _read(recipe, batch.subjects)
    return failed + [_press(recipe, reading, batch, tree, companions) for reading in readings]


def _press(recipe: Recipe, reading: Reading, batch: Batch, tree: Tree, companions: Sequence[Companions]) -> Pressed:
    rendered = _render(recipe, reading)
    pressed = _finish(recipe, rendered, batch, tree)
    if pressed.error or not recipe.is_compressed:  # what is no text shows no file
        return pressed
    return replace(pressed, shows=tuple(each.shown_in(rendered.body) for each in companions))


def _read(recipe: Recipe, subjects: Sequence[str]) -> tuple[list[Reading], list[Pressed]]:
    """Read all at once; when that fails, one by one, so that a bad record fails alone."""
    try:
        return list(recipe.read(subjects)), []
    except Exception as error:  # noqa: BLE001  the press loop: whatever a recipe raises concerns its pages only
        if len(subjects) == 1:
            return [], [Pressed(subjects[0], "", error=_describe(error))]
    readings: list[Reading] = []
    failed: list[Pressed] = []
    for subject in subjects:
        good, bad = _read(recipe, [subject])
        readings += good
        failed += bad
    return readings, failed


@dataclass(frozen=True, slots=True)
class _Rendered:
    """A page's bytes, or why there are none."""

    reading: Reading
    body: bytes
    error: str
    cost_ms: float


def _render(recipe: Recipe, reading: Reading) -> _Rendered:
    started, body, error = time.perf_counter(), b"", ""
    try:
        body = recipe.press(reading)
        error = recipe.objection(body)
    except Exception as raised:  # noqa: BLE001  as above
        error = _describe(raised)
    return _Rendered(reading, body, error, _ms_since(started))


def _finish(recipe: Recipe, rendered: _Rendered, batch: Batch, tree: Tree) -> Pressed:
    """The page staged, unless its file holds these bytes already."""
    started, staged = time.perf_counter(), None
    reading, body = rendered.reading, rendered.body
    failed = Pressed(reading.subject, reading.path, trace=reading.trace, error=rendered.error)
    if rendered.error:
        return failed
    digest = hashlib.sha256(body).hexdigest()
    try:
        is_known = batch.known.get(reading.subject) == (digest, reading.path)
        if is_known and batch.is_distrustful:
            is_known = tree.shows(reading.path, body, is_compressed=recipe.is_compressed)
        if not is_known:
            staged = tree.stage(reading.path, body, is_compressed=recipe.is_compressed)
    except TreeTrouble:
        raise
    except Exception as error:  # noqa: BLE001  as above
        return replace(failed, error=_describe(error))
    cost_ms = rendered.cost_ms + _ms_since(started)
    return Pressed(reading.subject, reading.path, digest, len(body), reading.trace, staged, cost_ms=cost_ms)


def _ms_since(started: float) -> float:
    return (time.perf_counter() - started) * 1000


def _describe(error: BaseException) -> str:
    """The error's last line and the innermost place, short enough for a list."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f" ({frames[-1].filename.rsplit('/', 1)[-1]}:{frames[-1].lineno})" if frames else ""
    return f"{type(error).__name__}: {error}{place}"[:2000]
