"""The actions of a document: labelled, listed under headings and lead-ins, in tables and margins, and in sentences."""

from dataclasses import dataclass, field, replace

from spacy.tokens import Span

from psr_extract.dates import column_due, due
from psr_extract.extract import verbs
from psr_extract.extract.action_tables import table_actions
from psr_extract.extract.agenda_page import agenda_text
from psr_extract.extract.labels import Label, labels
from psr_extract.extract.owners import Owners, owners_of
from psr_extract.extract.papers import log_actions
from psr_extract.extract.parting import clauses, parts
from psr_extract.extract.repeats import distinct, is_closed, is_told_as_done
from psr_extract.extract.sections import Section, normal, sections
from psr_extract.extract.tables import cell, tables
from psr_extract.extract.tasks import Task, Tasks
from psr_extract.extract.view import View, trim, words
from psr_extract.extract.weigh import MODEL, weigh
from psr_extract.records import Action, Due, Source

_LABEL_LIST = "actions/label"
_TIMES = ("next", "previous", "start", "end")
_STAY = frozenset({"actions/label"})


@dataclass
class _Walk:
    """What is being gathered while the blocks of a document are gone through in order."""

    view: View
    owners: Owners
    tasks: Tasks
    sections: tuple[Section, ...]
    found: list[Action] = field(default_factory=list)
    leader: tuple[Span, ...] = ()
    listing: str | None = None
    depth: int = 0
    entry: tuple[int, int] | None = None  # level and block of the last entry of the list that is gone through


def actions(view: View) -> tuple[Action, ...]:
    """All actions of a document, in reading order, each once; of papers only the rows of their action logs."""
    owners = owners_of(view)
    if view.kind != "minutes":
        return distinct(log_actions(view, owners, Tasks(view, owners))) if view.kind == "paper" else ()
    walk = _Walk(view, owners, Tasks(view, owners), sections(view))
    rows = {table[0]: table for table in tables(view)}
    for number, block in enumerate(view.blocks):
        if number in rows:
            walk.found += table_actions(view, owners, walk.tasks, rows[number], walk.sections[number])
            _lead_on(walk, rows[number][-1])
        elif block.kind != "row":
            _block(walk, number)
    return _weighed(walk, distinct(walk.found))


def _weighed(walk: _Walk, found: tuple[Action, ...]) -> tuple[Action, ...]:
    """The finds that hold when they are weighed, with their certainty, and the tasks that only weighing finds."""
    verdicts = weigh(walk.view, walk.owners, walk.sections, "actions", [action.source for action in found], _STAY)
    pairs = zip(found, verdicts.finds, strict=True)
    kept = [replace(action, certainty=certainty) for action, certainty in pairs if certainty]
    walk.found = []
    for span, certainty in verdicts.added:
        _add(walk, walk.view.block_of(span), walk.tasks.entry(span, f"actions/{MODEL}"))
        walk.found[-1:] = [replace(action, certainty=certainty) for action in walk.found[-1:]]
    aside = agenda_text(walk.view)
    return distinct([action for action in (*kept, *walk.found) if action.source.block not in aside])


def _block(walk: _Walk, number: int) -> None:
    """Add the actions of one block that is no row, and note whether it opens or closes a list."""
    view, block = walk.view, walk.view.blocks[number]
    outer = block.kind == "bullet" and block.level < walk.depth
    if block.kind == "heading" or outer or (block.kind == "paragraph" and walk.listing != _LABEL_LIST):
        walk.listing, walk.leader, walk.entry = None, (), None
    if _field_label(walk, number):
        return
    found = labels(view, walk.owners, "actions", number)
    section = walk.sections[number].of("actions")
    if found:
        _labelled(walk, number, found)
    elif _lead_in(walk, number, section):
        return
    elif walk.listing or (section and block.kind != "heading"):
        _listed(walk, number, walk.listing or section or _LABEL_LIST)
    elif block.margin and block.kind != "heading" and (names := _margin_owners(walk, number)):
        _add(walk, number, Task(_best_sentence(walk, number), "actions/margin", names))
    elif block.kind != "heading" or (block.marker is None and len(view.span(number)) > 4):
        _sentences(walk, number, titled=block.kind == "heading")


def _sentences(walk: _Walk, number: int, *, end: int | None = None, titled: bool = False) -> None:
    """Tasks in running text, up to the token `end`; in a line set as a title only one that names its owner."""
    span = walk.view.span(number)
    if end is None and walk.view.blocks[number].kind == "bullet" and (task := walk.tasks.in_bullet(span)):
        _add(walk, number, task)
        return
    for sentence in clauses(walk.tasks, walk.view.span(number)):
        if end is not None and sentence.start >= end:
            return
        part = trim(sentence.doc[sentence.start : min(sentence.end, end or sentence.end)])
        if names := walk.tasks.takes_it(part) if len(part) else ():
            _taken(walk, number, part, names)
        elif len(part) and (task := walk.tasks.in_sentence(part)) and (task.owners or not titled):
            _add(walk, number, task)


