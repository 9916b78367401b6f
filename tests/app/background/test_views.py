"""The desk shows how duties went, what waits, what failed, and what was missed."""

from __future__ import annotations

import json
from datetime import timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult, get_date_max

from handpress.background.models import DutyRecord


def record(**values) -> DutyRecord:
    now = timezone.now()
    values = {"due_at": now, "started_at": now, "finished_at": now, **values}
    return DutyRecord.objects.create(name="calendar", **values)


def page(desk) -> str:
    return desk.get(reverse("background_index")).content.decode()


def test_a_duty_is_shown_before_it_was_ever_done(desk):
    assert "Old tasks are forgotten" in page(desk)
    assert "daily at 03:40" in page(desk)
    assert "Not done yet." in page(desk)


def test_a_duty_that_fails_is_shown_on_the_first_page_too(desk):
    record(failures=3, said="OSError: the disk is <full>", retry_at=timezone.now() + timedelta(hours=1))
    for address in (reverse("background_index"), reverse("wagtailadmin_home")):
        shown = desk.get(address).content.decode()
        assert "ailed 3 times in a row." in shown
        assert "OSError: the disk is &lt;full&gt;" in shown


def test_the_first_page_says_nothing_while_all_goes_well(desk):
    record(said="five pieces published")
    assert "five pieces published" in page(desk)
    assert "All background work" not in desk.get(reverse("wagtailadmin_home")).content.decode()


def test_what_was_missed_is_named(desk):
    first = timezone.now() - timedelta(hours=2)
    record(missed=119, missed_from=first, missed_until=first + timedelta(hours=1, minutes=58))
    assert "Not done 119 times from" in page(desk)


def test_tasks_that_failed_are_shown_with_their_reason(desk):
    DBTaskResult.objects.create(
        task_path="handpress.newsroom.tasks.draw_card",
        args_kwargs={"args": [1], "kwargs": {}},
        backend_name="default",
        queue_name="pictures",
        status=TaskResultStatus.FAILED,
        finished_at=timezone.now(),
        traceback="Traceback\n  File\nOSError: no font for <this>\n",
    )
    shown = page(desk)
    assert "draw_card" in shown
    assert "OSError: no font for &lt;this&gt;" in shown


def given_up(**values) -> DBTaskResult:
    values = {"status": TaskResultStatus.FAILED, "worker_ids": ["a:1"] * 5, "run_after": get_date_max(), **values}
    return DBTaskResult.objects.create(
        task_path="handpress.newsroom.tasks.make_renditions",
        args_kwargs={"args": [17], "kwargs": {}},
        backend_name="default",
        queue_name="pictures",
        finished_at=timezone.now(),
        traceback="Traceback\n  File\nOSError: no such picture\n",
        **values,
    )


def test_a_task_that_was_given_up_stands_on_the_first_page_and_can_be_tried_again(desk):
    record()
    task = given_up()
    assert "1 task failed again and again" in desk.get(reverse("wagtailadmin_home")).content.decode()
    shown, again = page(desk), reverse("background_again", args=[task.pk])
    assert "make_renditions 17" in shown
    assert "Given up" in shown
    assert f'<form method="post" action="{again}">' in shown
    assert "It is tried again now." in desk.post(again, follow=True).content.decode()
    task.refresh_from_db()
    assert task.status == TaskResultStatus.READY
    assert "again and again" not in desk.get(reverse("wagtailadmin_home")).content.decode()


def test_a_task_that_is_tried_again_later_is_shown_with_the_moment(desk):
    record()
    given_up(status=TaskResultStatus.READY, worker_ids=["a:1"], run_after=timezone.now() + timedelta(minutes=1))
    assert "OSError: no such picture" in page(desk)
    assert "Given up" not in page(desk)
    assert "again and again" not in desk.get(reverse("wagtailadmin_home")).content.decode()


def test_whoever_may_not_use_the_desk_has_nothing_tried_again(client):
    task = given_up()
    assert client.post(reverse("background_again", args=[task.pk])).status_code == 302
    task.refresh_from_db()
    assert task.status == TaskResultStatus.FAILED


def test_whoever_may_not_use_the_desk_sees_nothing(client):
    assert client.get(reverse("background_index")).status_code == 302


def test_a_process_that_came_back_is_shown_with_what_ended_it(desk):
    said = settings.PUBLICATION.data / "run" / "processes.json"
    said.parent.mkdir(parents=True, exist_ok=True)
    process = {"name": "press", "state": "waiting", "restarts": 7, "last_exit": "SIGKILL"}
    said.write_text(json.dumps({"processes": [process]}))
    try:
        page = desk.get(reverse("background_index")).content.decode()
    finally:
        said.unlink()
    assert '<td class="title">press</td><td>waiting</td><td>7</td><td>SIGKILL</td>' in page
