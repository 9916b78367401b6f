"""CPU time a request: the embedded file server and nginx on the same file, by turns, in the same run."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bench.magazine import environment
from bench.measuring import cpu_of, end, family

SECONDS = 6
ROUNDS = 3
NGINX = """
{user}
worker_processes 1; daemon off; pid {folder}/nginx.pid; error_log {folder}/error.log;
events {{ worker_connections 256; }}
http {{
    access_log off; types {{ text/html html; }} default_type text/html; sendfile on; keepalive_requests 1000000;
    client_body_temp_path {folder}/b; proxy_temp_path {folder}/p; fastcgi_temp_path {folder}/f;
    uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
    server {{ listen 127.0.0.1:{port}; root {root}; gzip_static on; gzip_vary on; index index.html;
        location /desk/ {{ proxy_pass http://behind; proxy_http_version 1.1; proxy_set_header Connection ""; }} }}
    upstream behind {{ server unix:{socket}; keepalive 8; }}
}}
"""
FORWARDED = "/desk/answer"


def serving(folder: Path, page: Path, rounds: int = ROUNDS) -> dict[str, Any] | None:
    """Microseconds of CPU a request for both, and nginx's share; None where nginx or wrk is not installed."""
    nginx = shutil.which("nginx") or shutil.which("/usr/sbin/nginx")
    if not nginx or not shutil.which("wrk"):
        return None
    address = "/" + page.relative_to(folder / "public").as_posix()
    ours: list[float] = []
    theirs: list[float] = []
    with _embedded(folder) as (our_port, our_pid), _nginx(nginx, folder) as (their_port, their_pid):
        for _ in range(rounds):
            ours.append(_cost_us(our_port, our_pid, address))
            theirs.append(_cost_us(their_port, their_pid, address))
    best = {"cpu_us": min(ours), "nginx_cpu_us": min(theirs)}
    return {**{name: round(value, 1) for name, value in best.items()}, "ratio": round(min(theirs) / min(ours), 2)}


def forwarding(folder: Path, rounds: int = ROUNDS) -> dict[str, Any] | None:
    """Milliseconds of CPU that handing a request on costs, ours and nginx's, before the same process."""
    nginx = shutil.which("nginx") or shutil.which("/usr/sbin/nginx")
    if not nginx or not shutil.which("wrk"):
        return None
    with _behind(folder), _embedded(folder) as (our_port, our_pid), _nginx(nginx, folder) as (their_port, their_pid):
        ours, theirs = [], []
        for _ in range(rounds):
            ours.append(_cost_us(our_port, our_pid, FORWARDED))
            theirs.append(_cost_us(their_port, their_pid, FORWARDED))
    return {"cpu_ms_a_request": round(min(ours) / 1000, 3), "nginx_cpu_ms_a_request": round(min(theirs) / 1000, 3)}


def _cost_us(port: int, pid: int, address: str) -> float:
    pids = family(pid)
    before = cpu_of(pids)
    command = ["wrk", "-t1", "-c8", f"-d{SECONDS}s", "-H", "Accept-Encoding: gzip", f"http://127.0.0.1:{port}{address}"]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    if "Non-2xx" in said:
        raise RuntimeError(f"the server refused requests: {said}")
    requests = int(re.search(r"(\d+) requests in", said)[1])  # type: ignore[index]  # wrk always says it
    return (cpu_of(pids) - before) / requests * 1e6


def free_port() -> int:
    """A port that was free a moment ago."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(port: int) -> None:
    for _ in range(200):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise RuntimeError(f"nothing listens on port {port}")


@contextmanager
def _running(command: list[str], port: int, env: dict[str, str] | None = None) -> Iterator[tuple[int, int]]:
    process = subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait_for(port)
        yield port, process.pid
    finally:
        end(process)


def _socket(folder: Path) -> Path:
    return folder / "behind.sock"


@contextmanager
def _behind(folder: Path) -> Iterator[None]:
    process = subprocess.Popen([sys.executable, "-m", "bench.upstream", str(_socket(folder))])
    try:
        while not _socket(folder).exists():
            time.sleep(0.05)
        yield
    finally:
        end(process)
        _socket(folder).unlink()


@contextmanager
def _embedded(folder: Path) -> Iterator[tuple[int, int]]:
    from handpress.cli.supervising import programs
    from handpress.config.publication import load
    from handpress.server.places import DESK_SOCKET

    port = free_port()
    pages = programs(load(folder), "127.0.0.1", port, 1)[0]
    told = {**environment(folder), **pages.environment, DESK_SOCKET: str(_socket(folder))}
    with _running([*pages.command], port, told) as found:
        yield found


@contextmanager
def _nginx(binary: str, folder: Path) -> Iterator[tuple[int, int]]:
    own = folder / "nginx"
    own.mkdir(exist_ok=True)
    port = free_port()
    user = "user root;" if os.geteuid() == 0 else ""  # as root, nginx would read the folder as another user
    written = NGINX.format(user=user, folder=own, port=port, root=folder / "public", socket=_socket(folder))
    (own / "nginx.conf").write_text(written)
    with _running([binary, "-c", str(own / "nginx.conf"), "-e", str(own / "error.log")], port) as found:
        yield found


if __name__ == "__main__":
    print(serving(Path(sys.argv[1]), Path(sys.argv[2])))
