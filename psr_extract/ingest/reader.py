"""From a file to its documents and records, in this process: what the worker does, and who tests the rules."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from psr_extract import parsers, pipeline
from psr_extract.document import Block, Document, LeftOut
from psr_extract.extract import extract
from psr_extract.extract.pack import with_meeting
from psr_extract.ingest.protocol import Reading, mark_of
from psr_extract.parsers.limits import LIMITS, Limits
from psr_extract.rules import Rules, load
from psr_extract.words import storable


@dataclass(frozen=True, slots=True)
class Reader:
    """What reading a file needs: the rules, the pipeline made of them, and `mark`, which changes with either."""

    rules: Rules
    pipeline: pipeline.Pipeline
    mark: str


def reader(folders: Sequence[Path] = ()) -> Reader:
    """A reader with the shipped rules and those of the user's folders; takes about a second."""
    rules = load(*folders)
    return Reader(rules, pipeline.load(rules), mark_of(rules))


def read_records(path: Path, using: Reader, limits: Limits = LIMITS) -> Reading:
    """The documents of a file, each with what was found in it; ReadError where it cannot be read."""
    documents = read_documents(path, limits)
    return with_meeting(
        [
            (document, extract(document, pipeline.annotate(document, using.pipeline), using.rules))
            for document in documents
        ]
    )


def read_documents(path: Path, limits: Limits = LIMITS) -> tuple[Document, ...]:
    """The documents of a file; ReadError where it cannot be read."""
    return tuple(_storable(document) for document in parsers.read(path, limits))


def _storable(document: Document) -> Document:
    """The document without the halves of characters that some files and file names hold, and no database takes."""
    return replace(
        document,
        name=storable(document.name),
        blocks=tuple(_clean(block) for block in document.blocks),
        left_out=tuple(LeftOut(storable(one.text), one.why, one.place) for one in document.left_out),
        warnings=tuple(storable(one) for one in document.warnings),
    )


def _clean(block: Block) -> Block:
    """Each half of a character becomes one sign, so that no text changes its length."""
    whole = "\n".join((block.text, block.margin or "", block.marker or "", *block.heading_cells))
    if whole.isascii() or storable(whole) == whole:
        return block
    return replace(
        block,
        text=storable(block.text),
        marker=storable(block.marker) if block.marker else block.marker,
        margin=storable(block.margin) if block.margin else block.margin,
        cells=tuple(map(storable, block.cells)),
        heading_cells=tuple(map(storable, block.heading_cells)),
    )
