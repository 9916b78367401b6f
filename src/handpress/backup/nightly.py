"""Backups that are taken by themselves: one each night, kept for some days, and missed where none came."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import task

from handpress.background.queues import PICTURES
from handpress.backup import store
from handpress.backup.conf import Backup
from handpress.backup.errors import BackupError
from handpress.backup.publications import take
from handpress.kit import clock

OLD = timedelta(days=2)
ENDING = ".handpress.tar.gz"


def order(at: datetime) -> str:
    """The duty: have one taken; beside other tasks, for it may take minutes."""
    if _folder() is not None:
        take_nightly.enqueue()
    return ""


@task(queue_name=PICTURES)
def take_nightly() -> str:
    """Take one into the folder and throw away those that are old; its file's name. Raises BackupError, OSError."""
    folder, now = _folder(), clock.now()
    if folder is None:
        return ""
    file = folder / f"{timezone.localtime(now):%Y-%m-%d}{ENDING}"
    last = _taken(folder)[-1:]
    known = store.read_list(last[0]) if last else None
    take(settings.PUBLICATION, file, store=store.Store(folder, known or {}))
    for each in _taken(folder):
        if each != file and _of(each) < now - timedelta(days=_table().keep_days):
            each.unlink(missing_ok=True)
            store.list_of(each).unlink(missing_ok=True)
    store.prune(folder, _taken(folder))
    return file.name


def look(at: datetime) -> str:
    """The duty: miss a backup that did not come; the desk shows it until one has. Raises BackupError."""
    folder = _folder()
    if folder is None:
        return ""
    newest = max(map(_of, _taken(folder)), default=None)
    if newest is None or newest < at - OLD:
        last = f"{timezone.localtime(newest):%Y-%m-%d}" if newest else "—"
        said = _("No backup has come to %(folder)s for two days (the last: %(last)s).")
        raise BackupError(said % {"folder": folder, "last": last})
    return _("the last: %(last)s") % {"last": f"{timezone.localtime(newest):%Y-%m-%d %H:%M}"}


def _table() -> Backup:
    table: Backup = settings.PUBLICATION.table(Backup)
    return table


def _folder() -> Path | None:
    return Path(_table().folder) if _table().folder else None


def _taken(folder: Path) -> list[Path]:
    return sorted(folder.glob(f"*{ENDING}"))


def _of(file: Path) -> datetime:
    return datetime.fromtimestamp(file.stat().st_mtime, tz=timezone.get_default_timezone())
