"""What the readers of attendance lists hand to each other: an entry found, and the list that is open."""

from dataclasses import dataclass

from psr_extract.extract.attendance.labels import Label
from psr_extract.extract.attendance.marks import Marks
from psr_extract.extract.attendance.tables import Columns
from psr_extract.people import Entry
from psr_extract.records import Attendance, AttendanceStatus, Source

INLINE = 9
"""The level of a label that is no heading."""


@dataclass(frozen=True, slots=True)
class Found:
    """An entry of a list with its status and its evidence."""

    entry: Entry
    status: AttendanceStatus
    source: Source


@dataclass(frozen=True, slots=True)
class Open:
    """The list that is being read.

    `own_lines` says that nothing but people stands on the lines under the label, `comma` that the last line ended in
    the middle of the list; in a table whose columns are lists of their own, `by_column` has the label of each.
    """

    label: Label
    own_lines: bool
    level: int = INLINE
    block: int = -1
    entries: int = 0
    comma: bool = False
    table: int = 0
    columns: Columns | None = None
    by_column: tuple[tuple[int, Label], ...] = ()


def found_in(
    entry: Entry, block: int, offset: int, label: Label, marks: Marks, status: AttendanceStatus | None = None
) -> Found:
    """An entry with the status that its mark, its remark or its label gives; `offset` is where its text begins."""
    own = marks.remark(entry.remark) or ("substitute" if entry.substitute_for else label.status)
    return Found(entry, status or own, Source(block, offset + entry.start, offset + entry.end, label.rule.name))


def attendance_of(found: Found) -> Attendance:
    """A found entry as a record."""
    entry = found.entry
    return Attendance(
        entry.name,
        found.status,
        found.source,
        organisation=entry.organisation,
        role=entry.role,
        initials=entry.initials,
        substitute_for=entry.substitute_for,
    )
