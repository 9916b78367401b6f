"""Database triggers that write the outbox: in the change's own transaction, whoever makes the change.

Signals would lose changes: `page_published` fires outside the transaction, and `queryset.update`, cascades and raw
SQL send none. SQLite drops triggers when a migration rebuilds a table: they are armed again after each `migrate`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from zlib import crc32

from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils import timezone

from handpress.background.waking import CHANNEL
from handpress.kit.offers import Offers
from handpress.kit.watch import Mirror, Watch
from handpress.press import statistics
from handpress.press.engine import FULL, Lane
from handpress.press.models import LedgerTree, OutboxKey

PREFIX = "press_watch_"
ALARMING = ("press_outbox", "django_tasks_database_dbtaskresult")  # work that processes wait for
QUIET = timedelta(seconds=60)  # between two batches; one that takes longer costs a full press, nothing else

LONGEST_NAME = 63  # bytes; PostgreSQL cuts longer ones


@dataclass(frozen=True, slots=True)
class Watched:
    """What one app has watched."""

    watches: Sequence[Watch]
    mirrors: Sequence[Mirror] = ()


offers: Offers[Watched] = Offers("watches")


def watch(app: str, watches: Iterable[Watch], mirrors: Iterable[Mirror] = ()) -> None:
    """Declare what is watched; called once, from an `AppConfig.ready()`. Raises OfferTaken."""
    offers.make(app, Watched(tuple(watches), tuple(mirrors)))


def _mirrors() -> list[Mirror]:
    return [mirror for each in offers.all() for mirror in each.mirrors]


def can_arm() -> bool:
    """Whether every watched table exists; not so in the middle of a history of migrations."""
    tables = set(connection.introspection.table_names())
    watched = {each.table for offer in offers.all() for each in offer.watches}
    return {*ALARMING, *watched, *(mirror.table for mirror in _mirrors())} <= tables


def arm() -> None:
    """Make the triggers as declared, whatever was there before. Every watched table must exist."""
    with transaction.atomic():
        disarm()
        statements = _sqlite() if connection.vendor == "sqlite" else _postgresql()
        _execute(statements)
        _execute(mirror.sqlite if connection.vendor == "sqlite" else mirror.postgresql for mirror in _mirrors())


def mend() -> bool:
    """Arm where triggers are missing; whether some were. What changed without them is pressed with everything.

    Every watched table must exist.
    """
    if not missing():
        return False
    with transaction.atomic():
        arm()
        if LedgerTree.objects.exists():  # a magazine that was never pressed has missed nothing
            queue([FULL], Lane.BULK)
    return True


def disarm() -> None:
    """Drop every trigger of ours; mirrors too."""
    names = armed()
    if connection.vendor == "sqlite":
        _execute(f"DROP TRIGGER {name}" for name, _ in names)
        return
    _execute(f"DROP TRIGGER {name} ON {table}" for name, table in names)
    with connection.cursor() as cursor:
        cursor.execute("SELECT proname FROM pg_proc WHERE proname LIKE %s", [PREFIX + "%"])
        functions = [name for (name,) in cursor.fetchall()]
    _execute(f"DROP FUNCTION {name}()" for name in functions)


def armed() -> list[tuple[str, str]]:
    """Names and tables of the triggers that exist."""
    ours = [PREFIX + "%", *(mirror.name for mirror in _mirrors())]
    among = ", ".join(["%s"] * (len(ours) - 1)) or "NULL"
    if connection.vendor == "sqlite":
        sql = f"SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger' AND (name LIKE %s OR name IN ({among}))"
    else:
        sql = (
            "SELECT t.tgname, c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid"
            f" WHERE NOT t.tgisinternal AND (t.tgname LIKE %s OR t.tgname IN ({among}))"
        )
    with connection.cursor() as cursor:
        cursor.execute(sql, ours)
        return [(name, table) for name, table in cursor.fetchall()]


def missing() -> set[str]:
    """Names of declared triggers that the database does not have."""
    declared = {name for name, *_ in _events()} | {mirror.name for mirror in _mirrors()}
    return declared - {name for name, _ in armed()}


@contextmanager
def bulk_change(*, goes_on: bool = False) -> Iterator[None]:
    """Change much at once: no triggers inside, one "full" key at the end, all in one transaction.

    `goes_on`: more follows at once, so the press is asked to wait for `bulk_is_over`, and waits for a minute at most.
    Its key takes the place of the one before: a session of a hundred batches leaves one.
    """
    with transaction.atomic():
        disarm()
        yield
        arm()
        statistics.refresh()
        if goes_on:
            _held().delete()  # not yet taken by anybody: the one that follows stands for it too
            OutboxKey.objects.create(key=FULL, lane=Lane.BULK, at=timezone.now() + QUIET)
        else:
            queue([FULL], Lane.BULK)


def bulk_is_over() -> None:
    """What `bulk_change` asked the press to wait for has come to its end: everything may be pressed now."""
    _held().update(at=timezone.now())


def _held() -> QuerySet[OutboxKey]:
    now = timezone.now()  # nobody asks for more than QUIET: what seems to was asked before the clock was set back
    return OutboxKey.objects.filter(key=FULL, lane=Lane.BULK, at__gt=now, at__lte=now + QUIET)


def is_bulk_under_way() -> bool:
    """Whether a session of bulk changes asks the press to wait before it presses everything."""
    return _held().exists()


def queue(keys: Iterable[str], lane: Lane = Lane.PUBLISH) -> None:
    """Put keys into the outbox by hand."""
    with connection.cursor() as cursor:
        cursor.executemany("INSERT INTO press_outbox (key, lane) VALUES (%s, %s)", [(key, int(lane)) for key in keys])


def _execute(statements: Iterable[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


# what the statements say


def _events() -> Iterator[tuple[str, Watch, str]]:
    """The name of each trigger (of its app, its table and the event) with its watch and event."""
    for app, offer in offers.items():
        numbers: Counter[str] = Counter()
        for each in offer.watches:
            numbers[each.table] += 1
            wanted = (("insert", each.on_insert), ("update", each.on_update), ("delete", each.on_delete))
            for event in (event for event, is_wanted in wanted if is_wanted):
                yield _name(app, each.table, numbers[each.table], event), each, event


def _name(app: str, table: str, number: int, event: str) -> str:
    name = "_".join([PREFIX + table if table.startswith(f"{app}_") else f"{PREFIX}{app}_{table}", str(number), event])
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 9]}_{crc32(name.encode()):08x}"


def _rows(event: str) -> tuple[str, ...]:
    return {"insert": ("NEW",), "update": ("OLD", "NEW"), "delete": ("OLD",)}[event]


def _value(expression: str, row: str) -> str:
    return f"{row}.{expression}" if expression.isidentifier() else expression.format(row=row)


def _select(each: Watch, event: str) -> str:
    """The keys one changed row writes, as a SELECT with (key, lane) columns."""
    lane = _lane(each, event)
    parts = []
    for row in _rows(event):
        condition = f"({each.when.format(row=row)}) AND " if each.when else ""
        for prefix, expression in each.keys:
            value = _value(expression, row)
            parts.append(f"SELECT '{prefix}:' || {value}, {lane} WHERE {condition}{value} IS NOT NULL")
    return " UNION ".join(parts)


def _lane(each: Watch, event: str) -> str:
    urgent = {"update": each.urgent_update, "delete": each.urgent_delete}.get(event, "")
    if not urgent:
        return str(int(Lane.PUBLISH))
    condition = urgent.format(old="OLD", new="NEW", row="OLD")
    return f"CASE WHEN {condition} THEN {int(Lane.WITHDRAW)} ELSE {int(Lane.PUBLISH)} END"


def _columns(each: Watch) -> tuple[str, ...]:
    if each.columns:
        return each.columns
    # Django's introspection parses the table's SQL for collations: 10 ms a table
    sql = (
        "SELECT name FROM pragma_table_info(%s)"
        if connection.vendor == "sqlite"
        else "SELECT column_name FROM information_schema.columns WHERE table_name = %s ORDER BY ordinal_position"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [each.table])
        return tuple(name for (name,) in cursor.fetchall())


def _changed(each: Watch) -> str:
    return " OR ".join(f"OLD.{column} IS DISTINCT FROM NEW.{column}" for column in _columns(each))


def _sqlite() -> Iterator[str]:
    for name, each, event in _events():
        of = f" OF {', '.join(_columns(each))}" if event == "update" else ""
        condition = f" WHEN {_changed(each)}" if event == "update" else ""
        yield (
            f"CREATE TRIGGER {name} AFTER {event.upper()}{of} ON {each.table} FOR EACH ROW{condition}"
            f" BEGIN INSERT INTO press_outbox (key, lane) {_select(each, event)}; END"
        )


def _alarms() -> Iterator[str]:
    """Whoever listens is told that there is work: when it commits, once for many rows (postgresql.org, "NOTIFY")."""
    name = f"{PREFIX}alarm"
    yield (
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NOTIFY {CHANNEL}; RETURN NULL; END $$"
    )
    for number, table in enumerate(ALARMING):
        when = f"AFTER INSERT OR UPDATE ON {table} FOR EACH STATEMENT"
        yield f"CREATE TRIGGER {name}_{number} {when} EXECUTE FUNCTION {name}()"


def _postgresql() -> Iterator[str]:
    yield from _alarms()
    for name, each, event in _events():
        of = f" OF {', '.join(_columns(each))}" if event == "update" else ""
        condition = f" WHEN ({_changed(each)})" if event == "update" else ""
        yield (
            f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
            f" INSERT INTO press_outbox (key, lane) {_select(each, event)}; RETURN NULL; END $$"
        )
        yield (
            f"CREATE TRIGGER {name} AFTER {event.upper()}{of} ON {each.table}"
            f" FOR EACH ROW{condition} EXECUTE FUNCTION {name}()"
        )
