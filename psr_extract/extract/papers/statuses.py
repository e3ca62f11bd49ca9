"""RAG ratings in words or letters: in a column, behind a title, after a label, in a sentence ("is rated Green")."""

import re
from collections.abc import Iterator

from psr_extract.document import Block
from psr_extract.extract.papers.parts import (
    Part,
    cell_text,
    column_titles,
    columns,
    cues,
    fold,
    key,
    parts,
    sentences,
    titled,
    unique,
)
from psr_extract.extract.view import View
from psr_extract.records import Rag, Source, Status

_RAGS: tuple[Rag, ...] = ("red", "amber", "green", "blue")
_FIRST = re.compile(r"[A-Za-z]+(?:\s*/\s*[A-Za-z]+)?")
_REFERENCE = re.compile(r"[A-Z]{0,4}[\d./-]*|\W*")
_AFTER = re.compile(r"\s*(?:as\s+)?[\"'“‘]?([A-Za-z]+)\b")
_LABEL_SIGN = re.compile(r"\s*[:–—-]\s*")
_BEHIND = re.compile(r"(?:\s*[–—:]|\s+-|\s*\()\s*$")
_CLAUSE = re.compile(r"(?:[,;]\s+|\b(?:and|but|while|whereas|therefore)\s+)(?=\S)")
_VERB = re.compile(r"(?:\s*\b(?:is|are|was|were|has|have|had|been|remains?|now|currently|therefore))+\s*$")
_ARTICLE = re.compile(r"(?:the|and|but)\s+", re.IGNORECASE)
_MAX_SUBJECT = 15


def statuses(view: View) -> tuple[Status, ...]:
    """The ratings that a paper gives in words; a colour that only the page shows is not guessed."""
    if view.kind != "paper":
        return ()
    found: list[Status] = []
    title: int | None = None
    for number, (block, titles) in enumerate(zip(view.blocks, column_titles(view), strict=True)):
        title = number if block.kind == "heading" else title
        if block.kind == "row":
            found += _row(view, number, block, titles)
        else:
            for part in parts(view, number):
                found += _behind(view, part) or _labelled(view, part, title) or list(_said(view, part))
    return unique(found, lambda status: (key(status.subject), status.rag))


def colour(view: View, text: str, *, letters: bool = False) -> Rag | None:
    """The rating that a text begins with ("Amber – late"); `letters` allows R, A, G and B; two of them are none."""
    first = _FIRST.match(text.strip())
    if first is None:
        return None
    word, rest = first.group(), text.strip()[first.end() :]
    if rest.strip() and not re.match(r"\s*(?:[-–—:;,.(\n]|$)", rest):
        return None
    return _named(view, word, letters=letters)


def _named(view: View, word: str, *, letters: bool = False) -> Rag | None:
    known = [rag for rag in _RAGS if word.casefold() in view.rules.words(f"statuses/{rag}")]
    return known[0] if known and (letters or len(word) > 1) else None


def _row(view: View, number: int, block: Block, titles: tuple[str, ...]) -> list[Status]:
    """The rating in a column headed RAG or Status, for the subject of its row."""
    column = columns(view, "statuses", titles).get("")
    if column is None:
        return []
    at, rule = column
    rag = colour(view, cell_text(block, at), letters=True)
    subject = titled(view, titles, "statuses/subject-columns")
    if subject is None or subject == at:
        plain = (c for c in range(len(block.cells)) if c != at and not _REFERENCE.fullmatch(cell_text(block, c)))
        subject = next(plain, None)
    if rag is None or subject is None or not cell_text(block, subject):
        return []
    start = block.cell_start(subject)
    source = Source(number, start, start + len(block.cells[subject]), rule.name)
    return [Status(cell_text(block, subject), rag, source)]


def _behind(view: View, part: Part) -> list[Status]:
    """"Repairs to the pier – Amber", "Repairs to the pier (Amber)": a rating behind a short line."""
    if len(part.text.split()) > _MAX_SUBJECT:
        return []
    for cue in cues(view, "statuses", part, "TASK CUE"):
        sign = _BEHIND.search(part.text, 0, cue.start)
        rag = _named(view, part.text[cue.start : cue.end])
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
    rag = colour(view, part.text[sign.end() :], letters=True)
    text = view.blocks[title].text
    return [Status(fold(text), rag, Source(title, 0, len(text), cue.rule.name))] if rag else []


def _said(view: View, part: Part) -> Iterator[Status]:
    """"The repairs are rated Green": the subject is what stands before it in its clause, where that is short."""
    said = cues(view, "statuses", part, "SENTENCE")
    for start, end in sentences(view, part) if said else ():
        for cue in said:
            after = _AFTER.match(part.text, cue.end, end) if start <= cue.start < end else None
            rag = _named(view, after.group(1)) if after else None
            if rag is None:
                continue
            first = max((m.end() for m in _CLAUSE.finditer(part.text, start, cue.start)), default=start)
            verb = _VERB.search(part.text, first, cue.start)
            last = first + len(part.text[first : verb.start() if verb else cue.start].rstrip())
            if article := _ARTICLE.match(part.text, first):
                first = article.end()
            if first < last and len(part.text[first:last].split()) <= _MAX_SUBJECT:
                yield Status(fold(part.text[first:last]), rag, part.source(first, last, cue.rule.name))
