"""Programs that tests run to their end: one that does not end is told apart from one that fails."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

PATIENCE_S = 300.0
LAST_WORDS_S = 10.0


def finished(
    command: Sequence[str],
    *,
    env: Mapping[str, str] | None = None,
    cwd: Path | None = None,
    within_s: float = PATIENCE_S,
) -> subprocess.CompletedProcess[str]:
    """What it said and how it ended. Fails after `within_s`, with where each of its Python processes stood."""
    process = subprocess.Popen(
        command,
        env={**(os.environ if env is None else env), "PYTHONFAULTHANDLER": "1"},
        cwd=cwd,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        process_group=0,
    )
    try:
        output, errors = process.communicate(timeout=within_s)
    except subprocess.TimeoutExpired:
        output, errors = _last_words(process)
        raise AssertionError(f"not done within {within_s} s: {command}\n{output[-2000:]}\n{errors[-20_000:]}") from None
    finally:
        if process.returncode is None:
            _signal(process, signal.SIGKILL)
    return subprocess.CompletedProcess(command, process.returncode, output, errors)


def end(process: subprocess.Popen[str] | subprocess.Popen[bytes], *, within_s: float = 20.0) -> None:
    """Ask it to stop. Fails when it does not, with its stacks on standard error where faulthandler is on."""
    process.terminate()
    try:
        process.wait(within_s)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGABRT)
        process.wait(LAST_WORDS_S)
        raise AssertionError(f"did not stop within {within_s} s: {process.args}") from None


def _last_words(process: subprocess.Popen[str]) -> tuple[str, str]:
    """SIGABRT makes faulthandler print the stacks."""
    _signal(process, signal.SIGABRT)
    try:
        return process.communicate(timeout=LAST_WORDS_S)
    except subprocess.TimeoutExpired:
        _signal(process, signal.SIGKILL)
        return process.communicate()


def _signal(process: subprocess.Popen[str], number: signal.Signals) -> None:
    with suppress(ProcessLookupError):
        os.killpg(process.pid, number)
