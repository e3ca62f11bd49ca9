"""The chain that everything else hangs on: a file in, its documents and records out, and those into the store."""

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from psr_extract.errors import PsrError, ReadError
from psr_extract.ingest.worker import Worker
from psr_extract.store import File, Store

__all__ = ["Found", "Outcome", "Worker", "find_files", "ingest"]

State = Literal["new", "replaced", "unchanged", "copy", "moved", "failed"]
SUFFIXES = frozenset((
    ".txt", ".text", ".org", ".md", ".markdown", ".html", ".htm", ".xhtml", ".docx", ".docm", ".pdf", ".doc", ".odt",
    ".ott", ".rtf", ".eml", ".zip",
))  # fmt: skip
"""The names that are taken up in a folder."""


@dataclass(frozen=True, slots=True)
class Found:
    """The files to read, in order; how many others were passed over, by kind; paths that could not be looked into."""

    files: tuple[Path, ...]
    passed_over: dict[str, int]
    errors: tuple[PsrError, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file, and what to say of it."""

    path: Path
    state: State
    actions: int = 0
    notes: tuple[str, ...] = ()
    error: PsrError | None = None


def find_files(paths: Sequence[Path]) -> Found:
    """All files that these files and folders name: folders with all below them, sorted, hidden ones passed over."""
    files: dict[Path, None] = {}
    passed_over: Counter[str] = Counter()
    errors: list[PsrError] = []
    for path in paths:
        if path.is_dir():
            try:
                for inside in sorted(path.rglob("*")):
                    if reason := _passed_over(inside, path):
                        passed_over[reason] += 1
                    elif inside.is_file():
                        files[inside.resolve()] = None
            except OSError as error:
                errors.append(ReadError(f"cannot be looked into: {error.strerror}", where=path))
        elif path.exists():
            files[path.resolve()] = None
        else:
            errors.append(ReadError("there is no such file or folder", where=path, do="Check the spelling"))
    return Found(tuple(files), dict(sorted(passed_over.items())), tuple(errors))


def ingest(files: Sequence[Path], store: Store, using: Worker, *, now: str, again: bool = False) -> Iterator[Outcome]:
    """Read files into the store, one after another; `now` (ISO) is when. A bad file gives its error, the rest go on.

    A file that was read before, with the same rules, is not read again unless `again`.
    """
    for path in files:
        try:
            yield _ingest_file(path, store, using, now=now, again=again)
        except ReadError as error:
            yield Outcome(path, "failed", error=error)


def _ingest_file(path: Path, store: Store, using: Worker, *, now: str, again: bool) -> Outcome:
    """Read one file into the store, unless it is there."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ReadError(f"cannot be read: {error.strerror}", where=path, do="Check who may read it") from error
    sha256 = hashlib.sha256(data).hexdigest()
    known = store.known(str(path), sha256, using.mark)
    if known.state == "copy":
        if not Path(known.path).exists():
            store.move(known.path, str(path))
            return Outcome(path, "moved", notes=(f"stood at {known.path} before",))
        store.forget(str(path))
        return Outcome(path, "copy", notes=(f"the same bytes as {known.path}; kept once",))
    if known.state == "unchanged" and not again:
        return Outcome(path, "unchanged")
    found = using.read(path)
    copies = store.save(File(str(path), sha256, len(data), now, using.mark), found)
    notes = [f"{name}: the same bytes are there from another file; kept once" for name in copies]
    for document, record in found:
        notes += dict.fromkeys((*document.warnings, *record.warnings))
    state: State = "new" if known.state == "new" else "replaced"
    return Outcome(path, state, sum(len(record.actions) for _, record in found), tuple(notes))


def _passed_over(path: Path, root: Path) -> str | None:
    """Why a file in a folder is not read; None where it is."""
    if any(part.startswith((".", "~$")) for part in path.relative_to(root).parts):
        return "hidden"
    if path.stem.lower() == "readme":
        return "README"
    if path.is_dir() or path.suffix.lower() in SUFFIXES:
        return None
    return ".gold.json" if path.name.endswith(".gold.json") else path.suffix.lower() or "no suffix"
