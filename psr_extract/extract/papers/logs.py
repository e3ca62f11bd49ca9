"""The rows of action logs: earlier actions with reference, owner, deadline, status and progress, closed ones too."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Span

from psr_extract.dates import column_due, due, find_days
from psr_extract.extract.owners import Owners, owners_of
from psr_extract.extract.papers.parts import fold
from psr_extract.extract.papers.reference import context
from psr_extract.extract.parting import parts
from psr_extract.extract.placed import trailing
from psr_extract.extract.sections import normal
from psr_extract.extract.tables import Columns, cell, columns, entries, tables, unmarked
from psr_extract.extract.tasks import Task, Tasks
from psr_extract.extract.view import View, words
from psr_extract.records import Action, Source

_REF = re.compile(r"[A-Za-z]{0,5}\s?[\d][\d./-]*[a-z]?")
_SPLIT = re.compile(r"[/,;&\n]|\band\b")
_MOST = 0.6
_SHORT = 5
_TITLE_ROWS = 3
_HEAD = 6
_RULE = "actions/task-column"
_ENDINGS = ("task", "owner", "due", "status")
_LEADS = ("lead", "leads", "owner")
_DEFAULT = "unless otherwise stated"


@dataclass(frozen=True, slots=True)
class _Log:
    """A table that is a log: its rows, what its columns hold, the title above it, and what its titles say of all."""

    rows: tuple[int, ...]
    columns: Columns
    item: str | None
    status: str | None = None


def log_actions(view: View, owners: Owners, tasks: Tasks) -> list[Action]:
    """The actions in the logs of a paper, row by row; a closed one has a `status` that says so."""
    base = replace(context(view), nearest=True)
    shared = next((due(block.text, base) for block in view.blocks if _DEFAULT in block.text.casefold()), None)
    rows = ((log, row) for log in _logs(view, owners) for row in log.rows)
    found = [action for log, row in rows for action in _row(view, owners, tasks, log, row)]
    if _is_whole(view):
        taken = {action.source.block for action in found}
        found += [action for number in range(len(view.blocks)) if number not in taken
                  for action in _beside_status(view, tasks, number)]  # fmt: skip
        leads = _leads(view, owners)
        found = [action if action.owners else replace(action, owners=leads[action.source.block]) for action in found]
    found = [action if action.due or not shared else replace(action, due=shared) for action in found]
    return sorted(found, key=lambda action: (action.source.block, action.source.start))


def _is_whole(view: View) -> bool:
    """Whether the whole paper is a log, by its name or its first lines."""
    return _names_a_log(view, "\n".join([view.document.name.replace("-", " "), *_head(view)]))


def _beside_status(view: View, tasks: Tasks, number: int) -> Iterator[Action]:
    """The entry of a log that is set as a line with its status beside it."""
    block, span = view.blocks[number], view.span(number)
    if block.kind == "row" or not block.margin or not _is_status(view, block.margin):
        return
    entry = tasks.entry(span, _RULE)
    owners = tuple(dict.fromkeys(words(owner) for owner in entry.owners))
    when = due(words(entry.span), replace(context(view), nearest=True))
    yield Action(words(entry.span), view.source(entry.span, _RULE), owners, when, None, None, fold(block.margin))


def _leads(view: View, owners: Owners) -> list[tuple[str, ...]]:
    """For each block, whom the last title above it names as leading: `Boundary walls – Lead RT`, or a group's name."""
    found: list[tuple[str, ...]] = []
    lead: tuple[Span, ...] = ()
    for number, block in enumerate(view.blocks):
        span = view.span(number)
        if block.kind in ("heading", "paragraph") and not block.margin and number:
            at = next((i for i in range(span.end - 2, span.start, -1) if span.doc[i].lower_ in _LEADS), None)
            named = owners.phrase(span.start, span.end) or ()
            sure = named if all(owners.is_sure(name) for name in named) else ()
            lead = (owners.phrase(at + 1, span.end) if at else None) or trailing(owners, span) or sure
        found.append(tuple(dict.fromkeys(words(name) for name in lead)))
    return found


def log_rows(view: View) -> frozenset[int]:
    """The blocks that are rows of logs, and so no plans."""
    return frozenset(row for log in _logs(view, owners_of(view)) for row in log.rows)


