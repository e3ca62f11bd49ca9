"""One page of a PDF as lines and ruled tables."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pdfplumber.page import Page as Source

from psr_extract.document import LeftOut, Place
from psr_extract.parsers import colours
from psr_extract.parsers.lines import fold
from psr_extract.parsers.pdf_grid import Grid, find_grids
from psr_extract.parsers.pdf_shades import Shade, shade_of, shades
from psr_extract.parsers.pdf_words import Line, Word, is_heavy, to_lines

_BULLET_CODE = re.compile(r"^(?:\(cid:\d+\)|\x7f)$")
"""A sign that its font gives no letter for: mostly a bullet."""
LARGEST = 90
"""Letters larger than this, in points, are a watermark."""
MOST_RULES = 400
"""On a page with more rules than this they are a drawing or a table, not underlines."""


@dataclass(frozen=True, slots=True)
class Page:
    """The lines of a page outside its tables, its tables, its size, and what stands aslant on it."""

    number: int
    width: float
    height: float
    lines: tuple[Line, ...]
    grids: tuple[Grid, ...] = ()
    aside: tuple[LeftOut, ...] = ()


def read_page(source: Source, number: int) -> Page:
    """The page with its words put together to lines and its ruled tables found."""
    painted = shades(source)
    words, turned = _words(source, painted)
    grids, outside = find_grids(source, words, painted)
    aside = (LeftOut(" ".join(turned), "watermark or turned text", Place(page=number)),) if turned else ()
    return Page(
        number, float(source.width), float(source.height), tuple(to_lines(outside, page=number)), tuple(grids), aside
    )


def _words(source: Source, painted: Sequence[Shade]) -> tuple[list[Word], list[str]]:
    """The words of a page, underlined ones as strong as bold ones; and those of watermarks and turned text."""
    found: list[Word] = []
    turned: list[str] = []
    for word in source.extract_words(return_chars=True, x_tolerance_ratio=0.2):
        chars = [char for char in word["chars"] if char["text"].strip()] or word["chars"]
        if not fold(word["text"]):
            continue
        if not chars[0]["upright"] or chars[0]["size"] > LARGEST:
            turned.append(word["text"])
            continue
        strong = 2 * sum(is_heavy(char["fontname"]) for char in chars) > len(chars)
        size = max(float(char["size"]) for char in chars)
        box = (word["x0"], word["top"], word["x1"], word["bottom"])
        colour = shade_of(box, painted) or colours.from_pdf(chars[0]["non_stroking_color"])
        found.append(Word(_BULLET_CODE.sub("•", word["text"]), *box, size, strong, colour))
    return _underlined(found, source), turned


def _underlined(words: list[Word], source: Source) -> list[Word]:
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
    return [replace(word, strong=True) if at in strong else word for at, word in enumerate(words)]


