"""Do what a newcomer does: copy the project, `make run` with an empty home, look around, stop, `make run` again.

Then `pip install .` without make, and a magazine of one's own.

    python3 tools/newcomer.py

Fails when a page does not answer, when the second run changes what the first one made, or when readers wait longer
than two minutes once packages are installed.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

PROJECT = Path(__file__).resolve().parents[1]
LEFT_BEHIND = (".venv", ".git", "demo", "build", "node_modules", ".mypy_cache", ".ruff_cache", ".pytest_cache")
OURS = ("HANDPRESS_", "DJANGO_", "PYTHONPATH", "VIRTUAL_ENV")  # what this machine may have set and a new one has not
ORIGIN = "http://127.0.0.1:8000"
LIMIT_S = 120
STOPS_WITHIN_S = 15
DRAWN_MEANWHILE = 0.05  # of all pages
ADDRESSES = {
    "/": 200,
    "/ar/": 200,
    "/archive/": 200,
    "/feeds/all.xml": 200,
    "/sitemap.xml": 200,
    "/desk/login/": 200,
    "/no-such-page.html": 404,
}


def main() -> int:
    """Both runs; the exit code."""
    with tempfile.TemporaryDirectory(prefix="handpress-newcomer-") as name:
        folder = Path(name)
        clone = folder / "handpress"
        shutil.copytree(PROJECT, clone, ignore=lambda where, names: left_behind(Path(where), names))
        (folder / "home").mkdir()
        environment = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
        environment["HOME"] = str(folder / "home")
        subprocess.run(["make", ".venv/.installed"], cwd=clone, env=environment, check=True)
        troubles = first = visit(clone, environment, is_first=True)
        if not first:
            before = pages(clone)
            troubles = visit(clone, environment, is_first=False)
            troubles += lost(before, pages(clone))
            troubles += begin(clone, environment)
    for trouble in troubles:
        print(f"newcomer: {trouble}", file=sys.stderr)
    return 1 if troubles else 0


def begin(clone: Path, environment: dict[str, str]) -> list[str]:
    """A magazine of one's own with the package that pip installs; what was wrong."""
    venv, paper = clone.parent / "venv", clone.parent / "mypaper"
    subprocess.run([sys.executable, "-m", "venv", venv], check=True)
    subprocess.run([venv / "bin" / "pip", "install", "--quiet", "."], cwd=clone, env=environment, check=True)
    shutil.rmtree(clone)  # nothing of it may be needed any more
    handpress = [venv / "bin" / "handpress"]
    languages = ["--language", "en=English", "--language", "es=Español"]
    for command in (["init", paper, "--name", "My Paper", *languages], ["-C", paper, "press", "--full"]):
        done = subprocess.run([*handpress, *command], env=environment, capture_output=True, text=True, check=False)
        if done.returncode:
            return [f"handpress {command[0]} ended with {done.returncode}", done.stdout, done.stderr]
    wanted = ("index.html", "es/index.html", "archive/index.html", "feeds/all.xml", "404.html")
    return [f"{page} was not pressed" for page in wanted if not (paper / "public" / page).is_file()]


def left_behind(where: Path, names: list[str]) -> set[str]:
    """What a clone would not have: `demo` at the top is a publication, below it is a package."""
    return {name for name in names if name in LEFT_BEHIND and (name != "demo" or where == PROJECT)}


def visit(clone: Path, environment: dict[str, str], *, is_first: bool) -> list[str]:
    """Run, look at every address, stop; what was wrong."""
    if not is_free():
        return [f"something answers at {ORIGIN} already"]
    said = clone.parent / "said.txt"
    started = time.monotonic()
    with said.open("w") as output:
        process = subprocess.Popen(
            ["make", "run"], cwd=clone, env=environment, stdout=output, stderr=output, start_new_session=True
        )
        try:
            troubles = wait(process)
            waited = time.monotonic() - started
            print(f"newcomer: {'first' if is_first else 'second'} `make run` answers after {waited:.0f} s")
            troubles += [f"{each} answers {status(each)}" for each, right in ADDRESSES.items() if status(each) != right]
        finally:
            os.killpg(process.pid, signal.SIGTERM)
            process.wait(30)
    text = said.read_text()
    if waited > LIMIT_S:
        troubles.append(f"readers waited {waited:.0f} s, more than {LIMIT_S}")
    troubles += [f"{each} was not printed" for each in (f"{ORIGIN}/", f"{ORIGIN}/desk/") if each not in text]
    if bool(re.search(r"[Pp]assword", text)) != is_first:
        troubles.append("the password was not printed" if is_first else "the second run printed a password")
    return [*troubles, text] if troubles else []


def pages(clone: Path) -> dict[str, int]:
    """Every page of the demonstration with the time it was written."""
    public = clone / "demo" / "public"
    return {str(page.relative_to(public)): page.stat().st_mtime_ns for page in public.rglob("*.html")}


def lost(before: dict[str, int], after: dict[str, int]) -> list[str]:
    """What the second run did not keep. Pictures are still being drawn when the first is stopped: pages that show one
    may be written again, a few within these seconds.
    """
    gone = sorted(before.keys() - after.keys())
    again = sorted(page for page, at in before.items() if page in after and after[page] != at)
    troubles = [f"the second run lost {len(gone)} pages: {', '.join(gone[:10])}"] if gone else []
    if len(again) > len(before) * DRAWN_MEANWHILE:
        troubles.append(f"the second run wrote {len(again)} pages again: {', '.join(again[:10])}")
    return troubles


def is_free() -> bool:
    """Whether nobody answers there, once what was stopped has had its time to end."""
    deadline = time.monotonic() + STOPS_WITHIN_S
    while status("/") and time.monotonic() < deadline:
        time.sleep(0.2)
    return not status("/")


def wait(process: subprocess.Popen[bytes]) -> list[str]:
    """Until the front page and the desk answer; what was wrong."""
    deadline = time.monotonic() + 4 * LIMIT_S
    while time.monotonic() < deadline:
        if process.poll() is not None:
            return [f"`make run` ended with {process.returncode}"]
        if status("/") == 200 and status("/desk/login/") == 200:
            return []
        time.sleep(0.5)
    return ["it did not answer"]


def status(address: str) -> int:
    """What a GET answers; 0 for nothing."""
    try:
        with urlopen(ORIGIN + address, timeout=10) as answer:
            return int(answer.status)
    except HTTPError as error:
        return error.code
    except (URLError, OSError):
        return 0


if __name__ == "__main__":
    raise SystemExit(main())
