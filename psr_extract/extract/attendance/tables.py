"""Attendance in tables: a row a person, with columns for name, organisation, role, initials and status or meetings."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace

from psr_extract.dates import Context, parse_date
from psr_extract.document import Block
from psr_extract.extract.attendance.marks import Marks
from psr_extract.extract.view import View
from psr_extract.people.entries import Entry, read_entries
from psr_extract.people.lexicon import Lexicon, bare
from psr_extract.people.names import is_person, is_surely_person, untitled
from psr_extract.records import AttendanceStatus


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column holds what; `meeting` is the column of marks for this meeting."""

    name: int | None = None
    about: tuple[int, ...] = ()
    meeting: int | None = None
    status: tuple[tuple[int, AttendanceStatus], ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table, read with the lexicon."""

    block: Block
    words: Lexicon

    def is_header(self, view: View) -> bool:
        """Whether the row holds the titles of columns."""
        if self.block.heading_cells:
            return self.block.cells == self.block.heading_cells
        return _columns(self.block.cells, view).name is not None and not any(
            is_surely_person(untitled(cell, self.words).name, self.words) for cell in self.block.cells
        )

    def columns(self, view: View) -> Columns | None:
        """The columns of the table that the row is in, by its titles (or by the row itself, where it holds them)."""
        if self.block.heading_cells:
            return _columns(self.block.heading_cells, view)
        return _columns(self.block.cells, view) if self.is_header(view) else None

    def entries(
        self, columns: Columns | None, marks: Marks, view: View
    ) -> Iterator[tuple[Entry, AttendanceStatus | None, int]]:
        """The people of the row: entry, status where a cell tells it, offset of the entry's text in the block."""
        if self.is_header(view):
            return
        cells = self.block.cells
        if columns and columns.status and columns.name is None:
            for column, status in columns.status:
                if column < len(cells):
                    for entry in read_entries(cells[column], self.words).entries:
                        yield entry, status, self.block.cell_start(column)
            return
        yield from self._people(columns, marks)

    def _people(self, columns: Columns | None, marks: Marks) -> Iterator[tuple[Entry, AttendanceStatus | None, int]]:
        cells = self.block.cells
        named = [n for n, cell in enumerate(cells) if self._is_name(cell)]
        if columns and columns.name is not None and columns.name < len(cells) and cells[columns.name].strip():
            named = [columns.name]
        elif sum(is_surely_person(_upright(cells[n], self.words), self.words) for n in named) < 2:
            named = named[:1]
        for position, column in enumerate(named):
            stop = named[position + 1] if position + 1 < len(named) else len(cells)
            others = [n for n in range(column + 1, stop) if n not in named]
            if columns and column == columns.name:
                others = list(columns.about)
            yield from self._person(column, others, columns, marks)

    def _person(
        self, column: int, others: list[int], columns: Columns | None, marks: Marks
    ) -> Iterator[tuple[Entry, AttendanceStatus | None, int]]:
        """The person of one cell, told more of by others: as though those stood in brackets behind the name."""
        cells = self.block.cells
        name = cells[column].strip()
        told = [cells[n].strip(" -–—") for n in others if n < len(cells) and not marks.mark(cells[n])]
        status = self._mark(column, columns, marks)
        if status is None and columns and columns.meeting is not None:
            return
        upright = _swapped(name, self.words)
        reading = read_entries(upright + "".join(f" ({cell})" for cell in told if cell), self.words, one_each=True)
        if reading.entries and not reading.strange:
            entry = reading.entries[0]
            offset = self.block.cell_start(column) + len(cells[column]) - len(cells[column].lstrip())
            yield entry if upright == name else replace(entry, start=0, end=len(name)), status, offset

    def _mark(self, name: int, columns: Columns | None, marks: Marks) -> AttendanceStatus | None:
        """The status that the cells of marks give: this meeting's, or the last that is filled."""
        cells = self.block.cells
        if columns and columns.meeting is not None:
            return marks.mark(cells[columns.meeting]) if columns.meeting < len(cells) else None
        if columns and columns.status:
            ticked = [status for column, status in columns.status if column < len(cells) and cells[column].strip()]
            given = [marks.mark(cells[column]) for column, _ in columns.status if column < len(cells)]
            told = [status for status in given if status]
            return told[0] if told and len(columns.status) == 1 else ticked[0] if ticked else None
        found = [status for n, cell in enumerate(cells) if n != name and (status := marks.mark(cell))]
        return found[-1] if found else None

    def _is_name(self, cell: str) -> bool:
        """Whether a cell holds a person's name and no more than what may be said of one."""
        reading = read_entries(cell, self.words, one_each=True)
        return len(reading.entries) == 1 and not reading.strange and len(cell.split()) <= 12


def describes_people(block: Block, view: View) -> bool:
    """Whether a row heads a table of people by itself: a column of names and one of what is said of them."""
    columns = _columns(block.cells, view)
    short = all(len(cell.split()) <= 3 for cell in block.cells)
    return short and columns.name is not None and bool(columns.about) and not block.heading_cells


def _columns(titles: tuple[str, ...], view: View) -> Columns:
    """What the columns hold, by the words of their titles."""
    name = _first(titles, view.rules.words("attendance/name-columns"))
    about = tuple(
        n for n, title in enumerate(titles) if _has(title, view.rules.words("attendance/about-columns")) and n != name
    )
    status = tuple(
        (n, value) for n, title in enumerate(titles) for value in (_status(title, view),) if value and n != name
    )
    date = view.meeting.date
    dated = [n for n, title in enumerate(titles) if date and _is_of(title, date)]
    return Columns(name, about, dated[0] if dated else None, status)


def _is_of(title: str, date: dt.date) -> bool:
    """Whether a column's title is the date of a meeting."""
    return parse_date(title.replace("\n", " "), Context(date)) == date


def has_register(view: View, date: dt.date) -> bool:
    """Whether a table may hold a column of marks for the meeting of this date, among those of other meetings."""
    titles = {title for block in view.blocks if block.kind == "row" for title in (*block.cells, *block.heading_cells)}
    return any(_is_of(title, date) for title in titles)


def _status(title: str, view: View) -> AttendanceStatus | None:
    """The status that a column's title gives to those in it: "Apologies"."""
    for status in ("apologies", "absent", "substitute", "present"):
        if title.strip(" :").casefold() in view.rules.words(f"attendance/{status}-words"):
            return status
    return None


def _first(titles: tuple[str, ...], words: frozenset[str]) -> int | None:
    return next((n for n, title in enumerate(titles) if _has(title, words)), None)


def _has(title: str, words: frozenset[str]) -> bool:
    parts = [bare(part) for part in title.replace("/", " ").split()]
    return len(parts) <= 4 and any(part in words for part in parts)


def _swapped(name: str, words: Lexicon) -> str:
    """A name written surname first, turned: "Doe, Jane"."""
    surname, comma, given = name.partition(", ")
    turned = f"{given} {surname}"
    return turned if comma and "," not in given and " " not in given.strip() and is_person(turned, words) else name


def _upright(cell: str, words: Lexicon) -> str:
    return _swapped(untitled(cell, words).name, words)
