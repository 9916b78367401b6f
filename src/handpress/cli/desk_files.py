"""The desk's style sheets and scripts as files with compressed variants; editors' lines are slow too."""

from __future__ import annotations

import gzip
from pathlib import Path

import brotli

from handpress.cli.console import Report
from handpress.kit.files import write_atomic
from handpress.server.media_types import TEXTS, extension

SMALLEST_BYTES = 1000
BROTLI_QUALITY = 9
GZIP_LEVEL = 9


def collect(folder: Path, progress: Report) -> None:
    """Bring Django's static files into `folder` under names with hashes, then compress what is text."""
    from django.core.management import call_command  # after the settings are known

    call_command("collectstatic", interactive=False, verbosity=0)
    texts = [path for path in folder.rglob("*") if path.is_file() and _is_worth_it(path)]
    for done, path in enumerate(texts, start=1):
        compress(path)
        progress(done, len(texts))


def _is_worth_it(path: Path) -> bool:
    return extension(path.name) in TEXTS and path.stat().st_size >= SMALLEST_BYTES


def compress(path: Path) -> None:
    """Write `path`.br and `path`.gz when they are missing or older."""
    for ending in (".br", ".gz"):
        variant = path.with_name(path.name + ending)
        if variant.exists() and variant.stat().st_mtime >= path.stat().st_mtime:
            continue
        write_atomic(variant, _compressed(path.read_bytes(), ending))


def _compressed(body: bytes, ending: str) -> bytes:
    if ending == ".br":
        return brotli.compress(body, quality=BROTLI_QUALITY)
    return gzip.compress(body, GZIP_LEVEL, mtime=0)
