"""The cells of a business-case form, and the rows of a risk register."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise, zip_longest
from typing import Literal

from psr_extract.dates import Context, find
from psr_extract.extract.papers.parts import Part, cell, column_titles, fold, folded, key
from psr_extract.extract.papers.plans import leading
from psr_extract.extract.papers.risks import risks
from psr_extract.extract.tables import tables
from psr_extract.extract.view import View
from psr_extract.records import Field
from psr_extract.rules import Rule

_LABEL = re.compile(r"[^\n;:]{2,60}(?=[;:\n]|$)")
_SIGNS = re.compile(r"[;:]\s*")
_COMMA = re.compile(r"[,;\n]+")
_LEAST = 2
_LONGEST = 6
_ENDING = re.compile(r"[;,]?\s*\band\b\s*$|[;,]\s*$")


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a form: its heading's rule and name, its part without the heading, the workstream of the form."""

    rule: Rule
    name: str
    part: Part
    workstream: str | None
    side: Literal["in", "out"] | None = None


@dataclass(frozen=True, slots=True)
class Label:
    """The heading of a cell: its rule, the name of its field, where in the cell begins what it says, and its words."""

    rule: Rule
    name: str
    behind: int
    words: str


def fields(view: View) -> tuple[Field, ...]:
    """Every bullet and line of the paper's forms under its heading, and every risk of its registers."""
    if view.kind != "paper":
        return ()
    found = [field for entry in form(view) for field in _fields(entry)]
    return (*found, *(Field(risk.topic, "risks", risk.text, risk.source) for risk in risks(view)))


def form(view: View) -> Iterator[Entry]:
    """The lines of all forms in the paper: tables with a cell for each heading, a form for each workstream."""
    workstream: str | None = None
    titles = column_titles(view)
    forms = _form_rows(view, titles)
    for number, block in enumerate(view.blocks):
        if block.kind != "row":
            workstream = fold(block.text) if block.kind == "heading" else workstream
            continue
        if titles[number + 1 : number + 2] == (block.cells,):
            continue
        filled = [column for column, text in enumerate(block.cells) if text.strip()]
        labels = {column: _label(view, block.cells[column], own=number in forms) for column in filled}
        beside = labels[filled[0]] if filled and len(filled) > 1 else None
        if beside and not block.cells[filled[0]][beside.behind :].strip():  # what stands beside it is what it says
            labels |= {column: None for column in filled[1:] if (one := labels[column]) and one.rule.shape == "HEADING"}
        if len(filled) > 1 and key(block.cells[filled[0]]) in view.rules.words("fields/workstream-labels"):
            workstream = fold(block.cells[filled[1]])
            continue
        for column in filled:
            if found := labels[column]:
                yield from _lines(number, view, column, found, workstream)
            elif beside and column != filled[0] and not block.cells[filled[0]][beside.behind :].strip():
                yield from _lines(number, view, column, replace(beside, behind=0), workstream)


def _form_rows(view: View, titles: tuple[tuple[str, ...], ...]) -> frozenset[int]:
    """The rows of tables that are forms: without titles of columns, and with two cells or more that the rules know."""
    rows: set[int] = set()
    for table in tables(view):
        known = [cell for number in table for cell in view.blocks[number].cells if _label(view, cell, own=False)]
        if len(known) >= _LEAST and not any(titles[number] for number in table):
            rows.update(table)
    return frozenset(rows)


def _label(view: View, text: str, *, own: bool) -> Label | None:
    """The heading that a cell begins with: one that the rules know or, in a form, one of its `own`."""
    label = _LABEL.match(text)
    if not label:
        return None
    sign = _SIGNS.match(text, label.end())
    behind = sign.end() if sign else label.end()
    for rule in view.rules.of("fields", "LABEL"):
        if _is(label.group(), rule):
            return Label(rule, rule.value or rule.id, behind, label.group())
    other = next(iter(view.rules.of("fields", "HEADING")), None)
    name = key(label.group())
    short = len(name.split()) <= _LONGEST and name[:1].isalpha()
    return Label(other, name, behind, name) if own and other and short and _heads(text, label.end(), behind) else None


def _heads(text: str, end: int, behind: int) -> bool:
    """Whether a short text is the heading of its cell: a sign stands behind it, or nothing does."""
    return text[0].isupper() and (behind > end or not text[end:].strip())


def _is(text: str, rule: Rule) -> bool:
    return key(text) in folded(rule.cue)


def _lines(number: int, view: View, column: int, label: Label, workstream: str | None) -> Iterator[Entry]:
    """The lines of a cell behind its heading; a line that only leads to bullets ("Within scope;") is none."""
    block = view.blocks[number]
    start = block.cell_start(column) + label.behind
    lines = [cut for part in cell(number, block, column) if (cut := _behind(part, start))]
    side = _side(view, label.words) if label.name == "scope" else None
    for part, following in zip_longest(lines, lines[1:]):
        leads = following is not None and following.listed and not part.listed and part.text[-1] in ";:"
        if label.name == "scope" and (leads or not part.listed):
            side = _side(view, part.text) or side
        if not leads:
            yield Entry(label.rule, label.name, part, workstream, side)


def _side(view: View, text: str) -> Literal["in", "out"] | None:
    """Whether a heading or lead-in opens what is in the scope or what is out of it."""
    said = key(text)
    if any(words in said for words in view.rules.words("fields/out-of-scope")):
        return "out"
    return "in" if any(words in said for words in view.rules.words("fields/in-scope")) else None


def _behind(part: Part, start: int) -> Part | None:
    """What of a part stands behind this place in its block."""
    if part.start >= start:
        return part
    rest = part.text[start - part.start :]
    at = part.start + len(part.text) - len(rest.lstrip())
    return Part(part.block, at, rest.strip(), part.listed, part.column) if rest.strip() else None


def _fields(entry: Entry) -> Iterator[Field]:
    name = entry.name
    cuts: list[int] = []
    if name == "partners":
        cuts = [comma.end() for comma in _COMMA.finditer(entry.part.text)]
    elif name == "milestones":
        cuts = [when.start_char for when in leading(entry.part.text, find(entry.part.text, Context()))]
    for start, end in pairwise([0, *cuts, len(entry.part.text)]):
        text = entry.part.text[start:end]
        start += len(text) - len(text.lstrip())
        end = start + len(_ENDING.sub("", text.strip()).rstrip())
        if start < end:
            source = entry.part.source(start, end, entry.rule.name)
            yield Field(entry.workstream, name, fold(entry.part.text[start:end]), source, side=entry.side)
