"""RAG ratings in words, letters, symbols and colours: in tables, behind a title, after a label, in a sentence."""

import re
from collections.abc import Iterator

from psr_extract.extract.papers import rated, ratings
from psr_extract.extract.papers.parts import Part, cues, fold, key, parts, sentences, unique
from psr_extract.extract.view import View
from psr_extract.records import Source, Status

_AFTER = re.compile(r"\s*(?:as\s+)?[\"'“‘]?([A-Za-z]+(?:\s?/\s?[A-Za-z]+)?)\b")
_FROM = re.compile(r"\bfrom\s+([A-Za-z]+)\s+(?:to|and is)\s*$")
_LABEL_SIGN = re.compile(r"\s*[:–—-]\s*")
_BEHIND = re.compile(r"(?:\s*[–—:]|\s+-|\s*\()\s*$")
_CLAUSE = re.compile(r"(?:[,;]\s+|\b(?:and|but|while|whereas|therefore)\s+)(?=\S)")
_VERB = re.compile(r"(?:\s*\b(?:is|are|was|were|has|have|had|been|remains?|now|currently|therefore))+\s*$")
_ARTICLE = re.compile(r"(?:the|and|but)\s+", re.IGNORECASE)
_MAX_SUBJECT = 15


def statuses(view: View) -> tuple[Status, ...]:
    """The ratings that a paper gives; a colour that is no rating's is not guessed at (`rated.doubts` tells it)."""
    if view.kind != "paper":
        return ()
    rows: dict[int, list[Status]] = {}
    for one in rated.cells(view):
        if (status := rated.status(view, one)) is not None:
            rows.setdefault(one.row, []).append(status)
    found: list[Status] = []
    title: int | None = None
    for number, block in enumerate(view.blocks):
        title = number if block.kind == "heading" else title
        if block.kind == "row":
            found += rows.get(number, [])
        else:
            for part in parts(view, number):
                found += _behind(view, part) or _labelled(view, part, title) or list(_said(view, part))
    return unique(found, lambda status: (key(status.subject), status.rag))


def _behind(view: View, part: Part) -> list[Status]:
    """"Repairs to the pier – Amber", "Repairs to the pier (Amber)": a rating behind a short line."""
    if len(part.text.split()) > _MAX_SUBJECT:
        return []
    for cue in cues(view, "statuses", part, "TASK CUE"):
        sign = _BEHIND.search(part.text, 0, cue.start)
        rag = ratings.named(view, part.text[cue.start : cue.end])
        subject = part.text[: sign.start()].strip() if sign else ""
        last = not part.text[cue.end :].strip(" ).;")
        if rag and subject and last and key(subject) not in view.rules.words("statuses/labels"):
            return [Status(fold(subject), rag, part.source(0, len(subject), cue.rule.name))]
    return []


def _labelled(view: View, part: Part, title: int | None) -> list[Status]:
    """"RAG status: Green" rates what the heading above it names."""
    cue = next((cue for cue in cues(view, "statuses", part, "LABEL") if cue.start == 0), None)
    sign = _LABEL_SIGN.match(part.text, cue.end) if cue else None
    if cue is None or sign is None or title is None:
        return []
    behind = part.text[sign.end() :]
    rag = ratings.of_text(view, behind, letters=True)
    seen = ratings.of_colour(next(iter(view.blocks[part.block].colours), None)) if not behind[:1].isalnum() else None
    text = view.blocks[title].text
    source = Source(title, 0, len(text), cue.rule.name)
    if rag is None and seen:
        return [Status(fold(text), seen, source, by_colour=True)]
    return [Status(fold(text), rag, source, trend=ratings.trend(view, behind))] if rag else []


def _said(view: View, part: Part) -> Iterator[Status]:
    """"The repairs are rated Green": the subject is what stands before it in its clause, where that is short."""
    said = cues(view, "statuses", part, "SENTENCE")
    for start, end in sentences(view, part) if said else ():
        for cue in said:
            after = _AFTER.match(part.text, cue.end, end) if start <= cue.start < end else None
            rag = ratings.of_text(view, after.group(1)) if after else None
            if rag is None:
                continue
            first = max((m.end() for m in _CLAUSE.finditer(part.text, start, cue.start)), default=start)
            verb = _VERB.search(part.text, first, cue.start)
            last = first + len(part.text[first : verb.start() if verb else cue.start].rstrip())
            if article := _ARTICLE.match(part.text, first):
                first = article.end()
            if first < last and len(part.text[first:last].split()) <= _MAX_SUBJECT:
                said_from = _FROM.search(part.text, first, cue.end)
                before = ratings.named(view, said_from.group(1)) if said_from else None
                source = part.source(first, last, cue.rule.name)
                yield Status(fold(part.text[first:last]), rag, source, previous=before)
