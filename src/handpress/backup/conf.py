"""`[backup]`: where backups are taken to every night. Imports no Django."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from handpress.kit.conf import setting


@dataclass(frozen=True)
class Backup:
    """Without a `folder` none is taken by itself."""

    folder: str = setting("", "Where a backup is put every night, on another disk; empty: none is taken by itself.")
    keep_days: int = setting(14, "How many days a backup is kept there.")

    def __post_init__(self) -> None:
        if self.folder and not Path(self.folder).is_absolute():
            raise ValueError(f"folder = {self.folder!r}; write a whole path, such as /mnt/backup")
        if self.keep_days < 1:
            raise ValueError(f"keep_days = {self.keep_days} must be at least 1")


TABLES = {"backup": Backup}
