"""The letters of a PDF page put together to words."""

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from operator import itemgetter
from typing import NamedTuple

from psr_extract.parsers.colours import from_pdf
from psr_extract.parsers.lines import fold
from psr_extract.parsers.pdf_shades import Shade, shade_of
from psr_extract.parsers.pdf_words import Word

_BULLET_CODE = re.compile(r"^(?:\(cid:\d+\)|\x7f)$")
"""A sign that its font gives no letter for: mostly a bullet."""
_LARGEST = 90
"""Letters larger than this, in points, are a watermark."""
_GAP = 0.2
"""Letters further apart than this share of their size belong to two words."""
_SLANT = 0.02
"""Letters turned by more than this (as a sine) do not stand upright."""
_BELOW = 0.22
"""How far letters reach below their base line, as a share of their size; what fonts say of it is often wrong."""
_KEYS = itemgetter("text", "x0", "top", "x1", "bottom", "size", "fontname", "non_stroking_color", "y0", "matrix")


class Letter(NamedTuple):
    """A letter with its box, its font, its colour as the file has it, and the height of its base line."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    font: str
    ink: object
    base: float


class Letters(NamedTuple):
    """The words of a page; runs of letters that stand upright on their side, each as one word; what stands aslant."""

    words: list[Word]
    turned: list[Word]
    aslant: str


def read_letters(
    chars: Iterable[Mapping[str, object]], *, heavy: Container[str], painted: Sequence[Shade] = ()
) -> Letters:
    """The letters of a page as words; `heavy` are the names of the bold fonts, `painted` the areas behind them."""
    upright: list[Letter] = []
    turned: dict[bool, list[Letter]] = {True: [], False: []}
    aslant = ""
    for char in chars:
        *known, y0, matrix = _KEYS(char)
        across, up = matrix[0], matrix[1]
        size = known[5]
        if size > _LARGEST or min(abs(across), abs(up)) > _SLANT * max(abs(across), abs(up)):
            aslant += known[0]
        elif abs(across) > abs(up):
            upright.append(_upright(known, base=known[4] + y0 - matrix[5]))
        else:
            turned[up > 0].append(_laid(known, upwards=up > 0))
    words = [_word(held, heavy, painted) for row in _rows(upright) for held in _parted(row)]
    runs = [_turned(row, upwards) for upwards, letters in turned.items() for row in _rows(letters)]
    return Letters([word for word in words if fold(word.text)], [run for run in runs if fold(run.text)], aslant)


def _upright(known: Sequence[object], *, base: float) -> Letter:
    """A letter with its box set on its base line."""
    text, x0, _, x1, _, size, font, ink = known
    assert isinstance(x0, float) and isinstance(x1, float) and isinstance(size, (int, float))
    bottom = base + _BELOW * size
    return Letter(str(text), x0, bottom - size, x1, bottom, size, str(font), ink, base)


def _rows(letters: Sequence[Letter]) -> Iterator[list[Letter]]:
    """Letters on one base line, from left to right, whatever their sizes."""
    row: list[Letter] = []
    for letter in sorted(letters, key=itemgetter(8)):
        if row and letter.base - row[-1].base > 1:
            yield sorted(row, key=itemgetter(1))
            row = []
        row.append(letter)
    if row:
        yield sorted(row, key=itemgetter(1))


def _parted(row: Iterable[Letter]) -> Iterator[list[Letter]]:
    """The letters of each word of a row."""
    held: list[Letter] = []
    for letter in row:
        blank = letter.text.isspace()
        if held and (blank or letter.x0 - held[-1].x1 > _GAP * min(letter.size, held[-1].size)):
            yield held
            held = []
        if not blank:
            held.append(letter)
    if held:
        yield held


def _word(letters: Sequence[Letter], heavy: Container[str], painted: Sequence[Shade]) -> Word:
    text = "".join([letter.text for letter in letters])
    box = (
        letters[0].x0, min([letter.top for letter in letters]),
        max([letter.x1 for letter in letters]), max([letter.bottom for letter in letters]),
    )  # fmt: skip
    size = max([letter.size for letter in letters])
    strong = 2 * sum([letter.font in heavy for letter in letters]) > len(letters)
    colour = (shade_of(box, painted) if painted else None) or from_pdf(letters[0].ink)
    return Word(_BULLET_CODE.sub("•", text), *box, size, strong, colour)


def _laid(known: Sequence[object], *, upwards: bool) -> Letter:
    """A letter of a line that runs up or down the page, laid so that the line runs from left to right."""
    text, x0, top, x1, bottom, _, font, ink = known
    assert isinstance(x0, float) and isinstance(x1, float) and isinstance(top, float) and isinstance(bottom, float)
    start, end = (-bottom, -top) if upwards else (top, bottom)
    low, high = (x0, x1) if upwards else (-x1, -x0)
    return Letter(str(text), start, low, end, high, high - low, str(font), ink, high)


def _turned(row: Sequence[Letter], upwards: bool) -> Word:
    """The words of a line that runs up or down the page, as one word where they stand."""
    words = ["".join([letter.text for letter in held]) for held in _parted(row)]
    start, end = row[0].x0, max(letter.x1 for letter in row)
    low, high = min(letter.top for letter in row), max(letter.bottom for letter in row)
    box = (low, -end, high, -start) if upwards else (-high, start, -low, end)
    return Word(" ".join(words), *box, high - low, strong=False)
