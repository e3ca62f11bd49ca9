"""Ruled tables of a PDF page: the cells that pdfplumber finds, with the words and the shading in them."""

from collections.abc import Sequence
from dataclasses import dataclass

from pdfplumber.table import Table, TableFinder

from psr_extract.parsers.colours import usual
from psr_extract.parsers.pdf_rules import edges
from psr_extract.parsers.pdf_shades import Shade, shade_of
from psr_extract.parsers.pdf_sheet import Sheet
from psr_extract.parsers.pdf_words import Box, Word


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell's box, the words in it, and the colour of its shading."""

    box: Box
    words: tuple[Word, ...]
    shade: str | None = None

    @property
    def colour(self) -> str | None:
        """The colour of its shading, else of most of its text."""
        return self.shade or usual((word.colour, len(word.text)) for word in self.words)


Row = tuple[Cell | None, ...]
"""The cells of a row; `None` where a merged cell covers the place."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table: its box, and its rows of cells."""

    box: Box
    rows: tuple[Row, ...]

    @property
    def words(self) -> tuple[Word, ...]:
        """All words in its cells."""
        return tuple(word for row in self.rows for cell in row if cell for word in cell.words)


def find_grids(source: Sheet, words: Sequence[Word], shades: Sequence[Shade]) -> tuple[list[Grid], list[Word]]:
    """The ruled tables of a page, and the words outside of them."""
    grids: list[Grid] = []
    outside = list(words)
    for table in _tables(source, words):
        if (grid := _grid(table, outside, shades)) is not None:
            grids.append(grid)
            inside = {id(word) for word in grid.words}
            outside = [word for word in outside if id(word) not in inside]
    return grids, outside


def _tables(source: Sheet, words: Sequence[Word]) -> list[Table]:
    if len(source.rects) + len(source.lines) + len(source.curves) < 4 or _words_are_shaded(source, words):
        return []
    seen = edges(source)
    if min(sum(edge["orientation"] == way for edge in seen) for way in "hv") < 2:
        return []
    given = {
        "vertical_strategy": "explicit", "horizontal_strategy": "explicit",
        "explicit_vertical_lines": seen, "explicit_horizontal_lines": seen,
    }  # fmt: skip
    # With rules given, nothing of the page is asked for.
    return list(TableFinder(source, given).tables)  # type: ignore[arg-type]


def _words_are_shaded(source: Sheet, words: Sequence[Word]) -> bool:
    """Whether single words have boxes drawn behind them, whose edges would look like a table's rules."""
    if 3 * len(source.rects) < len(words):
        return False
    starts = {(round(rect["x0"]), round(rect["x1"])) for rect in source.rects if rect["bottom"] - rect["top"] > 4}
    tight = sum(
        any((round(w.x0) + a, round(w.x1) + b) in starts for a in (-1, 0, 1) for b in (-1, 0, 1, 2, 3, 4))
        for w in words
    )
    return 2 * tight > len(words)


def _grid(table: Table, words: Sequence[Word], shades: Sequence[Shade]) -> Grid | None:
    """A found table with its words; `None` where it is only a frame: one column, or one row of two."""
    box: Box = table.bbox
    near = [word for word in words if _inside(word, box)]
    rows: list[Row] = []
    for row in table.rows:
        cells: list[Cell | None] = []
        for cell in row.cells:
            held = tuple(word for word in near if _inside(word, cell)) if cell else ()
            near = [word for word in near if word not in held] if held else near
            cells.append(Cell(cell, held, shade_of(cell, shades)) if cell else None)
        rows.append(tuple(cells))
    lines = _merged(_parted([row for row in rows if any(cell and cell.words for cell in row)]))
    columns = filled(lines)
    return Grid(box, tuple(lines)) if len(columns) > (1 if len(lines) > 1 else 2) else None


def filled(rows: Sequence[Row]) -> list[int]:
    """The columns that hold words, or a colour of their own; gutters between ruled columns are passed over."""
    return sorted(
        {column for row in rows for column, cell in enumerate(row) if cell and (cell.words or _tells(cell, row))}
    )


def _tells(cell: Cell, row: Row) -> bool:
    """Whether a cell's shading says something of its own: the rest of the row is not shaded alike, as titles are."""
    others = [other for other in row if other and other is not cell and other.words]
    wide = cell.box[2] - cell.box[0] > 12
    return cell.shade is not None and wide and all(other.shade != cell.shade for other in others)


def _parted(rows: list[Row]) -> list[Row]:
    """The rows with those divided that a shade or a missing rule makes one cell, where their words stand in columns."""
    whole = [row for row in rows if all(row)]
    if not whole or len(whole) == len(rows):
        return rows
    edges = [cell.box for cell in whole[0] if cell]
    most = max(sum(bool(cell and cell.words) for cell in row) for row in whole)
    return [row if all(row) else _divided(row, edges, least=max(2, most - 1)) for row in rows]


def _divided(row: Row, edges: Sequence[Box], *, least: int) -> Row:
    """One wide cell as the cells of the columns its words stand in; as it is where a word stands over two."""
    held = [cell for cell in row if cell]
    if len(held) != 1 or len(edges) != len(row):
        return row
    (whole,) = held
    columns = [tuple(w for w in whole.words if left - 1 <= w.x0 and w.x1 <= right + 1) for left, _, right, _ in edges]
    if sum(map(len, columns)) != len(whole.words) or sum(map(bool, columns)) < least:
        return row
    boxes = [(left, whole.box[1], right, whole.box[3]) for left, _, right, _ in edges]
    return tuple(Cell(box, found, whole.shade) for box, found in zip(boxes, columns, strict=True))


def _merged(rows: list[Row]) -> list[Row]:
    """The rows with those columns put together whose words stand over each other but never in one row.

    Rules that don't meet cut a column of a table into several.
    """
    width = max(map(len, rows), default=0)
    table = [(*row, *[None] * (width - len(row))) for row in rows]
    holding = set(filled(table))
    kept: list[list[Cell | None]] = []
    for column in ([row[at] for row in table] for at in range(width) if at in holding):
        if (
            kept
            and not any(a and a.words and b and b.words for a, b in zip(kept[-1], column, strict=True))
            and _overlap(kept[-1], column)
        ):
            kept[-1] = [b if b and b.words else a for a, b in zip(kept[-1], column, strict=True)]
        else:
            kept.append(column)
    return list(zip(*kept, strict=True)) if kept else []


def _overlap(left: Sequence[Cell | None], right: Sequence[Cell | None]) -> bool:
    """Whether the words of two columns share at least a third of the narrower one's width."""
    spans = []
    for column in (left, right):
        words = [word for cell in column if cell for word in cell.words]
        if not words:
            return False
        spans.append((min(word.x0 for word in words), max(word.x1 for word in words)))
    shared = min(spans[0][1], spans[1][1]) - max(spans[0][0], spans[1][0])
    return shared > min(x1 - x0 for x0, x1 in spans) / 3


def _inside(word: Word, box: Box) -> bool:
    x, y = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]
