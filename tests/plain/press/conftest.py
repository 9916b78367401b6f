"""A folder in memory where there is one: these tests flush thousands of files."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.plain.press.shop import Shop


@pytest.fixture
def folder() -> Iterator[Path]:
    """An empty folder, on tmpfs if the machine has one for everybody."""
    memory = Path("/dev/shm")
    path = Path(tempfile.mkdtemp(prefix="handpress-test-", dir=memory if memory.is_dir() else None))
    yield path
    shutil.rmtree(path)


@pytest.fixture
def shop(folder: Path) -> Shop:
    """A magazine of five pieces, pressed."""
    return Shop(folder)
