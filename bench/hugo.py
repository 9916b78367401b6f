"""Hugo on the same corpus: pages, month and year lists, sections, authors, tags, feeds; no compression."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path
from typing import Any

from bench.corpus import pieces
from bench.measuring import run_measured

PATIENCE_S = 600.0
CONFIG = """
baseURL = "https://paper.example/"
title = "The Paper"
[taxonomies]
author = "authors"
tag = "tags"
section_name = "section_names"
source = "sources"
month = "months"
year = "years"
[permalinks]
post = "/:year/:month/:slug/"
[pagination]
pagerSize = 30
"""
BASE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{{ .Title }}</title>
<meta name="description" content="{{ .Params.standfirst }}"><link rel="canonical" href="{{ .Permalink }}"></head>
<body><header><a href="/">{{ site.Title }}</a></header><main>{{ block "main" . }}{{ end }}</main></body></html>"""
SINGLE = """{{ define "main" }}<h1>{{ .Title }}</h1><p>{{ .Params.standfirst }}</p>
<p>{{ range .Params.authors }}<a href="/authors/{{ . | urlize }}/">{{ . }}</a> {{ end }}
{{ .Date.Format "2 January 2006" }}</p>
{{ .Content }}
<ul>{{ range first 4 (site.RegularPages.Related .) }}
<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul>
{{ with .PrevInSection }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}
{{ with .NextInSection }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}{{ end }}"""
LIST = """{{ define "main" }}<h1>{{ .Title }}</h1>{{ range .Pages }}<article><h2><a href="{{ .RelPermalink }}">
{{ .Title }}</a></h2><p>{{ .Params.standfirst }}</p></article>{{ end }}{{ end }}"""
HOME = """{{ define "main" }}{{ range first 30 site.RegularPages }}
<h2><a href="{{ .RelPermalink }}">{{ .Title }}</a></h2>
<p>{{ .Params.standfirst }}</p>{{ end }}{{ end }}"""


def hugo(folder: Path, count: int) -> dict[str, Any] | None:
    """The costs of a full build, or how long it was waited for; None where Hugo is not installed."""
    binary = shutil.which("hugo", path=str(Path(sys.executable).parent)) or shutil.which("hugo")
    if not binary:
        return None
    _write_site(folder, count)
    try:
        cost = run_measured([binary, "--source", str(folder), "--quiet"], patience_s=PATIENCE_S)
    except TimeoutError:
        return {"unfinished_after_s": PATIENCE_S}
    written = sum(1 for _ in (folder / "public").rglob("*.html"))
    return {
        "wall_s": round(cost.wall_s, 1),
        "cpu_s": round(cost.cpu_s, 1),
        "peak_rss_mb": round(cost.peak_rss_mb),
        "pages": written,
        "pages_per_s": round(written / cost.wall_s),
    }


def _write_site(folder: Path, count: int) -> None:
    layouts = folder / "layouts" / "_default"
    layouts.mkdir(parents=True)
    (folder / "hugo.toml").write_text(CONFIG)
    for name, text in (("baseof", BASE), ("single", SINGLE), ("list", LIST), ("terms", LIST)):
        (layouts / f"{name}.html").write_text(text)
    (folder / "layouts" / "index.html").write_text(HOME)
    for piece in pieces(count):
        target = folder / "content" / "post" / str(piece.on.year)
        target.mkdir(parents=True, exist_ok=True)
        front = {
            "title": piece.headline,
            "standfirst": piece.standfirst,
            "date": piece.on.isoformat(),
            "slug": f"{piece.number}",
            "authors": [f"Author {number}" for number in piece.authors],
            "tags": [f"Tag {number}" for number in piece.tags],
            "section_names": [f"Section {piece.section}"],
            "sources": [f"Source {piece.source}"] if piece.source is not None else [],
            "months": [f"{piece.on:%Y-%m}"],
            "years": [f"{piece.on:%Y}"],
        }
        body = "\n\n".join(piece.paragraphs)
        (target / f"{piece.number}.md").write_text(json.dumps(front) + "\n\n" + body + "\n")
