"""The numbers that Word prints before list paragraphs, counted from the numbering part."""

import re
from dataclasses import dataclass, field

from lxml import etree

from psr_extract.parsers.word_xml import W, value

_ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)
MAX_LEVEL = 9


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: its number format, the text around the number ("%1.%2"), and where it starts."""

    kind: str
    text: str
    start: int


@dataclass(slots=True)
class Numbers:
    """Counts the lists of one document: ask `marker` once for each list paragraph, in order."""

    levels: dict[tuple[str, int], Level]
    lists: dict[str, str]
    restarts: dict[tuple[str, int], int]
    counts: dict[tuple[str, int], int] = field(default_factory=dict)
    started: set[str] = field(default_factory=set)

    def marker(self, number: str, depth: int) -> str | None:
        """What is printed before the next paragraph of this list and level: "4.2", "(a)", "•"; `None` for nothing."""
        abstract = self.lists.get(number)
        level = self.levels.get((abstract, depth)) if abstract is not None else None
        if abstract is None or level is None or number == "0":
            return None
        if number not in self.started:
            self.started.add(number)
            for (owner, at), start in self.restarts.items():
                if owner == number:
                    self.counts[abstract, at] = start - 1
        self.counts[abstract, depth] = self.counts.get((abstract, depth), level.start - 1) + 1
        for deeper in range(depth + 1, MAX_LEVEL):
            self.counts.pop((abstract, deeper), None)
        if level.kind == "bullet":
            return "•"
        return re.sub(r"%(\d)", lambda m: self._count(abstract, int(m[1]) - 1, level.kind), level.text).strip() or None

    def restart(self, number: str) -> None:
        """Counts this list from its start again, at all levels."""
        for key in [key for key in self.counts if key[0] == self.lists.get(number)]:
            del self.counts[key]

    def set_next(self, number: str, depth: int, value: int) -> None:
        """Gives the next paragraph of this list and level this number."""
        if (abstract := self.lists.get(number)) is not None:
            self.counts[abstract, depth] = value - 1

    def _count(self, abstract: str, depth: int, asking: str) -> str:
        level = self.levels.get((abstract, depth))
        if level is None:
            return ""
        number = self.counts.setdefault((abstract, depth), level.start)
        return written(number, level.kind)


def numbers(root: etree._Element | None) -> Numbers:
    """The lists that a numbering part defines (`None`: the document has no such part)."""
    levels: dict[tuple[str, int], Level] = {}
    lists: dict[str, str] = {}
    restarts: dict[tuple[str, int], int] = {}
    if root is None:
        return Numbers(levels, lists, restarts)
    for abstract in root.iter(W + "abstractNum"):
        for level in abstract.iter(W + "lvl"):
            start = value(level, "start", "1")
            key = abstract.get(W + "abstractNumId", ""), int(level.get(W + "ilvl", "0"))
            levels[key] = Level(value(level, "numFmt", "decimal"), value(level, "lvlText"), _whole(start, 1))
    for entry in root.iter(W + "num"):
        owner = entry.get(W + "numId", "")
        lists[owner] = value(entry, "abstractNumId")
        for override in entry.iter(W + "lvlOverride"):
            depth = _whole(override.get(W + "ilvl", "0"), 0)
            if start := value(override, "startOverride"):
                restarts[owner, depth] = _whole(start, 1)
    return Numbers(levels, lists, restarts)


def written(number: int, kind: str) -> str:
    """A number in one of Word's formats: 4 in lowerRoman is "iv"."""
    if kind in {"lowerLetter", "upperLetter"} and number > 0:
        letter = "abcdefghijklmnopqrstuvwxyz"[(number - 1) % 26] * ((number - 1) // 26 + 1)
        return letter.upper() if kind == "upperLetter" else letter
    if kind in {"lowerRoman", "upperRoman"} and 0 < number < 4000:
        text = ""
        for size, sign in _ROMAN:
            text, number = text + sign * (number // size), number % size
        return text.upper() if kind == "upperRoman" else text
    if kind == "decimalZero":
        return f"{number:02}"
    return "" if kind in {"none", "bullet"} else str(number)


def _whole(text: str, default: int) -> int:
    return int(text) if re.fullmatch(r"-?\d{1,6}", text) else default
