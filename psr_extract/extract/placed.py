"""Owners by where they stand in a task: before a colon at its start, at its end, or behind "by"."""

import re

from spacy.tokens import Doc, Span

from psr_extract.extract import verbs
from psr_extract.extract.owners import Owners

DASHES = frozenset({"–", "—", "-", ":", "::", "→"})
LONGEST_OWNER = 9
_TICK_BOX = re.compile(r"-?\s*\[[ xX✓✔]?\]\s*(?=\S)")


def behind_by(owners: Owners, span: Span, start: int) -> tuple[Span, ...]:
    """The owners behind a "by" that follows a participle: `to be shared by RT before May`."""
    doc, end = span.doc, span.end
    for at in range(start + 1, end - 1):
        done = any(verbs.is_participle(owners.view.rules, doc, verb, end) for verb in (at - 1, at - 2) if verb >= start)
        if doc[at].lower_ != "by" or not done:
            continue
        for last in range(min(at + 1 + LONGEST_OWNER, end), at + 1, -1):
            if found := owners.phrase(at + 1, last):
                return found
    return ()


def leading(owners: Owners, span: Span) -> tuple[tuple[Span, ...], int] | None:
    """Owners before a colon or dash at the start (`RT: order signs`), and the token behind it; or None."""
    doc = span.doc
    start = span.start + (span[0].text in "[(") if len(span) else span.start
    for at in range(start + 1, min(start + LONGEST_OWNER, span.end - 1)):
        token = doc[at]
        spaced = token.text in (":", "::", "]", ")") or (token.text in DASHES and doc[at - 1].whitespace_)
        if spaced and (token.text in DASHES or start > span.start):
            found = owners.phrase(start, at)
            behind = at + 1
            while behind < span.end and doc[behind].text in (":", "-", "–"):
                behind += 1
            return (found, behind) if found and behind < span.end else None
    return None


def trailing(owners: Owners, span: Span) -> tuple[Span, ...]:
    """Owners in a bracket or behind a dash at the end (`order signs – RT`), or known initials there."""
    doc, end = span.doc, span.end
    while end > span.start and doc[end - 1].text in ".;,":
        end -= 1
    closed = end > span.start and doc[end - 1].text in (")", "]")
    for at in range(end - 1, max(span.start, end - LONGEST_OWNER - 1), -1):
        token = doc[at]
        if closed and token.text in ("(", "["):
            return owners.phrase(at + 1, end - 1) or ()
        if not closed and token.text in DASHES and token.text != ":" and doc[at - 1].whitespace_:
            return owners.phrase(at + 1, end) or ()
    first = end
    while first > span.start and (doc[first - 1].lower_ in owners.known or doc[first - 1].text in "/,&"):
        first -= 1
    if first > span.start and doc[first - 1].lower_ in ("from", "with", "to", "for", "of", "at", "on", "about", "and"):
        return ()
    return (owners.phrase(first, end) or ()) if first < end and doc[end - 1].text.isupper() else ()


def unticked(span: Span) -> Span:
    """A task without the box for its tick: `[x] order signs`."""
    match = _TICK_BOX.match(span.text) if len(span) and span[0].text[0] in "[-" else None
    behind = span.start_char + match.end() if match else 0
    start = next((token.i for token in span if token.idx >= behind), span.start)
    return span.doc[start : span.end]


def parts_from(doc: Doc, at: int) -> bool:
    """Whether a clause begins at a token that has no need of what stands before it in the sentence."""
    before = doc[at - 1]
    dash = before.text in ("-", "–", "—") and bool(before.whitespace_)
    return dash or before.text == ";" or (doc[at].lower_ in ("and", "but", "so") and before.text == ",")
