"""A backup brought back: the old content or the new, whatever happens in between; the old is kept beside it."""

import sqlite3
from contextlib import closing
from pathlib import Path

from psr_extract.errors import StoreError
from psr_extract.store.copying import copy_to
from psr_extract.store.opening import open_database, told, unknown_migrations
from psr_extract.store.schema import APPLICATION_ID


def restore(backup: Path, path: Path) -> Path | None:
    """Bring a backup back into the database at `path`; gives the file that keeps what was there, if anything was."""
    if not backup.is_file():
        raise StoreError("there is no such backup", where=backup, do="Check the spelling")
    with told(backup), closing(sqlite3.connect(f"{backup.resolve().as_uri()}?mode=ro", uri=True)) as source:
        _check(source, backup)
        with told(path):
            kept = _put_aside(path)
            path.parent.mkdir(parents=True, exist_ok=True)
            with closing(sqlite3.connect(path, timeout=30)) as target:
                target.execute("PRAGMA synchronous = FULL")
                source.backup(target)
    with told(path):
        open_database(path).db.close()
    return kept


def _check(source: sqlite3.Connection, backup: Path) -> None:
    """StoreError where this is no sound backup that this version can read."""
    if source.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise StoreError("is no backup of psr-extract", where=backup, do="Name a file that `psr-extract backup` wrote")
    if (found := source.execute("PRAGMA integrity_check(1)").fetchone()[0]) != "ok":
        raise StoreError(f"the backup is damaged: {found}", where=backup, do="Name an older one")
    if newer := unknown_migrations(source):
        do = "Install the newer version"
        raise StoreError(f"was written by a newer version of psr-extract ({newer})", where=backup, do=do)


def _put_aside(path: Path) -> Path | None:
    """Keep what is there: a copy of a sound database; a damaged one is moved away whole."""
    if not path.exists():
        return None
    kept = _free(path, "before-restore")
    try:
        with closing(sqlite3.connect(path, timeout=30)) as old:
            copy_to(old, kept)
    except (sqlite3.DatabaseError, StoreError):
        kept = _free(path, "damaged")
        for end in ("-wal", "-shm", ""):
            if (part := path.with_name(path.name + end)).exists():
                part.replace(kept.with_name(kept.name + end))
    return kept


def _free(path: Path, word: str) -> Path:
    """A name beside the database that nothing has yet."""
    number, free = 1, path.with_name(f"{path.stem}.{word}{path.suffix}")
    while free.exists():
        number += 1
        free = path.with_name(f"{path.stem}.{word}-{number}{path.suffix}")
    return free
