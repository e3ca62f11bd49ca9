"""One file taken in: read, stored with its state in one transaction, or its failure kept. Exactly one state each."""

import hashlib
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from psr_extract.errors import NotNow, PsrError, ReadError
from psr_extract.ingest.folders import Named
from psr_extract.ingest.given import UNDATED, with_given
from psr_extract.ingest.passing import may_pass
from psr_extract.ingest.protocol import Reading
from psr_extract.ingest.worker import Worker
from psr_extract.parsers.limits import too_large
from psr_extract.store import File, Known, Store, inbox
from psr_extract.store.rows import wording

State = Literal["new", "replaced", "unchanged", "copy", "moved", "failed", "waiting", "gone"]
NOWHERE = Named()
_FIRST_PAUSE, _LONGEST_PAUSE = 30.0, 6 * 3600.0
"""Seconds until a failure that may pass is tried again; each pause is four times the one before."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file, and what to say of it; `documents` are the ids of those that it gave."""

    path: Path
    state: State
    actions: int = 0
    notes: tuple[str, ...] = ()
    error: PsrError | None = None
    documents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Clock:
    """What time it is: seconds since 1970, and as ISO text."""

    seconds: Callable[[], float]
    text: Callable[[], str]


def take_in(path: Path, store: Store, worker: Worker, *, clock: Clock, again: bool = False, tries: int = 0,
            folder: Named = NOWHERE) -> Outcome:  # fmt: skip
    """Read one file into the store, unless it is there; whatever happens, the file has its state in the inbox.

    `tries` is how often it failed before; `folder` what its folders say of its meeting. Only errors of the store go on
    to the caller.
    """
    try:
        status = path.stat()
        entry = inbox.Entry(inbox.stored(path), "ingested", clock.text(), size=status.st_size,
                            modified=status.st_mtime_ns, reader=worker.mark)  # fmt: skip
    except OSError as error:
        return _failed(path, store, inbox.Entry(inbox.stored(path), "failed", clock.text()), error, clock, tries)
    try:
        return _take_in(path, store, worker, entry, folder, again=again)
    except (ReadError, OSError) as error:
        return _failed(path, store, entry, error, clock, tries)


def _take_in(path: Path, store: Store, worker: Worker, entry: inbox.Entry, folder: Named, *, again: bool) -> Outcome:
    if (entry.size or 0) > worker.limits.file_bytes:
        raise too_large(worker.limits, path)
    with path.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    known = store.known(entry.path, sha256, worker.mark)
    if known.state == "copy":
        return _copied(path, store, entry, known.path)
    if known.state == "unchanged" and not again:
        inbox.put(store, [entry])
        return Outcome(path, "unchanged")
    found = with_given(worker.read(path), store, path, entry.path, folder)
    if _changed(path, entry):
        changing = inbox.change(entry, state="waiting", reason="changed while it was read", size=None)
        inbox.put(store, [changing])
        return Outcome(path, "waiting", notes=(str(changing.reason),))
    if known.state == "new" and (other := _other_format(store, found)):
        return _repeated(path, store, entry, other)
    return _saved(path, store, entry, known, sha256, found)


def _saved(path: Path, store: Store, entry: inbox.Entry, known: Known, sha256: str, found: Reading) -> Outcome:
    """The documents and the state of their file, both or neither."""
    with store.transaction():
        file = File(entry.path, sha256, entry.size or 0, entry.since, entry.reader or "")
        copies = store.save(file, found)
        inbox.put(store, [entry])
    notes = [f"{name}: the same bytes are there from another file; kept once" for name in copies]
    for document, record in found:
        notes += dict.fromkeys((*document.warnings, *record.warnings))
        if record.kind == "minutes" and record.meeting.date is None:
            notes.append(UNDATED)
    state: State = "new" if known.state == "new" else "replaced"
    actions = sum(len(record.actions) for _, record in found)
    return Outcome(path, state, actions, tuple(notes), documents=tuple(store.document_ids(entry.path)))


def _copied(path: Path, store: Store, entry: inbox.Entry, other: str) -> Outcome:
    """The same bytes are stored from another file; where that is gone, this is its new place."""
    with store.transaction():
        if not os.path.lexists(inbox.real(other)):
            store.move(other, entry.path)
            inbox.remove(store, other)
            inbox.put(store, [entry])
            return Outcome(path, "moved", notes=(f"stood at {other} before",))
        store.forget(entry.path)
        reason = f"the same bytes as {other}"
        inbox.put(store, [inbox.change(entry, state="duplicate", reason=reason, other=other)])
    return Outcome(path, "copy", notes=(f"{reason}; kept once",))


def _repeated(path: Path, store: Store, entry: inbox.Entry, other: str) -> Outcome:
    reason = f"the same document in another format as {other}"
    inbox.put(store, [inbox.change(entry, state="duplicate", reason=reason, other=other)])
    return Outcome(path, "copy", notes=(f"{reason}; kept once",))


def _other_format(store: Store, found: Reading) -> str | None:
    """The file that holds the same words in another format, if it is still there."""
    if len(found) != 1 or not (words := wording(found[0][0])):
        return None
    sql = "SELECT path FROM wording_list WHERE words = ? AND media_type <> ? AND part = 0 ORDER BY path"
    paths = [str(row["path"]) for row in store.rows(sql, [words, found[0][0].media_type])]
    return next((one for one in paths if os.path.lexists(inbox.real(one))), None)


def _changed(path: Path, entry: inbox.Entry) -> bool:
    try:
        status = path.stat()
    except OSError:
        return False  # deleted since: what was read is whole all the same
    return (status.st_size, status.st_mtime_ns) != (entry.size, entry.modified)


def _failed(
    path: Path, store: Store, entry: inbox.Entry, error: ReadError | OSError, clock: Clock, tries: int
) -> Outcome:
    """The failure of a file as its state: with the next try where it may pass, for good where the file must change."""
    if not os.path.lexists(path):
        inbox.put(store, [inbox.change(entry, state="ignored", reason="deleted before it was read")])
        return Outcome(path, "gone", notes=("deleted before it was read",))
    if isinstance(error, OSError):
        kind = NotNow if may_pass(error) else ReadError
        told = kind(f"cannot be read: {error.strerror}", where=path, do="Check who may read it")
    else:
        told = error
    pause = min(_FIRST_PAUSE * 4**tries, _LONGEST_PAUSE)
    next_try = clock.seconds() + pause if isinstance(told, NotNow) else None
    reason = PsrError(told.what, do=told.do)
    inbox.put(store, [inbox.change(entry, state="failed", reason=str(reason), tries=tries + 1, next_try=next_try)])
    return Outcome(path, "failed", error=told)
