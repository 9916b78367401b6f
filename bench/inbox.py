"""The inbox with ten thousand letters in it: CPU time of each of its pages, through Django's whole request stack."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

from bench.magazine import environment

LETTERS = 10_000
STEPS = 3  # of each letter's log
AT_ONCE = 1_000


def inbox(folder: Path, letters: int = LETTERS) -> dict[str, Any]:
    """CPU milliseconds of the dearest page, and which it is."""
    command = [sys.executable, "-m", "bench.inbox", str(letters)]
    done = subprocess.run(command, env=environment(folder), check=True, stdout=subprocess.PIPE, text=True)
    found: dict[str, float] = json.loads(done.stdout.strip().splitlines()[-1])
    dearest = max(found, key=lambda address: found[address])
    return {"letters": letters, "dearest_cpu_ms": found[dearest], "dearest": f"inbox/{dearest}"}


def _letters(count: int) -> Iterator[Any]:
    from handpress.contact.models import Item
    from handpress.contact.subjects import Subject
    from handpress.kit import clock
    from handpress.newsroom.models import Article

    now, articles = clock.now(), list(Article.objects.order_by("pk").values_list("pk", flat=True)[:100])
    for number in range(count):
        yield Item(
            number=f"bench-{number:026}",
            key=f"bench-{number}",
            subject=Subject.values[number % len(Subject.values)],
            text=f"Letter {number}. " + "Water rises. " * 40,
            mail=f"reader{number % 500}@home.example",
            article_id=articles[number % len(articles)] if number % 2 else None,
            is_open=number % 3 != 0,
            language="en",
            received_at=now - timedelta(hours=number),
            due_at=now + timedelta(hours=number % 400 - 100),
        )


def _measure(count: int) -> dict[str, float]:
    from bench.publishing import Desk
    from handpress.contact.models import Item, Step
    from handpress.kit import clock

    Item.objects.bulk_create(_letters(count), batch_size=AT_ONCE)
    ids = list(Item.objects.values_list("pk", flat=True))
    steps = (Step(item_id=id, at=clock.now(), what="received", words="Said") for id in ids for _ in range(STEPS))
    Step.objects.bulk_create(steps, batch_size=AT_ONCE)
    pages = ("", "?which=all", "?which=all&p=300", "?which=late", "?which=mine", "?subject=takedown", f"{ids[1]}/",
             "person/?mail=reader1@home.example", "takedowns.csv")  # fmt: skip
    desk = Desk()
    return {page: round(desk.cpu_ms(f"/desk/inbox/{page}"), 1) for page in pages}


if __name__ == "__main__":
    import django

    django.setup()
    print(json.dumps(_measure(int(sys.argv[1]))))
