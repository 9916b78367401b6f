"""Run the benchmark and print its table."""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import tempfile
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from bench import full_press, hugo, inbox, magazine, publishing, rest, serving

TARGETS = {
    "full_press.wall_s": "under 45 at 100,000",
    "full_press.peak_rss_mb": "under 200",
    "publish.p95_ms": "under 150",
    "weight.article_br_bytes": "under 14,336",
    "server.ratio": "at least 0.33",
    "rest.pss_mb": "at most 250",
    "rest.cpu_percent": "at most 1",
    "inbox.dearest_cpu_ms": "under 150",
}


def main() -> None:
    """Measure and report."""
    options = _options()
    root = Path(tempfile.mkdtemp(prefix="handpress-bench-", dir=options.dir))
    console = Console(stderr=True)
    found: dict[str, Any] = {"articles": options.articles, "machine": _machine()}
    try:
        _measure(root, options, console, found)
    finally:  # what was measured before something failed is shown too
        shutil.rmtree(root, ignore_errors=True)
        options.result.parent.mkdir(parents=True, exist_ok=True)
        options.result.write_text(json.dumps(found, indent=2) + "\n")
        Console().print(_table(found))
        console.print(f"Written to {options.result}.")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--no-peers", action="store_true", help="leave Hugo out")
    parser.add_argument("--quick", action="store_true", help="a few publishes and requests only, to try the benchmark")
    parser.add_argument("--result", type=Path, default=Path("build") / "bench.json", help="where the figures go")
    shared = "/dev/shm"  # tmpfs: disks differ too much between machines
    parser.add_argument("--dir", default=shared if os.access(shared, os.W_OK) else None, help="where to build")
    return parser.parse_args()


def _measure(root: Path, options: argparse.Namespace, console: Console, found: dict[str, Any]) -> None:
    folder = root / "paper"
    with console.status("Writing the corpus into a publication"):
        magazine.create(folder, options.articles)
    with console.status("Pressing everything"):
        found["full_press"] = full_press.full_press(folder)
    with console.status("Pressing everything again"):
        found["unchanged_press"] = full_press.unchanged_press(folder)
    with console.status("Publishing from the desk"):
        found.update(publishing.publishing(folder, 3 if options.quick else publishing.PUBLISHED))
    with console.status("Publishing on a disk"):
        found["disk"] = _publish_on_disk(folder, 3 if options.quick else publishing.PUBLISHED)
    page = _median_article(folder / "public")
    found["weight"] = {
        "article_br_bytes": page.with_name(page.name + ".br").stat().st_size,
        "article_html_bytes": page.stat().st_size,
    }
    with console.status("Asking both servers for the same page"):
        found["server"] = serving.serving(folder, page, 1 if options.quick else serving.ROUNDS)
    with console.status("Doing nothing"):
        found["rest"] = rest.rest(folder, 2.0 if options.quick else rest.WATCHED_S)
    with console.status("Having both servers hand requests on"):
        found["forwarding"] = serving.forwarding(folder, 1 if options.quick else serving.ROUNDS)
    with console.status("Reading the inbox"):
        found["inbox"] = inbox.inbox(folder, 500 if options.quick else inbox.LETTERS)
    shutil.rmtree(folder)
    found["peers"] = {}
    if not options.no_peers:
        with console.status("Building the same corpus with Hugo"):
            found["peers"]["hugo"] = hugo.hugo(root / "hugo", options.articles)


def _publish_on_disk(folder: Path, count: int) -> dict[str, Any]:
    """The same from a copy in the folder for temporary files, which is a disk on most machines."""
    with tempfile.TemporaryDirectory(prefix="handpress-bench-") as disk:
        copy = shutil.copytree(folder, Path(disk) / "paper", ignore=shutil.ignore_patterns("run"))
        os.sync()
        return publishing.publishing(copy, count)["publish"]


def _machine() -> dict[str, Any]:
    model = next((line.partition(":")[2].strip() for line in _cpuinfo() if line.startswith("model name")), "")
    return {"cores": os.cpu_count(), "processor": model, "python": platform.python_version()}


def _cpuinfo() -> list[str]:
    try:
        return Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return []


def _median_article(public: Path) -> Path:
    pages = sorted(public.glob("20??/??/*.html"), key=lambda page: (page.stat().st_size, page.name))
    articles = [page for page in pages if page.name != "index.html"]
    return articles[len(articles) // 2]


def _table(found: dict[str, Any]) -> Table:
    table = Table(
        "what", "figure", "target", title=f"{found['articles']:,} articles, {found['machine']['cores']} cores"
    )
    for name, value in _flat(found):
        table.add_row(name, f"{value:,}" if isinstance(value, int | float) else str(value), TARGETS.get(name, ""))
    return table


def _flat(found: dict[str, Any], path: str = "") -> list[tuple[str, Any]]:
    rows: list[tuple[str, Any]] = []
    for name, value in found.items():
        if name in ("machine", "articles"):
            continue
        full = f"{path}.{name}" if path else name
        rows += _flat(value, full) if isinstance(value, dict) else [(full, value)]
    return rows


if __name__ == "__main__":
    main()
