"""Backups: a whole database copied while others use it."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from psr_extract.errors import StoreError


def copy_to(source: sqlite3.Connection, target: Path) -> None:
    """Copy a database into a file, whole or not at all: SQLite's online backup, checked, then put in its place."""
    part = target.with_name(target.name + ".part")
    part.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(part)) as copy:
            source.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")
            if (found := copy.execute("PRAGMA quick_check").fetchone()[0]) != "ok":
                raise StoreError(f"the backup is not sound: {found}", where=target, do="Run `psr-extract check`")
        with part.open("rb+") as file:
            os.fsync(file.fileno())
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
    settle_folder(target.parent)


def settle_folder(folder: Path) -> None:
    """See to it that a name that was put into this folder is there after a power cut, where the system can."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
