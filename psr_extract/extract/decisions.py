"""The decisions of a document: labelled, as limbs of a resolution, in sentences, as a bare word under an item."""

import re
from dataclasses import dataclass, field, replace

from spacy.tokens import Span

from psr_extract.extract.agenda_page import agenda_text
from psr_extract.extract.labels import labels
from psr_extract.extract.owners import Owners, owners_of
from psr_extract.extract.sections import Section, normal, sections
from psr_extract.extract.tables import cell, columns, tables, titled
from psr_extract.extract.view import View, trim, words
from psr_extract.extract.weigh import weigh
from psr_extract.records import Decision, Outcome
from psr_extract.rules import Rule

MAX_SUPPORT = 16
MAX_POST = 3
MAX_BARE = 60
_PARTS = re.compile(r", and |, | and | & ")
_RANK: tuple[Outcome, ...] = ("recommended", "deferred", "refused", "elected", "approved", "noted")
"""Where a sentence has several cues, the outcome that comes first here wins: agreed to defer is deferred."""


@dataclass
class _Walk:
    """What is being gathered while the blocks of a document are gone through in order."""

    view: View
    owners: Owners
    sections: tuple[Section, ...]
    found: list[Decision] = field(default_factory=list)
    limbs: Rule | None = None
    depth: int = 0
    motion: int = -2


def decisions(view: View) -> tuple[Decision, ...]:
    """All decisions of minutes, in reading order; none where the document is a paper or an agenda."""
    if view.kind != "minutes":
        return ()
    walk = _Walk(view, owners_of(view), sections(view))
    rows = {table[0]: table for table in tables(view)}
    for number, block in enumerate(view.blocks):
        if number in rows:
            _table(walk, rows[number])
        elif block.kind == "heading" and (rule := _tail_rule(view, number)):
            _add(walk, number, trim(view.span(number)), rule)
        elif block.kind == "heading" and not (view.span(number)[0].text == "RESOLVED" and len(view.span(number)) > 2):
            walk.limbs = None
            if _bare(view, trim(view.span(number))) and number and not block.marker:
                _block(walk, number)
        elif block.kind != "row":
            _block(walk, number)
    aside = agenda_text(view)
    found = _distinct([decision for decision in walk.found if decision.source.block not in aside])
    sources = [decision.source for decision in found]
    verdicts = weigh(view, walk.owners, walk.sections, "decisions", sources, frozenset())
    pairs = zip(found, verdicts.finds, strict=True)
    return tuple(replace(decision, certainty=certainty) for decision, certainty in pairs if certainty)


def _block(walk: _Walk, number: int) -> None:
    view, block = walk.view, walk.view.blocks[number]
    if walk.limbs and (block.kind != "bullet" or block.level < walk.depth):
        walk.limbs = None
    section = walk.sections[number].of("decisions")
    rule = walk.limbs or (view.rules.by_name[section] if section else None)
    span = trim(view.span(number))
    if rule is not None:
        if normal(span.text) not in view.rules.words("decisions/nothing"):
            _add(walk, number, span, rule)
        return
    found = labels(view, walk.owners, "decisions", number)
    head = found[0].start if found else span.end
    for label in found:
        limbs = (not len(label.body) or label.body.text.endswith(":")) and _open_limbs(walk, number, label.rule)
        if not limbs and not len(label.body):
            head = span.end
        if len(label.body) > 1:
            _add(walk, number, label.body, label.rule)
    before: Span | None = None
    for sentence in view.sentences(number):
        part = trim(sentence.doc[sentence.start : min(sentence.end, head)])
        if len(part):
            before = _sentence(walk, number, part, before)


def _tail_rule(view: View, number: int) -> Rule | None:
    """The rule of the bare word behind the last dash of a title: `Minutes of 5 May – agreed`."""
    text = view.blocks[number].text.replace(" - ", " – ").replace(" — ", " – ")
    before, dash, tail = text.rpartition(" – ")
    bare = (rule for rule in view.rules.of("decisions", "SENTENCE") if normal(tail) in rule.cue)
    return next(bare, None) if dash and before.strip() else None


def _open_limbs(walk: _Walk, number: int, rule: Rule) -> bool:
    """Take the bullets below as limbs of a resolution, where there are any."""
    blocks = walk.view.blocks
    following = blocks[number + 1] if number + 1 < len(blocks) else None
    if following is None or following.kind != "bullet":
        return False
    walk.limbs, walk.depth = rule, following.level
    return True


def _sentence(walk: _Walk, number: int, sentence: Span, before: Span | None) -> Span:
    """Add the decision of one sentence, if it has a cue that the meeting itself is behind.

    A result ("AGREED", "Seconded by ...", "The motion passed.") also takes the sentence `before` it, which says what
    was put. Returns what the next sentence has before it.
    """
    bare, support = _bare(walk.view, sentence), _support(walk, number, sentence)
    rule = bare or support
    adjacent = bool(walk.found) and walk.motion in (number - 1, number) and walk.view.blocks[number].kind != "row"
    if rule is not None and (bare is not None or before is not None or adjacent):
        whole = sentence.doc[before.start : sentence.end] if before is not None else sentence
        if before is None and adjacent:
            walk.motion = number
        else:
            _add(walk, number, whole, rule)
        return whole
    rule = _cue_rule(walk, number, sentence)
    if rule is None or sentence.text.rstrip().endswith("?"):
        return sentence
    if not (sentence.text.rstrip().endswith(":") and _open_limbs(walk, number, rule)):
        _add(walk, number, sentence, rule)
    return sentence


