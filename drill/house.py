"""A publication of the drill's own: made, served by `handpress run`, with nginx in front where it is installed."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from bench.magazine import environment, handpress
from bench.measuring import end, family
from tests.journeys.desk_forms import Editor
from tests.journeys.serving import ask, free_port, wait_for

from drill.waiting import until

NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/sbin")
# What the administrator sets for a crowd: nginx's own bounds are 512 connections and the shell's number of files.
CROWDS = "worker_rlimit_nofile 20000;\nevents { worker_connections 16000; }"
SETTINGS = "\n[contact]\nper_network_an_hour = 1000000\nin_all_an_hour = 1000000\n"


@dataclass
class House:
    """A publication that is served. `ports`: by which server; `pids`: their first processes."""

    folder: Path
    user: str
    password: str
    ports: dict[str, int] = field(default_factory=dict)
    pids: dict[str, int] = field(default_factory=dict)

    @property
    def public(self) -> Path:
        return self.folder / "public"

    @property
    def log(self) -> Path:
        """What the servers said."""
        return self.folder.with_name("said.log")

    @property
    def processes(self) -> list[int]:
        """Every process that runs for it now."""
        return [each for pid in self.pids.values() for each in family(pid)]

    def editor(self, server: str = "ours") -> Editor:
        """An editor who has signed in."""
        editor = Editor(self.ports[server])
        editor.sign_in(self.user, self.password)
        return editor

    def pages(self) -> list[str]:
        """Addresses of all pages that readers can open."""
        found = (path.relative_to(self.public) for path in self.public.rglob("*.html") if path.name != "404.html")
        return sorted(
            f"/{path}".removesuffix("index.html")
            for path in found
            if not str(path).startswith((".", "-")) and "handpress" not in (self.public / path).read_text("utf-8")[:40]
        )


def create(folder: Path, articles: int) -> House:
    """A new publication with so many articles, pressed. Its limits on letters are out of the way."""
    said = subprocess.run(handpress(folder, "init", str(folder), "--json"), check=True, capture_output=True)
    account = json.loads(said.stdout)
    file = folder / "handpress.toml"
    file.write_text(f"port = {free_port()}\n{file.read_text()}{SETTINGS}")
    made = [sys.executable, "-m", "bench.magazine", str(folder), str(articles)]
    subprocess.run(made, check=True, env=environment(folder))
    subprocess.run(handpress(folder, "press", "--json"), check=True, stdout=subprocess.DEVNULL)
    return House(folder, account["user"], account["password"])


@contextmanager
def served(house: House, *, nginx: bool = False, env: Mapping[str, str] | None = None) -> Iterator[House]:
    """`handpress run` until it is left, and nginx by `handpress config nginx` if it is asked for."""
    port = port_of(house.folder)
    with ExitStack() as stack:
        told = {**environment(house.folder), **(env or {})}
        house.ports = {"ours": port}
        house.pids = {"ours": stack.enter_context(_running(handpress(house.folder, "run"), port, house.log, told))}
        until(lambda: ask(port, "/desk/login/", Host=f"127.0.0.1:{port}").status == 200, "the desk does not answer")
        until(lambda: ask(port, "/-/contact/report").status == 200, "the public process does not answer")
        if nginx and NGINX:
            front = free_port()
            command = [NGINX, "-c", str(_nginx_file(house.folder, front))]
            house.pids["nginx"] = stack.enter_context(_running(command, front, house.log))
            house.ports["nginx"] = front
        yield house


@contextmanager
def temporary(
    articles: int, *, nginx: bool = False, env: Mapping[str, str] | None = None, data_mb: int = 0
) -> Iterator[House]:
    """A publication that is made, served, and gone afterwards. `data_mb`: its data lie on a disk that is so large."""
    with tempfile.TemporaryDirectory(prefix="handpress-drill-") as root, ExitStack() as stack:
        Path(root).chmod(0o755)
        house = create(Path(root) / "paper", articles)
        if data_mb:
            stack.enter_context(_small_disk(house.folder / "data", data_mb))
        yield stack.enter_context(served(house, nginx=nginx, env=env))


@contextmanager
def _small_disk(folder: Path, size_mb: int) -> Iterator[None]:
    """What is in the folder lies on a file system of its own, if this user may mount one."""
    aside = folder.rename(folder.with_name("aside"))
    folder.mkdir(mode=0o700)
    command = ["mount", "-t", "tmpfs", "-o", f"size={size_mb}m,mode=0700", "none", str(folder)]
    is_mounted = subprocess.run(command, check=False, capture_output=True).returncode == 0
    shutil.copytree(aside, folder, dirs_exist_ok=True)
    try:
        yield
    finally:
        if is_mounted:
            subprocess.run(["umount", str(folder)], check=True)


@contextmanager
def _running(command: list[str], port: int, log: Path, env: Mapping[str, str] | None = None) -> Iterator[int]:
    """The process's id while it runs."""
    with log.open("ab") as said:
        process = subprocess.Popen(command, env=env, stdout=said, stderr=said, start_new_session=True)
    try:
        wait_for(port, process)
        yield process.pid
    finally:
        end(process)


def port_of(folder: Path) -> int:
    """Where `handpress run` will listen."""
    return int((folder / "handpress.toml").read_text().split("\n", 1)[0].removeprefix("port = "))


def _nginx_file(folder: Path, port: int) -> Path:
    own = folder / "nginx"
    own.mkdir(exist_ok=True)
    printed = handpress(folder, "config", "nginx", "--listen", f"127.0.0.1:{port}")
    site = subprocess.run(printed, check=True, capture_output=True, text=True).stdout
    temporary = "".join(
        f"{kind}_temp_path {own}/{kind};\n" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    user = "user root;" if os.geteuid() == 0 else ""  # the drill's folder is readable by its owner only
    path = own / "nginx.conf"
    path.write_text(
        f"{user}daemon off; worker_processes 1; pid {own}/nginx.pid; error_log {own}/error.log crit;\n"
        f"{CROWDS}\nhttp {{ access_log off;\n{temporary}{site}}}\n"
    )
    return path
