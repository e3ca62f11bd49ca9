"""PDF: pypdfium2 tells quickly whether a file can be read and has text, pdfplumber gives words and tables."""

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from psr_extract.document import Document
from psr_extract.errors import ReadError
from psr_extract.parsers.pieces import to_blocks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pdfplumber.page import Page as Source

    from psr_extract.parsers.pdf_page import Page

MEDIA_TYPE = "application/pdf"
MAX_PAGES = 3_000
_LEAST_LETTERS = 8
"""A page with fewer letters than this has no text layer."""


def parse(path: Path) -> Document:
    """The document in a PDF; `ReadError` for a damaged or protected one, and for a scan."""
    from psr_extract.parsers.pdf_flow import flow
    from psr_extract.parsers.pdf_running import without_running

    data = path.read_bytes()
    warnings = _check(data, path)
    pages, left_out = without_running(_pages(data, path))
    return Document(
        hashlib.sha256(data).hexdigest(), path.name, MEDIA_TYPE, to_blocks(flow(pages)), tuple(left_out), warnings
    )


def _check(data: bytes, path: Path) -> tuple[str, ...]:
    """Warnings about pages that hold no text; `ReadError` where nothing can be read."""
    import pypdfium2

    try:
        source = pypdfium2.PdfDocument(data)
        letters = []
        for number in range(min(len(source), MAX_PAGES + 1)):
            page = source[number]
            letters.append(page.get_textpage().count_chars())
            page.close()
        source.close()
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).casefold():
            raise ReadError(
                "this PDF is protected by a password", where=path, do="Save it without the password."
            ) from error
        raise ReadError("this PDF is damaged or cut short", where=path, do="Copy or export it again.") from error
    if len(letters) > MAX_PAGES:
        raise ReadError(f"more than {MAX_PAGES} pages", where=path, do="Split it into its documents.")
    empty = [number for number, count in enumerate(letters, 1) if count < _LEAST_LETTERS]
    if len(empty) == len(letters):
        raise ReadError("a scan without a text layer", where=path, do="OCR it first, e.g. `ocrmypdf in.pdf out.pdf`.")
    return tuple(f"page {number} has no text layer: a scan, a picture, or empty" for number in empty)


def _pages(data: bytes, path: Path) -> "list[Page]":
    """All pages as lines and tables."""
    from psr_extract.parsers.pdf_page import read_page

    return [read_page(page, number) for number, page in enumerate(_sources(data, path), 1)]


def _sources(data: bytes, path: Path) -> "Iterator[Source]":
    """The pages as pdfplumber has them, each one's memory given back before the next is read."""
    import io

    import pdfplumber
    from pdfminer.psparser import PSException
    from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

    # pdfminer trips over damaged files with whatever its code runs into, not with errors of its own.
    tripped = (
        PdfminerException,
        MalformedPDFException,
        PSException,
        TypeError,
        ValueError,
        LookupError,
        AttributeError,
        ArithmeticError,
    )
    try:
        with pdfplumber.open(io.BytesIO(data)) as source:
            for page in source.pages:
                if page.objects is not None:
                    yield page
                page.close()
    except (*tripped, AssertionError, RecursionError) as error:
        raise ReadError("this PDF is damaged or cut short", where=path, do="Copy or export it again.") from error
