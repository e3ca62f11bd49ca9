"""Tables of web pages: data as rows, layout as running text, the item tables of committee pages as items."""

from collections.abc import Iterator

from lxml.html import HtmlElement

from psr_extract.document import Block, Place, row
from psr_extract.parsers import lines, tables
from psr_extract.parsers.html_walk import HEADINGS, cell_text

MAX_SPAN = 50


def is_layout(table: HtmlElement) -> bool:
    """Whether a table only arranges the page: tables or headings inside it, or a single column."""
    if table.get("role") == "presentation" or table.find(".//table") is not None:
        return True
    if any(table.find(f".//{tag}") is not None for tag in HEADINGS):
        return True
    return max((len(_cells(line)) for line in table.iter("tr")), default=0) < 2


def table_rows(table: HtmlElement, *, table_number: int, line: int | None) -> Iterator[Block]:
    """The rows of a data table; merged cells stand once, the places they also cover are empty."""
    grid = list(_grid(table))
    heads = [all(_is_head(cell) for cell in _cells(tr) if lines.fold(cell.text_content())) for tr in table.iter("tr")]
    titles = tables.heading_cells(grid, marked=bool(heads) and heads[0] and not all(heads))
    for number, texts in enumerate(grid, 1):
        if any(texts):
            place = Place(line=line, cell=(table_number, number, 1))
            yield row(texts, place=place, heading_cells=titles if number > 1 else ())


def item_rows(table: HtmlElement) -> Iterator[tuple[str | None, HtmlElement]]:
    """The items of a committee page: the number printed in the first cell, and the cell that holds the rest."""
    for line in table.iter("tr"):
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


def _is_head(cell: HtmlElement) -> bool:
    if cell.tag == "th":
        return True
    bold = sum(len(lines.fold(b.text_content())) for b in cell.iter("b", "strong"))
    return bold >= len(lines.fold(cell.text_content()))


def _grid(table: HtmlElement) -> Iterator[tuple[str, ...]]:
    covered: dict[int, int] = {}
    for line in table.iter("tr"):
        texts: list[str] = []
        for cell in _cells(line):
            while covered.get(len(texts), 0):
                covered[len(texts)] -= 1
                texts.append("")
            across, down = _span(cell, "colspan"), _span(cell, "rowspan")
            for column in range(len(texts), len(texts) + across):
                covered[column] = down - 1
            texts.extend([cell_text(cell), *[""] * (across - 1)])
        while covered.get(len(texts), 0):
            covered[len(texts)] -= 1
            texts.append("")
        yield tuple(texts)


def _span(cell: HtmlElement, name: str) -> int:
    value = (cell.get(name) or "1").strip()
    return min(max(int(value), 1), MAX_SPAN) if value.isdigit() else 1
