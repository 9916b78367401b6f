"""The test run's own temporary folders go, however a run ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

from tests import throwaway

MAKE = "import sys; from pathlib import Path; from tests import throwaway; print(throwaway.folder(Path(sys.argv[1])))"


def maker(parent: Path, *, then: str = "") -> subprocess.Popen[str]:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-c", f"{MAKE}; sys.stdout.flush(); {then}", str(parent)]
    return subprocess.Popen(command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def test_a_folder_goes_when_its_process_ends(tmp_path: Path) -> None:
    said, _ = maker(tmp_path).communicate()
    assert Path(said.strip()).parent == tmp_path
    assert list(tmp_path.iterdir()) == []


def test_a_folder_of_a_killed_process_goes_when_the_next_is_made_and_no_other(tmp_path: Path) -> None:
    (tmp_path / "notes").mkdir()
    with maker(tmp_path, then="sys.stdin.read()") as killed, maker(tmp_path, then="sys.stdin.read()") as living:
        assert killed.stdout and living.stdout
        left, kept = Path(killed.stdout.readline().strip()), Path(living.stdout.readline().strip())
        killed.send_signal(signal.SIGKILL)
        killed.wait()
        assert left.exists()
        mine = throwaway.folder(tmp_path)
        assert {path.name for path in tmp_path.iterdir()} == {"notes", kept.name, mine.name}
