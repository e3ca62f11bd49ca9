"""The parts of a paper that facts are read from: a paragraph, a bullet, one line of a table's cell.

Everything here goes by characters: a `Part` knows where its text stands in its block, so that each fact is a slice.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from psr_extract.document import Block
from psr_extract.extract.view import View
from psr_extract.records import Source
from psr_extract.rules import Rule, Shape

T = TypeVar("T")

_LINE = re.compile(r"[^\n]+")
_BULLET = re.compile(r"[•·▪●◦○‣❖◆➢➤►▶✓✔\ue000-\uf8ff]\s*")
_NUMBER = re.compile(r"(?:\d{1,2}[.)]|\([a-z\d]{1,3}\)|[a-z][.)]|[-–—*])\s+")
_UNITS = re.compile(r"\b(?:19|20)\d\d(?:\s?[/–-]\s?\d{2,4})?|['’]?0{3}\b|[£$€]")
_MAX_BETWEEN = 5
_EDGES = " \t\n:;-–—.,*"


@dataclass(frozen=True, slots=True)
class Part:
    """A run of text in a block, from `start`: all of a paragraph or bullet (`column` None), or one line of a cell.

    `listed` says that it had a bullet or number of its own.
    """

    block: int
    start: int
    text: str
    listed: bool
    column: int | None = None

    def source(self, start: int, end: int, rule: str) -> Source:
        """The evidence for a slice of this part's text."""
        return Source(self.block, self.start + start, self.start + end, rule)


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue in a part: where it stands in the part's text, and whose it is."""

    start: int
    end: int
    rule: Rule


@dataclass(frozen=True, slots=True)
class Section:
    """The SECTION rule whose cue a title has, and whether the title says nothing else."""

    rule: Rule
    bare: bool


def fold(text: str) -> str:
    """The text with white space folded to single spaces."""
    return " ".join(text.split())


@lru_cache(4096)
def key(text: str) -> str:
    """The text as a heading is compared: folded, small letters, no punctuation at its ends."""
    return fold(text).strip(_EDGES).casefold()


def is_heading(block: Block) -> bool:
    """Whether a block is a heading, and no numbered sentence that was taken for one."""
    return block.kind == "heading" and not (block.marker and block.text.rstrip()[-1:] in ".;?")


def parts(view: View, block: int) -> tuple[Part, ...]:
    """The parts of a block, in reading order; none for an empty one."""
    found = view.blocks[block]
    if found.kind != "row":
        listed = found.kind == "bullet" or (found.kind == "heading" and not is_heading(found))
        return (Part(block, 0, found.text, listed),) if found.text.strip() else ()
    return tuple(part for column in range(len(found.cells)) for part in cell(block, found, column))


def cell(number: int, block: Block, column: int) -> Iterator[Part]:
    """The lines of a row's cell, and the bullets that stand inside a line, without their marks."""
    base, text = block.cell_start(column), block.cells[column]
    for line in _LINE.finditer(text):
        starts = [line.start(), *(m.start() for m in _BULLET.finditer(text, line.start(), line.end()))]
        ends = [*starts[1:], line.end()]
        for start, end in zip(starts, ends, strict=True):
            mark = _BULLET.match(text, start, end) or _NUMBER.match(text, start, end)
            start = mark.end() if mark else start
            if words := text[start:end].strip():
                start += len(text[start:end]) - len(text[start:end].lstrip())
                yield Part(number, base + start, words, mark is not None, column)


def _offset(view: View, part: Part) -> int:
    """Where a part begins in the Doc; a token of white space may reach into its block from the one before."""
    return view.once(("part", part.block), lambda: _block_offset(view, part.block)) + part.start


def _block_offset(view: View, number: int) -> int:
    span = view.span(number)
    return span.start_char + max(0, span.text.find(view.blocks[number].text))


def sentences(view: View, part: Part) -> list[tuple[int, int]]:
    """The start and end of each sentence in a part's text."""
    offset = _offset(view, part)
    found = []
    for sentence in view.sentences(part.block):
        start, end = max(0, sentence.start_char - offset), min(len(part.text), sentence.end_char - offset)
        if start < end:
            found.append((start, end))
    return found


def cues(view: View, kind: str, part: Part, *shapes: Shape) -> list[Cue]:
    """The cues of a kind in a part, of rules of these shapes (or of all), in reading order."""
    offset = _offset(view, part)
    found = [
        Cue(span.start_char - offset, span.end_char - offset, rule)
        for span, rule in view.cues(kind, part.block)
        if not shapes or rule.shape in shapes
    ]
    return [cue for cue in found if cue.start >= 0 and cue.end <= len(part.text)]


def sections(view: View, kind: str) -> dict[int, Section]:
    """Which blocks stand under a title with a cue of a SECTION rule: a heading, or the lead-in of bullets.

    What stands under a heading ends with the next one of its level; under a lead-in stand its bullets.
    """
    found: dict[int, Section] = {}
    current, depth = None, 0
    for number, block in enumerate(view.blocks):
        rule = next((rule for _, rule in view.cues(kind, number) if rule.shape == "SECTION"), None)
        own = Section(rule, _is_bare(block.text, rule)) if rule else None
        if is_heading(block):
            if own is not None or block.level <= depth:
                current, depth = own, block.level if own else 0
        elif own is not None and own.rule.value != "questions" and block.text.rstrip().endswith(":"):
            found.update(dict.fromkeys(bullets_after(view, number), own))
        elif current is not None:
            found.setdefault(number, current)
    return found


