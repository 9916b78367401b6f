"""Changes of the theme's files and of the code are noticed, told, and queued once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from handpress.press import commands, known_files, registry, triggers
from handpress.press.engine import Lane
from handpress.press.lease import LEDGERS_TREE, Lease
from handpress.press.models import Artifact, OutboxKey
from handpress.press.models import Lease as LeaseRow


@pytest.fixture
def theme(monkeypatch):
    """The fingerprints of the theme's files, to be changed."""
    files = {"template:front.html": "1", "code": "a"}
    changed = replace(registry.registration(), theme_fingerprints=lambda: dict(files))
    monkeypatch.setattr(known_files, "registration", lambda: changed)
    Artifact.objects.create(id=1, recipe="front", subject="en", path="index.html", digest="1", frame=1)
    known_files.queue_changes()
    OutboxKey.objects.all().delete()
    return files


def test_a_changed_template_is_queued_once(theme):
    theme["template:front.html"] = "2"
    assert known_files.queue_changes() == ["template:front.html"]
    assert known_files.queue_changes() == []
    assert list(OutboxKey.objects.values_list("key", "lane")) == [("template:front.html", Lane.BULK)]


def test_what_is_not_known_now_stays_as_it_was(theme):
    theme["template:front.html"] = None
    assert known_files.changed_keys() == known_files.queue_changes() == []
    theme["template:front.html"] = "1"
    assert known_files.queue_changes() == [], "it was not forgotten meanwhile"
    theme["fonts:0"] = None
    assert known_files.queue_changes() == []
    theme["fonts:0"] = "7"
    assert known_files.queue_changes() == ["fonts:0"]


def test_what_waits_is_counted_and_stays_as_it_is(theme):
    assert commands.waiting() == 0
    triggers.queue(["article:1"], Lane.PUBLISH)
    theme["code"] = "b"
    assert (commands.waiting(), commands.waiting()) == (2, 2)
    assert OutboxKey.objects.count() == 1


def test_a_press_left_to_a_worker_leaves_it_to_the_worker_to_notice_what_changed(theme):
    theme["code"] = "b"
    assert Lease(LEDGERS_TREE, holder="worker").acquire()
    assert commands.press().by_worker
    assert known_files.changed_keys() == ["code"]


def test_a_press_takes_over_when_the_worker_it_waits_for_lets_its_lease_expire(theme, monkeypatch):
    triggers.queue(["article:1"], Lane.PUBLISH)
    assert Lease(LEDGERS_TREE, holder="worker").acquire()
    monkeypatch.setattr(commands.time, "sleep", lambda seconds: LeaseRow.objects.update(expires_at=0))
    pressed = commands.press()
    assert not pressed.by_worker
    assert not OutboxKey.objects.exists()
