"""Ways for a press to end early, and a pool that works ahead."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from handpress.press.engine import Tree


class EagerPool:
    """Presses in this process, but two batches ahead of whoever settles them, as a pool of processes does."""

    def __init__(self, work: Callable[..., Any]) -> None:
        self._work = work

    def press(self, batches: Iterable[Any]) -> Iterator[Any]:
        ahead: list[Any] = []
        for batch in batches:
            ahead.append((batch, self._work(batch)))
            if len(ahead) > 2:
                yield ahead.pop(0)
        yield from ahead


class Crash(BaseException):
    """The end of the process, as SIGKILL would end it: nothing may catch it."""


class Fragile:
    """Wraps a ledger or a tree; at the call of that number the process ends, before or after doing it."""

    def __init__(self, inner: Any, fuse: Fuse) -> None:
        self._inner = inner
        self._fuse = fuse

    def __getattr__(self, name: str) -> Any:
        inner = getattr(self._inner, name)
        if not callable(inner):
            return inner

        def call(*args: Any, **options: Any) -> Any:
            self._fuse.burn(is_after=False)
            result = inner(*args, **options)
            self._fuse.burn(is_after=True)
            return result

        return call


class Fuse:
    """Counts calls down to the crash."""

    def __init__(self, steps: int) -> None:
        self.steps = steps

    def burn(self, *, is_after: bool) -> None:
        self.steps -= 1
        if self.steps == 0:
            raise Crash


class FragileTree(Tree):
    """A tree whose every change of a file is a step on which the process may end."""

    def __init__(self, root: Path, fuse: Fuse) -> None:
        super().__init__(root)
        self._fuse = fuse

    def _write_aside(self, data: bytes) -> str:
        self._fuse.burn(is_after=False)
        return super()._write_aside(data)

    def _move(self, temporary: str, final: str) -> None:
        self._fuse.burn(is_after=False)
        super()._move(temporary, final)

    def remove(self, paths: Iterable[str]) -> None:
        for path in paths:
            self._fuse.burn(is_after=False)
            super().remove([path])
        self._fuse.burn(is_after=True)
