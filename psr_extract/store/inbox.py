"""What became of every file that was seen: one row a file, in exactly one state."""

import os
import re
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Literal, cast

from psr_extract.store import Store
from psr_extract.store.rows import Row

State = Literal["ingested", "duplicate", "waiting", "failed", "ignored"]


@dataclass(frozen=True, slots=True)
class Entry:
    """A file's state: why, the file that a duplicate repeats, its size and time when it was looked at, the tries."""

    path: str
    state: State
    since: str
    reason: str | None = None
    other: str | None = None
    size: int | None = None
    modified: int | None = None
    reader: str | None = None
    tries: int = 0
    next_try: float | None = None


def stored(path: Path) -> str:
    """A path as it is stored: bytes that are no UTF-8 are written out, as `\\xe9`."""
    return str(path).encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def real(text: str) -> Path:
    """The path that is stored as this text."""
    path = Path(text)
    if "\\x" in text and not path.exists():
        data = re.sub(rb"\\x([89a-f][0-9a-f])", lambda byte: bytes([int(byte[1], 16)]), text.encode())
        return Path(os.fsdecode(data))
    return path


def change(entry: Entry, **fields: str | int | float | None) -> Entry:
    """The entry with some fields changed."""
    return replace(entry, **fields)  # type: ignore[arg-type]


def entries(store: Store) -> dict[str, Entry]:
    """The states of all files, by path as it is stored."""
    rows = store.rows("SELECT * FROM inbox")
    return {str(row["path"]): _entry(row) for row in rows}


def put(store: Store, found: Iterable[Entry]) -> None:
    """Set the states of files, all or none; inside a transaction, with it. A state that stays keeps its `since`."""
    rows: list[Row] = [cast("Row", asdict(entry)) for entry in found]
    if rows:
        with store.transaction():
            for row in rows:
                for old in store.rows("SELECT state, reason, since FROM inbox WHERE path = ?", [row["path"]]):
                    if (old["state"], old["reason"]) == (row["state"], row["reason"]):
                        row["since"] = old["since"]
                store.delete("DELETE FROM inbox WHERE path = ?", [row["path"]])
            store.insert("inbox", rows)


def remove(store: Store, path: str) -> None:
    """Forget that this file was seen."""
    store.delete("DELETE FROM inbox WHERE path = ?", [path])


def retry(store: Store, paths: Sequence[str] = ()) -> int:
    """Let failed files (those under these paths, or all) be read again the next time; gives how many."""
    with store.transaction():
        failed = [entry for entry in entries(store).values() if entry.state == "failed" and _under(entry.path, paths)]
        put(store, [change(one, state="waiting", reason="to be tried again", size=None, tries=0, next_try=None)
                    for one in failed])  # fmt: skip
    return len(failed)


def _under(path: str, above: Sequence[str]) -> bool:
    return not above or any(path == one or Path(path).is_relative_to(one) for one in above)


def _entry(row: Row) -> Entry:
    return Entry(**cast("dict[str, str]", row))  # type: ignore[arg-type]


def begin_move(store: Store, path: Path, target: Path, sha256: str) -> None:
    """Note that a file is about to be moved, so that a crash cannot leave it half moved."""
    with store.transaction():
        store.delete("DELETE FROM archiving WHERE path = ?", [stored(path)])
        store.insert("archiving", [{"path": stored(path), "target": stored(target), "sha256": sha256}])


def moves(store: Store) -> list[tuple[Path, Path, str]]:
    """The moves that were begun and not ended: from, to, and the checksum."""
    rows = store.rows("SELECT * FROM archiving ORDER BY path")
    return [(real(str(row["path"])), real(str(row["target"])), str(row["sha256"])) for row in rows]


def moved(store: Store, path: Path, target: Path) -> None:
    """The copy is there whole, and is the file from now on."""
    old = stored(path)
    with store.transaction():
        for row in store.rows("SELECT * FROM inbox WHERE path = ?", [old]):
            entry = _entry(row)
            if entry.state == "ingested":
                store.move(old, stored(target))
            status = target.stat()
            remove(store, old)
            put(store, [change(entry, path=stored(target), size=status.st_size, modified=status.st_mtime_ns)])


def end_move(store: Store, path: Path) -> None:
    """The move is done, or off."""
    with store.transaction():
        store.delete("DELETE FROM archiving WHERE path = ?", [stored(path)])
