"""PDF: pdfium reads the pages; those that it can't read quite right are read by pdfplumber."""

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from psr_extract.document import Document
from psr_extract.errors import ReadError
from psr_extract.parsers.pieces import to_blocks

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pypdfium2

    from psr_extract.parsers.pdf_page import Page

MEDIA_TYPE = "application/pdf"
MAX_PAGES = 3_000
_LEAST_LETTERS = 8
"""A page with fewer letters than this has no text layer."""


def parse(path: Path, *, quick: bool = True) -> Document:
    """The document in a PDF; `ReadError` for a damaged or protected one, and for a scan.

    Without `quick` every page is read by pdfplumber.
    """
    from psr_extract.parsers.pdf_flow import flow
    from psr_extract.parsers.pdf_running import without_running

    data = path.read_bytes()
    found = list(_pages(data, path, quick=quick))
    empty = [number for number, page in enumerate(found, 1) if page is None]
    if len(empty) == len(found):
        raise ReadError("a scan without a text layer", where=path, do="OCR it first, e.g. `ocrmypdf in.pdf out.pdf`.")
    warnings = tuple(f"page {number} has no text layer: a scan, a picture, or empty" for number in empty)
    pages, left_out = without_running([page for page in found if page is not None])
    return Document(
        hashlib.sha256(data).hexdigest(), path.name, MEDIA_TYPE, to_blocks(flow(pages)), tuple(left_out), warnings
    )


def _pages(data: bytes, path: Path, *, quick: bool) -> "Iterator[Page | None]":
    """Each page as lines and tables, `None` for one that holds no text."""
    from psr_extract.parsers.pdf_page import read_page
    from psr_extract.parsers.pdf_pdfium import sheet
    from psr_extract.parsers.pdf_plumber import Plumber

    with _opened(data, path) as source, Plumber(data, path) as plumber:
        if len(source) > MAX_PAGES:
            raise ReadError(f"more than {MAX_PAGES} pages", where=path, do="Split it into its documents.")
        for number, page in enumerate(source, 1):
            text = page.get_textpage()
            if text.count_chars() < _LEAST_LETTERS:
                yield None
            else:
                read = sheet(page, text) if quick else None
                yield read_page(read or plumber.sheet(number), number)
            text.close()
            page.close()


def _opened(data: bytes, path: Path) -> "pypdfium2.PdfDocument":
    import pypdfium2

    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).casefold():
            raise ReadError(
                "this PDF is protected by a password", where=path, do="Save it without the password."
            ) from error
        raise ReadError("this PDF is damaged or cut short", where=path, do="Copy or export it again.") from error
