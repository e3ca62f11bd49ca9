"""Why a rule did not take a sentence: the first condition that failed, in the order in which the extractors ask."""

from collections.abc import Callable
from dataclasses import dataclass

from rapidfuzz import fuzz
from spacy.tokens import Span

from psr_extract.extract import verbs
from psr_extract.extract.owners import owners_of
from psr_extract.extract.view import View, words
from psr_extract.rules import Rule, Shape

MOST = 3
"""So many rules whose words do not stand in a sentence are named, the most alike first."""
_LEAST_LIKE = 62.0
_IN_TEXT: tuple[Shape, ...] = (
    "CUE TASK", "OWNER CUE TASK", "TASK CUE OWNER", "TASK CUE", "CUE OWNER TASK", "CUE VERB", "OWNER CUE",
    "OWNER CUE BULLETS",
    "SENTENCE",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Near:
    """A rule that a sentence came near to: its name, its words that stand there (or are most alike), what failed."""

    rule: str
    cue: str
    failed: str


def nearest(view: View, kind: str, sentence: Span) -> list[Near]:
    """The rules of a kind whose words stand in a sentence, each with what failed; else those with the words most alike.

    The sentence is one that gave no fact of this kind.
    """
    number = view.block_of(sentence)
    told = view.blocks[number].kind in ("heading", "row")
    here = [
        (cue, rule)
        for cue, rule in view.cues(kind, number)
        if sentence.start <= cue.start < sentence.end and (told or rule.shape in _IN_TEXT)
    ]
    found = {rule.name: Near(rule.name, words(cue), _failed(view, sentence, cue, rule)) for cue, rule in here}
    if found:
        return list(found.values())
    text = sentence.text.casefold()
    ranked = sorted(
        ((fuzz.partial_ratio(cue, text), cue, rule.name) for rule in view.rules.of(kind, *_IN_TEXT) for cue in rule.cue
         if len(cue) > 3),
        reverse=True,
    )  # fmt: skip
    alike: dict[str, Near] = {}
    for score, cue, name in ranked:
        if score >= _LEAST_LIKE and len(alike) < MOST:
            alike.setdefault(name, Near(name, cue, "these words do not stand in the line"))
    return list(alike.values())


def _failed(view: View, sentence: Span, cue: Span, rule: Rule) -> str:
    """The first condition of a rule's shape that does not hold for a cue of it."""
    block = view.blocks[view.block_of(sentence)]
    if block.kind == "heading" and rule.shape not in ("SECTION", "HEADING"):
        return "the line is a heading"
    if sentence.text.rstrip().endswith("?"):
        return "the line is a question"
    reason = _REASONS[rule.shape](view, sentence, cue, rule) if rule.shape in _REASONS else None
    return reason or "its words stand there, but another rule or the document's setting came first"


def _barred(sentence: Span, cue: Span, rule: Rule) -> str | None:
    before = [token.lower_ for token in sentence.doc[sentence.start : cue.start]]
    barred = [word for word in before if word in rule.bars]
    if barred:
        return f"{barred[0]!r} stands before it"
    if rule.needs and not set(rule.needs) & set(before):
        return f"none of {', '.join(map(repr, rule.needs[:4]))} stands before it"
    return None


def _owner_cue(view: View, sentence: Span, cue: Span, rule: Rule) -> str | None:
    doc = sentence.doc
    if cue.start == sentence.start:
        return "nobody stands before it"
    if cue.end >= sentence.end:
        return "no task stands behind it"
    if barred := _barred(sentence, cue, rule):
        return barred
    if rule.verb and not verbs.is_base(view.rules, doc, cue.end, sentence.end, rule.verb):
        return f"{doc[cue.end].text!r} behind it is no verb of the list actions/{rule.verb}"
    owners = owners_of(view).before(sentence.start, cue.start)
    if owners is None:
        return f"nobody that can own a task stands right before it: {_tail(sentence, cue)!r}"
    if owners and all(owners_of(view).is_group(owner) for owner in owners):
        return f"{words(owners[0])!r} is the meeting or a body, which did it there and then"
    return None


def _tail(sentence: Span, cue: Span) -> str:
    return words(sentence.doc[max(sentence.start, cue.start - 5) : cue.start])


def _passive(view: View, sentence: Span, cue: Span, rule: Rule) -> str | None:
    if barred := _barred(sentence, cue, rule):
        return barred
    if rule.kind == "decisions":
        owners = owners_of(view).before(sentence.start, cue.start)
        return f"one person did it, not the meeting: {words(owners[0])!r}" if owners else None
    test = verbs.is_participle if cue[-1].lower_ == "be" else verbs.is_base
    if not test(view.rules, sentence.doc, cue.end, sentence.end, rule.verb or "verbs"):
        form = "participle of a verb" if cue[-1].lower_ == "be" else "verb"
        return f"no {form} of the list actions/{rule.verb or 'verbs'} stands behind it"
    return None


def _cue_owner(view: View, sentence: Span, cue: Span, rule: Rule) -> str | None:
    return f"no owner and verb stand right behind it: {words(sentence.doc[cue.end : min(cue.end + 5, sentence.end)])!r}"


def _bare_verb(view: View, sentence: Span, cue: Span, rule: Rule) -> str | None:
    if cue.start > sentence.start:
        return "it does not begin the sentence"
    return _passive(view, sentence, cue, rule)


def _nothing_behind(view: View, sentence: Span, cue: Span, rule: Rule) -> str | None:
    if any(map(str.isalnum, sentence.doc[cue.end : sentence.end].text)):
        return "it does not end the sentence"
    return f"nobody that can own a task stands before it: {_tail(sentence, cue)!r}"


def _label(view: View, sentence: Span, cue: Span, rule: Rule) -> str | None:
    return "it is no label: neither first in the line with a colon or dash behind it, nor in capitals or brackets"


def _lead_in(view: View, sentence: Span, cue: Span, rule: Rule) -> str | None:
    number = view.block_of(sentence)
    following = view.blocks[number + 1] if number + 1 < len(view.blocks) else None
    if following is None or following.kind != "bullet":
        return "no bullets stand below it"
    if cue.end < sentence.end - 1:
        return "it does not end the line"
    return f"nobody that can own a task stands before it: {_tail(sentence, cue)!r}"


def _whole(view: View, sentence: Span, cue: Span, rule: Rule) -> str | None:
    return "it is not all that the line says"


def _elsewhere(view: View, sentence: Span, cue: Span, rule: Rule) -> str | None:
    return "it counts only as a heading or as the title of a column"


_REASONS: dict[Shape, Callable[[View, Span, Span, Rule], str | None]] = {
    "OWNER CUE TASK": _owner_cue,
    "CUE OWNER TASK": _cue_owner,
    "CUE VERB": _bare_verb,
    "OWNER CUE": _nothing_behind,
    "TASK CUE": _passive,
    "CUE TASK": _label,
    "OWNER CUE BULLETS": _lead_in,
    "SENTENCE": _whole,
    "COLUMN": _elsewhere,
    "SECTION": _elsewhere,
}
