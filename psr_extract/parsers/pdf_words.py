"""The words of a PDF page put together to visual lines, each of segments with wide gaps between them."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import NamedTuple

Box = tuple[float, float, float, float]
_HEAVY = re.compile(r"bold|black|heavy|semib|demi|[-,]bd\b|[-_]b$", re.IGNORECASE)
_RAISED = {"st", "nd", "rd", "th"}


class Word(NamedTuple):
    """One word with its box in points from the top left of the page, its size, whether it is bold or underlined,
    and its colour: of the shading behind it, else of its letters.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    strong: bool
    colour: str | None = None


def _is_close(before: Word, word: Word) -> bool:
    """Whether two words are one: a raised "th" behind its number, small capitals behind their capital."""
    gap = word.x0 - before.x1
    raised = word.text in _RAISED and before.text[-1:].isdigit()
    return gap < 3 if raised else gap < 0.04 * word.size and before.size != word.size


@dataclass(frozen=True, slots=True)
class Segment:
    """Words of one line with no wide gap between them."""

    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        """The words with single spaces, a raised "th" set close to its number."""
        text = ""
        for before, word in zip((None, *self.words), self.words, strict=False):
            text += word.text if not text or (before is not None and _is_close(before, word)) else f" {word.text}"
        return text

    @property
    def x0(self) -> float:
        """Left edge."""
        return self.words[0].x0

    @property
    def x1(self) -> float:
        """Right edge."""
        return self.words[-1].x1


@dataclass(frozen=True, slots=True)
class Line:
    """One visual line: segments from left to right, and the box around them."""

    segments: tuple[Segment, ...]
    page: int
    box: Box = field(init=False)

    def __post_init__(self) -> None:
        """The box is asked for so often that it is kept."""
        words = self.words
        sides = (
            (words[0].x0, min([w.top for w in words]), max([w.x1 for w in words]), max([w.bottom for w in words]))
            if words
            else (0.0, 0.0, 0.0, 0.0)
        )
        object.__setattr__(self, "box", sides)

    @property
    def words(self) -> tuple[Word, ...]:
        """All words from left to right."""
        return tuple(word for segment in self.segments for word in segment.words)

    @property
    def text(self) -> str:
        """The segments with wide gaps of three spaces between them."""
        return "   ".join(segment.text for segment in self.segments)

    @property
    def size(self) -> float:
        """The size of most of its letters."""
        return max((word.size for word in self.words if word.text not in _RAISED), default=self.words[0].size)

    @property
    def strong(self) -> bool:
        """Whether all its words are bold or underlined."""
        return all(word.strong for word in self.words if any(char.isalnum() for char in word.text))


def is_heavy(fontname: str) -> bool:
    """Whether a font's name says that it is bold."""
    return bool(_HEAVY.search(fontname.split("+")[-1]))


_NAMELESS = re.compile(r"(?:CID)?(?:Font)?\+?[FTR]\d+$|^$")


def is_nameless(fontname: str) -> bool:
    """Whether a font's name is but a number, which tells nothing of it."""
    return bool(_NAMELESS.search(fontname))


def to_lines(words: Iterable[Word], *, page: int) -> list[Line]:
    """Words to lines, top to bottom: words belong together whose boxes overlap by more than half in height."""
    rows: list[list[Word]] = []
    tallest: list[Word] = []
    for word in sorted(words, key=lambda w: (round(w.top, 1), w.x0)):
        home = next((at for at in range(len(rows) - 1, max(-1, len(rows) - 5), -1) if _meet(tallest[at], word)), None)
        if home is None:
            rows.append([word])
            tallest.append(word)
            continue
        rows[home].append(word)
        if word.size > tallest[home].size:
            tallest[home] = word
    lines = [Line(segments(sorted(row, key=attrgetter("x0"))), page) for row in rows]
    return sorted(lines, key=lambda line: line.box[1])


def _meet(tallest: Word, word: Word) -> bool:
    """Whether a word stands on the line whose tallest word this is."""
    _, _, top, _, bottom, *_ = tallest
    overlap = min(bottom, word.bottom) - max(top, word.top)
    return overlap > 0.5 * min(bottom - top, word.bottom - word.top)


def segments(row: Sequence[Word]) -> tuple[Segment, ...]:
    """The words of a row divided where a gap is wider than word spaces are, those of justified lines included."""
    gaps = [word.x0 - before.x1 for before, word in zip(row, row[1:], strict=False)]
    usual = sorted(gaps)[len(gaps) // 3] if len(gaps) > 3 else 0.0
    found: list[list[Word]] = [[row[0]]]
    for gap, word in zip(gaps, row[1:], strict=True):
        if gap > max(9.0, 1.1 * word.size, 2 * usual):
            found.append([word])
        else:
            found[-1].append(word)
    return tuple(Segment(tuple(words)) for words in found)
