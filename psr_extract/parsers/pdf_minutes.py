"""Ruled PDF tables that hold running minutes: rows as lines with margins, so that they flow like a page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from psr_extract.document import Block, Place, row
from psr_extract.parsers import minutes_table
from psr_extract.parsers.pdf_grid import Grid, Row
from psr_extract.parsers.pdf_tables import cell_text, filled_columns, row_box, texts_of
from psr_extract.parsers.pdf_words import Box, Line, Word, to_lines
from psr_extract.parsers.pieces import Piece

Beside = tuple[Line, str]
"""A line of the text, and the words beside it."""


@dataclass(frozen=True, slots=True)
class Layout:
    """How such a table is set: which column is which, and where its text column lies."""

    kind: minutes_table.Columns
    left: float
    right: float


def split(grid: Grid) -> list[Grid]:
    """A table whose first rows are a form ("Date", "Place") and whose others are minutes as two; other tables whole."""
    texts = texts_of(grid, filled_columns(grid), page=0)
    if minutes_table.columns(texts) is not None:
        return [grid]
    for at in range(1, len(texts) - 1):
        starts = minutes_table.is_start(texts[at])
        if starts and minutes_table.columns(texts[at:]) is not None:
            return [replace(grid, rows=grid.rows[:at]), replace(grid, rows=grid.rows[at:])]
    return [grid]


def layout(grid: Grid, before: Layout | None) -> Layout | None:
    """The layout of a table of minutes, or `None` for other tables; one that goes on from the page before counts."""
    keep = filled_columns(grid)
    kind = minutes_table.columns(texts_of(grid, keep, page=0))
    if kind is None and before is not None:
        kind = _same(grid, keep, before)
    if kind is None:
        return None
    boxes = [cell.box for line in grid.rows if (cell := line[keep[kind.body]]) and cell.words]
    if not boxes:
        return None
    lefts, rights = sorted(box[0] for box in boxes), sorted(box[2] for box in boxes)
    return Layout(kind, lefts[len(lefts) // 2], rights[len(rights) // 2])


def _same(grid: Grid, keep: Sequence[int], before: Layout) -> minutes_table.Columns | None:
    """The columns of a table that continues one of the page before: its text column lies at the same place."""
    for at, column in enumerate(keep):
        boxes = [cell.box for line in grid.rows if (cell := line[column]) and cell.words]
        if boxes and abs(boxes[0][0] - before.left) < 12 and abs(boxes[0][2] - before.right) < 25:
            number = at - 1 if at and before.kind.number is not None else None
            return replace(before.kind, body=at, number=number, headed=False)
    return None


def rows(grid: Grid, setting: Layout, *, page: int, table: int) -> Iterator[list[Beside] | Block | Piece]:
    """The rows as lines with what stands beside them; the header row, titles and long margins on their own."""
    keep, kind = filled_columns(grid), setting.kind
    for at, cells in enumerate(grid.rows, 1):
        place = Place(page=page, box=row_box(cells), cell=(table, at, 1))
        if kind.headed and at == 1:
            yield row(texts_of(grid, keep, page=page)[0], place=place)
            continue
        number, title, body, margin = (
            [word for column in group for word in _words(cells, keep, column)]
            for group in ([kind.number], kind.titles(len(keep)), [kind.body], kind.margins(len(keep)))
        )
        if title:
            marker = cell_text(number, setting_box(setting), page=page) or None
            heading = " ".join(cell_text(title, setting_box(setting), page=page).split())
            yield Piece(heading, place, set_off=True, marker=marker)
            number = []
        lines, aside = to_lines([*number, *body], page=page), to_lines(margin, page=page)
        if _is_short(aside) and lines:
            yield _beside(lines, aside)
            continue
        yield [(line, "") for line in lines]
        if margin:
            text = cell_text(margin, setting_box(setting), page=page)
            yield row((text,), place=place, heading_cells=(kind.margin_title,) if kind.margin_title else ())


def setting_box(setting: Layout) -> Box:
    """A box as wide as the text column."""
    return setting.left, 0.0, setting.right, 0.0


def _words(cells: Row, keep: Sequence[int], column: int | None) -> tuple[Word, ...]:
    cell = cells[keep[column]] if column is not None and column < len(keep) else None
    return cell.words if cell else ()


def _is_short(aside: Sequence[Line]) -> bool:
    """Whether margin lines hold initials, posts or dates rather than the wording of a task."""
    return (
        all(len(line.words) <= 3 for line in aside)
        and sum(len(line.words) for line in aside) <= 3 * minutes_table.MARGIN_WORDS
    )


def _beside(body: Sequence[Line], aside: Sequence[Line]) -> list[Beside]:
    """Each margin line tied to the text line at its height, or the nearest above."""
    notes: dict[int, list[str]] = {}
    for note in aside:
        above = [at for at, line in enumerate(body) if line.box[1] <= note.box[1] + 4]
        notes.setdefault(above[-1] if above else 0, []).append(note.text)
    return [(line, " ".join(notes.get(at, []))) for at, line in enumerate(body)]
