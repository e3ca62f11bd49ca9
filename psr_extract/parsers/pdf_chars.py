"""The letters of a PDF page put together to words."""

import re
from collections.abc import Iterator, Sequence
from operator import attrgetter
from sys import intern
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from psr_extract.parsers.colours import from_pdf
from psr_extract.parsers.lines import fold
from psr_extract.parsers.pdf_shades import Shade, shade_of
from psr_extract.parsers.pdf_sheet import Laid, Letters, Sheet
from psr_extract.parsers.pdf_words import Box, Word

_BULLET_CODE = re.compile(r"^(?:\(cid:\d+\)|\x7f)$")
"""A sign that its font gives no letter for: mostly a bullet."""
_GAP = 0.2
"""Letters further apart than this share of their size belong to two words."""
_KNOWN_GAP = 0.05
"""The same where a blank is known to be."""
_BELOW = 0.22
"""How far letters reach below their base line, as a share of their size; what fonts say of it is often wrong."""


class Text(NamedTuple):
    """The words of a page; runs of letters that stand upright on their side, each as one word; what stands aslant."""

    words: list[Word]
    turned: list[Word]
    aslant: str


def read_letters(sheet: Sheet, *, painted: Sequence[Shade] = ()) -> Text:
    """The letters of a page as words; `painted` are the areas behind them."""
    words = [word for word in _words(sheet.letters, painted) if word.text.isalnum() or fold(word.text)]
    runs = [
        _turned(row, upwards)
        for upwards in (True, False)
        for row in _rows([_along(letter) for letter in sheet.laid if letter.upwards is upwards])
    ]
    aslant = "".join(letter.text for letter in sheet.laid if letter.upwards is None)
    return Text(words, [run for run in runs if fold(run.text)], aslant)


def _words(letters: Letters, painted: Sequence[Shade]) -> Iterator[Word]:
    """The words on each base line, from left to right, whatever the sizes of their letters."""
    order, apart = _parted(letters)
    if not len(order):
        return
    starts = np.flatnonzero(apart)
    texts = [letters.texts[at] for at in order.tolist()]
    bottom = letters.base[order] + _BELOW * letters.size[order]
    counts = np.diff(starts, append=len(order))
    columns = zip(
        starts.tolist(), counts.tolist(),
        letters.x0[order[starts]].tolist(),
        np.minimum.reduceat(bottom - letters.size[order], starts).tolist(),
        np.maximum.reduceat(letters.x1[order], starts).tolist(),
        np.maximum.reduceat(bottom, starts).tolist(),
        np.maximum.reduceat(letters.size[order], starts).tolist(),
        (2 * np.add.reduceat(letters.heavy[order].astype(int), starts) > counts).tolist(),
        letters.ink[order[starts]].tolist(),
        strict=True,
    )  # fmt: skip
    colours = [from_pdf(ink) for ink in letters.inks]
    same: dict[float, float] = {}
    for start, count, left, top, right, below, large, strong, ink in columns:
        text = "".join(texts[start : start + count])
        colour = (shade_of((left, top, right, below), painted) if painted else None) or colours[ink]
        top, below, large = (same.setdefault(value, value) for value in (top, below, large))
        yield Word(intern(_bullet(text)), left, top, right, below, large, strong, colour)


def _parted(letters: Letters) -> tuple[NDArray[np.intp], NDArray[np.bool_]]:
    """The letters but for blanks, line by line from left to right, and which of them begin a word."""
    down = np.argsort(letters.base, kind="stable")
    row = np.empty(len(down), dtype=np.intp)
    row[down] = np.cumsum(np.diff(letters.base[down], prepend=letters.base[down[:1]]) > 1)
    order = np.lexsort((letters.base, letters.x0, row))
    blank = np.array([text.isspace() for text in letters.texts], dtype=bool)[order]
    thin = blank & (letters.size[order] == 0)
    known, sure = np.cumsum(thin)[~blank], np.cumsum(blank & ~thin)[~blank]
    order = order[~blank]
    x0, x1, size = letters.x0[order], letters.x1[order], letters.size[order]
    gap = (x0[1:] - x1[:-1]) / np.minimum(size[1:], size[:-1])
    least = np.where(letters.followed[order][:-1] | (np.diff(known) > 0), _KNOWN_GAP, _GAP)
    apart = np.ones(len(order), dtype=bool)
    apart[1:] = (np.diff(row[order]) > 0) | (np.diff(sure) > 0) | (gap > least)
    return order, apart


def _bullet(text: str) -> str:
    return _BULLET_CODE.sub("•", text) if text[0] in "(\x7f" else text


class _Along(NamedTuple):
    """A letter of a line that runs up or down the page, laid so that the line runs from left to right."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float


def _along(letter: Laid) -> _Along:
    up = bool(letter.upwards)
    start, end = (-letter.bottom, -letter.top) if up else (letter.top, letter.bottom)
    low, high = (letter.x0, letter.x1) if up else (-letter.x1, -letter.x0)
    return _Along(letter.text, start, low, end, high, high - low)


def _rows(letters: Sequence[_Along]) -> Iterator[list[_Along]]:
    """Letters on one base line, from left to right."""
    row: list[_Along] = []
    for letter in sorted(letters, key=attrgetter("bottom")):
        if row and letter.bottom - row[-1].bottom > 1:
            yield sorted(row, key=attrgetter("x0"))
            row = []
        row.append(letter)
    if row:
        yield sorted(row, key=attrgetter("x0"))


def _turned(row: Sequence[_Along], upwards: bool) -> Word:
    """The words of a line that runs up or down the page, as one word where they stand."""
    text = ""
    for before, letter in zip((None, *row), row, strict=False):
        apart = before is not None and letter.x0 - before.x1 > _GAP * min(letter.size, before.size)
        text += f" {letter.text}" if apart else letter.text
    start, end = row[0].x0, max(letter.x1 for letter in row)
    low, high = min(letter.top for letter in row), max(letter.bottom for letter in row)
    box: Box = (low, -end, high, -start) if upwards else (-high, start, -low, end)
    return Word(" ".join(text.split()), *box, high - low, strong=False)
