"""Tables drawn with characters in plain text: `+---+` borders as reStructuredText and databases write them, and pipes.

The marks are those of https://docutils.sourceforge.io/docs/ref/rst/restructuredtext.html#grid-tables.
"""

import re
from collections.abc import Iterator, Sequence

from psr_extract.document import Block, LeftOut, Place, row
from psr_extract.parsers import lines, tables

_LINE = re.compile(r"\s*[|+][^\n]*[|+]\s*$")
_BORDER = re.compile(r"\s*[|+](?=[^\n]*[-=]{2})[-=+|: ]*[|+]\s*$")
_FEW_BORDERS = 3
"""Above and below the titles, and at the end: where no border stands between the rows, each line is one."""

Numbered = Sequence[tuple[int, str]]


def is_line(text: str) -> bool:
    """Whether a line begins and ends as those of a drawn table do."""
    return bool(_LINE.match(text))


def is_table(texts: Sequence[str]) -> bool:
    """Whether these lines are a drawn table: a border, and a line that it divides into cells."""
    drawn = len(texts) > 1 and all(map(is_line, texts)) and any(map(_BORDER.match, texts))
    return drawn and any(1 < len(_cells(text)) <= tables.MOST_CELLS for text in texts if not _BORDER.match(text))


def rows(numbered: Numbered, *, table: int) -> Iterator[Block]:
    """The rows of a drawn table, with the titles of its columns where a border divides its first row from the rest."""
    groups = list(_groups(numbered))
    borders = sum(bool(_BORDER.match(text)) for _, text in numbered)
    titled = len(groups) > 1
    found: list[tuple[int, tuple[str, ...]]] = []
    for at, group in enumerate(groups):
        apart = borders <= _FEW_BORDERS and not (titled and at == 0)
        for number, text in group:
            cells = _cells(text)
            if not found or found[-1][0] < group[0][0] or (apart and cells[0]):
                found.append((number, cells))
            else:
                found[-1] = (found[-1][0], _joined(found[-1][1], cells))
    titles = tables.heading_cells([cells for _, cells in found], marked=titled)
    for at, (number, cells) in enumerate(found, 1):
        if any(cells):
            yield row(cells, place=Place(line=number, cell=(table, at, 1)), heading_cells=titles if at > 1 else ())


def borders(numbered: Numbered) -> Iterator[LeftOut]:
    """The lines of a drawn table that only divide its rows."""
    for number, text in numbered:
        if _BORDER.match(text):
            yield LeftOut(text.strip(), "rule", Place(line=number))


def _groups(numbered: Numbered) -> Iterator[Numbered]:
    """The lines between borders."""
    group: list[tuple[int, str]] = []
    for number, text in numbered:
        if not _BORDER.match(text):
            group.append((number, text))
        elif group:
            yield group
            group = []
    if group:
        yield group


def _cells(text: str) -> tuple[str, ...]:
    return tuple(lines.fold(cell) for cell in text.strip()[1:-1].split("|"))


def _joined(above: tuple[str, ...], below: tuple[str, ...]) -> tuple[str, ...]:
    """Two lines of one row as one: a cell that goes on was wrapped, unless a marker opens its next line."""
    width = max(len(above), len(below))
    pairs = zip((*above, *[""] * (width - len(above))), (*below, *[""] * (width - len(below))), strict=True)
    return tuple(
        lines.mend(first, then) if first and then and not lines.split_marker(then)[0] else f"{first}\n{then}".strip()
        for first, then in pairs
    )
