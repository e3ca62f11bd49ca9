"""A PDF page as pdfplumber reads it: slower than pdfium, but it takes every page."""

import contextlib
import io
from operator import itemgetter
from pathlib import Path
from typing import cast

import numpy as np
import pdfplumber
from pdfminer.psparser import PSException
from pdfplumber.page import Page as Source
from pdfplumber.pdf import PDF
from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

from psr_extract.errors import ReadError
from psr_extract.parsers.pdf_fonts import heavy_fonts
from psr_extract.parsers.pdf_sheet import UNSEEN, Drawn, Laid, Letters, Sheet, direction

_KEYS = itemgetter("text", "x0", "top", "x1", "bottom", "size", "fontname", "non_stroking_color", "y0", "matrix")

_TRIPPED = (
    PdfminerException, MalformedPDFException, PSException, TypeError, ValueError, LookupError, AttributeError,
    ArithmeticError, AssertionError, RecursionError,
)  # fmt: skip
"""pdfminer trips over damaged files with whatever its code runs into, not with errors of its own."""


class Plumber:
    """A PDF as pdfplumber opens it, when its first page is asked for."""

    def __init__(self, data: bytes, path: Path) -> None:
        """Of these bytes; `path` is for what errors say."""
        self._data, self._path = data, path
        self._opened: PDF | None = None

    def __enter__(self) -> "Plumber":
        """Nothing is opened yet."""
        return self

    def __exit__(self, *error: object) -> None:
        """Gives the file back."""
        if self._opened is not None:
            with contextlib.suppress(*_TRIPPED):  # it looks at all pages once more, and trips again
                self._opened.close()

    def sheet(self, number: int) -> Sheet:
        """The page of this number, from 1; its memory is given back at once."""
        try:
            self._opened = self._opened or pdfplumber.open(io.BytesIO(self._data))
            page = self._opened.pages[number - 1]
            found = sheet(page)
            page.close()
        except _TRIPPED as error:
            raise ReadError(
                "this PDF is damaged or cut short", where=self._path, do="Copy or export it again."
            ) from error
        return found


def sheet(source: Source) -> Sheet:
    """The letters and drawings of a page."""
    heavy = heavy_fonts(source)
    texts: list[str] = []
    numbers: list[tuple[float, ...]] = []
    laid: list[Laid] = []
    inks: dict[object, int] = {}
    for char in source.chars:
        text, x0, top, x1, bottom, size, font, ink, y0, matrix = _KEYS(char)
        upright, upwards = direction(matrix[0], matrix[1], size)
        if not upright:
            laid.append(Laid(text, x0, top, x1, bottom, size, upwards))
            continue
        if text in UNSEEN:
            continue
        texts.append(text)
        shown = tuple(ink) if isinstance(ink, (list, tuple)) else ink
        colour = inks.setdefault(shown, len(inks))
        numbers.append((x0, x1, bottom + y0 - matrix[5], size, font in heavy, colour))
    x0s, x1s, bases, sizes, bold, colours = np.array(numbers, dtype=float).reshape(-1, 6).T
    none = np.zeros(len(texts), dtype=bool)
    letters = Letters(texts, x0s, x1s, bases, sizes, bold > 0, colours.astype(np.intp), list(inks), none)
    return Sheet(
        float(source.width), float(source.height), letters, laid,
        *(cast("list[Drawn]", drawn) for drawn in (source.rects, source.lines, source.curves, source.images)),
    )  # fmt: skip
