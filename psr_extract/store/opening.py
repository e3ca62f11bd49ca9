"""How a database is opened: settings that survive a power cut, refusals, migrations after a backup, clear errors."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlite_utils import Database

from psr_extract.errors import StoreError, StoreNotNow
from psr_extract.store import place
from psr_extract.store.copying import copy_to
from psr_extract.store.schema import APPLICATION_ID, MIGRATIONS

BUSY_SECONDS = 30
_CORRUPT = "Run `psr-extract check`; `psr-extract restore BACKUP` brings a backup back, `psr-extract ingest` reads anew"
_SAID = {
    "SQLITE_FULL": ("the disk is full", "Make room; what was being written was undone whole"),
    "SQLITE_IOERR": ("the disk fails", "Check the disk or share; what was being written was undone whole"),
    "SQLITE_BUSY": (f"another program has been writing for {BUSY_SECONDS} seconds", "Try again"),
    "SQLITE_READONLY": ("the database may only be read", "Check who may write the file and its folder"),
    "SQLITE_CORRUPT": ("the database is damaged", _CORRUPT),
    "SQLITE_NOTADB": ("this is no database, or a damaged one", _CORRUPT),
    "SQLITE_CANTOPEN": ("the database cannot be opened", "Check that the folder is there, and who may write in it"),
}
_PASSING = frozenset(("SQLITE_FULL", "SQLITE_IOERR", "SQLITE_BUSY", "SQLITE_CANTOPEN"))


@dataclass(frozen=True, slots=True)
class Opened:
    """An open database: what it warns of, and whether it may only be read."""

    db: Database
    warnings: tuple[str, ...] = ()
    read_only: bool = False


def open_database(path: Path) -> Opened:
    """The database in this file with our settings and all migrations applied; StoreError where it is none of ours."""
    connection, read_only = _connected(path)
    try:
        db = Database(connection, execute_plugins=False)
        fresh = _checked(db, path)
        db.execute("PRAGMA foreign_keys = ON")
        db.execute("PRAGMA synchronous = FULL")
        if read_only:
            if MIGRATIONS.pending(db):
                do = "Make the file writable and run any command"
                raise StoreError("the database is of an older version, and may only be read", where=path, do=do)
            return Opened(db, read_only=True)
        share = place.network_share(path, place.mounts())
        _set_journal(db, "TRUNCATE" if share else "WAL")
        if MIGRATIONS.pending(db):
            _migrate(db, path, fresh=fresh)
    except BaseException:
        connection.close()
        raise
    warning = f"{path} is on a network share ({share}), where SQLite is slower and less safe; better keep it on this"
    return Opened(db, (f"{warning} machine",) if share else ())


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Errors of SQLite and of the file system as one clear line."""
    try:
        yield
    except sqlite3.Error as error:
        name = getattr(error, "sqlite_errorname", "") or ""
        kind = next((known for known in _SAID if name.startswith(known)), "")
        what, do = _SAID.get(kind, (f"the database cannot be used: {error}", "Run `psr-extract check`"))
        raise (StoreNotNow if kind in _PASSING else StoreError)(what, where=path, do=do) from error
    except OSError as error:
        do = "Check that the folder is there, and who may write in it"
        raise StoreError(f"the database cannot be used: {error.strerror}", where=path, do=do) from error


def _connected(path: Path) -> tuple[sqlite3.Connection, bool]:
    """A connection, and whether it may only read."""
    if not path.exists() or place.writable(path):
        return sqlite3.connect(path, timeout=BUSY_SECONDS), False
    # SQLite cannot share a WAL database that nobody has open where it may not write: it is told that nobody writes.
    alone = "" if path.with_name(path.name + "-wal").exists() else "&immutable=1"
    uri = f"{path.resolve().as_uri()}?mode=ro{alone}"
    return sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS), True


def _checked(db: Database, path: Path) -> bool:
    """Whether the database is new; StoreError where it is another program's, or of a newer version of this one."""
    ours = db.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
    tables = db.table_names()
    if not ours and tables:
        raise StoreError("is a database of another program", where=path, do="Name another file with --db")
    if newer := unknown_migrations(db.conn):
        do = "Install the newer version; this one would damage it"
        raise StoreError(f"was written by a newer version of psr-extract ({newer})", where=path, do=do)
    return not tables


def unknown_migrations(connection: sqlite3.Connection) -> str | None:
    """The newest migration of a database that this version of the program does not know."""
    known = {migration.name for migration in MIGRATIONS.pending(Database(memory=True))}
    applied = MIGRATIONS.applied(Database(connection, execute_plugins=False))
    return next((one.name for one in reversed(applied) if one.name not in known), None)


def _set_journal(db: Database, wanted: str) -> None:
    """Ask for a way of writing; where another program is in the way, it stays as it is until the next time."""
    if str(db.execute("PRAGMA journal_mode").fetchone()[0]).upper() != wanted:
        try:
            db.execute(f"PRAGMA journal_mode = {wanted}")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorname not in {"SQLITE_BUSY", "SQLITE_LOCKED"}:
                raise


def _migrate(db: Database, path: Path, *, fresh: bool) -> None:
    """Apply what is pending, all or nothing; what was there before is kept in a file beside it."""
    if not fresh:
        first = MIGRATIONS.pending(db)[0].name
        copy_to(db.conn, path.with_name(f"{path.stem}.before-{first}{path.suffix}"))
    # The first to come migrates; whoever waited behind it finds nothing left to do.
    db.conn.execute("BEGIN IMMEDIATE")
    try:
        MIGRATIONS.apply(db)
    except BaseException:
        db.conn.rollback()
        raise
    db.conn.execute("COMMIT")
