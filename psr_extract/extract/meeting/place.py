"""Where the meeting was, and who was in the chair."""

import re
from collections.abc import Iterator

from psr_extract.dates import Context, find
from psr_extract.extract.attendance import listed
from psr_extract.extract.attendance.labels import Label, labels
from psr_extract.extract.attendance.sentences import people_before, sentence_of
from psr_extract.extract.meeting.fact import Fact
from psr_extract.extract.meeting.head import clock, head, value_of, without
from psr_extract.extract.view import View
from psr_extract.people import Lexicon, is_chair, parse_entry, read_entries, same_name
from psr_extract.records import Source

MAX_VENUE_WORDS = 16
MAX_LINE_WORDS = 12
MAX_LABEL_BLOCKS = 40
_HELD = re.compile(
    r"\b(?i:(?:held|meeting|place|hosted|conducted|met) +(?:virtually +|online +)?(?:in|at|via) +(?:the +)?)"
    r"(?P<venue>[A-Z].*)"
)
_AT = re.compile(r"(?:^|\s)(?i:(?:in|at|via) +(?:the +)?)(?P<venue>[A-Z].*)", re.MULTILINE)
_BODY = re.compile(
    r"\b(?:minutes|meeting|committee|board|agenda|association|friends|society|council(?!\s+(?:chamber|office)))\b",
    re.IGNORECASE,
)
_BEHIND_TIME = re.compile(r"[\s,]*(?:at|in)\s+(?:the\s+)?(?P<venue>[A-Z][^.]*)")
_ZONES = frozenset({"utc", "gmt", "bst", "est", "edt", "pst", "pdt", "cet", "cest", "et", "pt"})


def venues(view: View) -> Iterator[Fact]:
    """The readings of the venue: a label, "held in ...", or a line at the head that names a place."""
    for number in range(min(len(view.blocks), MAX_LABEL_BLOCKS)):
        for label in labels(view, number, kind="meeting"):
            if label.rule.value == "venue" and not label.weak:
                at, value = value_of(view, number, label)
                if at == number or not labels(view, at, kind="meeting"):
                    yield from _venue(view, at, value, label.rule.name, 9)
        times = clock(view.blocks[number].text)
        behind = _BEHIND_TIME.match(view.blocks[number].text, times[0][2]) if times else None
        for rule in {rule.name: rule for _, rule in view.cues("meeting", number) if rule.value == "start"}.values():
            if behind:
                yield from _venue(view, number, behind["venue"], rule.name, 5)
    for number in head(view):
        yield from _at_head(view, number)


def _at_head(view: View, number: int) -> Iterator[Fact]:
    """The places in a block at the head, dates and times left out."""
    text = view.blocks[number].text
    spans = [(when.start_char, when.end_char) for when in find(text, Context())]
    spans += [(start, end) for _, start, end in clock(text)]
    rest = without(text, spans)
    for match in (*_HELD.finditer(rest), *_AT.finditer(rest)):
        yield from _venue(view, number, match["venue"].split("\n")[0], "meeting/held-in", 6)
    if view.blocks[number].kind != "bullet":
        for line in re.split(r"[\n\t|]", rest):
            if _is_place(line, view.rules.words("meeting/places")):
                yield from _venue(view, number, line.strip(), "meeting/place", 4)


def _is_place(line: str, places: frozenset[str]) -> bool:
    """Whether a line at the head names a place, and not the meeting."""
    parts = [part.casefold().strip(".,()") for part in line.split()]
    return len(parts) <= MAX_LINE_WORDS and any(part in places for part in parts) and not _BODY.search(line)


def _venue(view: View, number: int, value: str, rule: str, weight: int) -> Iterator[Fact]:
    text = view.blocks[number].text
    times = [start for _, start, _ in clock(value)] + [when.start_char for when in find(value, Context())]
    value = value[: min(times, default=len(value))]
    value = re.split(r"\.\s+(?=[A-Z])|\s+(?:on|at|from|commencing|starting)\s*$|https?:", value)[0]
    value = re.sub(r"(?i:\s+(?:on|at|from|commencing))+\s*$", "", value).strip(" ,;:–—-|.()@")
    if 0 < len(value.split()) <= MAX_VENUE_WORDS and value in text and value.casefold() not in _ZONES:
        start = text.find(value)
        yield Fact("venue", value, Source(number, start, start + len(value), rule), weight)


def chairs(view: View, words: Lexicon) -> Iterator[Fact]:
    """The readings of who was in the chair: told in a sentence, a label, or a role in the attendance."""
    people = listed(view)
    for number in range(len(view.blocks)):
        for label in labels(view, number, kind="meeting"):
            if label.rule.value == "chair" and not (label.closed or label.weak or view.blocks[number].kind == "row"):
                yield from _below(view, number, label, words)
            if label.rule.value == "chair" and label.closed:
                yield from _named(view, number, label.end, words, label.rule.name, 7 if number < 30 else 1)
        for cue, rule in view.cues("meeting", number):
            if rule.value == "chair" and rule.shape == "OWNER CUE TASK":
                for entry, block, offset in list(people_before(view, sentence_of(view, number, cue), cue, words))[-1:]:
                    if not (entry.sure or entry.role or any(same_name(entry.name, person.name) for person in people)):
                        continue
                    start = offset + entry.start
                    yield Fact("chair", entry.name, Source(block, start, start + len(entry.name), rule.name), 8)
            elif rule.value == "chair" and rule.shape == "TASK CUE OWNER":
                yield from _named(view, number, cue.end_char - view.span(number).start_char, words, rule.name, 8)
    for person in people:
        if is_chair(person.role) and person.status in ("present", "substitute"):
            yield Fact(
                "chair", person.name, person.source, 6 if "president" not in (person.role or "").casefold() else 5
            )


def _below(view: View, number: int, label: Label, words: Lexicon) -> Iterator[Fact]:
    """The person whose name is all of the block under a label that stands alone."""
    at, value = value_of(view, number, label)
    entry = parse_entry(value, words)
    if at != number and entry and entry.sure and entry.name == value:
        yield Fact("chair", entry.name, Source(at, 0, len(value), label.rule.name), 6)


def _named(view: View, number: int, start: int, words: Lexicon, rule: str, weight: int) -> Iterator[Fact]:
    """The first person behind these characters, before the next label."""
    text, offset = view.blocks[number].text, view.span(number).start_char
    cues = [cue.start_char - offset for cue, other in view.cues("attendance", number) if other.shape == "LABEL"]
    rest = text[start : min((cue for cue in cues if cue > start), default=len(text))].rstrip()
    lead = len(rest) - len(rest.lstrip(" :\t"))
    for entry in read_entries(rest[lead:].split("\t")[0], words).entries[:1]:
        at = start + lead + entry.start
        yield Fact("chair", entry.name, Source(number, at, at + len(entry.name), rule), weight)
