"""Documents and records built by hand, and where the shared example documents lie."""

import datetime as dt
import hashlib
from collections.abc import Sequence
from pathlib import Path

import pytest

from psr_extract.document import Block, Document, LeftOut, Place
from psr_extract.records import Action, Attendance, AttendanceStatus, Decision, Due, Kind, Meeting, Record, Source
from psr_extract.store import File, Store

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"
BODY = "Wye Hollow Parks Partnership"


def shared(*parts: str) -> Path:
    """A folder of shared example documents; the test is skipped where they are not there."""
    path = SHARED.joinpath(*parts)
    if not path.exists():
        pytest.skip(f"the shared example documents are not beside the repository ({path.name})")
    return path


def action(text: str, *owners: str, due: Due | None = None, **more: str) -> Action:
    """An action whose evidence `minutes` fills in."""
    return Action(text, Source(0, 0, 0, "actions/labelled"), tuple(owners), due, **more)


def by(year: int, month: int, day: int) -> Due:
    """A deadline."""
    return Due(f"by {day}/{month}/{year}", end=dt.date(year, month, day))


def minutes(
    date: str | None = "2025-03-20",
    *actions: Action,
    body: str | None = BODY,
    name: str | None = None,
    kind: Kind = "minutes",
    people: Sequence[tuple[str, AttendanceStatus]] = (),
    initials: str | None = None,
    decisions: Sequence[str] = (),
    extra: str = "",
) -> tuple[Document, Record]:
    """A document with one paragraph for each fact, and its record; `initials` are those of the first person."""
    lines = [f"{body or 'Minutes'} {date or ''} {extra}".strip()]
    people_at, actions_at = len(lines), len(lines) + len(people)
    lines += [person for person, _ in people] + [one.text for one in actions] + list(decisions)
    decisions_at = actions_at + len(actions)

    def whole(at: int, rule: str) -> Source:
        return Source(at, 0, len(lines[at]), rule)

    record_actions = tuple(
        Action(one.text, whole(actions_at + at, "actions/labelled"), one.owners, one.due, one.item, one.ref, one.status)
        for at, one in enumerate(actions)
    )
    attendance = tuple(
        Attendance(person, status, whole(people_at + at, "attendance/present"), initials=None if at else initials)
        for at, (person, status) in enumerate(people)
    )
    decided = tuple(Decision(text, "approved", whole(decisions_at + at, "decisions/agreed"), "Plan")
                    for at, text in enumerate(decisions))  # fmt: skip
    sha256 = hashlib.sha256("\n".join(lines).encode()).hexdigest()
    name = name or f"{date or 'undated'}.txt"
    blocks = tuple(Block("paragraph", line, Place(line=number)) for number, line in enumerate(lines, 1))
    document = Document(sha256, name, "text/plain", blocks, (LeftOut("Page 1", "page number"),), ("a warning",))
    meeting = Meeting(body, dt.date.fromisoformat(date) if date else None, chair="Jane Roe",
                      sources=(("body", whole(0, "meeting/title")),))  # fmt: skip
    return document, Record(name, sha256, kind, meeting, attendance, (), record_actions, decided)


def save(store: Store, *readings: tuple[Document, Record], path: str | None = None, reader: str = "r1") -> list[str]:
    """Store documents as one file (named after the first unless `path` is given)."""
    sha256 = "-".join(document.sha256 for document, _ in readings)
    file = File(path or f"/in/{readings[0][0].name}", sha256, 100, "2026-01-02T03:04:05+00:00", reader)
    return store.save(file, readings)


def dump(store: Store) -> list[str]:
    """Everything in the database, but for the times of migrations and the inside of search indexes."""
    tables = store.rows(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%\\_fts%' ESCAPE '\\' "
        "AND name NOT LIKE '\\_sqlite%' ESCAPE '\\' ORDER BY name"
    )
    return [f"{table['name']}: {row}" for table in tables for row in store.rows(f'SELECT * FROM "{table["name"]}"')]