def _is_bare(title: str, rule: Rule) -> bool:
    """Whether a title is nothing but a rule's cue, perhaps with a number."""
    return key(re.sub(r"\d+", "", title)) in {cue.casefold() for cue in rule.cue}


def bullets_after(view: View, block: int) -> tuple[int, ...]:
    """The bullets that follow a block at once, without those that lie deeper than the first."""
    found: list[int] = []
    for number, below in enumerate(view.blocks[block + 1 :], block + 1):
        if below.kind in {"paragraph", "row"} or is_heading(below):
            break
        if not found or below.level <= view.blocks[found[0]].level:
            found.append(number)
    return tuple(found)


def column_titles(view: View) -> tuple[tuple[str, ...], ...]:
    """The titles of the columns for each block: the table's own, or those of the table that it goes on from.

    Empty for what is no row, and for the row of titles itself.
    """
    found: list[tuple[str, ...]] = []
    last: tuple[str, ...] = ()
    above: tuple[int, Block] | None = None
    known = _known_titles(view)
    for number, block in enumerate(view.blocks):
        if block.kind != "row":
            found.append(())
            continue
        following = view.blocks[number + 1] if number + 1 < len(view.blocks) else block
        if following.heading_cells == block.cells or _are_titles(block, known):
            last = block.cells
        elif len(block.heading_cells) == len(block.cells):
            last = block.heading_cells
        elif block.place.cell is None and len(block.cells) != len(last):
            found.append(())
            continue
        elif above and not _goes_on(above[1], block, between=number - above[0] - 1):
            last = ()
        found.append(last if len(block.cells) == len(last) and block.cells != last else ())
        above = number, block
    return tuple(found)


def _goes_on(above: Block, below: Block, *, between: int) -> bool:
    """Whether two rows with so many other blocks between them are of one table, perhaps over a page's end."""
    if above.place.cell and below.place.cell and above.place.cell[0] == below.place.cell[0]:
        return True
    turned = above.place.page is not None and above.place.page != below.place.page
    return between == 0 or (turned and between <= _MAX_BETWEEN)


def _known_titles(view: View) -> frozenset[str]:
    """All titles of columns that the rules name."""
    rules = (cue for rule in view.rules.rules if rule.shape == "COLUMN" for cue in rule.cue)
    lists = (entry.words for entry in view.rules.lists if entry.id.endswith(("columns", "measures", "topics")))
    return frozenset([*rules, *(word for words in lists for word in words)])


def _are_titles(block: Block, known: frozenset[str]) -> bool:
    """Whether a row holds nothing but short titles, and at least two that the rules name."""
    filled = [plain(_UNITS.sub("", cell)) for cell in block.cells if cell.strip()]
    if any(len(title.split()) > 5 or re.search(r"\d{2}", title) for title in filled):
        return False
    if any(re.search(r"\n|[;:]\s*\w", cell.strip()) for cell in block.cells):
        return False  # a cell of a form: a heading with what it says
    return sum(title in known for title in filled) > 1


def columns(view: View, kind: str, titles: tuple[str, ...]) -> dict[str, tuple[int, Rule]]:
    """Which column is what, by the COLUMN rules of a kind: {"due": (2, rule), ...}, the first column of each value."""
    found: dict[str, tuple[int, Rule]] = {}
    for at, title in enumerate(titles):
        for rule in view.rules.of(kind, "COLUMN"):
            if names(title, rule):
                found.setdefault(rule.value or "", (at, rule))
                break
    return found


def names(title: str, rule: Rule) -> bool:
    """Whether a title of a column is one of a rule's cues."""
    return plain(title) in folded(rule.cue)


@lru_cache(1024)
def folded(cues: tuple[str, ...]) -> frozenset[str]:
    """The cues of a rule in small letters."""
    return frozenset(cue.casefold() for cue in cues)


def titled(view: View, titles: tuple[str, ...], words: str) -> int | None:
    """The first column whose title is in a list of words ("fields/register-topics")."""
    wanted = view.rules.words(words)
    return next((at for at, title in enumerate(titles) if plain(title) in wanted), None)


def cell_text(block: Block, column: int | None) -> str:
    """The text of a row's cell; empty where the row has no such cell."""
    return fold(block.cells[column]) if column is not None and column < len(block.cells) else ""


@lru_cache(4096)
def plain(title: str) -> str:
    """A column's title as it is compared: without what stands in brackets or behind a colon."""
    return key(re.split(r"[(\[:;?]", title, maxsplit=1)[0])


def unique(entries: Iterable[T], by: Callable[[T], object]) -> tuple[T, ...]:
    """The entries without later ones that say the same."""
    seen: dict[object, T] = {}
    for entry in entries:
        seen.setdefault(by(entry), entry)
    return tuple(seen.values())
