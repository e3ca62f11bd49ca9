"""What passes between the process that asks for files and the one that reads them."""

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from psr_extract import __version__
from psr_extract.document import Document
from psr_extract.errors import PsrError
from psr_extract.parsers.limits import Limits
from psr_extract.records import Record

if TYPE_CHECKING:
    from psr_extract.rules import Rules

Reading = tuple[tuple[Document, Record], ...]
"""The documents of a file, each with what was found in it."""
OUT_OF_MEMORY = 70
"""The exit status of a child that ran out of its memory."""


@dataclass(frozen=True, slots=True)
class Start:
    """What a child is told first: the folders of rules, its limits, and a folder for what it unpacks."""

    rules: tuple[Path, ...]
    limits: Limits
    scratch: str


@dataclass(frozen=True, slots=True)
class Request:
    """A file to read, and whether anything is to be found in it or only its documents are wanted."""

    path: Path
    find: bool = True


@dataclass(frozen=True, slots=True)
class Reply:
    """What a child says: it is ready, what it found in a file, or why that cannot be read."""

    kind: Literal["ready", "found", "error"]
    found: Reading = ()
    documents: tuple[Document, ...] = ()
    error: PsrError | None = None


def mark_of(rules: "Rules") -> str:
    """What tells these rules and this version of the program from others."""
    return hashlib.sha256(repr((__version__, rules.rules, rules.lists)).encode()).hexdigest()[:16]
