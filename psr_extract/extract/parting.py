"""Where one task ends and the next begins: an entry that gives several people tasks, a full stop left out."""

from spacy.tokens import Span

from psr_extract.extract import verbs
from psr_extract.extract.placed import LONGEST_OWNER
from psr_extract.extract.tasks import Task, Tasks
from psr_extract.extract.view import trim


def parts(tasks: Tasks, span: Span, rule: str) -> list[Task]:
    """An entry, cut where somebody else is given a task: at a sentence, or where a full stop was left out."""
    pieces: list[tuple[Span, str]] = []
    for clause in clauses(tasks, span):
        owners = " ".join(owner.text for owner in tasks.entry(clause, rule).owners)
        if pieces and owners in ("", pieces[-1][1]):
            pieces[-1] = (trim(span.doc[pieces[-1][0].start : clause.end]), pieces[-1][1])
        elif pieces and not pieces[-1][1]:
            return [tasks.entry(span, rule)]
        else:
            pieces.append((clause, owners))
    return [tasks.entry(piece, rule) for piece, _ in pieces] if len(pieces) > 1 else [tasks.entry(span, rule)]


def clauses(tasks: Tasks, span: Span) -> list[Span]:
    """The sentences of a text, parted also where somebody sure and "to" follow a word that leads to neither."""
    doc, found = span.doc, []
    for sentence in tasks.sentences(span):
        first = sentence.start
        for cue, rule in tasks.cues(sentence):
            if rule.name == "actions/to" and (at := _new_task(tasks, first, cue)):
                found.append(trim(doc[first:at]))
                first = at
        found.append(trim(doc[first : sentence.end]))
    return found


def _new_task(tasks: Tasks, start: int, cue: Span) -> int | None:
    """Where people named before "to" begin a task of their own: `... mend the fence AP and RT to call the mill`."""
    doc, rules, end = cue.doc, tasks.view.rules, cue.start
    if not verbs.is_base(rules, doc, cue.end, len(doc)):
        return None
    for first in range(max(start + 4, end - LONGEST_OWNER), end):
        before = doc[first - 1]
        led = (before.is_stop and before.lower_ != "so") or before.is_punct or before.text[0].isupper()
        if led or not doc[first].text[0].isupper() or verbs.is_base(rules, doc, first - 1, first):
            continue
        named = tasks.owners.phrase(first, end)
        sure = [owner for owner in named or () if tasks.owners.is_sure(owner)]
        if named and sure and (len(sure) == len(named) or all(owner.text.isupper() for owner in named)):
            return first
    return None
