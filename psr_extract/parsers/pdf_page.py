"""One page of a PDF as lines and ruled tables, and what repeats on every page."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pdfplumber.page import Page as Source
from pdfplumber.table import Table

from psr_extract.document import LeftOut, Place
from psr_extract.parsers.lines import fold
from psr_extract.parsers.pdf_words import Box, Line, Word, is_heavy, to_lines

_PAGE_NUMBER = re.compile(
    r"(?:page|p\.?)?\s*[-–(|]?\s*(?:\d{1,4}|[ivx]{1,5})\s*(?:(?:of|/)\s*\d{1,4})?\s*[-–)|]?$", re.IGNORECASE
)
_BULLET_CODE = re.compile(r"^(?:\(cid:\d+\)|\x7f)$")
"""A sign that its font gives no letter for: mostly a bullet."""
LARGEST = 90
"""Letters larger than this, in points, are a watermark."""
MOST_RULES = 400
"""On a page with more rules than this they are a drawing or a table, not underlines."""
_EDGE = 4
"""How many lines at the top and at the bottom of a page may be a running header or footer."""


Cell = tuple[Box, tuple[Word, ...]] | None
"""A cell's box and the words in it; `None` where a merged cell covers the place."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table: its box, and its rows of cells."""

    box: Box
    rows: tuple[tuple[Cell, ...], ...]


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
    words, turned = _words(source)
    grids: list[Grid] = []
    outside = words
    for table in _tables(source, words):
        if (grid := _grid(table, outside)) is not None:
            grids.append(grid)
            inside = {id(word) for row in grid.rows for cell in row if cell for word in cell[1]}
            outside = [word for word in outside if id(word) not in inside]
    aside = (LeftOut(" ".join(turned), "watermark or turned text", Place(page=number)),) if turned else ()
    return Page(
        number, float(source.width), float(source.height), tuple(to_lines(outside, page=number)), tuple(grids), aside
    )


def _words(source: Source) -> tuple[list[Word], list[str]]:
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
        found.append(
            Word(_BULLET_CODE.sub("•", word["text"]), word["x0"], word["top"], word["x1"], word["bottom"], size, strong)
        )
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


def _tables(source: Source, words: Sequence[Word]) -> list[Table]:
    if len(source.rects) + len(source.lines) + len(source.curves) < 4 or _words_are_shaded(source, words):
        return []
    return list(source.find_tables())


def _words_are_shaded(source: Source, words: Sequence[Word]) -> bool:
    """Whether single words have boxes drawn behind them, whose edges would look like a table's rules."""
    if 3 * len(source.rects) < len(words):
        return False
    starts = {(round(rect["x0"]), round(rect["x1"])) for rect in source.rects if rect["bottom"] - rect["top"] > 4}
    tight = sum(
        any((round(w.x0) + a, round(w.x1) + b) in starts for a in (-1, 0, 1) for b in (-1, 0, 1, 2, 3, 4))
        for w in words
    )
    return 2 * tight > len(words)


def _grid(table: Table, words: Sequence[Word]) -> Grid | None:
    """A found table with its words; `None` where it is only a frame: fewer than two rows or columns with text."""
    box: Box = table.bbox
    near = [word for word in words if _inside(word, box)]
    rows: list[tuple[Cell, ...]] = []
    for row in table.rows:
        cells: list[Cell] = []
        for cell in row.cells:
            held = tuple(word for word in near if _inside(word, cell)) if cell else ()
            near = [word for word in near if word not in held] if held else near
            cells.append((cell, held) if cell else None)
        rows.append(tuple(cells))
    lines = _merged(_parted([row for row in rows if any(cell and cell[1] for cell in row)]))
    filled = {column for row in lines for column, cell in enumerate(row) if cell and cell[1]}
    return Grid(box, tuple(lines)) if len(filled) > 1 and len(lines) > 1 else None


def _parted(rows: list[tuple[Cell, ...]]) -> list[tuple[Cell, ...]]:
    """The rows with those divided that a shade or a missing rule makes one cell, where their words stand in columns."""
    whole = [row for row in rows if all(row)]
    if not whole or len(whole) == len(rows):
        return rows
    edges = [cell[0] for cell in whole[0] if cell]
    usual = max(sum(bool(cell and cell[1]) for cell in row) for row in whole)
    return [row if all(row) else _divided(row, edges, least=max(2, usual - 1)) for row in rows]


