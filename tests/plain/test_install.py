"""`make run` says what a machine lacks, with the command that mends it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def make_run(tmp_path: Path, *, python: str = sys.executable) -> subprocess.CompletedProcess[str]:
    """`make run` into a folder of the test's own."""
    command = ["make", "run", f"PYTHON={python}", f"VENV={tmp_path / 'venv'}", f"DEMO={tmp_path / 'demo'}"]
    environment = {**os.environ, "PYTHONPATH": str(tmp_path / "lacking")}
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=60)


def test_make_run_names_the_package_where_venv_is_missing(tmp_path: Path) -> None:
    (tmp_path / "lacking").mkdir()  # as on Debian without python3-venv, which ships ensurepip
    (tmp_path / "lacking" / "ensurepip.py").write_text("raise ModuleNotFoundError(\"No module named 'ensurepip'\")\n")
    done = make_run(tmp_path)
    assert done.returncode != 0
    assert "Python's venv is missing: apt install python3-venv" in done.stderr
    assert not (tmp_path / "venv").exists()


@pytest.mark.parametrize("version", [(3, 9, 2), (3, 10, 12)])
def test_make_run_names_the_package_where_python_is_too_old(tmp_path: Path, version: tuple[int, ...]) -> None:
    (tmp_path / "lacking").mkdir()
    old = f"import sys; sys.version_info = {version}"  # a file that Python reads as it starts
    (tmp_path / "lacking" / "sitecustomize.py").write_text(old)
    done = make_run(tmp_path)
    assert done.returncode != 0
    assert f"needs Python 3.11 or newer, this is {version[0]}.{version[1]}: apt install python3" in done.stderr
    assert not (tmp_path / "venv").exists()
