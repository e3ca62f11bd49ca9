"""The cells of a business-case form, and the rows of a risk register."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise, zip_longest

from psr_extract.dates import Context, find
from psr_extract.extract.papers.parts import Part, cell, cell_text, column_titles, columns, fold, key, titled
from psr_extract.extract.papers.plans import leading
from psr_extract.extract.view import View
from psr_extract.records import Field, Source
from psr_extract.rules import Rule

_LABEL = re.compile(r"[^\n;:]{2,60}(?=[;:\n]|$)")
_SIGNS = re.compile(r"[;:]\s*")
_COMMA = re.compile(r"[,;\n]+")
_ENDING = re.compile(r"[;,]?\s*\band\b\s*$|[;,]\s*$")


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a form: the rule of its heading, its part without the heading, the workstream of the form."""

    rule: Rule
    part: Part
    workstream: str | None


def fields(view: View) -> tuple[Field, ...]:
    """Every bullet and line of the paper's forms under its heading, and every risk of its registers."""
    if view.kind != "paper":
        return ()
    found = [field for entry in form(view) for field in _fields(entry)]
    return (*found, *_register(view))


def form(view: View) -> Iterator[Entry]:
    """The lines of all forms in the paper: tables with a cell for each heading, a form for each workstream."""
    workstream: str | None = None
    titles = column_titles(view)
    for number, block in enumerate(view.blocks):
        if block.cells and titles[number + 1 : number + 2] == (block.cells,):
            continue
        if block.kind != "row":
            workstream = None if block.kind == "heading" else workstream
            continue
        filled = [column for column, text in enumerate(block.cells) if text.strip()]
        labels = {column: _label(view, block.cells[column]) for column in filled}
        beside = labels[filled[0]] if filled and len(filled) > 1 else None
        if len(filled) > 1 and key(block.cells[filled[0]]) in view.rules.words("fields/workstream-labels"):
            workstream = fold(block.cells[filled[1]])
            continue
        for column in filled:
            if found := labels[column]:
                yield from _lines(number, view, column, found, workstream)
            elif beside and column != filled[0] and not block.cells[filled[0]][beside[1] :].strip():
                yield from _lines(number, view, column, (beside[0], 0), workstream)


def _label(view: View, text: str) -> tuple[Rule, int] | None:
    """The rule whose heading a cell begins with, and where what the cell says begins."""
    label = _LABEL.match(text)
    if not label:
        return None
    rule = next((rule for rule in view.rules.of("fields", "LABEL") if _is(label.group(), rule)), None)
    if rule is None:
        return None
    sign = _SIGNS.match(text, label.end())
    return rule, sign.end() if sign else label.end()


def _is(text: str, rule: Rule) -> bool:
    return key(text) in {cue.casefold() for cue in rule.cue}


def _lines(number: int, view: View, column: int, label: tuple[Rule, int], workstream: str | None) -> Iterator[Entry]:
    """The lines of a cell behind its heading; a line that only leads to bullets ("Within scope;") is none."""
    rule, skip = label
    block = view.blocks[number]
    lines = [cut for part in cell(number, block, column) if (cut := _behind(part, block.cell_start(column) + skip))]
    for part, following in zip_longest(lines, lines[1:]):
        leads = following is not None and following.listed and not part.listed and part.text[-1] in ";:"
        if not leads:
            yield Entry(rule, part, workstream)


def _behind(part: Part, start: int) -> Part | None:
    """What of a part stands behind this place in its block."""
    if part.start >= start:
        return part
    rest = part.text[start - part.start :]
    at = part.start + len(part.text) - len(rest.lstrip())
    return Part(part.block, at, rest.strip(), part.listed, part.column) if rest.strip() else None


def _fields(entry: Entry) -> Iterator[Field]:
    name = entry.rule.value or entry.rule.id
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
            yield Field(entry.workstream, name, fold(entry.part.text[start:end]), source)


def _register(view: View) -> Iterator[Field]:
    """The risks of a table with a column of risks and one of how likely, how grave or how managed they are."""
    topic: str | None = None
    table: tuple[str, ...] = ()
    for number, (block, titles) in enumerate(zip(view.blocks, column_titles(view), strict=True)):
        risks = columns(view, "fields", titles).get("risks")
        measure = titled(view, titles, "fields/register-measures")
        if risks is None or measure is None:
            continue
        topic, table = (topic if table == titles else None), titles
        subject = titled(view, titles, "fields/register-topics")
        topic = cell_text(block, subject) or topic
        at, rule = risks
        if cell_text(block, measure) and cell_text(block, at):
            start = block.cell_start(at)
            source = Source(number, start, start + len(block.cells[at]), rule.name)
            yield Field(topic, "risks", cell_text(block, at), source)
