"""Triggers: every change of a watched table reaches the outbox, whoever makes it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.apps import apps
from django.core.checks import run_checks
from django.db import IntegrityError, connection, transaction
from django.db.models.signals import pre_migrate
from django.utils import timezone
from wagtail.signal_handlers import connect_reference_index_signal_handlers

from handpress.kit.watch import Watch
from handpress.press import triggers
from handpress.press.apps import arm_triggers
from handpress.press.engine import Lane, LedgerUpdate
from handpress.press.ledger import DatabaseLedger
from handpress.press.models import KnownFile, OutboxKey

pytestmark = pytest.mark.django_db
WATCH = Watch(
    table="press_known_file",
    keys=(("file", "key"), ("print", "{row}.fingerprint")),
    columns=("fingerprint",),
    when="{row}.fingerprint <> 'draft'",
    urgent_update="{old}.fingerprint = 'live' AND {new}.fingerprint <> 'live'",
    urgent_delete="{old}.fingerprint = 'live'",
)


@pytest.fixture(autouse=True)
def only_ours() -> Iterator[None]:
    triggers.disarm()
    with triggers.offers.replaced(toy=triggers.Watched([WATCH])):
        triggers.arm()
        OutboxKey.objects.all().delete()
        yield
        triggers.disarm()
    triggers.arm()


def written() -> list[tuple[str, int]]:
    rows = sorted(set(OutboxKey.objects.values_list("key", "lane")))
    OutboxKey.objects.all().delete()
    return rows


def make(key: str = "a", fingerprint: str = "live") -> KnownFile:
    row = KnownFile.objects.create(key=key, fingerprint=fingerprint)
    OutboxKey.objects.all().delete()
    return row


def test_an_insert_writes_its_keys() -> None:
    KnownFile.objects.create(key="a", fingerprint="live")
    assert written() == [("file:a", 1), ("print:live", 1)]


def test_bulk_create_writes_its_keys() -> None:
    KnownFile.objects.bulk_create([KnownFile(key=key, fingerprint="f") for key in "ab"])
    assert {key for key, _ in written()} == {"file:a", "file:b", "print:f"}


def test_an_update_writes_the_keys_of_the_old_and_the_new_row() -> None:
    make(fingerprint="one")
    KnownFile.objects.update(fingerprint="two")
    assert written() == [("file:a", 1), ("print:one", 1), ("print:two", 1)]


def test_an_update_that_changes_nothing_writes_nothing() -> None:
    make()
    KnownFile.objects.update(fingerprint="live")
    assert written() == []


def test_raw_sql_writes_its_keys() -> None:
    make(fingerprint="one")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE press_known_file SET fingerprint = 'two'")
    assert ("print:two", 1) in written()


def test_a_row_that_does_not_meet_the_condition_is_silent() -> None:
    KnownFile.objects.create(key="a", fingerprint="draft")
    assert written() == []


def test_what_is_taken_away_overtakes_the_rest() -> None:
    make()
    KnownFile.objects.update(fingerprint="gone")
    assert {lane for _, lane in written()} == {int(Lane.WITHDRAW)}
    make("b")
    KnownFile.objects.filter(key="b").delete()
    assert {lane for _, lane in written()} == {int(Lane.WITHDRAW)}


def test_a_rolled_back_change_leaves_no_key() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        KnownFile.objects.create(key="a", fingerprint="x")
        raise IntegrityError
    assert written() == []


def test_a_bulk_change_leaves_one_key_for_everything() -> None:
    with triggers.bulk_change():
        KnownFile.objects.bulk_create([KnownFile(key=str(n), fingerprint="f") for n in range(50)])
    assert written() == [("full", int(Lane.BULK))]
    assert triggers.missing() == set()


def _pending() -> list[str]:
    return [change.key for change in DatabaseLedger().pending(before=Lane.BULK + 1, limit=10)]


def _batches(count: int) -> None:
    for number in range(count):
        with triggers.bulk_change(goes_on=True):
            KnownFile.objects.update_or_create(key=f"batch {number}", defaults={"fingerprint": "f"})


def test_a_session_of_bulk_changes_leaves_one_key_when_it_is_over() -> None:
    _batches(3)
    assert list(OutboxKey.objects.values_list("key", "lane")) == [("full", int(Lane.BULK))]
    assert _pending() == []  # more is to come
    triggers.bulk_is_over()
    assert _pending() == ["full"]


def test_a_session_that_was_killed_is_pressed_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    _batches(2)
    with pytest.raises(KeyboardInterrupt), triggers.bulk_change(goes_on=True):
        raise KeyboardInterrupt
    triggers.arm()
    assert list(OutboxKey.objects.values_list("key", "lane")) == [("full", int(Lane.BULK))]
    later = timezone.now() + triggers.QUIET
    monkeypatch.setattr(triggers.timezone, "now", lambda: later)
    assert _pending() == ["full"]


def test_a_clock_that_was_set_back_holds_nothing_up(monkeypatch: pytest.MonkeyPatch) -> None:
    _batches(2)
    months_before = timezone.now() - timedelta(days=200)
    monkeypatch.setattr(triggers.timezone, "now", lambda: months_before)
    assert _pending() == ["full"]


def test_a_key_that_was_taken_stands_for_nothing_that_comes_later() -> None:
    _batches(1)
    triggers.bulk_is_over()
    (taken,) = DatabaseLedger().pending(before=Lane.BULK + 1, limit=10)
    _batches(1)
    DatabaseLedger().record(LedgerUpdate(done=[taken.id]))
    triggers.bulk_is_over()
    assert _pending() == ["full"]


def test_what_is_urgent_or_heavy_does_not_wait_for_a_session() -> None:
    _batches(1)
    triggers.queue(["menu:1"], Lane.BULK)
    assert _pending() == ["menu:1"]
    triggers.queue(["article:1"])
    assert _pending() == ["article:1"]


@pytest.mark.skipif("connection.vendor != 'sqlite'")
def test_after_a_bulk_change_the_database_knows_what_it_holds() -> None:
    with triggers.bulk_change():
        KnownFile.objects.bulk_create([KnownFile(key=str(n), fingerprint="f") for n in range(50)])
    with connection.cursor() as cursor:
        cursor.execute("SELECT stat FROM sqlite_stat1 WHERE tbl = 'press_known_file'")
        assert cursor.fetchone()[0].startswith("50 ")


def test_a_missing_trigger_is_an_error_of_the_system_check() -> None:
    triggers.disarm()
    errors = run_checks(databases=["default"], tags=["database"])
    assert "press.E001" in {error.id for error in errors}
    triggers.arm()
    assert "press.E001" not in {error.id for error in run_checks(databases=["default"], tags=["database"])}


@pytest.fixture
def _references_are_noted_again() -> Iterator[None]:
    """Wagtail notes no references from `pre_migrate` on until `post_migrate`."""
    yield
    connect_reference_index_signal_handlers()


@pytest.mark.usefixtures("_references_are_noted_again")
def test_triggers_make_way_for_a_migration_and_come_back_after_it() -> None:
    """SQLite renames no rebuilt table that a trigger of another one speaks of: an upgrade would fail."""
    senders = [config for config in apps.get_app_configs() if config.models_module is not None]
    told = {"app_config": senders[0], "verbosity": 0, "interactive": False, "using": "default"}
    pre_migrate.send(senders[0], plan=[], **told)
    assert triggers.missing() == set()
    pre_migrate.send(senders[0], plan=["a migration"], **told)
    assert triggers.armed() == []
    arm_triggers(senders[-1])
    assert triggers.missing() == set()
