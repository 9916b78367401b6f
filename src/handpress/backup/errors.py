"""What backups refuse and find."""

from __future__ import annotations


class BackupError(Exception):
    """A backup that could not be taken or restored; nothing that was there is touched."""

    code = "backup"
    retry = False


class DamagedBackup(BackupError):
    """The file is no backup, was cut off, or holds something else than its list of checksums says."""

    code = "backup-damaged"


class NotEmpty(BackupError):
    """The place to restore into holds something."""

    code = "backup-not-empty"


class ToolMissing(BackupError):
    """PostgreSQL's own program is missing, or failed."""

    code = "backup-tool"
