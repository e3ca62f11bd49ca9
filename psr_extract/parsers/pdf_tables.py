"""Ruled tables of a PDF as rows."""

from collections.abc import Iterator, Sequence

from psr_extract.document import Block, Place, row
from psr_extract.parsers import lines as words_of
from psr_extract.parsers import tables
from psr_extract.parsers.pdf_grid import Cell, Grid, Row, filled
from psr_extract.parsers.pdf_words import Box, Line, Word, to_lines


def titles_of(grid: Grid, *, page: int) -> tuple[str, ...]:
    """The titles of a table's columns, by its first row; `()` where that holds none.

    A single row may hold the titles of a table on the next page.
    """
    bold = [all(_bold(cell.words) for cell in line if cell and cell.words) for line in grid.rows]
    texts = texts_of(grid, filled_columns(grid), page=page)
    return tables.heading_cells(texts if len(texts) > 1 else texts * 2, marked=bold[0] and not all(bold))


def titles_above(grid: Grid, line: Line | None, *, page: int) -> tuple[str, ...]:
    """The titles of a table's columns where they stand in a line right above its rules; `()` where none do."""
    if line is None or line.page != page or not 0 <= grid.box[1] - line.box[3] < line.size:
        return ()
    keep = filled_columns(grid)
    spans = [[cell.box for row_ in grid.rows if (cell := row_[column])] for column in keep]
    found = [""] * len(keep)
    for segment in line.segments:
        home = [at for at, boxes in enumerate(spans) if _inside(segment.x0, boxes)]
        if not home or found[home[0]]:
            return ()
        found[home[0]] = segment.text
    return tables.heading_cells([found, *texts_of(grid, keep, page=page)])


def _inside(x: float, boxes: Sequence[Box]) -> bool:
    return bool(boxes) and min(box[0] for box in boxes) - 2 <= x < max(box[2] for box in boxes)


def goes_on(grid: Grid, before: Grid | None) -> bool:
    """Whether a table has the columns of the one before it, as its part on the next page does."""
    if before is None:
        return False
    here, there = (_edges(table) for table in (grid, before))
    return len(here) == len(there) and all(abs(a - b) < 12 for a, b in zip(here, there, strict=True))


def _edges(grid: Grid) -> list[float]:
    """Where the columns of a table begin."""
    boxes = (
        [cell.box[0] for line in grid.rows if (cell := line[column]) and cell.words] for column in filled_columns(grid)
    )
    return [min(starts) for starts in boxes if starts]


def grid_rows(grid: Grid, *, page: int, table: int, inherited: tuple[str, ...] = ()) -> Iterator[Block]:
    """The rows of a ruled table, a merged cell once, where it begins; `inherited` titles come from the page before."""
    keep = filled_columns(grid)
    texts = texts_of(grid, keep, page=page)
    titles = () if inherited else titles_of(grid, page=page)
    for number, (cells, line) in enumerate(zip(texts, grid.rows, strict=True), 1):
        place = Place(page=page, box=row_box(line), cell=(table, number, 1))
        shown = tuple(cell.colour if (cell := line[column]) else None for column in keep)
        yield row(cells, place=place, heading_cells=inherited or (titles if number > 1 else ()), colours=shown)


def filled_columns(grid: Grid) -> list[int]:
    """The columns that hold words or colours in any row; gutters between ruled columns are passed over."""
    return filled(grid.rows)


def texts_of(grid: Grid, keep: Sequence[int], *, page: int) -> list[tuple[str, ...]]:
    """The texts of the cells in these columns, row by row."""
    return [tuple(_text(line[column] if column < len(line) else None, page) for column in keep) for line in grid.rows]


def _text(cell: Cell | None, page: int) -> str:
    return cell_text(cell.words, cell.box, page=page) if cell else ""


def row_box(line: Row) -> Box:
    """The box around the cells of a row."""
    boxes = [cell.box for cell in line if cell]
    return _rounded(
        (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))
    )


def cell_text(words: Sequence[Word], box: Box, *, page: int) -> str:
    """The text of a cell: wrapped lines joined, each paragraph or list entry on a line of its own."""
    if not words:
        return ""
    found: list[str] = []
    right = max(word.x1 for word in words)
    above: float | None = None
    for line in to_lines(words, page=page):
        text = words_of.fold(line.text)
        first = line.words[0]
        wrapped = above is not None and above + (first.x1 - first.x0) + 4 > min(right, box[2] - 6) - 4
        marker, _ = words_of.split_marker(line.text)
        if found and marker is None and (wrapped or (text[:1].islower() and found[-1][-1] not in ".:;!?")):
            found[-1] = words_of.mend(found[-1], text)
        else:
            found.append(text)
        above = line.box[2]
    return "\n".join(found).replace("\t", " ")


def _bold(words: Sequence[Word]) -> bool:
    return all(word.strong for word in words)


def _rounded(box: Box) -> Box:
    return round(box[0], 1), round(box[1], 1), round(box[2], 1), round(box[3], 1)
