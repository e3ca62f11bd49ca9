"""Tables of Word documents: rows of cells, merged cells once; a table of one column is a frame around running text."""

from collections.abc import Callable, Iterator

from lxml import etree

from psr_extract.parsers.colours import from_text
from psr_extract.parsers.grid import Cell, Part, grid_parts
from psr_extract.parsers.lines import whole
from psr_extract.parsers.pieces import text_of
from psr_extract.parsers.word_runs import DELETED, Word, leave_out
from psr_extract.parsers.word_xml import W, shade, value

Reader = Callable[[etree._Element, Word], list[Part]]
MAX_SPAN = 60


def table_parts(table: etree._Element, word: Word, *, inside: Reader) -> Iterator[Part]:
    """The rows of a table, each cell read by `inside`."""
    word.tables += 1
    number = word.tables
    outer = word.cell
    grid: list[list[Cell]] = []
    for line in _near(table, "tr"):
        word.cell = (number, len(grid) + 1, 1)
        if not _deleted(line, word):
            grid.append(list(_cells(line, word, inside)))
    word.cell = outer
    yield from grid_parts(grid, number=number)


def _cells(line: etree._Element, word: Word, inside: Reader) -> Iterator[Cell]:
    """The cells of a row, empty ones where it begins further right than the table."""
    before = value(line, "trPr/gridBefore", "0")
    skipped = max(0, min(whole(before, 0), MAX_SPAN))
    yield from (Cell() for _ in range(skipped))
    place, column = word.cell, skipped
    for cell in _near(line, "tc"):
        word.cell = (*place[:2], column + 1) if place else None
        read = _cell(cell, word, inside)
        column += read.span
        yield read


def _near(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """The rows of a table or cells of a row, also inside content controls, but not those of tables inside it."""
    for child in element:
        if child.tag == W + name:
            yield child
        elif child.tag != W + "tbl" and isinstance(child.tag, str):
            yield from _near(child, name)


def _cell(cell: etree._Element, word: Word, inside: Reader) -> Cell:
    properties = cell.find(W + "tcPr")
    across = value(properties, "gridSpan", "1")
    merged = None if properties is None else properties.find(W + "vMerge")
    covered = merged is not None and merged.get(W + "val", "continue") == "continue"
    parts = inside(cell, word)
    span = max(1, min(whole(across, 1), MAX_SPAN))
    return Cell([] if covered and not text_of(parts) else parts, span, from_text(shade(properties)))


def _deleted(line: etree._Element, word: Word) -> bool:
    """Whether a whole row is a tracked deletion; its text is then left out."""
    properties = line.find(W + "trPr")
    if properties is None or all(properties.find(tag) is None for tag in DELETED):
        return False
    leave_out(line, word)
    return True
