"""Planned events and deliverables with a date: in tables, in the cells of forms, at the end of lines, in prose."""

import re
from collections.abc import Iterable

from psr_extract.dates import Context, When
from psr_extract.document import Block
from psr_extract.extract.papers import rated
from psr_extract.extract.papers.fields import form
from psr_extract.extract.papers.logs import log_rows
from psr_extract.extract.papers.parts import (
    Cue,
    Part,
    cell,
    cell_text,
    column_titles,
    columns,
    cues,
    fold,
    is_heading,
    key,
    parts,
    sections,
    sentences,
    titled,
    unique,
)
from psr_extract.extract.papers.plans import DASHED, SET_OFF, Plan, ahead, led, opening, trailed
from psr_extract.extract.papers.reference import context
from psr_extract.extract.papers.schedule import date_columns, dates_of
from psr_extract.extract.view import View
from psr_extract.records import Due, Milestone, Rag

_NO_SUBJECT = re.compile(r"(?:to|this|it|these)\s", re.IGNORECASE)
_LOST_BREAK = re.compile(r"\)\s+(?=[A-Z])")
_PARAGRAPH = re.compile(r"\d+\.\d")
_LONG = 25
_MAX_WORDS = 80


def milestones(view: View) -> tuple[Milestone, ...]:
    """What a paper plans for when. What was past when it was written is none, except in a table of milestones."""
    if view.kind != "paper":
        return ()
    base = context(view)
    under = sections(view, "milestones")
    found: list[Milestone] = []
    taken: set[tuple[int, int | None]] = set()
    for entry in form(view):
        if entry.name == "milestones":
            taken.add((entry.part.block, entry.part.column))
            plans = _planned(entry.part, ahead(entry.part.text, base), base)
            found += _made(entry.part, plans, entry.rule.name, entry.workstream)
    logged = log_rows(view)
    rated_rows = {one.row: one.word or one.shade for one in rated.cells(view) if one.alone}
    for number, titles in enumerate(column_titles(view)):
        block = view.blocks[number]
        column, rows = (None, []) if number in logged else _row(view, number, titles, base, rated_rows.get(number))
        found += rows
        section = under[number].rule.name if number in under else None
        for part in parts(view, number) if not is_heading(block) else ():
            own = column is not None and part.column in {column, *date_columns(view, titles).values()}
            if (number, part.column) not in taken and not own:
                found += _in_part(view, part, section if column is None else None, base)
    found.sort(key=lambda one: (one.source.block, one.source.start))
    return unique(found, lambda one: (key(one.text), one.due.start, one.due.end, one.workstream))


def _in_part(view: View, part: Part, section: str | None, base: Context) -> list[Milestone]:
    """The milestones of a line: under a title of plans, before a dash and a date, or said in a sentence."""
    dash = next(iter(cues(view, "milestones", part, "TASK CUE")), None)
    said = cues(view, "milestones", part, "SENTENCE")
    whens = ahead(part.text, base) if section or dash or said else []
    if section and (plans := list(_planned(part, whens, base))):
        return _made(part, plans, section)
    later = [when for when in whens if base.date is None or (when.start or base.date) > base.date]
    if dash and (plans := list(trailed(part.text, later, DASHED))):
        return _made(part, plans, dash.rule.name)
    return _said(view, part, said, whens) if said and whens else []


def _made(part: Part, plans: Iterable[Plan], rule: str, workstream: str | None = None) -> list[Milestone]:
    return [
        Milestone(
            fold(part.text[plan.start : plan.end]),
            Due(fold(plan.when.text), plan.when.start, plan.when.end),
            part.source(plan.start, plan.end, rule),
            workstream,
        )
        for plan in plans
    ]


def _planned(part: Part, whens: list[When], base: Context) -> Iterable[Plan]:
    """The plans of a line that stands under a title of plans: "June: launch", "Launch (June)", one or several."""
    first = whens[0] if whens and whens[0].start_char == 0 else opening(part.text, base)
    if first:
        return led(part.text, [first, *(when for when in whens if when.start_char >= first.end_char)])
    plans = list(trailed(part.text, whens, SET_OFF))
    return plans or ([Plan(0, len(part.text), whens[0])] if whens and part.listed else [])


def _said(view: View, part: Part, said: list[Cue], whens: list[When]) -> list[Milestone]:
    """Sentences that say when something is to happen ("The first bus will run in June")."""
    spans = sentences(view, part)
    found: list[Milestone] = []
    for at, (start, end) in enumerate(spans):
        near = [
            (_distance(when, cue.end), cue.start, when, cue.rule.name)
            for cue in said
            for when in whens
            if start <= cue.start < end and start <= when.start_char < end
        ]
        if not near:
            continue
        _, cue_start, when, rule = min(near, key=lambda one: one[:2])
        if at and _NO_SUBJECT.match(part.text, start):
            start = spans[at - 1][0]
        elif len(part.text[start:end].split()) > _LONG:
            start = max((gap.end() for gap in _LOST_BREAK.finditer(part.text, start, cue_start)), default=start)
        if _is_bullet(view, part) and len(part.text[:end].split()) <= _MAX_WORDS:
            start = 0
        found += _made(part, [Plan(start, end, when)], rule)
    return found


def _is_bullet(view: View, part: Part) -> bool:
    """Whether a part is a bullet, and no paragraph with a number such as 3.2."""
    return part.listed and not _PARAGRAPH.match(view.blocks[part.block].marker or "")


def _distance(when: When, cue_end: int) -> int:
    """How far a date lies behind a cue; one before the cue counts as farther than any behind it."""
    return when.start_char - cue_end if when.start_char >= cue_end else 10_000 + cue_end - when.start_char


def _row(
    view: View, number: int, titles: tuple[str, ...], base: Context, rag: Rag | None
) -> tuple[int | None, list[Milestone]]:
    """The column of milestones in a table with one and a column of dates, and the milestones of this row."""
    block = view.blocks[number]
    column = columns(view, "milestones", titles).get("")
    where = date_columns(view, titles)
    if column is None or not where:
        return None, []
    at, rule = column
    dates = dates_of(block, where, base) if cell_text(block, at) else None
    if dates is None:
        return at, []
    owner = cell_text(block, titled(view, titles, "milestones/owner-columns")) or None
    workstream = cell_text(block, titled(view, titles, "milestones/workstream-columns")) or None
    state = titled(view, titles, "milestones/status-columns")
    return at, [
        Milestone(
            fold(line.text), dates.due, line.source(0, len(line.text), rule.name), workstream, owner, "stated",
            dates.baseline, dates.revised, dates.actual, rag, cell_text(block, state) or None,
        )
        for line in _lines(number, block, at)
    ]  # fmt: skip


def _lines(number: int, block: Block, column: int) -> list[Part]:
    """The bullets of a cell, or its paragraphs where each begins with a capital, else all of it as one."""
    lines = list(cell(number, block, column))
    if all(line.listed for line in lines) or all(line.text[0].isupper() for line in lines):
        return lines
    end = lines[-1].start + len(lines[-1].text)
    return [Part(number, lines[0].start, block.text[lines[0].start : end], False, column)]
