"""What a document tells of earlier actions: sentences of minutes, and the cells beside the tasks of lists and logs.

A sentence that stands outside a review needs words of status; which action it speaks of, if any, the tracker finds out.
"""

import re
from collections.abc import Iterator

from spacy.tokens import Span

from psr_extract.document import Block
from psr_extract.extract.sections import normal, sections
from psr_extract.extract.struck import struck
from psr_extract.extract.view import View, trim, words
from psr_extract.records import Certainty, Told, Update
from psr_extract.rules import Rule

_FEWEST = 3
"""A sentence of fewer words says what it says only of its item."""
_SHORT = 5
"""In a table that is no list of tasks, so few words are an entry, not a sentence."""
_ENTRY = 80
"""An entry of a review with more words than this is several."""
_JOINERS = frozenset({"and", "but", "so", "while", "though", "although", "however", "yet"})
_VERBLESS = frozenset(
    {"was", "were", "is", "are", "has", "have", "had", "will", "would", "can", "could", "be", "been", "to", "in", "on"}
    | {"at", "by", "with", "which", "who", "that", "for"}
)
"""Behind a comma these do not begin a sentence that could stand alone."""
_TAG = "status/done-tag"
_PAST = "status/has-been-done"
_DEFAULT = "status/review"
"""The rule's name for what stands in a review of earlier actions without any word of status."""
_POINTED = "status/reference"
"""The rule's name for a sentence without any word of status that prints what may be the reference of an action."""
_TICK = "status/ticked"
"""The rule's name for an entry with a ticked box before it."""
_TICKED = re.compile(r"\s*(?:\[[xX✓✔]\]|[☑☒✓✔✅])\s*\S")
_REFERENCE = re.compile(r"\b[A-Z][A-Za-z]{0,5}[-/. ]?\d{1,4}(?:[-/.]\d{1,4}){1,2}\b")


def updates(view: View) -> tuple[Update, ...]:
    """All that may tell of earlier actions, in reading order."""
    if view.kind == "agenda":
        return ()
    tasks: dict[int, list[Span]] = {}
    for action in view.actions:
        tasks.setdefault(action.source.block, []).append(view.find(action.source))
    tables = {_table(view, number) for number in tasks}
    people = {person.source.block for person in view.attendance if person.status != "spoke"}
    found: list[Update] = []
    above: int | None = None
    for number, section in enumerate(sections(view)):
        block = view.blocks[number]
        above = _entry_above(view, number, above)
        if block.kind == "row":
            listed = section.review or section.of("actions") or _table(view, number) in tables - {None}
            beside = list(_beside(view, number, tasks.get(number, []), section.item, tagged=not listed))
            prose = view.kind == "minutes" and not beside and number not in people
            found += beside or (_told(view, number, section.item, review=False) if prose else ())
        elif view.kind == "minutes" and number not in people and _is_prose(block):
            if above is not None and above != number and number not in tasks and (section.review or above in tasks):
                found.append(_note(view, number, above, section.item))
            elif _TICKED.match(block.text) and (section.review or number in tasks):
                source = view.source(trim(view.span(number)), _TICK)
                found.append(Update(words(trim(view.span(number))), "done", source, section.item))
            else:
                found += _told(view, number, section.item, review=section.review)
    return (*found, *struck(view, sections(view)))


def _entry_above(view: View, number: int, above: int | None) -> int | None:
    """The bullet that a bullet is a note on, or itself where it is none; None for what is no bullet."""
    block = view.blocks[number]
    if block.kind != "bullet":
        return None
    return above if above is not None and block.level > view.blocks[above].level else number


def _note(view: View, number: int, above: int, item: str | None) -> Update:
    """What a bullet below an entry tells of it."""
    span = trim(view.span(number))
    status, rule = status_of(view, span) or ("updated", _DEFAULT)
    about = " ".join(view.blocks[above].text.split())
    return Update(words(span), status, view.source(span, rule), item, about, _certainty(rule))


def _is_prose(block: Block) -> bool:
    """Whether a block has sentences: a heading has where it ends in a full stop."""
    return block.kind != "heading" or block.text.rstrip().endswith(".")


def _table(view: View, number: int) -> int | None:
    """The number of the table that a row belongs to."""
    cell = view.blocks[number].place.cell
    return cell[0] if cell else None


def _beside(view: View, number: int, tasks: list[Span], item: str | None, *, tagged: bool) -> Iterator[Update]:
    """What the cells of a row tell, those that hold no task; only what closes an action where `tagged`."""
    block, start = view.blocks[number], view.span(number).start_char
    titles = {title for rule in view.rules.of("actions", "COLUMN") for title in rule.cue}
    if len(block.cells) < _FEWEST or sum(normal(cell) in titles for cell in block.cells) > 1:
        return
    for column, cell in enumerate(block.cells):
        first = start + block.cell_start(column)
        span = view.doc.char_span(first, first + len(cell), alignment_mode="contract")
        if not column or span is None or any(task.start < span.end and span.start < task.end for task in tasks):
            continue
        verdict = status_of(view, span)
        about = " ".join(" ".join(other for at, other in enumerate(block.cells) if at != column).split())
        if verdict and (not tagged or verdict[1] == _TAG) and len(about.split()) >= _FEWEST:
            yield Update(words(span), verdict[0], view.source(span, verdict[1]), item, about, _certainty(verdict[1]))


