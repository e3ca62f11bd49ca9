"""Word documents: true order, tracked changes settled, list numbers computed, headers and comments left out."""

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZipFile

from psr_extract.document import Block, Document, LeftOut
from psr_extract.errors import ReadError
from psr_extract.parsers import lines
from psr_extract.parsers.limits import LIMITS, Limits
from psr_extract.parsers.outline import with_titles
from psr_extract.parsers.package import BROKEN
from psr_extract.parsers.package import DOCX as MEDIA_TYPE
from psr_extract.parsers.pieces import to_blocks

if TYPE_CHECKING:
    from lxml import etree

_ASIDE = (
    (r"word/header\d*\.xml", "page header"),
    (r"word/footer\d*\.xml", "page footer"),
    (r"word/comments\.xml", "comment"),
)


def parse(path: Path, limits: Limits = LIMITS) -> Document:
    """The document in a DOCX file; `ReadError` where the package or its XML is damaged."""
    from lxml.etree import XMLSyntaxError

    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    try:
        with ZipFile(path) as package:
            blocks, left_out = _read(package, path, limits)
    except (*BROKEN, KeyError, XMLSyntaxError) as error:
        raise ReadError(
            "this DOCX is damaged", where=path, do="Open and save it in Word, or convert it to PDF."
        ) from error
    return Document(digest, path.name, MEDIA_TYPE, blocks, left_out)


def _read(package: ZipFile, path: Path, limits: Limits) -> tuple[tuple[Block, ...], tuple[LeftOut, ...]]:
    from psr_extract.parsers.word_body import body_parts
    from psr_extract.parsers.word_numbers import numbers
    from psr_extract.parsers.word_runs import Word, leave_out
    from psr_extract.parsers.word_styles import styles
    from psr_extract.parsers.word_xml import W, tree

    root = tree(package, "word/document.xml", where=path, limits=limits)
    body = None if root is None else root.find(W + "body")
    if body is None:
        raise ReadError("this DOCX has no text part", where=path, do="Open and save it in Word, or convert it to PDF.")
    listed = numbers(tree(package, "word/numbering.xml", where=path, limits=limits))
    styled = styles(tree(package, "word/styles.xml", where=path, limits=limits))
    word = Word(styled, listed, _notes(package, path, limits))
    parts = body_parts(body, word)
    for (tag, _), note in word.notes.items():
        leave_out(note, word, why=f"{tag.removeprefix(W)} that nothing cites")
    return to_blocks(with_titles(parts)), (*word.left_out, *_aside(package, path, limits))


def _notes(package: ZipFile, path: Path, limits: Limits) -> "dict[tuple[str, str], etree._Element]":
    """The footnotes and endnotes by their tag and id."""
    from psr_extract.parsers.word_xml import W, tree

    roots = [tree(package, f"word/{name}.xml", where=path, limits=limits) for name in ("footnotes", "endnotes")]
    return {(note.tag, note.get(W + "id", "")): note for root in roots if root is not None for note in root}


def _aside(package: ZipFile, path: Path, limits: Limits) -> Iterator[LeftOut]:
    """The texts of headers, footers, comments and notes, one entry a paragraph."""
    from psr_extract.parsers.word_xml import W, tree

    for pattern, why in _ASIDE:
        for name in sorted(name for name in package.namelist() if re.fullmatch(pattern, name)):
            root = tree(package, name, where=path, limits=limits)
            for paragraph in root.iter(W + "p") if root is not None else ():
                if text := lines.fold(" ".join(node.text or "" for node in paragraph.iter(W + "t"))):
                    yield LeftOut(text, why)