def _logs(view: View, owners: Owners) -> Iterator[_Log]:
    """The tables of a paper that are logs of actions."""
    whole = _is_whole(view)
    split = [(rows, *_titled(view, rows)) for rows in tables(view)]
    alike: dict[int, list[int]] = {}  # the rows of all tables without titles, by the number of their columns
    for rows, titles, _ in split:
        alike.setdefault(0 if titles else len(view.blocks[rows[-1]].cells), []).extend(rows)
    known: dict[int, Columns] = {}
    seen: dict[tuple[int, Columns], Columns] = {}
    for rows, titles, body in split:
        title = _title(view, rows[0])
        near = whole or (title is not None and _names_a_log(view, title))
        width = len(view.blocks[rows[-1]].cells)
        found = _by_titles(view, titles) if titles else known.get(width, Columns(())) if whole else Columns(())
        if (titles and not _is_log(view, titles, found, near=near)) or not (titles or near):
            continue
        if titles or not whole:
            found = _by_content(view, owners, body, found)
        else:
            key = (width, found)
            found = seen[key] = seen.get(key) or _by_content(view, owners, tuple(alike[width]), found)
        if titles:
            known[width] = found  # the log may go on in a table without titles
        if found.of("task") and len(found.found) > 1:
            yield _Log(body, found, title, _closed_title(view, titles, title))


def _head(view: View) -> list[str]:
    return [block.text for block in view.blocks[:_HEAD] if len(block.text.split()) < 30]


def _names_a_log(view: View, text: str) -> bool:
    return any(title in normal(text) for title in view.rules.words("actions/log-titles"))


def _title(view: View, row: int) -> str | None:
    """The short line or heading right above a table."""
    above = view.blocks[row - 1] if row else None
    short = above is not None and above.kind in {"heading", "paragraph"} and len(above.text.split()) < 13
    return fold(above.text) if short and above else None


def _titled(view: View, rows: tuple[int, ...]) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """The titles of a log's columns, in the table's heading or in one of its first rows, and the rows below them."""
    heading = view.blocks[rows[-1]].heading_cells
    candidates = [(rows[0] - 1, heading)] if heading else []
    candidates += [(row, view.blocks[row].cells) for row in rows[:_TITLE_ROWS]]
    for row, titles in candidates:
        filled = [title for title in titles if title.strip()]
        short = all(len(title.split()) < 8 for title in filled)
        found = _by_titles(view, titles)
        if short and found.of("task") and (len(found.found) > 1 or len(filled) == 1 < len(titles)):
            return titles, tuple(below for below in rows if below > row and view.blocks[below].cells != titles)
    return (), rows


def _by_titles(view: View, titles: tuple[str, ...]) -> Columns:
    """What the columns hold, by their titles: the whole of one, its beginning, or its last word."""
    found = list(columns(view, "actions", titles).found)
    for rule in view.rules.of("actions", "COLUMN"):
        for at, title in enumerate(titles):
            last = normal(title).rpartition(" ")[2]
            free = at not in {column for _, column, _ in found} and rule.value not in {name for name, _, _ in found}
            if free and rule.value in _ENDINGS and last in rule.cue and len(last) > 3:
                found.append((rule.value, at, rule.name))
    return Columns(tuple(found))


def _is_log(view: View, titles: tuple[str, ...], found: Columns, *, near: bool) -> bool:
    """Whether a table with these titles is a log of actions, and no plan, register or list of something else."""
    names = [normal(title) for title in titles]
    measures = view.rules.words("fields/register-measures")
    if any(name in measures or name.startswith(("risk", "milestone", "objective")) for name in names):
        return False
    task = found.of("task")
    says = task is not None and normal(titles[task[0]]).startswith(("action", "task", "decision"))
    return near or (says and (found.of("status") or found.of("ref")) is not None)


