"""Why something was found, and why not: the rule and the words that fired, the weights that counted, what failed.

`explain(document, pipeline, rules)` tells it of every fact of a document, and of the finds that weighing dropped;
with `line`, of the sentences that hold these words, found or not.
"""

from dataclasses import dataclass, replace

from rapidfuzz import fuzz
from spacy.tokens import Span

from psr_extract.certainty import ADD, DROP, probability, strongest
from psr_extract.document import Document, Place
from psr_extract.errors import NotFound
from psr_extract.explain.why_not import Near, nearest
from psr_extract.extract import extract
from psr_extract.extract.sections import normal
from psr_extract.extract.units import Found, Weigher
from psr_extract.extract.view import View, trim, words
from psr_extract.extract.weigh import MODEL, weigher_of
from psr_extract.pipeline import Pipeline, annotate
from psr_extract.records import Certainty, Record, Source
from psr_extract.rules import Rules

KINDS = ("actions", "decisions")
"""What is weighed."""
_LISTS = (
    "attendance", "items", "actions", "updates", "referrals", "decisions", "recommendations", "milestones", "statuses",
    "budget", "fields", "risks",
)  # fmt: skip
_LIKE = 80.0
"""A line that holds the asked words only nearly has to be this much like them (0 to 100)."""


@dataclass(frozen=True, slots=True)
class Scale:
    """How a piece of text was weighed for one kind: its probability, the limit it needs, the weights that counted."""

    kind: str
    likely: float
    limit: float
    weights: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact, or a find that weighing dropped (`kept` is false): its rule, why there is such a rule, what fired."""

    kind: str
    text: str
    place: Place
    source: Source
    note: str
    cues: tuple[str, ...]
    certainty: Certainty
    kept: bool = True
    scale: Scale | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence that was asked for: the facts it gave, how it weighs, and the rules that it came nearest to."""

    text: str
    place: Place
    facts: tuple[Fact, ...]
    scales: tuple[Scale, ...]
    near: tuple[Near, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a document gave what it gave; `lines` only where a line was asked for."""

    name: str
    kind: str
    facts: tuple[Fact, ...]
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class _Case:
    """A document as it is explained, with what weighs its pieces, by kind."""

    view: View
    weighers: dict[str, Weigher]


def explain(document: Document, pipeline: Pipeline, rules: Rules, *, line: str | None = None) -> Explanation:
    """Explain a document, or the sentences of it that hold the words of `line`; NotFound where none does."""
    doc = annotate(document, pipeline)
    record = extract(document, doc, rules)
    alone = extract(document, doc, replace(rules, weights={}))
    view = View(document, doc, rules, record.kind, record.meeting, record.items, record.attendance)
    sources = {kind: [entry.source for entry in getattr(alone, kind)] for kind in KINDS if rules.weights.get(kind)}
    case = _Case(view, {kind: weigher_of(view, kind, found) for kind, found in sources.items()})
    facts = tuple(_facts(case, record, alone))
    if line is None:
        return Explanation(document.name, record.kind, facts)
    found = _sentences(view, line)
    if not found:
        raise NotFound(f"no line holds {line!r}", where=document.name, do="Copy the words from `psr-extract read`")
    lines = tuple(_line(case, sentence, facts) for sentence in found)
    return Explanation(document.name, record.kind, tuple({fact for one in lines for fact in one.facts}), lines)


def _facts(case: _Case, record: Record, alone: Record) -> list[Fact]:
    """All facts in order of their places, and those that the rules alone would have given too."""
    facts = [
        _fact(case, "meeting", f"{fact}: {getattr(record.meeting, fact)}", source, "stated")
        for fact, source in record.meeting.sources
    ]
    for kind in _LISTS:
        entries = getattr(record, kind)
        facts += [_fact(case, kind, _text(entry), entry.source, entry.certainty) for entry in entries]
        taken = {(entry.source.block, entry.source.start) for entry in entries}
        for entry in getattr(alone, kind) if kind in KINDS else ():
            if (entry.source.block, entry.source.start) not in taken:
                facts.append(_fact(case, kind, _text(entry), entry.source, "unsure", kept=False))
    return sorted(facts, key=lambda fact: (fact.source.block, fact.source.start))


def _text(entry: object) -> str:
    """What a fact says: its text, or the name, title or subject that stands in its place."""
    return next(str(value) for name in ("text", "name", "title", "subject") if (value := getattr(entry, name, None)))


def _fact(case: _Case, kind: str, text: str, source: Source, certainty: Certainty, *, kept: bool = True) -> Fact:
    view = case.view
    rule = view.rules.by_name.get(source.rule)
    note = rule.note if rule else "No rule found it: the weights did." if source.rule.endswith(MODEL) else ""
    cues = [cue for cue, other in view.cues(kind, source.block) if other.name == source.rule]
    span = view.find(source)
    inside = [cue for cue in cues if span.start <= cue.start < span.end] or cues
    scale = None
    if kind in case.weighers:
        own = None if source.rule.endswith(MODEL) else source.rule
        scale = _scale(case, kind, Found(span, own))
    place = view.blocks[source.block].place
    return Fact(kind, text, place, source, note, tuple(words(cue) for cue in inside), certainty, kept, scale)


def _scale(case: _Case, kind: str, found: Found) -> Scale:
    """How a span weighs for one kind."""
    weights = case.view.rules.weights[kind]
    unit = case.weighers[kind].unit(found)
    limit = weights.get(DROP, 0.0) if found.rule else weights.get(ADD, 1.0)
    return Scale(kind, round(probability(unit, weights), 3), limit, tuple(strongest(unit, weights, 6)))


def _sentences(view: View, line: str) -> list[Span]:
    """The sentences that hold the asked words; where none does, the one that is most like them."""
    asked = normal(line)
    every = [sentence for number in range(len(view.blocks)) for sentence in view.sentences(number)]
    holding = [sentence for sentence in every if asked in normal(sentence.text) or normal(sentence.text) == asked]
    if holding or not every or not asked:
        return holding
    whole = [number for number, block in enumerate(view.blocks) if asked in normal(" ".join(block.text.split()))]
    if whole:
        return [sentence for number in whole for sentence in view.sentences(number)]
    best = max(every, key=lambda sentence: fuzz.ratio(asked, normal(sentence.text)))
    return [best] if fuzz.ratio(asked, normal(best.text)) >= _LIKE else []


def _line(case: _Case, sentence: Span, facts: tuple[Fact, ...]) -> Line:
    """What one sentence gave, and why it gave nothing more."""
    view, span = case.view, trim(sentence)
    number = view.block_of(span)
    here = tuple(fact for fact in facts if fact.source.block == number and _overlap(view.find(fact.source), span))
    kept = {fact.kind for fact in here if fact.kept}
    open_kinds = [kind for kind in KINDS if kind not in kept and view.kind == "minutes"]
    weighed = [kind for kind in open_kinds if kind in case.weighers]
    scales = tuple(_scale(case, kind, Found(span, None)) for kind in weighed)
    near = tuple(one for kind in open_kinds for one in nearest(view, kind, span))
    return Line(words(span), view.blocks[number].place, here, scales, near)


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
