"""Files moved out of the inbox when they are read: copied, settled, noted, and only then deleted, crash or no crash."""

import hashlib
import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from psr_extract.errors import ReadError
from psr_extract.store import Store, inbox
from psr_extract.store.copying import settle_folder


@dataclass(frozen=True, slots=True)
class Archive:
    """Where files go, and the folders that they come from (their sub-folders are kept)."""

    folder: Path
    roots: tuple[Path, ...]

    def move(self, store: Store, path: Path) -> None:
        """Move a file that has its state; ReadError where that fails, and the file is where it was."""
        try:
            sha256 = _digest(path)
            target = self._free(path)
            inbox.begin_move(store, path, target, sha256)
            _finish(store, path, target, sha256)
        except FileNotFoundError:
            return
        except OSError as error:
            do = "It is read all the same; the move is tried again at the next start"
            raise ReadError(f"cannot be moved to the archive: {error.strerror}", where=path, do=do) from error

    def _free(self, path: Path) -> Path:
        """A name in the archive that nothing has yet."""
        root = next((root for root in self.roots if path.is_relative_to(root) and path != root), path.parent)
        target = self.folder / path.relative_to(root)
        number = 2
        while os.path.lexists(target):
            target = target.with_name(f"{path.stem} ({number}){path.suffix}")
            number += 1
        return target


def resume(store: Store) -> int:
    """Finish the moves that a crash cut short; gives how many. ReadError where that cannot be done now."""
    cut_short = inbox.moves(store)
    for path, target, sha256 in cut_short:
        try:
            _finish(store, path, target, sha256)
        except OSError as error:
            do = "It is read all the same; the move is tried again at the next start"
            raise ReadError(f"cannot be moved to the archive: {error.strerror}", where=path, do=do) from error
    return len(cut_short)


def _finish(store: Store, path: Path, target: Path, sha256: str) -> None:
    """From any point at which it was cut short: the copy is made whole first, then it counts, then the file goes."""
    # Changed or deleted since, it is no longer the file that was read, and stays.
    same = path.is_file() and _digest(path) == sha256
    if same and not target.is_file():
        _copy(path, target)
    if target.is_file() and _digest(target) == sha256:
        inbox.moved(store, path, target)
        if same:
            path.unlink()
    inbox.end_move(store, path)


def _copy(path: Path, target: Path) -> None:
    """Copy with times, settled on the disk before it gets its name."""
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(f".{hashlib.sha256(os.fsencode(target.name)).hexdigest()[:16]}.part")
    shutil.copy2(path, part)
    with part.open("rb+") as file:
        os.fsync(file.fileno())
    part.replace(target)
    settle_folder(target.parent)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
