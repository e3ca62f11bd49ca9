"""Files in, documents out: `read(path)`.

A parser is a function `parse(path, limits) -> Document` in a file of its own, and a line in `PARSERS`.
"""

import errno
from collections.abc import Callable, Mapping
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from types import MappingProxyType

from psr_extract.document import Document
from psr_extract.errors import ReadError
from psr_extract.parsers.boxes import Box, Room, documents_in
from psr_extract.parsers.limits import LIMITS, Limits, too_deep
from psr_extract.parsers.sniff import media_type


def _parser(module: str) -> Callable[..., Document]:
    def parse(path: Path, limits: Limits = LIMITS) -> Document:
        document: Document = import_module(f"psr_extract.parsers.{module}").parse(path, limits)
        return document

    return parse


def _opener(module: str) -> Callable[[Path, Path, Limits], Box]:
    def unpack(path: Path, folder: Path, limits: Limits) -> Box:
        box: Box = import_module(f"psr_extract.parsers.{module}").unpack(path, folder, limits)
        return box

    return unpack


PARSERS: Mapping[str, Callable[..., Document]] = MappingProxyType(
    {
        "text/plain": _parser("text"),
        "text/markdown": _parser("markdown"),
        "text/html": _parser("html"),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document": _parser("docx"),
        "application/vnd.oasis.opendocument.text": _parser("odt"),
        "application/msword": _parser("legacy"),
        "application/rtf": _parser("legacy"),
        "application/pdf": _parser("pdf"),
    }
)
"""The parser of each media type, of a path and the limits; each is imported when it is first needed."""


BOXES: Mapping[str, Callable[[Path, Path, Limits], Box]] = MappingProxyType(
    {"application/zip": _opener("archive"), "message/rfc822": _opener("mail")}
)
"""What opens each kind of file that holds other files: the file, and a folder to unpack it into."""


def read(path: Path, limits: Limits = LIMITS) -> tuple[Document, ...]:
    """The documents in a file, its type told by its content; `ReadError` where it can't be read.

    `read(Path("minutes.pdf"))` gives one document; a mail gives its text and its attachments, a zip what is in it, an
    agenda pack its parts.
    """
    return _read(path, Room(limits))


def _read(path: Path, room: Room) -> tuple[Document, ...]:
    try:
        kind = media_type(path, room.limits)
        if kind in BOXES:
            return documents_in(path, room, unpack=BOXES[kind], read=_read)
        document = PARSERS[kind](path, room.limits)
    except RecursionError as error:
        raise too_deep(room.limits, path) from error
    except ReadError as error:
        error.where = error.where or str(path)
        raise
    except OSError as error:
        if error.errno in {None, errno.EINVAL}:  # not the system: a library, or a place that no file can have
            raise ReadError("the file is damaged", where=path, do="Copy it again, or save it anew.") from error
        raise ReadError(
            error.strerror or "cannot be read", where=path, do="Check the path and its permissions."
        ) from error
    if not document.blocks:
        raise ReadError("no text in it", where=path, do="Check that the right file was saved.")
    if kind == "text/html" and path.suffix.lower() in {".pdf", ".doc", ".docx"}:
        named = f"this is a web page, though it is named {path.suffix.lower()}: check that it is the document itself"
        document = replace(document, warnings=(*document.warnings, named))
    if kind == "application/pdf":
        pack = import_module("psr_extract.parsers.pack")
        parts: tuple[Document, ...] = pack.split(document, pack.bookmarks(path))
        return parts
    return (document,)
