"""From the desk's publish button to the last file renamed, with the press worker in a process of its own."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import time
from pathlib import Path
from statistics import median
from typing import Any

from bench.corpus import SEED
from bench.magazine import environment
from bench.measuring import end, summary

PUBLISHED = 40
PATIENCE_S = 30.0
SETTLES_WITHIN_S = 300.0


def publishing(folder: Path, count: int = PUBLISHED) -> dict[str, Any]:
    """Median and 95th percentile of publish-to-live, files written, and the desk's own CPU time."""
    worker = subprocess.Popen([sys.executable, "-m", "handpress.press.worker"], env=environment(folder))
    try:
        measured = subprocess.run(
            [sys.executable, "-m", "bench.publishing", str(folder), str(count)],
            env=environment(folder),
            check=True,
            stdout=subprocess.PIPE,
            text=True,
        )
    finally:
        end(worker)
    found: dict[str, Any] = json.loads(measured.stdout.strip().splitlines()[-1])
    return found


class Desk:
    """An editor at the desk, through Django's whole request stack."""

    def __init__(self) -> None:
        from django.test import Client

        from handpress.newsroom.models import User

        user, _ = User.objects.get_or_create(username="bench", defaults={"is_superuser": True, "is_staff": True})
        self._client = Client(SERVER_NAME="127.0.0.1")
        self._client.force_login(user)

    def listing_ms(self) -> float:
        """CPU milliseconds of the listing of articles."""
        from django.urls import reverse

        return self.cpu_ms(reverse("articles:index"))

    def cpu_ms(self, address: str) -> float:
        """CPU milliseconds of a page that was asked for before."""
        self._get(address)
        started = time.process_time()
        self._get(address)
        return (time.process_time() - started) * 1000

    def form(self, article: int) -> tuple[str, Any]:
        """The address and the filled form of an article's editor; its body is what scripts would put there."""
        from django.urls import reverse
        from wagtail.test.utils.form_data import nested_form_data, querydict_from_html, rich_text, streamfield

        from handpress.newsroom.models import Article

        address = reverse("wagtailadmin_pages:edit", args=[article])
        data = querydict_from_html(self._get(address), form_id="page-edit-form").copy()
        body = [(block["type"], rich_text(block["value"])) for block in Article.objects.get(pk=article).body.raw_data]
        data.update(nested_form_data({"body": streamfield(body)}))
        return address, data

    def publish(self, address: str, data: Any) -> float:
        """CPU milliseconds of the publish action."""
        data["action-publish"] = "action-publish"
        started = time.process_time()
        response = self._client.post(address, data)
        spent = (time.process_time() - started) * 1000
        if response.status_code != 302:
            raise RuntimeError(f"the desk refused to publish: {response.status_code}")
        return spent

    def _get(self, address: str) -> str:
        response = self._client.get(address)
        if response.status_code != 200:
            raise RuntimeError(f"{address} answers {response.status_code}")
        return response.content.decode()


def measure(folder: Path, count: int) -> dict[str, Any]:
    """Publish `count` articles of all ages and the five newest, one after another."""
    from handpress.newsroom.models import Article

    _settle(folder)
    desk = Desk()
    ids = list(Article.objects.filter(is_public=True).order_by("pk").values_list("pk", flat=True))
    chosen = random.Random(SEED).sample(ids, count) + ids[-5:]
    live: list[float] = []
    first: list[float] = []
    spent: list[float] = []
    files: list[int] = []
    for number, article in enumerate(chosen):
        address, data = desk.form(article)
        data["title"] = f"{data['title']} again {number}"
        before = _last_run()
        started = time.time_ns()
        spent.append(desk.publish(address, data))
        written = _files_of_run_after(before, folder)
        files.append(len(written))
        at = [path.stat().st_ctime_ns for path in written]
        live.append((max(at) - started) / 1e6)
        first.append((min(at) - started) / 1e6)
        _settle(folder)
    return {
        "publish": {**summary(live), "first_file_ms": round(median(first), 1), "files_written": round(median(files))},
        "desk": {
            "listing_ms": round(median(desk.listing_ms() for _ in range(5)), 1),
            "publish_ms": round(median(spent), 1),
        },
    }


def _last_run() -> int:
    from handpress.press.models import Run

    return Run.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def _files_of_run_after(before: int, folder: Path) -> list[Path]:
    """The files of the run that began after `before`, variants included, once the outbox is empty."""
    from handpress.press.models import OutboxKey, Receipt

    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until:
        if _last_run() > before and not OutboxKey.objects.exists():
            paths = Receipt.objects.filter(run_id__gt=before, action="written").values_list("path", flat=True)
            found = [folder / "public" / (path + suffix) for path in paths for suffix in ("", ".br", ".gz")]
            return [path for path in found if path.exists()]
        time.sleep(0.005)
    raise RuntimeError(f"nothing was pressed within {PATIENCE_S} s: does the press worker run?")


def _settle(folder: Path) -> None:
    """Wait until the press is idle."""
    from handpress.press.models import OutboxKey

    quiet, until = 0, time.monotonic() + SETTLES_WITHIN_S
    while quiet < 5:
        if time.monotonic() > until:
            raise RuntimeError(f"the press was not idle within {SETTLES_WITHIN_S} s: does the press worker run?")
        quiet = 0 if OutboxKey.objects.exists() else quiet + 1
        time.sleep(0.02)


if __name__ == "__main__":
    import django

    django.setup()
    print(json.dumps(measure(Path(sys.argv[1]), int(sys.argv[2]))))