def _support(walk: _Walk, number: int, sentence: Span) -> Rule | None:
    """The rule by which a sentence only tells who supported a motion, or how the vote on it went."""
    for cue, rule in walk.view.cues("decisions", number):
        if rule.shape == "LABEL" and cue.start == sentence.start and len(sentence) < MAX_SUPPORT:
            return rule
        if (
            rule.shape == "LABEL"
            and cue[0].lower_ == "seconded"
            and cue.start - sentence.start < 4
            and len(sentence) < MAX_SUPPORT
        ):
            return rule
    return None


def _bare(view: View, sentence: Span) -> Rule | None:
    """The rule whose cue is all that the sentence says."""
    text = normal(view.said(sentence.start, sentence.end))
    if len(text) > MAX_BARE:
        return None
    beside = view.rules.words("decisions/beside")
    parts = [part for part in _PARTS.split(text) if part not in beside]
    said = {text, *parts} if len(parts) == 1 else {text}
    return next((rule for rule in view.rules.of("decisions", "SENTENCE") if not said.isdisjoint(rule.cue)), None)


def _cue_rule(walk: _Walk, number: int, sentence: Span) -> Rule | None:
    """The rule of the weightiest cue of a sentence; cues behind one person's name are that person's."""
    found = [
        rule
        for cue, rule in walk.view.cues("decisions", number)
        if rule.shape == "TASK CUE"
        and sentence.start <= cue.start < sentence.end
        and not _is_personal(walk, sentence, cue)
        and not (rule.bars and {token.lower_ for token in sentence.doc[sentence.start : cue.start]} & set(rule.bars))
    ]
    return min(found, key=lambda rule: _RANK.index(_outcome(rule)), default=None)


def _is_personal(walk: _Walk, sentence: Span, cue: Span) -> bool:
    """Whether one person, not the meeting, agrees: `RT agreed to write`, `she supported the idea`."""
    verb = next((token.lower_ for token in cue if token.lower_ != "also"), "")
    if cue.start == sentence.start or not verb.startswith(("agree", "support", "decid", "accept", "resolv")):
        return False
    before = sentence.doc[cue.start - 1].lower_
    if before in walk.view.rules.words("decisions/people-verbs"):
        return True
    owners = walk.owners.before(sentence.start, cue.start)
    return bool(owners) and not any(walk.owners.is_group(owner) for owner in owners or ())


def _table(walk: _Walk, rows: tuple[int, ...]) -> None:
    """Decisions in a column that says so, and in the sentences of the other cells."""
    view = walk.view
    titles, rows = titled(view, rows)
    column = columns(view, "decisions", titles, exact=True).of("approved")
    for row in rows:
        span = cell(view, row, column[0]) if column else None
        if span is not None and column and normal(span.text) not in view.rules.words("decisions/nothing"):
            _add(walk, row, span, view.rules.by_name[column[1]])
        for sentence in view.sentences(row):
            if span is None or not span.start <= sentence.start < span.end:
                _sentence(walk, row, sentence, None)


def _outcome(rule: Rule) -> Outcome:
    return next(outcome for outcome in _RANK if outcome == (rule.value or "approved"))


def _add(walk: _Walk, number: int, span: Span, rule: Rule) -> None:
    walk.motion = number
    item = _row_title(walk.view, number, span) or walk.sections[number].item
    text = words(span)
    weighty = _cue_rule(walk, number, span) if rule.shape != "TASK CUE" else None
    outcome = _outcome(weighty or rule)
    if outcome == "approved" and _is_election(walk.view, rule, text, item):
        outcome = "elected"
    walk.found.append(Decision(text, outcome, walk.view.source(span, rule.name), item))


def _row_title(view: View, number: int, span: Span) -> str | None:
    """What a bare decision in a row is about: the first cell, where the decision stands in a later one."""
    first = cell(view, number, 0) if view.blocks[number].kind == "row" else None
    return words(first) if first is not None and first.end <= span.start and len(span) < 6 else None


def _is_election(view: View, rule: Rule, text: str, item: str | None) -> bool:
    """Whether what was carried, or proposed and seconded, is an election, by its own words or its item's title."""
    said, title = f" {text.casefold()} ", f" {(item or '').casefold()} "
    proposed = rule.shape in ("LABEL", "SENTENCE") or "proposed" in said or "seconded" in said
    label = text.split(":")[0].casefold().split() if ":" in text else []
    posts = view.rules.words("people/posts")
    if 0 < len(label) <= MAX_POST and all(word in posts or word in ("vice", "and") for word in label):
        return True
    named = any(f" {phrase} " in said for phrase in view.rules.words("decisions/election-words"))
    return named or (proposed and any(f" {word} " in title for word in view.rules.words("decisions/election-titles")))


def _distinct(found: list[Decision]) -> tuple[Decision, ...]:
    """Each decision once: one inside the span of a later one, or in the same words under the same item, is dropped."""
    kept: dict[tuple[str, str | None], Decision] = {}
    for at, decision in enumerate(found):
        if any(_inside(decision, other) for other in found[at + 1 : at + 4]):
            continue
        bare = len(decision.text.split()) < 4
        kept.setdefault((normal(decision.text), decision.item if bare else None), decision)
    return tuple(kept.values())


def _inside(one: Decision, other: Decision) -> bool:
    """Whether a decision's words are a part of another's, in the same block."""
    a, b = one.source, other.source
    return a.block == b.block and b.start <= a.start and a.end <= b.end and a.end - a.start < b.end - b.start
