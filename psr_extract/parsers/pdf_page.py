"""One page of a PDF as lines and ruled tables."""

from dataclasses import dataclass

from psr_extract.document import LeftOut, Place
from psr_extract.parsers.pdf_chars import read_letters
from psr_extract.parsers.pdf_grid import Grid, find_grids
from psr_extract.parsers.pdf_shades import shades
from psr_extract.parsers.pdf_sheet import Sheet
from psr_extract.parsers.pdf_signs import bullets
from psr_extract.parsers.pdf_words import Line, Word, to_lines

MOST_RULES = 400
"""On a page with more rules than this they are a drawing or a table, not underlines."""

SMALLEST = 3.0
"""Nobody reads smaller letters than this, in points, on a page that has larger ones: they belong to a picture."""


@dataclass(frozen=True, slots=True)
class Page:
    """The lines of a page outside its tables, its tables, its size, and what stands aslant on it."""

    number: int
    width: float
    height: float
    lines: tuple[Line, ...]
    grids: tuple[Grid, ...] = ()
    aside: tuple[LeftOut, ...] = ()


def read_page(source: Sheet, number: int) -> Page:
    """The page with its words put together to lines and its ruled tables found."""
    painted = shades(source)
    read = read_letters(source, painted=painted)
    words = [*_underlined(read.words, source), *bullets(source, read.words), *read.turned]
    grids, outside = find_grids(source, words, painted)
    turned = {id(word) for word in read.turned}
    upright = [word for word in outside if id(word) not in turned]
    tiny = [word for word in upright if word.size < SMALLEST]
    tiny = tiny if 2 * len(tiny) < len(upright) else []
    lines = to_lines([word for word in upright if word not in tiny], page=number)
    aside = [word.text for word in outside if id(word) in turned] + [read.aslant] * bool(read.aslant)
    left_out = tuple(LeftOut(text, "watermark or turned text", Place(page=number)) for text in aside)
    if tiny:
        left_out += (LeftOut(" ".join(word.text for word in tiny), "too small to read", Place(page=number)),)
    return Page(number, source.width, source.height, tuple(lines), tuple(grids), left_out)


def _underlined(words: list[Word], source: Sheet) -> list[Word]:
    """The words, those strong that a thin rule runs under, from the first one's start to the last one's end."""
    rules = [
        rule for rule in (*source.rects, *source.lines) if rule["bottom"] - rule["top"] < 2.5 and rule["width"] > 8
    ]
    if len(rules) > MOST_RULES:
        return words
    strong: set[int] = set()
    for rule in rules:
        over = [
            at for at, word in enumerate(words)
            if -3.5 < rule["top"] - word.bottom < 2 and word.x1 > rule["x0"] + 1 and word.x0 < rule["x1"] - 1
        ]  # fmt: skip
        if (
            over
            and abs(min(words[at].x0 for at in over) - rule["x0"]) < 3
            and abs(max(words[at].x1 for at in over) - rule["x1"]) < 4
        ):
            strong.update(over)
    return [word._replace(strong=True) if at in strong else word for at, word in enumerate(words)]