def _by_content(view: View, owners: Owners, rows: tuple[int, ...], found: Columns) -> Columns:
    """The columns that have no title of their own, by what most of their cells hold."""
    width = max((len(view.blocks[row].cells) for row in rows), default=0)
    taken = {column for _, column, _ in found.found}
    held = list(found.found)
    tests: tuple[tuple[str, Callable[[str], bool]], ...] = (
        ("status", lambda text: _is_status(view, text)),
        ("ref", lambda text: _REF.fullmatch(text) is not None and not find_days(text, view.dates)),
        ("due", lambda text: bool(find_days(text, view.dates))),
        ("owner", lambda text: len(text.split()) <= _SHORT and bool(owners.elsewhere(text))),
    )
    for value, test in tests:
        for at in range(width):
            if value not in {name for name, _, _ in held} and at not in taken and _most(view, rows, at, test):
                held.append((value, at, f"actions/{value}-column"))
                taken.add(at)
    free = [at for at in range(width) if at not in taken]
    if "task" not in {name for name, _, _ in held} and free:
        held.append(("task", max(free, key=lambda at: _length(view, rows, at)), _RULE))
    return Columns(tuple(held))


def _most(view: View, rows: tuple[int, ...], column: int, test: Callable[[str], bool]) -> bool:
    texts = [fold(cells[column]) for row in rows if column < len(cells := view.blocks[row].cells)]
    filled = [text for text in texts if text]
    return len(filled) > 1 and sum(map(test, filled)) >= _MOST * len(filled)


def _length(view: View, rows: tuple[int, ...], column: int) -> int:
    return sum(len(cells[column]) for row in rows if column < len(cells := view.blocks[row].cells))


def _is_status(view: View, text: str) -> bool:
    known = view.rules.words("actions/ongoing") | view.rules.words("actions/closed")
    return normal(text) in known


def _closed_title(view: View, titles: tuple[str, ...], title: str | None) -> str | None:
    """What a title says of all rows: "Actions completed" closes them."""
    said = (word for text in (*titles, title or "") if "action" in normal(text) for word in text.split())
    return next((word for word in said if normal(word) in view.rules.words("actions/closed")), None)


def _row(view: View, owners: Owners, tasks: Tasks, log: _Log, number: int) -> Iterator[Action]:
    """The actions of one row: as a rule one, more where its cell is a numbered list."""
    task = log.columns.of("task")
    span = cell(view, number, task[0]) if task else None
    nothing = view.rules.words("actions/nothing")
    if task is None or span is None or len(span.text.split()) < 2 or normal(span.text) in nothing:
        return
    base = replace(context(view), nearest=True)
    printed = {value: _printed(view, log, number, value) for value in ("status", "ref", "progress", "due", "owner")}
    column = log.columns.of("owner")
    for entry in _entries(tasks, span, task[1], whole=bool(column and printed["owner"])):
        names, owner_source = tuple(words(owner) for owner in entry.owners), None
        if column and (holder := printed["owner"]):
            names, owner_source = _named(owners, holder), _evidence(view, number, column)
        when, due_source = due(words(entry.span), base), None
        if (dated := log.columns.of("due")) and (stated := printed["due"]):
            when = column_due(stated, base) or when
            due_source = _evidence(view, number, dated) if when else None
        yield Action(
            words(entry.span), view.source(entry.span, task[1]), tuple(dict.fromkeys(names)), when, log.item,
            printed["ref"], printed["status"] or log.status, owner_source=owner_source, due_source=due_source,
            progress=printed["progress"],
        )  # fmt: skip


def _entries(tasks: Tasks, cell: Span, rule: str, *, whole: bool) -> list[Task]:
    """The tasks of a cell: its numbered entries, cut where owners differ unless another column names them."""
    listed = [unmarked(entry) for entry in entries(cell)]
    return [task for entry in listed for task in ([tasks.entry(entry, rule)] if whole else parts(tasks, entry, rule))]


def _printed(view: View, log: _Log, number: int, value: str) -> str | None:
    """The words of a row's cell that holds this."""
    column = log.columns.of(value)
    span = cell(view, number, column[0]) if column else None
    return words(span) if span is not None else None


def _evidence(view: View, number: int, column: tuple[int, str]) -> Source | None:
    span = cell(view, number, column[0])
    return view.source(span, column[1]) if span is not None else None


def _named(owners: Owners, cell: str) -> tuple[str, ...]:
    """The owners in a cell of owners: as everywhere, or else each of the names between slashes and commas."""
    found = tuple(words(name) for name in owners.elsewhere(cell))
    names = tuple(name for part in _SPLIT.split(cell) if (name := part.strip(" .()-–—")))
    whole = all(len(name.split()) <= _SHORT for name in names)
    return names if whole and sum(map(len, found)) < sum(map(len, names)) else found
