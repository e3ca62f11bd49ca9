"""Files that hold other files: what was found in one, and the documents read from all of it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from psr_extract.document import Document
from psr_extract.errors import ReadError
from psr_extract.parsers.limits import LIMITS

Read = Callable[[Path, "Room"], tuple[Document, ...]]


@dataclass(frozen=True, slots=True)
class Box:
    """What a mail or an archive holds: documents of its own (the mail's text), and files with their names in it."""

    documents: tuple[Document, ...]
    files: tuple[tuple[str, Path], ...]


@dataclass(slots=True)
class Room:
    """How deep files may still lie in one another, and how many bytes they may still unpack to in all."""

    depth: int = LIMITS.boxes
    bytes_left: int = LIMITS.unpacked_bytes

    def spend(self, path: Path, *, where: str) -> None:
        """Counts an unpacked file; `ReadError` where all of them together are too large."""
        self.bytes_left -= path.stat().st_size
        if self.bytes_left < 0:
            raise ReadError("the files in it unpack to far too much", where=where, do="Unpack it by hand.")


def documents_in(path: Path, room: Room, *, unpack: Callable[[Path, Path], Box], read: Read) -> tuple[Document, ...]:
    """The documents of a file that holds others, named `mail.eml/minutes.docx`; what cannot be read is a warning.

    `ReadError` where nothing in it can be read, or where files lie in one another too deep.
    """
    if room.depth == 0:
        raise ReadError("files lie in one another too deep", where=path, do="Unpack the inner ones.")
    found: list[Document] = []
    warnings: list[str] = []
    with TemporaryDirectory(prefix="psr-extract-") as folder:
        box = unpack(path, Path(folder))
        found.extend(box.documents)
        for name, file in box.files:
            room.spend(file, where=str(path))
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
