"""Actions in tables: action lists and logs with titled columns, minutes with an action column, untitled tables."""

from collections.abc import Iterator

from spacy.tokens import Span

from psr_extract.dates import column_due, due, find_days
from psr_extract.extract import verbs
from psr_extract.extract.owners import Owners
from psr_extract.extract.parting import parts
from psr_extract.extract.sections import Section, normal
from psr_extract.extract.tables import Columns, cell, columns, entries, titled, unmarked
from psr_extract.extract.tasks import Task, Tasks
from psr_extract.extract.view import View, trim, words
from psr_extract.records import Action

_SHORT = 5
_AGENDA = frozenset({"item", "agenda item", "items", "agenda", "topic", "time", "item no"})
_TOPICS = frozenset({"description", "detail", "details"})
"""A table with an item's title and one of these is an agenda, whoever leads it."""


def table_actions(view: View, owners: Owners, tasks: Tasks, rows: tuple[int, ...], section: Section) -> list[Action]:
    """The actions of one table, given as its rows; `section` is where it stands."""
    titles, rows = titled(view, rows)
    found = columns(view, "actions", titles)
    task, owner = found.of("task"), found.of("owner")
    if task and _is_owner_column(owners, view, rows, task[0]) and owner is None:
        return list(_beside(view, owners, tasks, rows, task[0], section))
    topic = task is not None and normal(titles[task[0]]) in _TOPICS and not section.of("actions")
    if task and topic and any(normal(title) in _AGENDA for title in titles):
        return []
    if task and len(found.found) == 1 and _is_mixed(titles[task[0]]):
        made = (action for row in rows for action in _listed(view, owners, tasks, row, found, section))
        return [action for action in made if action.owners or _is_task(view, tasks, action)]
    if task and (owner or found.of("due") or found.of("status") or _alone(titles, task[0]) or section.of("actions")):
        return [action for row in rows for action in _listed(view, owners, tasks, row, found, section)]
    if section.of("actions"):
        found = _with_task(view, owners, rows, found, section) if owner else Columns(())
        return [action for row in rows for action in _entry(view, owners, tasks, row, found, section)]
    if view.kind != "minutes":
        return []
    return list(_prose(view, tasks, rows, section))


def _with_task(view: View, owners: Owners, rows: tuple[int, ...], found: Columns, section: Section) -> Columns:
    """The columns of a list of actions whose task column has a title of its own: the fullest, beside one of owners."""
    column = next(column for value, column, _ in found.found if value == "owner")
    holders = [holder for row in rows if (holder := cell(view, row, column)) is not None]
    if 3 * sum(bool(_held(view, owners, holder)) for holder in holders) < 2 * len(holders):
        return found
    lengths: dict[int, int] = {}
    for row in rows:
        for at, text in enumerate(view.blocks[row].cells):
            lengths[at] = lengths.get(at, 0) + len(text)
    fullest = max(lengths, key=lambda at: lengths[at])
    taken = {column for _, column, _ in found.found}
    return found if fullest in taken else Columns((*found.found, ("task", fullest, section.of("actions") or "")))


def _alone(titles: tuple[str, ...], column: int) -> bool:
    """Whether a task column says so itself, without an owner column beside it: its title begins with Action."""
    return normal(titles[column]).startswith("action")


def _is_mixed(title: str) -> bool:
    """Whether a column holds decisions beside actions."""
    return "decision" in title.casefold() and "action" in title.casefold()


def _is_task(view: View, tasks: Tasks, action: Action) -> bool:
    """Whether an entry is a task by its own words."""
    span = view.find(action.source)
    return tasks.in_sentence(span) is not None or verbs.is_base(view.rules, span.doc, span.start, span.end)


def _is_owner_column(owners: Owners, view: View, rows: tuple[int, ...], column: int) -> bool:
    """Whether a column titled Action holds only initials and names, so that the tasks stand beside it."""
    cells = [view.blocks[row].cells[column] for row in rows if column < len(view.blocks[row].cells)]
    filled = [text for text in cells if text.strip()]
    short = [text for text in filled if len(text.split()) <= _SHORT and owners.elsewhere(text)]
    return bool(filled) and len(short) >= 0.6 * len(filled)


def _listed(view: View, owners: Owners, tasks: Tasks, row: int, found: Columns, section: Section) -> Iterator[Action]:
    """The actions of one row of a table with titled columns: none where it is empty or closed."""
    task = found.of("task")
    span = cell(view, row, task[0]) if task else None
    if task is None or span is None or normal(span.text) in view.rules.words("actions/nothing"):
        return
    if not any(map(str.isalnum, span.text)):
        return
    status, ref = _words(view, row, found, "status"), _words(view, row, found, "ref")
    if status and _is_closed(view, status):
        return
    column = found.of("owner")
    holder = cell(view, row, column[0]) if column else None
    held = _held(view, owners, holder) if holder is not None else ()
    for entry, alone in _entries(tasks, span, task[1], len(held)):
        names, owner_source = entry.owners, None
        if alone and column and holder is not None:
            names = held or names
            owner_source = view.source(holder, column[1]) if names else None
        when, due_source = due(words(entry.span), view.dates), None
        if (column := found.of("due")) and (date := cell(view, row, column[0])) is not None:
            when, due_source = column_due(words(date), view.dates) or when, view.source(date, column[1])
        yield Action(
            words(entry.span), view.source(entry.span, task[1]), _texts(names), when, section.item, ref, status,
            owner_source=owner_source, due_source=due_source,
        )  # fmt: skip


