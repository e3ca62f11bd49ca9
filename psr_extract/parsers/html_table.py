"""Tables of web pages: data as rows, layout as running text, the item tables of committee pages as items."""

from collections.abc import Callable, Iterator

from lxml.html import HtmlElement

from psr_extract.parsers import lines
from psr_extract.parsers.grid import Cell, Part, grid_parts
from psr_extract.parsers.html_style import ground
from psr_extract.parsers.html_words import HEADINGS

MAX_SPAN = 50
Reader = Callable[[HtmlElement, int, int], list[Part]]
"""Reads a cell; told its row and column, each from 1."""


def is_layout(table: HtmlElement) -> bool:
    """Whether a table only arranges the page: tables or headings inside it, or a single column."""
    if table.get("role") == "presentation":
        return True
    if table.find(".//table") is not None:
        return not any(cell.tag == "th" for line in _lines(table) for cell in _cells(line))
    if any(table.find(f".//{tag}") is not None for tag in HEADINGS):
        return True
    return max((len(_cells(line)) for line in _lines(table)), default=0) < 2


def table_parts(table: HtmlElement, *, number: int, inside: Reader) -> Iterator[Part]:
    """The rows of a data table, each cell read by `inside`; merged cells stand once, what they also cover is empty."""
    for caption in table.findall("caption"):
        yield from inside(caption, 1, 1)
    yield from grid_parts(list(_grid(table, inside)), number=number)


def item_rows(table: HtmlElement) -> Iterator[tuple[str | None, HtmlElement]]:
    """The items of a committee page: the number printed in the first cell, and the cell that holds the rest."""
    for line in table.iter("tr"):
        if next(line.iterancestors("table")) is not table:
            continue  # a table inside a cell is read with the cell
        number: str | None = None
        if all(cell.tag == "th" for cell in _cells(line)):
            continue
        for cell in _cells(line):
            if "mgItemNumberCell" in (cell.get("class") or ""):
                number = lines.fold(cell.text_content()) or None
            else:
                yield number, cell
                number = None


def _cells(line: HtmlElement) -> list[HtmlElement]:
    return [cell for cell in line if cell.tag in {"td", "th"}]


def _lines(table: HtmlElement) -> Iterator[HtmlElement]:
    """The rows of a table, but not those of tables inside it."""
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in {"thead", "tbody", "tfoot"}:
            yield from child.findall("tr")


def _grid(table: HtmlElement, inside: Reader) -> Iterator[list[Cell]]:
    covered: dict[int, int] = {}
    for number, line in enumerate(_lines(table), 1):
        cells: list[Cell] = []
        column = 0
        for element in _cells(line):
            while covered.get(column, 0):
                covered[column] -= 1
                cells.append(Cell())
                column += 1
            across, down = _span(element, "colspan"), _span(element, "rowspan")
            for at in range(column, column + across):
                covered[at] = down - 1
            cells.append(Cell(inside(element, number, column + 1), across, ground(element) or ground(line)))
            column += across
        while covered.get(column, 0):
            covered[column] -= 1
            cells.append(Cell())
            column += 1
        yield cells


def _span(cell: HtmlElement, name: str) -> int:
    value = (cell.get(name) or "1").strip()
    return min(max(lines.whole(value, 1), 1), MAX_SPAN)
