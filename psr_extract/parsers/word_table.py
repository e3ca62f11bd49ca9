"""Tables of Word documents: rows of cells, merged cells once; a table of one column is a frame around running text."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from lxml import etree

from psr_extract.document import Block, Place, row
from psr_extract.parsers import minutes_table, tables
from psr_extract.parsers.pieces import Piece, text_of
from psr_extract.parsers.word_runs import DELETED, Word, leave_out
from psr_extract.parsers.word_xml import W, value

Part = Piece | Block
Reader = Callable[[etree._Element, Word], list[Part]]


@dataclass(frozen=True, slots=True)
class _Cell:
    parts: list[Part]
    span: int

    @property
    def text(self) -> str:
        return text_of(self.parts)

    @property
    def bold(self) -> bool:
        return all(isinstance(part, Piece) and (part.set_off or not part.text.strip()) for part in self.parts)


def table_parts(table: etree._Element, word: Word, *, inside: Reader) -> Iterator[Part]:
    """The rows of a table, each cell read by `inside`."""
    word.tables += 1
    number = word.tables
    grid = [
        [_cell(cell, word, inside) for cell in _near(line, "tc")]
        for line in _near(table, "tr")
        if not _deleted(line, word)
    ]
    if max((len(cells) for cells in grid), default=0) < 2:
        for cells in grid:
            for cell in cells:
                yield from cell.parts
        return
    texts = [tuple(text for cell in cells for text in (cell.text, *[""] * (cell.span - 1))) for cells in grid]
    if (
        all(cell.span == 1 for cells in grid[1:] for cell in cells)
        and (kind := minutes_table.columns(texts)) is not None
    ):
        yield from _minutes(grid, texts, kind, number=number)
        return
    bold = [all(cell.bold for cell in cells if cell.text) for cells in grid]
    titles = tables.heading_cells(texts, marked=bold[0] and not all(bold))
    for at, entry in enumerate(texts, 1):
        if any(entry):
            place = Place(line=word.paragraphs, cell=(number, at, 1))
            yield row(entry, place=place, heading_cells=titles if at > 1 else ())


def _minutes(
    grid: list[list[_Cell]], texts: list[tuple[str, ...]], kind: minutes_table.Columns, *, number: int
) -> Iterator[Part]:
    """The rows of a table that holds running minutes, as headings and paragraphs."""
    start = 0
    if kind.headed:
        yield row(texts[0], place=Place(cell=(number, 1, 1)))
        start = 1
    for at, (cells, line) in enumerate(zip(grid[start:], texts[start:], strict=True), start + 1):
        yield from minutes_table.row_parts(
            cells[kind.body].parts if kind.body < len(cells) else [],
            number=_at(line, kind.number),
            title=" ".join(filter(None, (line[column] for column in kind.titles(len(line))))),
            margin="\n".join(filter(None, (line[column] for column in kind.margins(len(line))))),
            margin_title=kind.margin_title,
            place=Place(cell=(number, at, 1)),
        )


def _at(line: tuple[str, ...], column: int | None) -> str:
    return line[column] if column is not None and column < len(line) else ""


def _near(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """The rows of a table or cells of a row, also inside content controls, but not those of tables inside it."""
    for child in element:
        if child.tag == W + name:
            yield child
        elif child.tag != W + "tbl" and isinstance(child.tag, str):
            yield from _near(child, name)


def _cell(cell: etree._Element, word: Word, inside: Reader) -> _Cell:
    properties = cell.find(W + "tcPr")
    across = value(properties, "gridSpan", "1")
    merged = None if properties is None else properties.find(W + "vMerge")
    covered = merged is not None and merged.get(W + "val", "continue") == "continue"
    parts = inside(cell, word)
    return _Cell([] if covered and not text_of(parts) else parts, min(int(across), 60) if across.isdigit() else 1)


def _deleted(line: etree._Element, word: Word) -> bool:
    """Whether a whole row is a tracked deletion; its text is then left out."""
    properties = line.find(W + "trPr")
    if properties is None or all(properties.find(tag) is None for tag in DELETED):
        return False
    leave_out(line, word)
    return True
