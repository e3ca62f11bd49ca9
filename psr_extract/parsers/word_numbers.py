"""The numbers that Word prints before list paragraphs, counted from the numbering part."""

import re
from dataclasses import dataclass, field

from lxml import etree

from psr_extract.parsers.lines import whole
from psr_extract.parsers.word_xml import W, is_on, value

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
    """One level of a list: its number format, the text around the number ("%1.%2"), and where it starts.

    `legal` writes the numbers above it in digits; `restart` is the level (from 1) after which it counts anew (0: never,
    `None`: after any above it).
    """

    kind: str
    text: str
    start: int
    legal: bool = False
    restart: int | None = None


@dataclass(slots=True)
class Numbers:
    """Counts the lists of one document: ask `marker` once for each list paragraph, in order."""

    levels: dict[tuple[str, int], Level]
    lists: dict[str, str]
    restarts: dict[tuple[str, int], int]
    own: dict[tuple[str, int], Level] = field(default_factory=dict)
    counts: dict[tuple[str, int], int] = field(default_factory=dict)
    started: set[str] = field(default_factory=set)

    def marker(self, number: str, depth: int) -> str | None:
        """What is printed before the next paragraph of this list and level: "4.2", "(a)", "•"; `None` for nothing."""
        abstract = self.lists.get(number)
        level = self._level(number, depth)
        if abstract is None or level is None or number == "0":
            return None
        if number not in self.started:
            self.started.add(number)
            for (owner, at), start in self.restarts.items():
                if owner == number:
                    self.counts[abstract, at] = start - 1
        self.counts[abstract, depth] = self.counts.get((abstract, depth), level.start - 1) + 1
        for deeper in range(depth + 1, MAX_LEVEL):
            below = self._level(number, deeper)
            if below is None or below.restart is None or depth < below.restart:
                self.counts.pop((abstract, deeper), None)
        if level.kind == "bullet":
            return "•"
        shown = re.sub(r"%(\d)", lambda m: self._count(number, int(m[1]) - 1, legal=level.legal), level.text)
        return shown.strip() or None

    def restart(self, number: str) -> None:
        """Counts this list from its start again, at all levels."""
        for key in [key for key in self.counts if key[0] == self.lists.get(number)]:
            del self.counts[key]

    def set_next(self, number: str, depth: int, value: int) -> None:
        """Gives the next paragraph of this list and level this number."""
        if (abstract := self.lists.get(number)) is not None:
            self.counts[abstract, depth] = value - 1

    def _level(self, number: str, depth: int) -> Level | None:
        """A level of a list: as the list itself has it, else as what it is made after."""
        return self.own.get((number, depth)) or self.levels.get((self.lists.get(number, ""), depth))

    def _count(self, number: str, depth: int, *, legal: bool) -> str:
        level = self._level(number, depth)
        if level is None:
            return ""
        count = self.counts.setdefault((self.lists[number], depth), level.start)
        return written(count, "decimal" if legal and level.kind != "decimalZero" else level.kind)


def numbers(root: etree._Element | None) -> Numbers:
    """The lists that a numbering part defines (`None`: the document has no such part)."""
    found = Numbers({}, {}, {})
    if root is None:
        return found
    links: dict[str, str] = {}
    kinds = list(root.iter(W + "abstractNum"))
    for kind in kinds:
        name = kind.get(W + "abstractNumId", "")
        links[value(kind, "styleLink")] = name
        found.levels |= {(name, _depth(level)): _level(level) for level in kind.iter(W + "lvl")}
    linked = {
        kind.get(W + "abstractNumId", ""): links[style]
        for kind in kinds
        if (style := value(kind, "numStyleLink")) and style in links
    }
    for entry in root.iter(W + "num"):
        owner, made_after = entry.get(W + "numId", ""), value(entry, "abstractNumId")
        found.lists[owner] = linked.get(made_after, made_after)
        for override in entry.iter(W + "lvlOverride"):
            _override(found, owner, override)
    return found


def _override(found: Numbers, owner: str, override: etree._Element) -> None:
    """Notes what a list has otherwise than what it is made after: a level of its own, where it starts."""
    depth, own = _depth(override), override.find(W + "lvl")
    if own is not None:
        found.own[owner, depth] = _level(own)
        found.restarts[owner, depth] = found.own[owner, depth].start
    if start := value(override, "startOverride"):
        found.restarts[owner, depth] = whole(start, 1)


def _level(level: etree._Element) -> Level:
    restart = value(level, "lvlRestart")
    return Level(
        value(level, "numFmt", "decimal"),
        value(level, "lvlText"),
        whole(value(level, "start", "1"), 1),
        legal=bool(is_on(level, "isLgl")),
        restart=whole(restart, 0) if restart else None,
    )


def _depth(element: etree._Element) -> int:
    return whole(element.get(W + "ilvl", "0"), 0)


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
