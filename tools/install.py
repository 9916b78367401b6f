"""Make a virtual environment and install what a lock file names, by hash, with progress on one line.

    python3 tools/install.py .venv requirements.lock

Runs on any Python 3, so that one that is too old is told so.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

OLDEST = (3, 11)
BAR = 30


def main(venv: str, lock: str) -> int:
    """Install; the exit code."""
    trouble = missing()
    if trouble:
        print(trouble, file=sys.stderr)
        return 1
    python = str(Path(venv) / "bin" / "python")
    if not Path(python).exists():
        print(f"Making a virtual environment in {venv}")
        subprocess.run([sys.executable, "-m", "venv", venv], check=True)
    return install(python, lock) or leave_mark(venv, lock)


def missing() -> str:
    """What this machine lacks, with the command that mends it; empty when nothing."""
    if sys.version_info < OLDEST:
        return "Handpress needs Python 3.11 or newer, this is {}.{}: apt install python3 python3-venv".format(
            *sys.version_info
        )
    try:
        import ensurepip  # noqa: F401  Debian ships it apart
    except ImportError:
        return "Python's venv is missing: apt install python3-venv"
    return ""


def install(python: str, lock: str) -> int:
    """Everything in `lock` by hash, then this project itself; the exit code."""
    pip = [python, "-m", "pip", "--disable-pip-version-check", "--no-input", "install"]
    text = Path(lock).read_text(encoding="utf-8")
    total = len(re.findall(r"^[A-Za-z0-9][\w.-]*==", text, re.MULTILINE))
    code = follow([*pip, "--require-hashes", "-r", lock], total)
    return code or follow([*pip, "--no-deps", "--no-build-isolation", "-e", "."], 0)


def follow(command: list[str], total: int) -> int:
    """Run pip and show how many packages it has; what it said is shown only when it failed."""
    said: list[str] = []
    seen = 0
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        for line in process.stdout or ():
            said.append(line)
            if line.startswith(("Collecting ", "Requirement already satisfied: ")):
                seen += 1
                show(seen, total, line.split()[1] if line.startswith("Collecting") else "")
    show_end()
    if process.returncode:
        print("".join(said[-25:]), file=sys.stderr)
        print(f"Installing failed; once mended, run the same command again: {' '.join(command)}", file=sys.stderr)
    return process.returncode


def show(seen: int, total: int, name: str) -> None:
    """One line that is written over; nothing where nobody watches."""
    if sys.stdout.isatty() and total:
        done = BAR * min(seen, total) // total
        print(f"\r\033[KInstalling {'━' * done}{' ' * (BAR - done)} {seen}/{total} {name[:30]}", end="", flush=True)


def show_end() -> None:
    """Leave a clean line."""
    if sys.stdout.isatty():
        print("\r\033[K", end="", flush=True)


def leave_mark(venv: str, lock: str) -> int:
    """Note for make which lock is installed; the larger one holds the smaller."""
    for name in [".installed", ".installed-dev"] if "-dev" in lock else [".installed"]:
        (Path(venv) / name).write_text(lock + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(*sys.argv[1:3]))
