"""No picture is left without its sizes: what is lacking is found, made many in a row, and told."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from wagtail.models import ReferenceIndex
from wagtail.search.backends import get_search_backend

from handpress.background import signs, tries, worker
from handpress.background.duties import all_duties
from handpress.background.giving_way import Turn
from handpress.background.queues import PICTURES
from handpress.cli.pressing import _lost_sizes
from handpress.newsroom import orders
from handpress.newsroom.actions import pictures, sizes
from handpress.newsroom.models import Picture, PictureRendition, ShareCard
from handpress.newsroom.public_sizes import storage
from handpress.newsroom.renditions import spec, specs_for
from handpress.newsroom.tasks import OFFERED
from handpress.press.errors import WrongTree
from tests import factories

READY, RUNNING, FAILED = TaskResultStatus.READY, TaskResultStatus.RUNNING, TaskResultStatus.FAILED


@pytest.fixture
def stored(settings, monkeypatch):
    """Tasks wait in the database, and are done by what this gives."""
    settings.TASKS = {"default": {**settings.TASKS["default"], "BACKEND": "django_tasks_db.DatabaseBackend"}}
    # It would close the connection whose transaction this test is.
    monkeypatch.setattr("django_tasks_db.management.commands.db_worker.close_old_connections", lambda: None)

    def work() -> None:
        with signs.sign_of_life() as name:
            worker.worker_of(PICTURES, name).run()

    return work


def taken(number: int, size: tuple[int, int] = (500, 300)) -> Picture:
    """A picture that an import takes in."""
    data = factories.image_bytes(size, colour=f"#00{number * 16:02x}00")
    return pictures.take_picture(data, name=f"{number}.jpg", title=f"Number {number}")


def tasks(name: str = ""):
    return DBTaskResult.objects.filter(task_path__contains=name)


def lose_original(picture: Picture) -> None:
    Path(picture.file.path).unlink()


def has_all(picture: Picture) -> bool:
    made = set(picture.renditions.values_list("filter_spec", flat=True))
    return made >= set(pictures.wanted_specs(picture))


@pytest.mark.parametrize("width", [1, 480, 481, 720, 721, 960, 961, 1600, 1601, 4000])
def test_what_is_lacking_is_counted_as_what_is_wanted_for_each_width(stored, width):
    picture = taken(1)
    Picture.objects.filter(pk=picture.pk).update(width=width)
    for each in specs_for(width):
        assert [found.pk for found in sizes.lacking()] == [picture.pk]
        PictureRendition.objects.create(image=picture, filter_spec=each, file=f"aa/{each}", width=1, height=1)
    assert not sizes.lacking().exists()


def test_many_pictures_of_an_import_are_one_task_that_makes_them_all(stored):
    many = [taken(number) for number in range(12)]
    assert [each.task_path.rpartition(".")[2] for each in tasks()] == ["make_missing_sizes"]
    assert sizes.wanting() == sizes.Wanting(12, 0)
    stored()
    assert all(map(has_all, many))
    assert sizes.wanting() == sizes.Wanting(0, 0)
    assert tasks().count() == 1


def test_one_that_an_import_takes_in_is_found_and_known_to_be_used_as_any_other():
    """Stored past Django's signals, so nothing of what they do may be missed."""
    imported = taken(1)
    uploaded = factories.picture("Number two", data=factories.image_bytes(colour="#000002"))
    found = get_search_backend().search("number", Picture)
    assert {each.pk for each in found} == {imported.pk, uploaded.pk}
    used = [
        sorted(ReferenceIndex.get_references_for_object(each).values_list("to_object_id", "model_path"))
        for each in (imported, uploaded)
    ]
    assert used[0] == used[1]
    for name in ("file_size", "file_hash", "content_hash", "created_at", "collection_id"):
        assert getattr(Picture.objects.get(pk=imported.pk), name)
    assert has_all(imported)


def test_a_picture_that_comes_while_others_are_made_is_ordered_anew(stored):
    taken(1)
    tasks("make_missing_sizes").update(status=RUNNING)
    taken(2)
    assert tasks("make_missing_sizes").filter(status=READY).count() == 1


def test_the_rest_is_left_to_the_next_when_the_turn_is_over(stored):
    for number in range(3):
        taken(number)
    tasks().delete()
    turn = Turn(PICTURES, orders.IN_BULK)
    turn._began -= 1000
    assert sizes.make_in_turn(turn) == 2
    assert tasks("make_missing_sizes").count() == 1
    stored()
    assert not sizes.lacking().exists()


def test_one_that_cannot_be_made_holds_no_other_up_and_ends_in_the_list_of_troubles(stored):
    broken, good = taken(1), taken(2)
    lose_original(broken)
    stored()
    assert has_all(good)
    (alone,) = tasks("make_renditions")
    assert alone.args_kwargs["args"] == [broken.pk]
    assert sizes.wanting() == sizes.Wanting(1, 0)
    for _ in range(tries.MOST_TRIES):
        tasks().filter(status=READY).update(run_after=timezone.now())
        stored()
    alone.refresh_from_db()
    assert alone.status == FAILED
    assert sizes.wanting() == sizes.Wanting(0, 1)
    assert sizes.look() == 0
    stored()
    assert tasks("make_renditions").count() == 1, "nobody tries it again by itself"


