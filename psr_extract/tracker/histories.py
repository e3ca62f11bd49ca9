"""Which milestones of later papers are the same as those of earlier ones: pure functions over one body's papers."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from psr_extract.records import Certainty
from psr_extract.words import words

SAME, LIKE = 96.0, 88.0
"""From these on two names are one milestone surely, or very likely."""


@dataclass(frozen=True, slots=True)
class Planned:
    """A milestone in one paper: where it stands, its name and workstream, and the date of the paper's meeting."""

    document: int
    number: int
    text: str
    workstream: str | None
    date: str | None
    prefix: str


@dataclass(slots=True)
class History:
    """One milestone through the papers, the oldest first, each with how sure it is the same."""

    entries: list[tuple[Planned, Certainty]] = field(default_factory=list)

    @property
    def key(self) -> str:
        """A short id: that of the paper that names it first, with its place there."""
        first = self.entries[0][0]
        return f"{first.prefix}-m{first.number + 1}"


def histories(planned: Sequence[Planned]) -> list[History]:
    """The milestones of a body's papers, those of the same name and workstream together; undated papers stand alone."""
    found: list[History] = []
    for one in sorted(planned, key=_place):
        ranked = [(score, at) for at, history in enumerate(found) if (score := _likeness(one, history)) >= LIKE]
        if one.date is not None and ranked:
            score, at = max(ranked)
            found[at].entries.append((one, "stated" if score >= SAME else "inferred"))
        else:
            found.append(History([(one, "stated")]))
    return found


def _place(one: Planned) -> tuple[bool, str, int, str, int]:
    return one.date is None, one.date or "", len(one.prefix), one.prefix, one.number


def _likeness(one: Planned, history: History) -> float:
    """How alike the names are; 0 for another workstream, and within one document, where two lines are two things."""
    last = history.entries[-1][0]
    if last.date is None or any(other.document == one.document for other, _ in history.entries):
        return 0.0
    streams = {" ".join(words(name)) for name in (one.workstream, last.workstream) if name}
    if len(streams) > 1:
        return 0.0
    left, right = words(one.text), words(last.text)
    numbers = [{word for word in name if any(char.isdigit() for char in word)} for name in (left, right)]
    return fuzz.token_sort_ratio(" ".join(left), " ".join(right)) if numbers[0] == numbers[1] else 0.0