def _told(view: View, number: int, item: str | None, *, review: bool) -> Iterator[Update]:
    """What the sentences of a block tell; an entry of a review is one piece, unless it is long."""
    block, span = view.blocks[number], view.span(number)
    row, entry = block.kind == "row", block.kind == "bullet" or block.marker is not None
    whole = entry and len(span) <= _ENTRY and (review or _has_tag(view, number))
    parts = [trim(span)] if whole else [part for line in view.sentences(number) for part in _clauses(view, line)]
    for part in parts:
        verdict = status_of(view, part)
        if (row and len(part) <= _SHORT) or normal(part.text) in view.rules.words("status/nothing"):
            continue
        if verdict is None and review and sum(token.is_alpha for token in part) >= _FEWEST:
            verdict = ("updated", _DEFAULT)
        if verdict is None and _REFERENCE.search(part.text):
            verdict = ("updated", _POINTED)
        if verdict:
            source = view.source(part, verdict[1])
            yield Update(words(part), verdict[0], source, item, certainty=_certainty(verdict[1]))


def _has_tag(view: View, number: int) -> bool:
    """Whether a later sentence of an entry is, or opens with, a word of status: "Call the mill. - done"."""
    verdicts = [status_of(view, line) for line in view.sentences(number)[1:]]
    return any(verdict is not None and verdict[1] == _TAG for verdict in verdicts)


def _clauses(view: View, sentence: Span) -> list[Span]:
    """A sentence, parted where a comma or semicolon joins two that each tell of something by themselves."""
    doc, found, first = sentence.doc, list[Span](), sentence.start
    for at in range(sentence.start + _FEWEST, sentence.end - _FEWEST):
        if doc[at].text not in ",;":
            continue
        joined = doc[at + 1].lower_ in _JOINERS
        if doc[at].text == "," and not joined:
            continue
        opener = at + 1 + joined
        before, behind = doc[first:at], doc[opener : sentence.end]
        if doc[opener].lower_ in _VERBLESS or min(len(before), len(behind)) <= _FEWEST:
            continue
        if status_of(view, trim(before)) and status_of(view, trim(behind)):
            found.append(trim(before))
            first = opener
    return [*found, trim(doc[first : sentence.end])]


def _certainty(rule: str) -> Certainty:
    """Whether words of status say outright what became of an action, or only tell of something done."""
    return "inferred" if rule in (_PAST, _DEFAULT, _POINTED) else "stated"


def status_of(view: View, span: Span) -> tuple[Told, str] | None:
    """What the words of a span make of an action, and the rule: a tag at its edges first, else the last cue.

    In a cell to which each meeting adds a line, the last says how things stand.
    """
    cues = view.cues_in("status", span)
    if not cues:
        return None
    rank = ("dropped", "carried", "updated", "done")
    tags = [(cue, rule) for cue, rule in cues if rule.shape == "LABEL" and _is_tag(span, cue)]
    if tags:
        return _verdict(tags[-1][1])
    lines = [line for line in view.sentences(view.block_of(span)) if span.start <= line.start < span.end] or [span]
    for line in reversed(lines):
        inside = [rule for cue, rule in cues if rule.shape == "SENTENCE" and line.start <= cue.start < line.end]
        if inside:
            return _verdict(min(inside, key=lambda rule: rank.index(rule.value or "")))
    return None


def _verdict(rule: Rule) -> tuple[Told, str]:
    status: Told = rule.value  # type: ignore[assignment]
    return status, rule.name


def _is_tag(span: Span, cue: Span) -> bool:
    """Whether a cue stands alone: it is all that its sentence, bracket or part between dashes holds."""
    doc = span.doc
    edge = {"-", "–", "—", ":", ";", ".", ",", "(", ")", "[", "]", "/", "\n", "\t", "!"}
    ahead = doc[cue.start - 1].text
    before = cue.start == span.start or ahead in edge or ahead[-1] in "-–—" or bool(doc[cue.start].is_sent_start)
    behind = cue.end >= span.end or doc[cue.end].text in edge or doc[cue.end].is_space
    first = cue.start == span.start and cue.end < span.end
    opens = first and (doc[cue.end].is_digit or normal(doc[cue.end].text) in ("and", "at", "on", "in", "by", "but"))
    # "Closed See the plan": the tag was set apart by its type, and a sentence follows
    inside = cue.end < span.end and doc[cue.start].text.istitle() and doc[cue.end].text.istitle()
    opens = opens or (before and inside)
    return bool(before and (behind or opens))
