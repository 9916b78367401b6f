"""A program that does not end is ended, and where it stood is shown."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from tests.programs import end, finished

DEAF = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('ready', flush=True); time.sleep(600)"
CHILD = '"<string>", line 1 in <module>'
PARENT = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {DEAF!r}])"


def test_what_ends_is_told_with_its_words() -> None:
    done = finished([sys.executable, "-c", "import sys; print('a'); print('b', file=sys.stderr); sys.exit(3)"])
    assert (done.stdout, done.stderr, done.returncode) == ("a\n", "b\n", 3)


def test_what_does_not_end_is_ended_with_its_children_and_shows_where_it_stood(tmp_path: Path) -> None:
    script = tmp_path / "parent.py"
    script.write_text(PARENT)
    for within_s in (2, 8, 32):  # a busy machine takes longer to start the child
        with pytest.raises(AssertionError, match=f"not done within {within_s} s") as found:
            finished([sys.executable, str(script)], within_s=within_s)
        if CHILD in str(found.value):
            break
    assert CHILD in str(found.value) and str(script) in str(found.value)


def test_what_does_not_stop_is_ended() -> None:
    process = subprocess.Popen([sys.executable, "-c", DEAF], stdout=subprocess.PIPE, text=True)
    with process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        with pytest.raises(AssertionError, match="did not stop within"):
            end(process, within_s=0.2)
    assert process.returncode < 0
