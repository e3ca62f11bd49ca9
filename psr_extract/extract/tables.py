"""Tables whose columns' titles say what stands in them: tasks, owners, deadlines, statuses, references."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Span

from psr_extract.extract.sections import normal
from psr_extract.extract.view import View, trim

_BULLETS = frozenset("•·●○▪■◦–-*➢►\uf0b7\uf0a7Ø")
_NUMBER = re.compile(r"(\(?\d{1,3}[-.)]\d{0,3}|\(?[a-z]\)|[A-Z]{1,4}\d{1,3}[.:)]?)\s")


@dataclass(frozen=True, slots=True)
class Columns:
    """For each value that COLUMN rules give ("task", "owner", ...), its column from 0 and its rule's name."""

    found: tuple[tuple[str, int, str], ...]

    def of(self, value: str) -> tuple[int, str] | None:
        """The column that holds this value and the rule that says so."""
        return next(((column, rule) for name, column, rule in self.found if name == value), None)


def columns(view: View, kind: str, titles: tuple[str, ...], *, exact: bool = False) -> Columns:
    """What the columns of a table with these titles hold, by the COLUMN rules of a kind; the first rule wins.

    A title that only begins with a cue ("Actions from this meeting") counts too, unless it has to be `exact`.
    """
    found: list[tuple[str, int, str]] = []
    taken: set[int] = set()
    for rule in view.rules.of(kind, "COLUMN"):
        cues = [normal(cue) for cue in rule.cue]
        ranked = [(_rank(normal(title), cues, exact), at) for at, title in enumerate(titles) if at not in taken]
        matches = [(rank, at) for rank, at in ranked if rank is not None]
        if matches and rule.value and rule.value not in {name for name, _, _ in found}:
            column = min(matches)[1]
            taken.add(column)
            found.append((rule.value, column, rule.name))
    return Columns(tuple(found))


def _rank(title: str, cues: list[str], exact: bool) -> int | None:
    """How well a title fits: the place of the cue that it is, else, behind all those, of one that it begins with."""
    if title in cues:
        return cues.index(title)
    if exact:
        return None
    begun = [
        at for at, cue in enumerate(cues) if len(cue) > 4 and title.startswith(cue + " ") and len(title.split()) < 6
    ]
    return len(cues) + min(begun) if begun else None


def tables(view: View) -> Iterator[tuple[int, ...]]:
    """The blocks of each table, in order: consecutive rows of the same table number and titles."""
    rows: list[int] = []
    for number, block in enumerate(view.blocks):
        if rows and not (block.kind == "row" and _same_table(view, rows[-1], number)):
            yield tuple(rows)
            rows = []
        if block.kind == "row":
            rows.append(number)
    if rows:
        yield tuple(rows)


def titled(view: View, rows: tuple[int, ...]) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """The titles of a table's columns, `()` where it has none, and its rows without the one that holds them."""
    titles = view.blocks[rows[-1]].heading_cells
    return titles, tuple(row for row in rows if view.blocks[row].cells != titles)


def _same_table(view: View, one: int, other: int) -> bool:
    left, right = view.blocks[one], view.blocks[other]
    numbers = [block.place.cell[0] if block.place.cell else None for block in (left, right)]
    return numbers[0] == numbers[1] and (left.heading_cells == right.heading_cells or left.cells == right.heading_cells)


def entries(span: Span) -> list[Span]:
    """The entries of a cell: its lines, where at least two of them begin with a bullet, number or reference."""
    breaks = [token.i for token in span if "\n" in token.text]
    pairs = zip([span.start, *(at + 1 for at in breaks)], [*breaks, span.end], strict=True)
    lines = [line for start, end in pairs if (line := trim(span.doc[start:end]))]
    marked = [line for line in lines if line[0].text[0] in _BULLETS or _NUMBER.match(line.text)]
    if len(marked) < 2 or (marked and marked[0].start != lines[0].start):
        return [span]
    starts = [line.start for line in marked]
    return [trim(span.doc[start:end]) for start, end in zip(starts, [*starts[1:], span.end], strict=True)]


def unmarked(span: Span) -> Span:
    """An entry without its bullet, number or reference."""
    match = _NUMBER.match(span.text)
    start = span.start
    while start < span.end - 1 and (
        span.doc[start].text[0] in _BULLETS or span.doc[start].idx - span[0].idx < (match.end() if match else 0)
    ):
        start += 1
    return trim(span.doc[start : span.end])


def cell(view: View, block: int, column: int) -> Span | None:
    """The tokens of one cell of a row, trimmed; None where the row has no such cell or it is empty."""
    cells = view.blocks[block].cells
    if column >= len(cells) or not cells[column].strip():
        return None
    start = view.span(block).start_char + view.blocks[block].cell_start(column)
    span = view.doc.char_span(start, start + len(cells[column]), alignment_mode="contract")
    return trim(span) if span is not None and trim(span) else None