def _taken(walk: _Walk, number: int, said: Span, names: tuple[Span, ...]) -> None:
    """The sentence before one that only says who is to action it."""
    before = [sentence for sentence in walk.view.sentences(number) if sentence.end <= said.start]
    block = number if before else _previous(walk, number)
    if block is not None:
        span = trim(before[-1]) if before else _best_sentence(walk, block)
        _add(walk, block, Task(span, "actions/to-action", names))


def _labelled(walk: _Walk, number: int, found: list[Label]) -> None:
    """The bodies of the labels of one block, and the running text before the first of them."""
    _sentences(walk, number, end=found[0].start)
    for label in found:
        named = walk.owners.phrase(label.body.start, label.body.end) if len(label.body) else None
        alone, over = not len(label.body), _is_over_bullets(walk.view, number)
        if alone and walk.view.blocks[number].kind == "heading" and not (label.owners and over):
            return
        if alone and (over or not label.owners):
            walk.listing, walk.depth, walk.leader = _LABEL_LIST, _depth_below(walk.view, number), label.owners
        elif not len(label.body) or named:
            _behind(walk, number, label, named or label.owners)
        elif normal(label.body.text) not in walk.view.rules.words("actions/nothing") and not _is_review(walk, label):
            for task in parts(walk.tasks, label.body, label.rule.name):
                owners = task.owners or label.owners
                _add(walk, number, replace(task, owners=owners), ref=label.ref)


def _is_review(walk: _Walk, label: Label) -> bool:
    """Whether a numbered label only tells how an earlier action went: `Action 12: RT has met the mill`."""
    if label.ref is None or walk.tasks.in_sentence(label.body):
        return False
    teller = walk.owners.subject(label.body.start, label.body.end)
    behind = label.body.doc[teller[-1].end].lower_ if teller else ""
    return behind in ("has", "have", "was", "is", "did", "said") or behind.endswith("ed")


def _is_over_bullets(view: View, number: int) -> bool:
    """Whether a block ends with a colon over bullets."""
    following = view.blocks[number + 1 : number + 2]
    return bool(following) and following[0].kind == "bullet" and view.blocks[number].text.rstrip(" *_").endswith(":")


def _depth_below(view: View, number: int) -> int:
    """The level from which bullets belong to a label alone in its block: deeper ones only, where the next is deeper."""
    block, following = view.blocks[number], view.blocks[number + 1 : number + 2]
    if not following or following[0].kind != "bullet" or (block.kind == "bullet" and following[0].level <= block.level):
        return block.level if block.kind == "bullet" else 0
    return block.level + 1 if block.kind == "bullet" else following[0].level


def _behind(walk: _Walk, number: int, label: Label, owners: tuple[Span, ...]) -> None:
    """A label that only names owners: the task stands before it, in this block or the last one."""
    before = walk.view.span(number).start < label.start
    block = number if before else _previous(walk, number)
    if block is None:
        return
    sentence = _best_sentence(walk, block, end=label.start if before else None)
    task = walk.tasks.in_sentence(sentence)
    names = task.owners if task and task.owners else owners
    _add(walk, block, Task(sentence, label.rule.name, names), ref=label.ref)


def _previous(walk: _Walk, number: int) -> int | None:
    """The block of text before this one, unless a heading stands between."""
    if number and walk.view.blocks[number - 1].kind in ("paragraph", "bullet"):
        return number - 1
    return None


def _best_sentence(walk: _Walk, number: int, *, end: int | None = None) -> Span:
    """The last sentence of a block that is a task by itself, else the last one."""
    sentences = [s for s in walk.view.sentences(number) if end is None or s.start < end]
    parts = [trim(s.doc[s.start : min(s.end, end or s.end)]) for s in sentences]
    parts = [part for part in parts if len(part)] or [walk.view.span(number)]
    return next((part for part in reversed(parts) if walk.tasks.in_sentence(part)), parts[-1])


def _margin_owners(walk: _Walk, number: int) -> tuple[Span, ...]:
    """The owners that a block's margin names, as spans of a Doc of their own."""
    margin = walk.view.blocks[number].margin or ""
    listed = any(person.source.block == number for person in walk.view.attendance)
    return () if listed else walk.owners.elsewhere(margin)


