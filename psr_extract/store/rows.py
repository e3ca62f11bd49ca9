"""Documents and records as rows: pure functions, table name and rows out, no database in sight."""

import hashlib
import json
from collections.abc import Iterator, Sequence

from psr_extract.document import Document, Place
from psr_extract.records import (
    Action,
    Attendance,
    BudgetLine,
    Decision,
    Field,
    Item,
    Milestone,
    Recommendation,
    Record,
    Referral,
    Risk,
    Source,
    Status,
    Update,
    to_json,
)
from psr_extract.store.paper_rows import Row as Row
from psr_extract.store.paper_rows import Value as Value
from psr_extract.store.paper_rows import due_columns, figures, iso, of_paper, whole_paper
from psr_extract.words import body_key, name_key, words

ENOUGH_WORDS = 20
"""Shorter documents may be equal by chance."""
Fact = (
    Attendance
    | Item
    | Action
    | Update
    | Referral
    | Decision
    | Recommendation
    | Milestone
    | Status
    | BudgetLine
    | Field
    | Risk
)


def digest(document: Document, record: Record) -> str:
    """A checksum of all that is stored of a document: equal digests, equal rows."""
    text = json.dumps([repr(document), to_json(record)], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def wording(document: Document) -> str | None:
    """A checksum of a document's words in any order, the same in every format; None for too few words to tell."""
    found = [word for block in document.blocks for word in words(f"{block.marker or ''} {block.text}")]
    return hashlib.sha256(" ".join(sorted(found)).encode()).hexdigest() if len(found) >= ENOUGH_WORDS else None


def rows_of(document: Document, record: Record, *, key: int, ids: Sequence[str]) -> Iterator[tuple[str, Row]]:
    """(table, row) for everything in a document but its own row; `key` is its id, `ids` are those of its actions."""
    for number, block in enumerate(document.blocks):
        row: Row = {"document": key, "number": number, "kind": block.kind, "text": block.text, "level": block.level}
        row |= {"marker": block.marker, "margin": block.margin, "cells": _list(block.cells)}
        row |= {"heading_cells": _list(block.heading_cells)}
        yield "blocks", row | _place(block.place)
    for number, left in enumerate(document.left_out):
        row = {"document": key, "number": number, "text": left.text, "why": left.why}
        yield "left_out", row | _place(left.place)
    warnings = dict.fromkeys((*document.warnings, *record.warnings))
    for number, warning in enumerate(warnings):
        yield "warnings", {"document": key, "number": number, "text": warning}
    if print_of := wording(document):
        yield "wordings", {"document": key, "words": print_of}
    yield "meetings", _meeting(record, key)
    for fact, source in record.meeting.sources:
        yield "evidence", _evidence(source, key, "meeting", 0, fact)
    if record.paper:
        yield from whole_paper(record.paper, key)
        for number, (fact, source) in enumerate(record.paper.sources):
            yield "evidence", _evidence(source, key, "paper", number, fact)
    for table, kind, facts in _facts(record):
        for number, entry in enumerate(facts):
            own: Row = {"document": key, "number": number, "certainty": entry.certainty}
            yield table, own | _columns(entry, ids[number] if isinstance(entry, Action) else "")
            gone = entry.left_out if isinstance(entry, Update) else None
            yield "evidence", _evidence(entry.source, key, kind, number, "text", gone)
            if isinstance(entry, BudgetLine):
                yield from figures(entry, key, number)
            if isinstance(entry, Action):
                yield from _of_action(entry, key, number, ids[number])


def _facts(record: Record) -> tuple[tuple[str, str, Sequence[Fact]], ...]:
    """(table, kind, facts) of all that a record lists."""
    return (
        ("attendance", "attendance", record.attendance),
        ("items", "item", record.items),
        ("actions", "action", record.actions),
        ("updates", "update", record.updates),
        ("referrals", "referral", record.referrals),
        ("decisions", "decision", record.decisions),
        ("recommendations", "recommendation", record.recommendations),
        ("milestones", "milestone", record.milestones),
        ("statuses", "status", record.statuses),
        ("budget", "budget", record.budget),
        ("fields", "field", record.fields),
        ("risks", "risk", record.risks),
    )


def _columns(entry: Fact, action: str) -> Row:
    """The columns that are a kind's own."""
    match entry:
        case Attendance():
            person: Row = {"name": entry.name, "person": name_key(entry.name), "status": entry.status}
            person |= {"organisation": entry.organisation, "role": entry.role, "initials": entry.initials}
            return person | {"substitute_for": entry.substitute_for}
        case Item():
            return {"printed": entry.number, "title": entry.title}
        case Action():
            task: Row = {"action": action, "text": entry.text, "item": entry.item, "ref": entry.ref}
            return task | {"status": entry.status, "progress": entry.progress} | due_columns(entry.due)
        case Update():
            return {"text": entry.text, "status": entry.status, "item": entry.item, "about": entry.about}
        case Referral():
            return {"text": entry.text, "body": entry.body, "way": entry.way}
        case Decision():
            return {"text": entry.text, "outcome": entry.outcome, "item": entry.item}
        case Recommendation():
            return {"text": entry.text}
        case _:
            return of_paper(entry)


def _of_action(entry: Action, key: int, number: int, action: str) -> Iterator[tuple[str, Row]]:
    """The owners of an action, and the evidence of its owners and deadline."""
    for position, name in enumerate(entry.owners):
        yield "action_owners", {"action": action, "position": position, "name": name}
    for part, source in (("owner", entry.owner_source), ("due", entry.due_source)):
        if source:
            yield "evidence", _evidence(source, key, "action", number, part)


def _meeting(record: Record, key: int) -> Row:
    meeting = record.meeting
    row: Row = {"document": key, "body": meeting.body, "body_key": body_key(meeting.body), "date": iso(meeting.date)}
    row |= {"stated_body": row["body"], "stated_key": row["body_key"]}
    row |= {"start": meeting.start, "end": meeting.end, "venue": meeting.venue, "chair": meeting.chair}
    return row | {"previous": iso(meeting.previous), "next": iso(meeting.next)}


def _evidence(source: Source, key: int, kind: str, number: int, part: str, gone: int | None = None) -> Row:
    row: Row = {"document": key, "kind": kind, "number": number, "part": part, "block": source.block}
    return row | {"start": source.start, "end": source.end, "rule": source.rule, "left_out": gone}


def _place(place: Place) -> Row:
    row: Row = {"page": place.page, "line": place.line}
    row |= zip(("x0", "top", "x1", "bottom"), place.box or (None,) * 4, strict=True)
    row |= zip(("cell_table", "cell_row", "cell_column"), place.cell or (None,) * 3, strict=True)
    return row




def _list(cells: tuple[str, ...]) -> str | None:
    return json.dumps(cells, ensure_ascii=False) if cells else None
