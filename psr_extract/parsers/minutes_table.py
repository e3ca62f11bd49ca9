"""Minutes that are set as one long table: number, text and action columns read as headings, paragraphs and margins."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from psr_extract.document import Block, Place, row
from psr_extract.parsers import lines
from psr_extract.parsers.pieces import Piece

MARGIN_WORDS = 6
_NAME_WORDS = 12
_NUMBER = re.compile(r"(?:[A-Z&]{1,4} ?)?\(?\d{1,4}(?:[./]\d{1,4})*[a-z]?[.):]?|\(?[a-zA-Z][.)]|[ivxIVX]+[.)]")
_LOG = frozenset({
    "status", "due", "deadline", "when", "target", "progress", "rag", "priority", "completed", "complete",
    "timescale", "risk", "impact", "payee",
})  # fmt: skip
_TASKS = frozenset({
    "action", "actions", "task", "tasks", "what", "recommendation",
})  # fmt: skip
_MINUTES = frozenset({
    "item", "minute", "minutes", "notes", "discussion", "agenda",
})  # fmt: skip
_OWNERS = frozenset({
    "action", "actions", "owner", "lead", "by", "who", "whom", "responsible", "responsibility", "initials",
    "decisions", "outcome",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column of such a table is which: `body` holds the text, `number` the items' numbers.

    Other columns before the body hold titles of items, those behind it actions or their owners, under `margin_title`.
    """

    body: int
    number: int | None
    margin_title: str
    headed: bool

    def titles(self, width: int) -> list[int]:
        """The columns with titles, of a table of so many columns."""
        return [column for column in range(min(self.body, width)) if column != self.number]

    def margins(self, width: int) -> list[int]:
        """The columns with actions or owners."""
        return list(range(self.body + 1, width))


def columns(grid: Sequence[Sequence[str]]) -> Columns | None:
    """The columns of a table that holds running minutes, or `None` for a table of any other kind."""
    width = max((len(cells) for cells in grid), default=0)
    if not 2 <= width <= 5 or len(grid) < 2:
        return None
    sizes = [sum(len(_at(cells, column).split()) for cells in grid) for column in range(width)]
    body = sizes.index(max(sizes))
    headed = _is_headed(grid[0])
    rest = grid[1:] if headed else grid
    if sizes[body] < 0.55 * sum(sizes) or not _is_prose([_at(cells, body) for cells in rest]):
        return None
    if headed and (_words(" ".join(grid[0])) & _LOG or _words(_at(grid[0], body)) & _TASKS):
        return None
    number = next((c for c in range(body) if _are_numbers(_at(cells, c) for cells in rest)), None)
    kind = Columns(body, number, _at(grid[0], width - 1) if headed and body < width - 1 else "", headed)
    owners = body < width - 1 and _are_owners(rest, kind.margins(width), kind.margin_title)
    if (body < width - 1 and not owners) or (number is None and not owners):
        return None
    bare = number is None and not headed
    return None if bare and (kind.titles(width) or not _is_long([_at(cells, body) for cells in rest])) else kind


def _is_headed(cells: Sequence[str]) -> bool:
    """Whether a row titles the columns of minutes: "Item", "Minutes", "Action"."""
    short = all(len(cell.split()) <= 5 for cell in cells)
    return short and bool(_words(" ".join(cells)) & (_OWNERS | _MINUTES))


def _are_owners(rest: Sequence[Sequence[str]], behind: Sequence[int], title: str) -> bool:
    """Whether the columns behind the text hold actions or owners: by their title, or as they hold but few words."""
    if _words(title) & _OWNERS:
        return len(behind) < 3
    cells = [text for line in rest for column in behind if (text := _at(line, column))]
    return len(behind) == 1 and all(len(text.split()) <= MARGIN_WORDS for text in cells)


def is_start(cells: Sequence[str]) -> bool:
    """Whether minutes may begin with this row: it is headed "Action", or its first cell is a first number."""
    return any(_words(cell) & _OWNERS and len(cell.split()) < 4 for cell in cells) or cells[0].strip(".() ") in {
        "1",
        "01",
    }


def _is_prose(cells: Sequence[str]) -> bool:
    filled = [cell for cell in cells if cell]
    several = sum("\n" in cell for cell in filled)
    words = sum(len(cell.split()) for cell in filled)
    return bool(filled) and (several >= 0.3 * len(filled) or words > 20 * len(filled))


def _is_long(cells: Sequence[str]) -> bool:
    """Whether cells hold more than names and addresses do: where nothing else tells of minutes, their text must."""
    filled = [cell for cell in cells if cell]
    return sum(len(cell.split()) for cell in filled) > _NAME_WORDS * len(filled)


def _are_numbers(cells: Iterable[str]) -> bool:
    filled = [cell for cell in cells if cell]
    return bool(filled) and sum(
        bool(_NUMBER.fullmatch(cell)) and not lines.is_date(cell) or cell.strip(".").isdigit() for cell in filled
    ) >= 0.6 * len(filled)


def _words(text: str) -> set[str]:
    return {word.strip(".:?()").casefold() for word in re.split(r"[\s/]+", text) if word.strip(".:?()")}


def _at(cells: Sequence[str], column: int) -> str:
    return cells[column] if column < len(cells) else ""


def row_parts(
    inside: Sequence[Piece | Block], *, number: str, title: str, margin: str, margin_title: str, place: Place
) -> Iterator[Piece | Block]:
    """One row as pieces: the number as the first one's marker, the owners beside the last one.

    A margin that tells more than owners becomes a row of its own under its column's title.
    """
    first = True
    if title:
        yield Piece(lines.fold(title), place, set_off=True, marker=number or None)
        first = False
    short = len(margin.split()) <= MARGIN_WORDS
    filled = [part for part in inside if isinstance(part, Block) or part.text.strip()]
    for at, part in enumerate(filled):
        if isinstance(part, Piece):
            part = _with(
                part,
                marker=number if first and number else None,
                margin=margin if short and at == len(filled) - 1 else "",
            )
            first = False
        yield part
    if margin and (not short or not filled or isinstance(filled[-1], Block)):
        yield row((margin,), place=place, heading_cells=(margin_title,) if margin_title else ())


def _with(part: Piece, *, marker: str | None, margin: str) -> Piece:
    return replace(part, marker=marker if marker else part.marker, margin=lines.fold(margin) or part.margin)
