"""Where a document says who was there: labels such as "Present:" or "Apologies for absence", in their blocks."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from psr_extract.document import CELL
from psr_extract.extract.view import View
from psr_extract.people.lexicon import bare
from psr_extract.records import AttendanceStatus
from psr_extract.rules import Rule

MAX_WORDS_BEFORE = 4
_LOOK_BACK = 300
"""So many characters before a cue may belong to its label."""
_BOUNDARY = re.compile(r"[.:;)\n\t]|^\W+")
_AFTER = re.compile(r"[ /&+]*(?P<word>\((?:[^()\w]|\d|[a-z ])*\)|[^\W_][\w’'/&-]*)")
_SEPARATOR = re.compile(r" *(?:[:;=]|,(?=\s)|[-–—]+(?=\s|$)|[.](?=\s|$))[ –—-]*")


_NAMES = re.compile(r"[A-Z][\w'’.-]*(?:(?:,|\s+&|\s+and)?\s+(?:[A-Z][\w'’.-]*|\([^()]*\)))*\.?")
"""Words with capitals and brackets alone: behind "Present" in a title they may be people."""
_MORE = re.compile(r" [A-Za-z][\w ]{2,30}(?=:)")


@dataclass(frozen=True, slots=True)
class Label:
    """A label in a block: where it begins, where its content begins, and the rule that it goes by.

    `closed` says that the content stands behind it on the same line (or must), `weak` that the words may as well be the
    title of an item ("Welcome and apologies").
    """

    rule: Rule
    start: int
    end: int
    closed: bool = False
    weak: bool = False

    @property
    def status(self) -> AttendanceStatus:
        """What the rule makes of those who stand under the label."""
        value: AttendanceStatus = self.rule.value  # type: ignore[assignment]
        return value


def labels(view: View, block: int, shape: str = "LABEL", kind: str = "attendance") -> list[Label]:
    """The labels of a block in order; of those that overlap, one that tells of absence, else the longest cue."""
    fitting = [(cue, rule) for cue, rule in view.cues(kind, block) if rule.shape == shape]
    if not fitting:
        return []
    offset, text = view.span(block).start_char, view.blocks[block].text
    cues = [(cue.start_char - offset, cue.end_char - offset, rule) for cue, rule in fitting]
    cues = [cue for cue in cues if not any(_covers(other, cue) for other in cues)]
    found: list[Label] = []
    taken: set[int] = set()
    for start, end, rule in sorted(cues, key=lambda cue: (cue[2].value == "present", cue[0] - cue[1], cue[0])):
        label = _label(view, block, text, start, end, rule)
        if label and taken.isdisjoint(range(label.start, label.end)):
            found.append(label)
            taken.update(range(label.start, label.end))
    return sorted(found, key=lambda label: label.start)


def _covers(one: tuple[int, int, Rule], other: tuple[int, int, Rule]) -> bool:
    """Whether a cue is a part of a longer one: "apologies" of "roll call and apologies"."""
    return one[0] <= other[0] and other[1] <= one[1] and one[1] - one[0] > other[1] - other[0]


def _label(view: View, block: int, text: str, start: int, end: int, rule: Rule) -> Label | None:
    """The label that the cue at these characters is part of, or None where it is part of a sentence."""
    words = view.rules.words(f"{rule.kind}/label-words")
    listing = rule.kind == "attendance"
    titled = listing and (view.blocks[block].kind == "heading" or CELL in text)
    begin, strange = _before(text, start, words, short_forms=listing)
    if strange and listing and text[end:].strip(" \n") == ":":
        begin = start
    elif strange > (MAX_WORDS_BEFORE if titled or (listing and begin == 0 and _is_named(text, start, end)) else 0):
        return None
    at = _after(text, end, words, loose=listing and not strange)
    by = text[start:end].casefold().endswith(" by")
    separator = _SEPARATOR.match(text, at)
    ends = not text[at:].strip() or text[at] in "\n" + CELL
    if not by and _is_inside(text, begin) and not _is_set_off(text, begin, separator, ends=ends):
        return None
    if separator and not ends:
        return Label(rule, begin, separator.end(), closed=bool(text[separator.end() :].split("\n")[0].strip()))
    if ends:
        return Label(rule, begin, at)
    if titled and not by and text[at] == " " and _NAMES.fullmatch(text[at:].strip()):
        return Label(rule, begin, at, closed=True, weak=True)
    if titled and not by:
        return Label(rule, begin, len(text), weak=True) if len(text.split()) <= 3 * MAX_WORDS_BEFORE else None
    return Label(rule, begin, at, closed=True, weak=True) if text[at] == " " else None


def _is_named(text: str, start: int, end: int) -> bool:
    """Whether capitals stand before a cue, and a colon or count behind it: "East Ward Officers present (9): ..."."""
    first = text[:start].split()
    return all(word[0].isupper() for word in first) and re.match(r"(?: \(\d+\))?:| \(\d+\) ", text[end:]) is not None


def _before(text: str, start: int, words: frozenset[str], *, short_forms: bool) -> tuple[int, int]:
    """Where the words before a cue begin, back to the last mark, and how many of them belong in no label."""
    first = max(0, start - _LOOK_BACK)
    begin = max((match.end() for match in _BOUNDARY.finditer(text, first, start)), default=first)
    strange = [word for word in text[begin:start].split() if bare(word) not in words]
    return begin, sum(not (short_forms and _is_short_form(word)) for word in strange)


def _after(text: str, end: int, words: frozenset[str], *, loose: bool) -> int:
    """Where the words of the label behind its cue end; `loose` takes any few words before a colon."""
    at = end
    while (match := _AFTER.match(text, at)) and (match["word"][0] == "(" or bare(match["word"]) in words):
        at = match.end()
    more = _MORE.match(text, at) if loose else None
    return more.end() if more else at


def _is_inside(text: str, begin: int) -> bool:
    """Whether a label begins in the middle of a line."""
    return begin > 0 and text[begin - 1] not in "\n" + CELL and bool(text[:begin].strip(" *_•-–:"))


def _is_set_off(text: str, begin: int, separator: re.Match[str] | None, *, ends: bool) -> bool:
    """Whether a label in the middle of a line shows as one: "... Apologies: Jane Doe"."""
    if separator and separator.group().strip()[0] in ":;":
        return True
    return ends and text[begin - 1] in ":;"


def _is_short_form(word: str) -> bool:
    """Whether a word is a number or the short form of a body: "12 TSC members present"."""
    return any(char.isdigit() for char in word) or (word.isupper() and len(word) <= 5)


def segments(view: View, block: int) -> Iterator[tuple[Label | None, int, int]]:
    """The characters of a block that belong to no label (first, if any) and to each of its labels."""
    found = labels(view, block)
    text = view.blocks[block].text
    bounds = [label.start for label in found] + [len(text)]
    if bounds[0] > 0:
        yield None, 0, bounds[0]
    for label, stop in zip(found, bounds[1:], strict=True):
        yield label, label.end, stop
