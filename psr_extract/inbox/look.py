"""What stands in the folders: every file, or why it is not read. Follows no links, opens nothing."""

import os
import re
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from psr_extract.errors import PsrError, ReadError
from psr_extract.ingest.passing import may_pass

SUFFIXES = frozenset((
    ".txt", ".text", ".org", ".md", ".markdown", ".html", ".htm", ".xhtml", ".docx", ".docm", ".pdf", ".doc", ".odt",
    ".ott", ".rtf", ".eml", ".zip",
))  # fmt: skip
"""The names that are taken up in a folder."""
_UNFINISHED = re.compile(
    r"""~\$ | ~WRL\d+ | ~.*\.tmp$ | \.~lock\. | .*\.(?:tmp|temp|part|partial|filepart|crdownload|download|opdownload
    |aria2|!ut|!sync|bc!|swp|lock)$ | .*~$ | Thumbs\.db$ | desktop\.ini$ | .*\.sb-[0-9a-f]{8}-\w+$""",
    re.VERBOSE | re.IGNORECASE,
)
"""Names that Word, browsers, downloads and sync clients give to what is not finished or not for people."""
_WHY = {
    "temporary": "a temporary name, of a file that is open or not there whole",
    "hidden": "hidden",
    "README": "a README",
    "link": "a symbolic link",
    "no file": "no ordinary file but a pipe, socket or device",
    "not readable": "may not be read by this user",
    "no suffix": "its name has no ending, such as .pdf",
}


@dataclass(frozen=True, slots=True)
class Seen:
    """A file or folder that was seen: its size and times, and where it is not to be read, in a word why."""

    path: Path
    ignored: str | None = None
    size: int = 0
    modified: int = 0
    touched: float = 0.0

    @property
    def why(self) -> str:
        """The whole reason why it is not read."""
        kind = self.ignored or ""
        return _WHY.get(kind, f"files of kind {kind} are not read")


@dataclass(frozen=True, slots=True)
class Sight:
    """All that was seen, the folders that are away for now, and paths that are wrong."""

    seen: tuple[Seen, ...]
    away: tuple[Path, ...]
    errors: tuple[PsrError, ...]


def look(paths: Sequence[Path], *, except_in: Sequence[Path] = ()) -> Sight:
    """Look at files and folders, folders with all below them, each sorted; those in `except_in` are passed by."""
    seen: dict[Path, Seen] = {}
    away: list[Path] = []
    errors: list[PsrError] = []
    for path in map(Path.absolute, paths):
        try:
            if path.is_dir():
                seen |= {one.path: one for one in _inside(path.resolve(), except_in)}
            elif os.path.lexists(path):
                seen[path.resolve()] = _file(path.resolve())
            else:
                away.append(path)
                errors.append(ReadError("there is no such file or folder", where=path, do="Check the spelling"))
        except OSError as error:
            if may_pass(error):
                away.append(path)
            errors.append(ReadError(f"cannot be looked into: {error.strerror}", where=path, do="Check who may"))
    return Sight(tuple(seen.values()), tuple(away), tuple(errors))


def _inside(folder: Path, except_in: Sequence[Path]) -> Iterator[Seen]:
    """What is below a folder; a folder inside that may not be looked into is seen itself."""
    with os.scandir(folder) as found:
        inside = sorted(found, key=lambda one: one.name)
    for entry in inside:
        path = Path(entry.path)
        try:
            if kind := _set_aside(entry):
                yield Seen(path, kind)
            elif not entry.is_dir(follow_symlinks=False):
                yield _of_folder(path)
            elif path not in except_in:
                yield from _inside(path, except_in)
        except FileNotFoundError:
            continue  # deleted while we looked
        except PermissionError:
            yield Seen(path, "not readable")


def _set_aside(entry: "os.DirEntry[str]") -> str | None:
    """Why an entry is passed by for its name or for being a link."""
    if _UNFINISHED.match(entry.name):
        return "temporary"
    if entry.name.startswith("."):
        return "hidden"
    return "link" if entry.is_symlink() else None


def _of_folder(path: Path) -> Seen:
    """A file in a folder, which is read when its name is that of a document."""
    if path.stem.lower() == "readme":
        return Seen(path, "README")
    if path.suffix.lower() in SUFFIXES:
        return _file(path)
    return Seen(path, ".gold.json" if path.name.endswith(".gold.json") else path.suffix.lower() or "no suffix")


def _file(path: Path) -> Seen:
    """A file by what it is, whatever its name."""
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):
        return Seen(path, "no file")
    if not os.access(path, os.R_OK):
        return Seen(path, "not readable")
    return Seen(path, None, status.st_size, status.st_mtime_ns, max(status.st_mtime, status.st_ctime))