def _lead_in(walk: _Walk, number: int, section: str | None) -> bool:
    """Whether this block only names the owner of the bullets below it."""
    view, block = walk.view, walk.view.blocks[number]
    following = view.blocks[number + 1] if number + 1 < len(view.blocks) else None
    if following is None or following.kind != "bullet":
        return False
    if block.kind == "bullet" and following.level <= block.level:
        return False
    span = view.span(number)
    for cue, rule in view.cues("actions", number):
        if rule.shape == "OWNER CUE BULLETS" and cue.end >= span.end - 1:
            names = walk.owners.heads_list(view.sentences(number)[-1].start, cue.start)
            if names is not None:
                walk.leader, walk.listing, walk.depth = names, rule.name, following.level
                return True
    if (section or walk.listing) and (names := walk.owners.phrase(span.start, span.end)):
        walk.leader, walk.listing, walk.depth = names, walk.listing or section, following.level
        return True
    return False


def _lead_on(walk: _Walk, row: int) -> None:
    """Under a heading of actions, bullets below a row go on with the tasks of whoever the row begins with."""
    first = cell(walk.view, row, 0)
    section = walk.sections[row].of("actions")
    following = walk.view.blocks[row + 1 : row + 2]
    names = walk.owners.phrase(first.start, first.end) if section and first is not None else None
    if names and following and following[0].kind == "bullet":
        walk.leader, walk.listing, walk.depth = names, section, following[0].level


def _is_note(walk: _Walk, number: int) -> bool:
    """Whether a bullet is a note below an entry of a list (what has become of it), and no entry; a done one goes."""
    block, span = walk.view.blocks[number], trim(walk.view.span(number))
    if block.kind != "bullet" or walk.entry is None or block.level <= walk.entry[0]:
        walk.entry = (block.level, number) if block.kind == "bullet" else None
        return False
    parent = walk.view.blocks[walk.entry[1]].text.rstrip(" *_")
    if parent.endswith(":"):
        return False
    if normal(span.text) in walk.view.rules.words("actions/closed"):
        walk.found = [action for action in walk.found if action.source.block != walk.entry[1]]
        return True
    return not verbs.is_base(walk.view.rules, span.doc, span.start, span.end)


def _listed(walk: _Walk, number: int, rule: str) -> None:
    """An entry of a list of tasks."""
    span = trim(walk.view.span(number))
    if normal(span.text) in walk.view.rules.words("actions/nothing") or walk.view.blocks[number].kind == "heading":
        return
    if _is_note(walk, number):
        return _sentences(walk, number)
    if any(source.block == number and fact in _TIMES for fact, source in walk.view.meeting.sources):
        return
    told = walk.view.blocks[number].kind == "paragraph" and any(token.lower_ in ("was", "were") for token in span)
    for task in parts(walk.tasks, span, rule):
        if task.owners or not told or walk.tasks.in_sentence(task.span):
            _add(walk, number, replace(task, owners=task.owners or walk.leader))
    if walk.view.blocks[number].kind == "paragraph":
        walk.listing = None


def _field_label(walk: _Walk, number: int) -> bool:
    """Whether this block is an `Owner:` or `Due:` line; its value goes to the action above."""
    view, span = walk.view, walk.view.span(number)
    for cue, rule in view.cues("actions", number):
        if (
            rule.shape != "LABEL"
            or cue.start != span.start
            or not walk.found
            or walk.found[-1].source.block < number - 3
        ):
            continue
        behind = next((i for i in range(cue.end, span.end) if not span.doc[i].is_punct), span.end)
        if cue.end < span.end and behind == cue.end:
            continue
        value = trim(span.doc[behind : span.end])
        if not len(value) and number + 1 < len(view.blocks):
            value = trim(view.span(number + 1))
        last = walk.found[-1]
        if rule.value == "due" and last.due is None and (when := column_due(words(value), view.dates)):
            walk.found[-1] = replace(last, due=when, due_source=view.source(value, rule.name))
            return True
        if rule.value == "owner" and (names := walk.owners.phrase(value.start, value.end)):
            owners = tuple(words(name) for name in names)
            walk.found[-1] = replace(last, owners=owners, owner_source=view.source(value, rule.name))
            return True
    return False


def _add(walk: _Walk, number: int, task: Task, *, ref: str | None = None) -> None:
    """Keep a task as an action, unless its text says that it is done."""
    view, section = walk.view, walk.sections[number]
    text = words(task.span)
    over = is_closed(view, text) or (section.review and is_told_as_done(view, number, task.span))
    if over or not any(map(str.isalpha, text)):
        return
    when: Due | None = due(text, view.dates)
    source: Source = view.source(task.span, task.rule)
    owners = tuple(dict.fromkeys(words(owner) for owner in task.owners))
    item = section.item
    inside = [owner for owner in task.owners if owner.doc is view.doc]
    owner_source = view.source(inside[0], task.owner_rule or task.rule) if inside else None
    walk.found.append(
        Action(text, source, owners, when, item, ref, None, "stated", owner_source, source if when else None)
    )
