"""Write the lock files from pyproject.toml: every package pinned, every file by hash, no registry named."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

RUN = "requirements.lock"
DEVELOPMENT = "requirements-dev.lock"
COMMON = ["--universal", "--python-version", "3.11", "--generate-hashes", "--no-header", "--quiet", "--upgrade"]
GROUPS = ["--extra", "postgresql", "--group", "test", "--group", "check", "--group", "bench", "--group", "build"]


def main(venv: str) -> None:
    """Compile both; the second holds exactly the versions of the first."""
    uv = Path(venv) / "bin" / "uv"
    base = [str(uv), "pip", "compile", "pyproject.toml", *COMMON]
    subprocess.run([*base, "--group", "build", "--output-file", RUN], check=True)
    subprocess.run([*base, *GROUPS, "--constraint", RUN, "--output-file", DEVELOPMENT], check=True)
    for name in (RUN, DEVELOPMENT):
        refuse_addresses(Path(name))


def refuse_addresses(path: Path) -> None:
    """A lock that names an index could be installed from there only."""
    named = [line for line in path.read_text(encoding="utf-8").splitlines() if "://" in line or "index-url" in line]
    if named:
        raise SystemExit(f"{path} names an address: {named[0]}")


if __name__ == "__main__":
    main(sys.argv[1])