def test_a_full_disk_is_no_picture_s_fault(stored, monkeypatch):
    taken(1), taken(2)

    def full(picture):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(sizes, "make_renditions", full)
    stored()
    assert not tasks("make_renditions").exists()
    (waiting,) = tasks("make_missing_sizes")
    assert (waiting.status, waiting.run_after > timezone.now()) == (READY, True)
    monkeypatch.undo()
    monkeypatch.setattr("django_tasks_db.management.commands.db_worker.close_old_connections", lambda: None)
    tasks().update(run_after=timezone.now())
    stored()
    assert not sizes.lacking().exists()
    assert not tasks("make_renditions").exists(), "none of them was set apart"


def test_a_picture_that_kills_its_worker_is_set_apart_and_the_others_are_made(stored, monkeypatch):
    deadly, good = taken(1), taken(2)
    tasks().update(status=RUNNING, worker_ids=["here:7"], started_at=timezone.now())
    tries.resume(PICTURES)
    in_peace = sizes.make_renditions

    def deadly_one(picture):
        assert picture.pk != deadly.pk, "it would kill the worker"
        return in_peace(picture)

    monkeypatch.setattr(sizes, "make_renditions", deadly_one)
    tasks("make_missing_sizes").exclude(status=READY).delete()
    stored()
    assert has_all(good)
    assert [each.args_kwargs["args"] for each in tasks("tasks.make_renditions")] == [[deadly.pk]]


def test_a_task_that_is_lost_loses_no_picture(stored):
    """As by a database of an older day, or by whatever nobody thought of: the nightly duty finds what is lacking."""
    picture = taken(1)
    tasks().delete()
    duty = next(each for each in all_duties() if each.name == "pictures")
    duty.run(timezone.now())
    stored()
    assert has_all(picture)


def test_a_file_that_is_gone_from_the_tree_is_made_again(stored):
    picture = taken(1)
    stored()
    lost = Path(picture.renditions.get(filter_spec=spec(480, "webp")).file.path)
    lost.unlink()
    assert sizes.look() == 1
    stored()
    assert lost.exists()
    assert has_all(picture)
    assert sizes.forget_lost() == []


def test_files_that_are_gone_are_named(stored):
    picture = taken(1)
    stored()
    lost = Path(picture.renditions.get(filter_spec=spec(480, "webp")).file.path)
    lost.unlink()
    assert sizes.forget_lost() == [f"i/{lost.parent.name}/{lost.name}"]


def test_files_that_a_copy_of_the_magazine_lacks_are_nobody_s_loss(stored, monkeypatch):
    picture = taken(1)
    stored()
    kept = picture.renditions.count()
    Path(picture.renditions.get(filter_spec=spec(480, "webp")).file.path).unlink()

    def another_tree(root: Path) -> None:
        raise WrongTree("it lies elsewhere")

    with monkeypatch.context() as patch:
        patch.setattr("handpress.press.trees.check", another_tree)
        assert _lost_sizes() == []
    assert picture.renditions.count() == kept
    assert len(_lost_sizes()) == 1


def test_a_picture_whose_file_is_replaced_in_the_desk_has_the_sizes_of_the_new_one(desk):
    picture = factories.picture("A river", data=factories.image_bytes((500, 300)))
    before = set(picture.renditions.values_list("file", flat=True))
    file = SimpleUploadedFile("sea.jpg", factories.image_bytes((500, 300), colour="#ff0000"), "image/jpeg")
    address = reverse("wagtailimages:edit", args=[picture.pk])
    sent = {"title": "A sea", "file": file, "collection": picture.collection_id, "tags": ""}
    assert desk.post(address, sent).status_code == 302
    picture.refresh_from_db()
    assert has_all(picture)
    assert not before & set(picture.renditions.values_list("file", flat=True))


@pytest.mark.usefixtures("cards")
def test_whatever_a_task_makes_it_may_be_done_twice():
    picture, article = factories.picture("A river"), factories.published("Dams")
    turn = {"make_renditions": [picture.pk], "draw_card": [article.pk], "draw_cards_again": [0]}
    turn["remove_card_file"] = [ShareCard.objects.get(article=article).file.name]

    def state() -> list[object]:
        rows = PictureRendition.objects.order_by("pk").values_list("pk", "filter_spec", "file")
        cards = ShareCard.objects.order_by("pk").values_list("pk", "file", "drawn_from")
        return [*rows, *cards, *sorted(storage().glob("??/*"))]

    before = state()
    for each in OFFERED:
        for _ in range(2):
            each.using(priority=0).enqueue(*turn.get(each.name, []))
            assert state() == before, each.name


def test_nothing_is_said_of_pictures_when_none_waits(capsys):
    from handpress.cli import waiting_pictures

    waiting_pictures.tell(sizes.Wanting(0, 0))
    assert capsys.readouterr().err == ""
