"""Tables of Word and OpenDocument: from cells to rows, to running minutes, or to the text in a mere frame."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from psr_extract.document import Block, Place, row
from psr_extract.parsers import minutes_table, tables
from psr_extract.parsers.colours import common
from psr_extract.parsers.pieces import Piece, text_of

Part = Piece | Block


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell with what stands in it, how many columns it spans, and the colour of its shading."""

    parts: list[Part] = field(default_factory=list)
    span: int = 1
    shade: str | None = None

    @property
    def text(self) -> str:
        """The text, each paragraph on a line."""
        return text_of(self.parts)

    @property
    def bold(self) -> bool:
        """Whether all that stands in it is set off, as titles of columns are."""
        return all(isinstance(part, Piece) and (part.set_off or not part.text.strip()) for part in self.parts)

    @property
    def colour(self) -> str | None:
        """The colour of the shading, else the one that all its text has."""
        return self.shade or common(
            (part.text, part.colour if isinstance(part, Piece) else None) for part in self.parts
        )


def grid_parts(grid: Sequence[Sequence[Cell]], *, number: int) -> Iterator[Part]:
    """A table as rows; as headings and paragraphs where it holds running minutes; a frame's text as it stands in it.

    `number` is the table's in its document.
    """
    if max((len(cells) for cells in grid), default=0) < 2:
        for cells in grid:
            for cell in cells:
                yield from cell.parts
        return
    texts = [tuple(text for cell in cells for text in (cell.text, *[""] * (cell.span - 1))) for cells in grid]
    even = all(cell.span == 1 for cells in grid[1:] for cell in cells)
    if even and (kind := minutes_table.columns(texts)) is not None:
        yield from _minutes(grid, texts, kind, number=number)
        return
    bold = [all(cell.bold for cell in cells if cell.text) for cells in grid]
    titles = tables.heading_cells(texts, marked=bold[0] and not all(bold))
    for at, (cells, entry) in enumerate(zip(grid, texts, strict=True), 1):
        filled = [cell for cell in cells if cell.text]
        if len(filled) == 1 and any(isinstance(part, Block) and part.kind == "row" for part in filled[0].parts):
            yield from filled[0].parts
        elif filled:
            colours = tuple(hue for cell in cells for hue in (cell.colour, *[None] * (cell.span - 1)))
            place = Place(line=_line(filled[0]), cell=(number, at, 1))
            yield row(entry, place=place, heading_cells=titles if at > 1 else (), colours=colours)


def _minutes(
    grid: Sequence[Sequence[Cell]], texts: Sequence[tuple[str, ...]], kind: minutes_table.Columns, *, number: int
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


def _line(cell: Cell) -> int | None:
    """The paragraph that a cell begins with."""
    return cell.parts[0].place.line if cell.parts else None


def _at(line: tuple[str, ...], column: int | None) -> str:
    return line[column] if column is not None and column < len(line) else ""
