"""Labels such as `Action:`, `ACTION (JS) –`, `AP3` or `RESOLVED:` and what they stand before."""

from dataclasses import dataclass

from spacy.tokens import Doc, Span

from psr_extract.extract.owners import Owners
from psr_extract.extract.view import View, trim
from psr_extract.rules import Rule

_OPENERS = frozenset("[(*_#•-–>|{")
_AHEAD_EDGES = frozenset("([,;.\n\t")
_LONGEST_AHEAD = 6
_SEPARATORS = frozenset({":", "–", "—", "-", "→", "=>", "->", ":-", "]", ")", "*", "|", ">"})


@dataclass(frozen=True, slots=True)
class Label:
    """A label: its rule, the token it starts at, the body behind it, and the reference and owners that it names."""

    rule: Rule
    start: int
    body: Span
    ref: str | None = None
    owners: tuple[Span, ...] = ()


def labels(view: View, owners: Owners, kind: str, block: int) -> list[Label]:
    """The labels of this kind in a block, each with its body: the text up to the next label."""
    span = view.span(block)
    heads: list[tuple[int, int, Rule, str | None, tuple[Span, ...]]] = []
    for cue, rule in view.cues(kind, block):
        if rule.shape != "CUE TASK" or rule.value == "owner" or not cue[0].text[0].isalpha():
            continue
        if heads and cue.start < heads[-1][1]:
            continue
        head = _head(view.doc, owners, span, cue)
        if head:
            heads.append((_opening(view.doc, span, cue.start), head[0], rule, head[1], head[2]))
    found = []
    for number, (start, body, rule, ref, names) in enumerate(heads):
        end = heads[number + 1][0] if number + 1 < len(heads) else span.end
        found.append(Label(rule, start, _unbracketed(view.doc, start, body, end), ref, names))
    return found


def _opening(doc: Doc, span: Span, start: int) -> int:
    """Where the label begins with the brackets and marks before it."""
    while start > span.start and doc[start - 1].text in _OPENERS:
        start -= 1
    return start


def _head(doc: Doc, owners: Owners, span: Span, cue: Span) -> tuple[int, str | None, tuple[Span, ...]] | None:
    """(first token of the body, reference, owners) when a cue is a label; None when it is only a word."""
    opening, at = _opening(doc, span, cue.start), cue.end
    first = opening == span.start or doc[opening].is_sent_start or doc[cue.start].is_sent_start
    shouted = cue.text.isupper() and len(cue.text) > 2
    bracketed = opening < cue.start and doc[cue.start - 1].text in "[("
    ahead = () if first or bracketed else _ahead(doc, owners, span, cue)
    if not (first or shouted or bracketed or ahead):
        return None
    ref, separated = None, False
    if at < span.end and _is_ref(doc[at].text):
        ref, at = doc[at].text, at + 1
    names: tuple[Span, ...] = ahead
    if first and (named := _named(doc, owners, at, span.end)):
        return named[1], ref, named[0]
    while at < span.end:
        token = doc[at]
        if token.text in ("(", "[") and not names:
            close = next((i for i in range(at, min(at + 14, span.end)) if doc[i].text in (")", "]")), None)
            inside = owners.phrase(at + 1, close) if close else None
            if not inside or close is None:
                break
            names, at, separated = inside, close + 1, True
        elif token.text in _SEPARATORS or token.text.strip("*:-–_") == "":
            separated, at = True, at + 1
        elif token.lower_ in ("on", "for", "by") and not separated:
            named = _named(doc, owners, at + 1, span.end)
            if not named:
                break
            names, at, separated = named[0], named[1], True
        else:
            break
    alone = at >= span.end and (first or bracketed)
    # in a title set in capitals ("ACTION TABLE") any word looks like initials: there only known ones count
    titled = span.label_ == "heading" and span.text.isupper()
    known = at < span.end and (not titled or doc[at].lower_ in owners.known)
    named_next = shouted and first and known and _names_somebody(owners, at, span.end)
    return (at, ref, names) if separated or alone or named_next else None


def _ahead(doc: Doc, owners: Owners, span: Span, cue: Span) -> tuple[Span, ...]:
    """Whom the label names before itself, from the start of its sentence or line: `Treasurer TODO: call the bank`."""
    first = cue.start
    while first > span.start and cue.start - first < _LONGEST_AHEAD and doc[first - 1].text not in _AHEAD_EDGES:
        first -= 1
        if doc[first].is_sent_start:
            break
    separated = cue.end < span.end and doc[cue.end].text in (":", "–", "-", "—")
    begins = first == span.start or doc[first].is_sent_start or doc[first - 1].text in _AHEAD_EDGES
    return (owners.phrase(first, cue.start) or ()) if separated and begins and first < cue.start else ()


def _is_ref(text: str) -> bool:
    """Whether a token numbers the label: `3`, `2.1`, `A4`."""
    return any(char.isdigit() for char in text) and len(text) <= 8 and text[-1] not in ")" and text[0] != "£"


def _named(doc: Doc, owners: Owners, start: int, end: int) -> tuple[tuple[Span, ...], int] | None:
    """Owners from `start` to a separator, and the token behind it: `Action on RT and AP: ...`."""
    for at in range(start + 1, min(start + 8, end)):
        if doc[at].text in (":", "::", "–", "→") or (doc[at].text == "-" and doc[at - 1].whitespace_):
            found = owners.phrase(start, at)
            return (found, at + 1) if found else None
    return None


def _names_somebody(owners: Owners, start: int, end: int) -> bool:
    return any(owners.phrase(start, last) for last in range(start + 1, min(start + 5, end + 1)))


def _unbracketed(doc: Doc, start: int, body: int, end: int) -> Span:
    """The body, without the bracket that closes the one the label opened with."""
    span = trim(doc[body : max(body, end)])
    if doc[start].text in "[(" and len(span) and span[-1].text in "])":
        span = trim(doc[span.start : span.end - 1])
    return span
