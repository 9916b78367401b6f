"""What the database of a publication holds; read by a process of its own, whichever database it is."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bench.magazine import environment, handpress

from drill.house import House
from drill.waiting import until

NOT_EQUAL = ("missing", "extra", "different", "bad_variants")


@dataclass(frozen=True, slots=True)
class Records:
    """`articles`: title, whether it is live, and its path; `letters`: their texts.

    `waiting`: keys to be pressed, and tasks to be done now.
    """

    articles: list[tuple[str, bool, str]]
    letters: list[str]
    waiting: int

    def is_live(self, title: str) -> bool:
        return any(name == title and live for name, live, _ in self.articles)


def records(house: House) -> Records:
    """What is there now. Raises OSError while the database cannot be asked."""
    command = [sys.executable, "-m", "drill.records"]
    done = subprocess.run(command, env=environment(house.folder), capture_output=True, text=True, check=False)
    if done.returncode:
        raise OSError(done.stderr[-300:])
    return Records(**json.loads(done.stdout.splitlines()[-1]))


def settle(house: House, *, within_s: float = 300.0) -> Records:
    """What is there once nothing waits to be pressed."""
    found: list[Records] = []

    def is_pressed() -> bool:
        found[:] = [records(house)]
        return not found[0].waiting

    until(is_pressed, "the press did not finish", within_s=within_s)
    return found[0]


def faults(house: House, titles: Iterable[str], letters: Iterable[str] = ()) -> Iterator[str]:
    """What was accepted and is not there, or is there twice; and where the tree is no full build."""
    found = settle(house)
    articles, texts = Counter(title for title, _, _ in found.articles), Counter(found.letters)
    paths = {title: path for title, live, path in found.articles if live}
    for title in titles:
        if articles[title] != 1:
            yield f"{title!r} is there {articles[title]} times"
        elif title in paths and title not in _read(house, paths[title]):
            yield f"the page of {title!r} is not what was published"
    yield from (f"the letter {text!r} is there {texts[text]} times" for text in letters if texts[text] != 1)
    verified = subprocess.run(
        handpress(house.folder, "press", "--verify", "--json"), capture_output=True, text=True, check=False
    )
    said = json.loads(verified.stdout.strip().splitlines()[-1]) if verified.stdout.strip() else {}
    different = {kind: said[kind][:3] for kind in NOT_EQUAL if said.get(kind)}
    if not said or different:
        yield f"press --verify: {different or verified.stderr[-300:]}"


def _read(house: House, path: str) -> str:
    file = house.public / path.lstrip("/")
    return file.read_text("utf-8") if file.is_file() else ""


def _main() -> None:
    from django_tasks_db.models import DBTaskResult

    from handpress.contact.models import Item
    from handpress.newsroom.models import Article
    from handpress.press.models import OutboxKey

    found = Records(
        [(each.title, each.live, each.public_path) for each in Article.objects.all()],
        list(Item.objects.values_list("text", flat=True)),
        OutboxKey.objects.count() + DBTaskResult.objects.ready().count(),
    )
    print(json.dumps({"articles": found.articles, "letters": found.letters, "waiting": found.waiting}))


if __name__ == "__main__":
    import django

    django.setup()
    _main()