def _divided(row: tuple[Cell, ...], edges: Sequence[Box], *, least: int) -> tuple[Cell, ...]:
    """One wide cell as the cells of the columns its words stand in; as it is where a word stands over two."""
    held = [cell for cell in row if cell]
    if len(held) != 1 or len(edges) != len(row):
        return row
    box, words = held[0]
    columns = [tuple(w for w in words if left - 1 <= w.x0 and w.x1 <= right + 1) for left, _, right, _ in edges]
    if sum(map(len, columns)) != len(words) or sum(map(bool, columns)) < least:
        return row
    return tuple(((e[0], box[1], e[2], box[3]), found) for e, found in zip(edges, columns, strict=True))


def _merged(rows: list[tuple[Cell, ...]]) -> list[tuple[Cell, ...]]:
    """The rows with those columns put together whose words stand over each other but never in one row.

    Rules that don't meet cut a column of a table into several.
    """
    width = max(map(len, rows), default=0)
    table = [[*row, *[None] * (width - len(row))] for row in rows]
    kept: list[list[Cell]] = []
    for column in ([row[at] for row in table] for at in range(width)):
        if not any(cell and cell[1] for cell in column):
            continue
        if (
            kept
            and not any(a and a[1] and b and b[1] for a, b in zip(kept[-1], column, strict=True))
            and _overlap(kept[-1], column)
        ):
            kept[-1] = [b if b and b[1] else a for a, b in zip(kept[-1], column, strict=True)]
        else:
            kept.append(column)
    return list(zip(*kept, strict=True)) if kept else []


def _overlap(left: Sequence[Cell], right: Sequence[Cell]) -> bool:
    """Whether the words of two columns share at least a third of the narrower one's width."""
    spans = []
    for column in (left, right):
        words = [word for cell in column if cell for word in cell[1]]
        spans.append((min(word.x0 for word in words), max(word.x1 for word in words)))
    shared = min(spans[0][1], spans[1][1]) - max(spans[0][0], spans[1][0])
    return shared > min(x1 - x0 for x0, x1 in spans) / 3


def _inside(word: Word, box: Box) -> bool:
    x, y = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def without_running(pages: Sequence[Page]) -> tuple[list[Page], list[LeftOut]]:
    """The pages without running headers, footers and page numbers, and these as left out."""
    repeated = _repeated(pages)
    kept: list[Page] = []
    left_out: list[LeftOut] = []
    for page in pages:
        left_out.extend(page.aside)
        stay = []
        for at, line in enumerate(page.lines):
            why = _why_running(line, page, repeated, first=at < _EDGE, last=at >= len(page.lines) - _EDGE)
            if why:
                left_out.append(LeftOut(line.text, why, Place(page=page.number, box=line.box)))
            else:
                stay.append(line)
        kept.append(replace(page, lines=tuple(stay)))
    return kept, left_out


def _repeated(pages: Sequence[Page]) -> set[tuple[str, int]]:
    """What stands at the same height at the edge of at least half of the pages (digits aside)."""
    counts: Counter[tuple[str, int]] = Counter()
    for page in pages:
        edge = [*page.lines[:_EDGE], *page.lines[-_EDGE:]]
        counts.update({key for line in edge for key in _keys(line)})
    return {key for key, count in counts.items() if count >= 2 and 2 * count >= len(pages)}


def _keys(line: Line) -> set[tuple[str, int]]:
    text = re.sub(r"\d+", "#", line.text)
    height = round(line.box[1] / 6)
    return {(text, height), (text, height + 1)}


def _why_running(line: Line, page: Page, repeated: set[tuple[str, int]], *, first: bool, last: bool) -> str | None:
    if not (first or last):
        return None
    low, high = line.box[1] > 0.85 * page.height, line.box[3] < 0.12 * page.height
    if (low or high) and _PAGE_NUMBER.match(line.text) and any(char.isdigit() for char in line.text):
        return "page number"
    if _keys(line) & repeated and (line.box[1] > 0.8 * page.height or line.box[3] < 0.2 * page.height):
        return "page header" if line.box[3] < 0.5 * page.height else "page footer"
    return None
