"""The lines and tables of PDF pages as pieces in reading order: columns, margins, paragraphs over lines and pages."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from psr_extract.document import Block
from psr_extract.parsers import lines as words_of
from psr_extract.parsers.pdf_columns import margin_edge, reading_order
from psr_extract.parsers.pdf_grid import Grid
from psr_extract.parsers.pdf_levels import levelled
from psr_extract.parsers.pdf_minutes import Beside, Layout, layout, rows, split
from psr_extract.parsers.pdf_page import Page
from psr_extract.parsers.pdf_paragraphs import Look, Paragraph, continues, look, settle
from psr_extract.parsers.pdf_rows import row_cells
from psr_extract.parsers.pdf_tables import goes_on, grid_rows, titles_above, titles_of
from psr_extract.parsers.pdf_words import Line
from psr_extract.parsers.pieces import Piece

Part = Piece | Block


def flow(pages: Sequence[Page]) -> list[Part]:
    """All pieces and rows of the pages, in reading order."""
    edge = margin_edge(pages)
    style = look(pages, edge)
    parts: list[Part] = []
    pending: list[Paragraph] = []
    tables = 0
    setting: Layout | None = None
    last: Grid | None = None
    titles: tuple[str, ...] = ()
    for page in pages:
        for band in _bands(page):
            if not isinstance(band, Grid):
                _add([_apart(line, edge) for line in band], pending, style)
                last = None if band else last
                continue
            tables += 1
            setting = None if last is not None and setting is None and goes_on(band, last) else layout(band, setting)
            if setting is not None:
                _add_minutes(
                    rows(band, setting, page=page.number, table=tables),
                    parts,
                    pending,
                    replace(style, right=setting.right - 5),
                )
                continue
            own = titles_of(band, page=page.number)
            above = pending[-1].lines[-1] if pending else None
            carried = () if own else titles if goes_on(band, last) else titles_above(band, above, page=page.number)
            parts.extend([*settle(pending, style), *grid_rows(band, page=page.number, table=tables, inherited=carried)])
            last, titles = band, own or carried
    return levelled([*parts, *settle(pending, style)])


def _add_minutes(
    found: Iterable[list[Beside] | Part], parts: list[Part], pending: list[Paragraph], style: Look
) -> None:
    """Adds the rows of a table of minutes: lines to the paragraphs under way, the rest behind them."""
    for entry in found:
        if isinstance(entry, list):
            _add(entry, pending, style, fresh=True)
        else:
            parts.extend(settle(pending, style))
            parts.append(entry)


def _bands(page: Page) -> list[Grid | list[Line]]:
    """The tables of a page and the lines before, between and behind them, from top to bottom."""
    grids = sorted(page.grids, key=lambda grid: grid.box[1])
    bands: list[Grid | list[Line]] = []
    rest = list(page.lines)
    for grid in grids:
        above = [line for line in rest if line.box[1] < grid.box[1]]
        rest = [line for line in rest if line.box[1] >= grid.box[1]]
        bands.extend([reading_order(above), *split(grid)])
    bands.append(reading_order(rest))
    return bands


def _add(band: Sequence[Beside], pending: list[Paragraph], style: Look, *, fresh: bool = False) -> None:
    """Adds lines to the paragraphs under way; `fresh` lines begin a cell of their own."""
    bodies = [line for line, _ in band]
    for at, (line, beside) in enumerate(band):
        previous = pending[-1] if pending else None
        first = fresh and at == 0
        cells = row_cells(bodies, at) if line.segments and not fresh else ()
        if (
            line.segments
            and previous is not None
            and not cells
            and (not first or line.text[:1].islower())
            and continues(previous, line, style)
        ):
            previous.text = words_of.mend(previous.text, line.text.strip())
            previous.lines.append(line)
        elif line.segments:
            pending.append(Paragraph([line], text=line.text, alone=first and len(band) > 1, cells=cells))
        if beside and pending:
            pending[-1].margin.append(beside)


def _apart(line: Line, edge: float | None) -> Beside:
    """The body of a line, and the words in the right-hand margin."""
    if edge is None:
        return line, ""
    body = tuple(segment for segment in line.segments if segment.x0 < edge - 3)
    return Line(body, line.page), " ".join(segment.text for segment in line.segments if segment.x0 >= edge - 3)
