"""One process works at a time: a lock that ends with its process, and who holds it."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import filelock
import psutil

from psr_extract.errors import StoreNotNow
from psr_extract.store.opening import told


@contextmanager
def at_work(db: Path, *, holder: dict[str, str | int]) -> Iterator[None]:
    """Hold the work on this database; StoreNotNow, saying who holds it, where another process does.

    `holder` says who we are: `pid`, `host`, `since` and `what`.
    """
    note = db.with_name(db.name + ".holder")
    with told(db):
        db.parent.mkdir(parents=True, exist_ok=True)
        lock = filelock.FileLock(db.with_name(db.name + ".lock"), timeout=0)
        try:
            lock.acquire()
        except filelock.Timeout as error:
            do = "Wait until it has finished, or end it"
            raise StoreNotNow(f"is being worked on by {_holder(note)}", where=db, do=do) from error
        note.write_text(json.dumps(holder), encoding="utf-8")
    try:
        yield
    finally:
        note.unlink(missing_ok=True)
        lock.release()


def _holder(note: Path) -> str:
    try:
        holder: dict[str, str | int] = json.loads(note.read_text(encoding="utf-8"))
        # A note that a killed process left says nothing of who came after it.
        if psutil.pid_exists(int(holder["pid"])):
            return f"process {holder['pid']} on {holder['host']} since {holder['since']} ({holder['what']})"
    except (OSError, ValueError, KeyError):
        pass
    return "another process"