def _held(view: View, owners: Owners, holder: Span) -> tuple[Span, ...]:
    """Whom a cell of a column of owners names, though it be one name written small."""
    if found := owners.phrase(holder.start, holder.end) or owners.elsewhere(words(holder)):
        return found
    nobody = (
        view.rules.words("actions/nothing") | view.rules.words("actions/ongoing") | view.rules.words("actions/closed")
    )
    small = len(holder) == 1 and holder[0].is_alpha and holder[0].is_lower and normal(holder.text) not in nobody
    return (holder,) if small and owners.elsewhere(holder.text.title()) else ()


def _entries(tasks: Tasks, cell: Span, rule: str, holders: int) -> Iterator[tuple[Task, bool]]:
    """The tasks of a cell, and whether each fills its entry alone; `holders` are named for all in another column."""
    for part in entries(cell):
        found = parts(tasks, unmarked(part), rule)
        if len(found) > 1 and holders in (0, len(found)):
            yield from ((task, False) for task in found)
        else:
            yield tasks.entry(unmarked(part), rule), True


def _entry(view: View, owners: Owners, tasks: Tasks, row: int, found: Columns, section: Section) -> Iterator[Action]:
    """The actions of a row of a list: by its titles where the task column is known and no cell stands beyond them."""
    block = view.blocks[row]
    if found.of("task") and len(block.cells) <= len(block.heading_cells):
        yield from _listed(view, owners, tasks, row, found, section)
    elif (action := _untitled(view, owners, tasks, row, section)) is not None:
        yield action


def _untitled(view: View, owners: Owners, tasks: Tasks, row: int, section: Section) -> Action | None:
    """The action of a row under a heading of actions: its longest cell, with owner and date from the short ones."""
    spans = [span for at in range(len(view.blocks[row].cells)) if (span := cell(view, row, at)) is not None]
    rule = section.of("actions") or ""
    ongoing = view.rules.words("actions/ongoing")
    spans = [span for span in spans if normal(span.text) not in ongoing]
    if not spans:
        return None
    longest = max(spans, key=lambda span: len(span.text))
    if len(longest) < 2 or normal(longest.text) in view.rules.words("actions/nothing"):
        return None
    entry = tasks.entry(longest, rule)
    names, when = entry.owners, due(words(entry.span), view.dates)
    for span in spans:
        if span.start == longest.start:
            continue
        if _is_closed(view, words(span)):
            return None
        if find_days(words(span), view.dates):
            when = column_due(words(span), view.dates) or when
        elif not names:
            names = owners.phrase(span.start, span.end) or ()
    return Action(words(entry.span), view.source(entry.span, rule), _texts(names), when, section.item)


def _beside(
    view: View, owners: Owners, tasks: Tasks, rows: tuple[int, ...], column: int, section: Section
) -> Iterator[Action]:
    """The tasks of minutes set as a table with a column of initials: they stand in the cell beside it."""
    for row in rows:
        spans = [span for at in range(column) if (span := cell(view, row, at)) is not None]
        holder = cell(view, row, column)
        if not spans:
            continue
        body = max(spans, key=len)
        sentences = [s for s in view.sentences(row) if body.start <= s.start < body.end]
        found = [task for sentence in sentences if (task := tasks.in_sentence(sentence))]
        names = (owners.phrase(holder.start, holder.end) or owners.elsewhere(words(holder))) if holder else ()
        if names and not found and sentences:
            found = [Task(sentences[-1], "actions/margin", names)]
        for task in found:
            rule = "actions/margin" if names and not task.owners else task.rule
            yield _action(view, Task(task.span, rule, task.owners or names), section)


def _prose(view: View, tasks: Tasks, rows: tuple[int, ...], section: Section) -> Iterator[Action]:
    """Tasks in the sentences of a table that is no list of tasks."""
    for row in rows:
        for sentence in view.sentences(row):
            if len(sentence) > 3 and (task := tasks.in_sentence(sentence)) and task.owners:
                yield _action(view, task, section)


def _action(view: View, task: Task, section: Section) -> Action:
    text = words(task.span)
    when = due(text, view.dates)
    return Action(text, view.source(task.span, task.rule), _texts(task.owners), when, section.item)


def _words(view: View, row: int, found: Columns, value: str) -> str | None:
    """The words of the cell that holds this value."""
    column = found.of(value)
    span = cell(view, row, column[0]) if column else None
    return words(span) if span is not None else None


def _is_closed(view: View, status: str) -> bool:
    """Whether a status cell says that the action is over: it is, or begins with, one of the closed words."""
    closed = view.rules.words("actions/closed")
    first = normal(status.replace("–", ".").replace(" - ", ".").replace(",", ".").partition(".")[0])
    opening = normal(status.partition(" ")[0])
    return normal(status) in closed or first in closed or opening in ("completed", "closed", "done", "complete")


def _texts(names: tuple[Span, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words(trim(name)) for name in names))
