"""PDF: pdfium reads the pages; those that it can't read quite right are read by pdfplumber."""

import hashlib
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from psr_extract.document import Document, LeftOut, Place
from psr_extract.errors import ReadError
from psr_extract.parsers.limits import LIMITS, Limits, passed
from psr_extract.parsers.pieces import to_blocks

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import pypdfium2

    from psr_extract.parsers.pdf_page import Page

MEDIA_TYPE = "application/pdf"


class Read(NamedTuple):
    """A page that was read, how, and its lines and tables; `None` for one that can't be read."""

    number: int
    kind: Literal["text", "scan", "picture", "damaged"]
    page: "Page | None"


def parse(path: Path, limits: Limits = LIMITS, *, quick: bool = True, ocr: bool = True) -> Document:
    """The document in a PDF; `ReadError` for a damaged or protected one, and for a scan that can't be read.

    Without `quick` every page with text is read by pdfplumber, without `ocr` no page that is a picture is read.
    """
    from psr_extract.parsers.pdf_flow import flow
    from psr_extract.parsers.pdf_ocr import INSTALL
    from psr_extract.parsers.pdf_running import without_running

    data = path.read_bytes()
    found = list(_pages(data, path, limits, quick=quick, ocr=ocr))
    unread = [read.number for read in found if read.kind == "picture"]
    if unread and not any(read.page for read in found):
        what = f"a scan without a text layer ({_named(unread)})"
        raise ReadError(what, where=path, do=f"{INSTALL}, or OCR it first.")
    damaged = [read.number for read in found if read.kind == "damaged"]
    if damaged and not any(read.page for read in found):
        raise _damaged(path)
    pages, left_out = without_running([read.page for read in found if read.page is not None])
    unseen = [LeftOut("", "a picture of a page, not read", Place(page=number)) for number in unread]
    unseen += [LeftOut("", "a damaged page, not read", Place(page=number)) for number in damaged]
    digest = hashlib.sha256(data).hexdigest()
    return Document(
        digest, path.name, MEDIA_TYPE, to_blocks(flow(pages)), (*left_out, *unseen), tuple(_warnings(found, INSTALL))
    )


def _warnings(found: "Sequence[Read]", install: str) -> "Iterator[str]":
    if scanned := [read.number for read in found if read.kind == "scan"]:
        yield f"{_named(scanned)}: a scan, read by OCR; check what matters against the page"
    if unread := [read.number for read in found if read.kind == "picture"]:
        yield f"{_named(unread)}: a scan or picture without a text layer, not read. {install}"
    if damaged := [read.number for read in found if read.kind == "damaged"]:
        yield f"{_named(damaged)}: damaged, not read; copy or export the file again"


def _named(numbers: "Sequence[int]") -> str:
    """The numbers of pages as words: "pages 1-3, 7"."""
    grouped = groupby(enumerate(numbers), key=lambda entry: entry[1] - entry[0])
    runs = [[number for _, number in run] for _, run in grouped]
    texts = [f"{run[0]}-{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs]
    return f"page{'s' if len(numbers) > 1 else ''} {', '.join(texts)}"


def _pages(data: bytes, path: Path, limits: Limits, *, quick: bool, ocr: bool) -> "Iterator[Read]":
    """Each page as lines and tables."""
    import pypdfium2

    from psr_extract.parsers.pdf_ocr import can_read
    from psr_extract.parsers.pdf_page import read_page
    from psr_extract.parsers.pdf_pdfium import is_picture, sheet
    from psr_extract.parsers.pdf_plumber import Plumber

    ocr = ocr and can_read()
    with _opened(data, path) as source, Plumber(data, path) as plumber:
        if len(source) > limits.pages:
            raise passed("pages", f"more than {limits.pages} pages", where=path, do="Split it into its documents")
        for number in range(1, len(source) + 1):
            try:
                page = source[number - 1]
                text = page.get_textpage()
                if is_picture(page, text):
                    yield _picture(page, number, limits) if ocr else Read(number, "picture", None)
                elif text.count_chars():
                    read = sheet(page, text) if quick else None
                    yield Read(number, "text", read_page(read or plumber.sheet(number), number))
                text.close()
                page.close()
            except (pypdfium2.PdfiumError, ReadError):
                yield Read(number, "damaged", None)


def _picture(page: "pypdfium2.PdfPage", number: int, limits: Limits) -> Read:
    from psr_extract.parsers.pdf_ocr import read_picture
    from psr_extract.parsers.pdf_page import read_page

    read = read_picture(page, seconds=limits.ocr_page_seconds)
    return Read(number, "scan" if read else "picture", read_page(read, number) if read else None)


def _opened(data: bytes, path: Path) -> "pypdfium2.PdfDocument":
    import pypdfium2

    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).casefold():
            raise ReadError(
                "this PDF is protected by a password", where=path, do="Save it without the password."
            ) from error
        raise _damaged(path) from error


def _damaged(path: Path) -> ReadError:
    return ReadError("this PDF is damaged or cut short", where=path, do="Copy or export it again.")
