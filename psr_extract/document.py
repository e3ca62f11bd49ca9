"""What a parser gives: a `Document` of flat `Block`s in reading order, each with its `Place`. Knows no formats."""

from dataclasses import dataclass
from typing import Literal

BlockKind = Literal["heading", "paragraph", "bullet", "row"]
CELL = "\t"
"""Stands between the cells of a row's text; no cell contains it."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a block stood in its file: whatever the format knows, the rest `None`.

    `page` counts from 1; `box` is (x0, top, x1, bottom) in points from the top left of the page; `line` is the
    first line of a text file, or the number of the paragraph in Word and web pages, from 1; `cell` is
    (table, row, column), each from 1, the column 1 for a whole row.
    """

    page: int | None = None
    box: tuple[float, float, float, float] | None = None
    line: int | None = None
    cell: tuple[int, int, int] | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of text that stands on its own: a heading, a paragraph, a bullet (or numbered limb), a table row.

    `text` has no marker, and white space folded to single spaces; only rows keep `CELL` between cells and a newline
    between the paragraphs inside one cell. `level` is the depth of a heading (1 is the top) or bullet (1 is the
    outermost), 0 elsewhere. `marker` is what was printed before it ("4.2", "(a)", "•"). `cells` and `heading_cells`
    (the titles of the columns, `()` where the table has none) belong to rows; `margin` holds words set beside it.
    `colours` gives each cell of a row (or the block itself, as its only entry) the colour of its shading, else of its
    text, as "#rrggbb" in small letters, `None` where that is plain (black, grey, white); `()` where nothing has colour.
    """

    kind: BlockKind
    text: str
    place: Place = Place()
    level: int = 0
    marker: str | None = None
    cells: tuple[str, ...] = ()
    heading_cells: tuple[str, ...] = ()
    margin: str | None = None
    colours: tuple[str | None, ...] = ()

    def cell_start(self, column: int) -> int:
        """The offset in `text` at which the cell of this column (from 0) begins."""
        return sum(len(cell) + len(CELL) for cell in self.cells[:column])


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Text of the file that is in no block, and why ("page header", "page number", "menu", "empty")."""

    text: str
    why: str
    place: Place = Place()


@dataclass(frozen=True, slots=True)
class Document:
    """One document: `sha256` of the file's bytes, its `name` (the file name), blocks, and what was left out and why.

    `pages` are its first and last page, where it is a part of a longer file, such as a paper in an agenda pack.
    """

    sha256: str
    name: str
    media_type: str
    blocks: tuple[Block, ...]
    left_out: tuple[LeftOut, ...] = ()
    warnings: tuple[str, ...] = ()
    pages: tuple[int, int] | None = None


def row(
    cells: tuple[str, ...],
    *,
    place: Place,
    heading_cells: tuple[str, ...] = (),
    colours: tuple[str | None, ...] = (),
) -> Block:
    """A table row as a block: `row(("PMO", "Write to all"), place=...)`; `colours` of plain cells only are none."""
    shown = colours if any(colours) else ()
    return Block("row", CELL.join(cells), place, cells=cells, heading_cells=heading_cells, colours=shown)
