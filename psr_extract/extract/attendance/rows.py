"""Attendance in the rows of tables: a label beside its people, lists side by side, or a person a row."""

from collections.abc import Iterator
from dataclasses import replace

from psr_extract.document import CELL, Block
from psr_extract.extract.attendance.found import Found, Open, found_in
from psr_extract.extract.attendance.labels import Label, labels
from psr_extract.extract.attendance.marks import Marks
from psr_extract.extract.attendance.tables import Row, describes_people
from psr_extract.extract.view import View
from psr_extract.people import Entry, Lexicon, has_remit, read_entries

MAX_LINES_ABOUT = 2


def read_row(
    view: View, words: Lexicon, marks: Marks, number: int, open_: Open | None
) -> tuple[list[Found], Open | None]:
    """The people in a row, and the list that is open behind it."""
    block = view.blocks[number]
    table = block.place.cell[0] if block.place.cell else 0
    if open_ and (open_.table and open_.table != table):
        open_ = None
    if describes_people(block, view):
        label = open_.label if open_ else _implied(view)
        columns = Row(block, words).columns(view)
        return [], Open(label, True, table=table, columns=columns) if label else None
    if open_ and open_.columns and open_.columns.name is not None:
        return _person(view, words, marks, number, open_)
    cells = _cells(view, number)
    named = [(column, label) for column, _, _, label in cells if label]
    if (open_ and open_.by_column) or len(named) > 1:
        return _side_by_side(
            cells, number, marks, words, replace(open_, table=table) if open_ else Open(named[0][1], True, table=table)
        )
    if named:
        return _beside(cells, number, marks, words, named[0][1], table)
    if open_ is None:
        return [], None
    return _person(view, words, marks, number, replace(open_, table=table))


def _cells(view: View, number: int) -> list[tuple[int, int, str, Label | None]]:
    """The cells of a row that are not empty: column, offset, text, and the label that begins in it."""
    block = view.blocks[number]
    found = labels(view, number)
    result = []
    for column, cell in enumerate(block.cells or tuple(block.text.split(CELL))):
        start = block.cell_start(column)
        label = next(
            (
                label
                for label in found
                if start <= label.start < start + len(cell) and not _is_title(label, block, cell)
            ),
            None,
        )
        if cell.strip():
            result.append((column, start, cell, label))
    return result


def _is_title(label: Label, block: Block, cell: str) -> bool:
    """Whether a label in a row is only a word of a longer cell, and not a title with its colon."""
    return label.weak and label.end == len(block.text) and not cell.rstrip().endswith(":")


def _implied(view: View) -> Label | None:
    """The label of a table that lists people without one."""
    rule = view.rules.by_name.get("attendance/present")
    return Label(rule, 0, 0) if rule else None


def _beside(
    cells: list[tuple[int, int, str, Label | None]], number: int, marks: Marks, words: Lexicon, label: Label, table: int
) -> tuple[list[Found], Open | None]:
    """A label in a row, and its people behind it or in the cells beside it."""
    found: list[Found] = []
    strange = 0
    for _, start, cell, own in cells:
        at = max(start, own.end) if own else start
        reading = read_entries(cell[at - start :], words)
        strange += reading.strange
        found += [found_in(entry, number, at, label, marks) for entry in reading.entries]
    if label.weak and (strange or not found):
        return [], None
    return found, Open(label, own_lines=not found, table=table, entries=len(found))


def _side_by_side(
    cells: list[tuple[int, int, str, Label | None]], number: int, marks: Marks, words: Lexicon, open_: Open
) -> tuple[list[Found], Open | None]:
    """A row of a table whose columns are lists of their own: a label in a cell changes what its column is."""
    of = dict(open_.by_column)
    found: list[Found] = []
    for column, start, cell, label in cells:
        if label:
            of[column] = label
        at = max(start, label.end) if label else start
        if column in of:
            found += _entries(cell[at - start :], number, at, of[column], marks, words)
    return found, replace(open_, by_column=tuple(of.items()), entries=open_.entries + len(found))


def _entries(text: str, number: int, at: int, label: Label, marks: Marks, words: Lexicon) -> Iterator[Found]:
    if one := _one_person(text, words):
        yield found_in(one, number, at, label, marks)
        return
    for line in text.split("\n"):
        reading = read_entries(line, words, one_each=line.count(",") < 2)
        yield from (found_in(entry, number, at, label, marks) for entry in reading.entries)
        at += len(line) + 1


def _one_person(text: str, words: Lexicon) -> Entry | None:
    """The person of a cell whose further lines say only who that is: a name, and a post or organisation below."""
    first, *others = text.split("\n")
    if not 0 < len(others) <= MAX_LINES_ABOUT:
        return None
    entries = read_entries(first, words, one_each=True).entries
    if len(entries) != 1 or not entries[0].sure:
        return None
    if any(entry.sure for line in others for entry in read_entries(line, words, one_each=True).entries):
        return None
    told = ", ".join(line.strip(" ,") for line in others)
    parts = told.split(", ")
    posts = next((n for n, part in enumerate(parts) if not any(map(words.is_post, part.split()))), len(parts))
    if posts and len(parts) > posts + 1 and has_remit(parts[posts - 1]):
        posts += 1
    role, organisation = ", ".join(parts[:posts]), ", ".join(parts[posts:])
    return replace(entries[0], role=role or entries[0].role, organisation=organisation or entries[0].organisation)


def _person(view: View, words: Lexicon, marks: Marks, number: int, open_: Open) -> tuple[list[Found], Open | None]:
    """A row that is one person (or one a few cells), under an open label."""
    row = Row(view.blocks[number], words)
    columns = open_.columns or row.columns(view)
    found = [
        found_in(entry, number, offset, open_.label, marks, status)
        for entry, status, offset in row.entries(columns, marks, view)
    ]
    numbers = any(char.isdigit() for char in row.block.text)
    if not found and not row.is_header(view) and not numbers:
        return [], open_ if open_.entries == 0 else None
    return found, replace(open_, columns=columns, entries=open_.entries + len(found))
