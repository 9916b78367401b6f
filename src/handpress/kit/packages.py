"""Python packages as files."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path


def folders_of(package: str) -> list[Path]:
    """Where a package's modules lie, found without importing it; none for one that is not there."""
    found = find_spec(package)
    return [Path(folder) for folder in (found.submodule_search_locations or ())] if found else []
