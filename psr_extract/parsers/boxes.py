"""Files that hold other files: what was found in one, and the documents read from all of it."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from psr_extract.document import Document
from psr_extract.errors import ReadError
from psr_extract.parsers.limits import LIMITS, Limits, passed

Unpack = Callable[[Path, Path, Limits], "Box"]
Read = Callable[[Path, "Room"], tuple[Document, ...]]


@dataclass(frozen=True, slots=True)
class Box:
    """What a mail or an archive holds: documents of its own (the mail's text), and files with their names in it."""

    documents: tuple[Document, ...]
    files: tuple[tuple[str, Path], ...]


@dataclass(slots=True)
class Room:
    """The limits of a file; how deep others may still lie in it, and how many bytes they may still unpack to in all."""

    limits: Limits = LIMITS
    depth: int = field(init=False)
    bytes_left: int = field(init=False)

    def __post_init__(self) -> None:
        """All of it is left."""
        self.depth, self.bytes_left = self.limits.boxes, self.limits.unpacked_bytes

    def spend(self, path: Path, *, where: Path) -> None:
        """Counts an unpacked file; `ReadError` where all of them together are too large."""
        self.bytes_left -= path.stat().st_size
        if self.bytes_left < 0:
            raise passed("unpacked", "the files in it unpack to far too much", where=where, do="Unpack it by hand")


def documents_in(path: Path, room: Room, *, unpack: Unpack, read: Read) -> tuple[Document, ...]:
    """The documents of a file that holds others, named `mail.eml/minutes.docx`; what cannot be read is a warning.

    `ReadError` where nothing in it can be read, or where files lie in one another too deep.
    """
    if room.depth == 0:
        raise passed("boxes", "files lie in one another too deep", where=path, do="Unpack the inner ones")
    found: list[Document] = []
    warnings: list[str] = []
    with TemporaryDirectory(prefix="psr-extract-") as folder:
        box = unpack(path, Path(folder), room.limits)
        if len(box.files) > room.limits.entries:
            what = f"more than {room.limits.entries} files are in it"
            raise passed("entries", what, where=path, do="Unpack it by hand")
        found.extend(box.documents)
        for name, file in box.files:
            room.spend(file, where=path)
            room.depth -= 1
            try:
                found += [replace(entry, name=_inner(path, name, file, entry)) for entry in read(file, room)]
            except ReadError as error:
                warnings.append(f"{name} was not read: {error.what}")
            finally:
                room.depth += 1
    if not found:
        raise ReadError(
            f"no document in it can be read ({'; '.join(warnings[:5])})" if warnings else "there is no document in it",
            where=path,
            do="Give the documents themselves.",
        )
    return (replace(found[0], warnings=(*found[0].warnings, *warnings)), *found[1:])


def _inner(path: Path, name: str, file: Path, document: Document) -> str:
    """The name of a document in a file: its own stood for the copy's, which it was read from."""
    return f"{path.name}/{name}{document.name.removeprefix(file.name)}"
