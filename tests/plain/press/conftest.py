"""A folder in memory where there is one: these tests flush thousands of files."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests import throwaway
from tests.plain.press.shop import Shop


@pytest.fixture(scope="session")
def memory() -> Path:
    """A folder of this process, on tmpfs if the machine has one for everybody."""
    shared = Path("/dev/shm")
    return throwaway.folder(shared if shared.is_dir() else None)


@pytest.fixture
def folder(memory: Path) -> Iterator[Path]:
    """An empty folder in memory."""
    path = Path(tempfile.mkdtemp(dir=memory))
    yield path
    shutil.rmtree(path)


@pytest.fixture
def shop(folder: Path) -> Shop:
    """A magazine of five pieces, pressed."""
    return Shop(folder)
