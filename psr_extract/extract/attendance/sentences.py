"""Attendance told in sentences: "Apologies were received from ...", "Jane Doe was not present"."""

from collections.abc import Iterator

from spacy.tokens import Span

from psr_extract.extract.attendance.found import Found, attendance_of
from psr_extract.extract.view import View
from psr_extract.people import Entry, Lexicon, bare, is_person, is_surely_person, read_entries, untitled
from psr_extract.records import Attendance, AttendanceStatus, Source
from psr_extract.rules import Rule

_BETWEEN_NAMES = frozenset({"from", "of", "to", "by", "with", "for", "that", "as", "whom", "about", "to:", "and", "or"})
MAX_LIST_BLOCKS = 60

_FARTHEST = 60
"""So many tokens before a cue may name the people that it is about."""


def told(view: View, words: Lexicon) -> Iterator[Attendance]:
    """Those whose presence or absence a sentence tells."""
    for block in range(len(view.blocks)):
        for cue, rule in view.cues("attendance", block):
            if rule.value == "spoke" or rule.shape not in ("OWNER CUE TASK", "TASK CUE OWNER"):
                continue
            sentence = sentence_of(view, block, cue)
            if rule.shape == "OWNER CUE TASK":
                found = list(people_before(view, sentence, cue, words))
            else:
                found = list(_people_after(view, sentence, cue, words)) or list(_people_below(view, block, cue, words))
            for entry, number, start in found:
                several = rule.value == "present" and len(found) > 1
                single = " " not in entry.name and (several or bare(entry.name) in words.given_names)
                if not (entry.sure or entry.role or single or rule.shape == "TASK CUE OWNER"):
                    continue
                yield attendance_of(_found(entry, number, start, rule))


def sentence_of(view: View, block: int, cue: Span) -> Span:
    """The sentence that a cue is in."""
    return next(s for s in view.sentences(block) if s.start <= cue.start < s.end)


def people_before(view: View, sentence: Span, cue: Span, words: Lexicon) -> Iterator[tuple[Entry, int, int]]:
    """The people that the sentence begins with, or that stand directly before the cue: each with block and offset."""
    block = view.block_of(sentence)
    between = view.rules.words("attendance/between")
    end = cue.start
    while end > sentence.start and sentence.doc[end - 1].lower_ in between:
        end -= 1
    start = max(sentence.start, end - _FARTHEST)
    text = sentence.doc[start:end].text
    if text == text.lower():
        return
    offset = sentence.doc[start].idx - view.span(block).start_char
    bracket = text.rfind("(") + 1
    if bracket and ")" not in text[bracket:]:
        text, offset = text[bracket:], offset + bracket
    reading = read_entries(text, words)
    if reading.entries and not reading.strange and start == sentence.start:
        yield from ((entry, block, offset) for entry in reading.entries)
        return
    parts = text.split()
    for length in range(min(5, len(parts) - 1), 0, -1):
        tail, before = " ".join(parts[-length:]), parts[-length - 1]
        name = untitled(tail, words)
        if before.casefold() in _BETWEEN_NAMES or not tail[0].isupper():
            continue
        if is_person(name.name, words, single=name.titled) and text.endswith(tail):
            at = len(text) - len(tail)
            yield (
                Entry(
                    name.name,
                    at + name.start,
                    at + name.end,
                    role=name.ranks[-1] if name.ranks else None,
                    sure=name.titled or is_surely_person(name.name, words),
                ),
                block,
                offset,
            )
            return


def _people_after(view: View, sentence: Span, cue: Span, words: Lexicon) -> Iterator[tuple[Entry, int, int]]:
    """The people that follow the cue in its sentence."""
    block = view.block_of(sentence)
    text = sentence.doc[cue.end : sentence.end].text
    start = sentence.doc[cue.end].idx if cue.end < sentence.end else sentence.end_char
    lead = len(text) - len(text.lstrip(" :"))
    reading = read_entries(text[lead:], words)
    for entry in reading.entries:
        if not reading.strange or is_surely_person(entry.name, words) or entry.role:
            yield entry, block, start + lead - view.span(block).start_char


def _people_below(view: View, block: int, cue: Span, words: Lexicon) -> Iterator[tuple[Entry, int, int]]:
    """The people in the blocks under a sentence that ends with its cue: one paragraph, or all bullets."""
    if view.span(block).text[cue.end_char - view.span(block).start_char :].strip(" :.–-"):
        return
    for number in range(block + 1, min(block + MAX_LIST_BLOCKS, len(view.blocks))):
        below = view.blocks[number]
        bullet = below.kind == "bullet"
        reading = read_entries(below.text, words, one_each=bullet)
        if below.kind == "heading" or reading.strange > len(reading.entries) // 4 or not reading.entries:
            return
        yield from ((entry, number, 0) for entry in reading.entries)
        if not bullet:
            return


def _found(entry: Entry, block: int, offset: int, rule: Rule) -> Found:
    status: AttendanceStatus = rule.value  # type: ignore[assignment]
    return Found(entry, status, Source(block, offset + entry.start, offset + entry.end, rule.name))
