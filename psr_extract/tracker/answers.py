"""What became of a paper at its meeting: the item that took it, and what was decided on each recommendation."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from rapidfuzz import fuzz

from psr_extract.records import Certainty
from psr_extract.words import words

Answer = Literal["accepted", "amended", "other"]
ALIKE, NEAR = 85.0, 65.0
"""From these on a title is surely, or perhaps, that of the item."""
WRITTEN, KIN = 80.0, 60.0
"""From these on a decision has the wording of a recommendation, or is about the same."""
_BARE = 4
_ACCEPTS = frozenset(("approved", "noted", "recommended", "elected"))
_CHANGES = ("amend", "subject to", "with the addition", "instead", "except", "provided that", "as modified")
_FILLERS = frozenset(words("the a an to of and that be is are will it its this for in on by members board committee"))


@dataclass(frozen=True, slots=True)
class Item:
    """An item of minutes: its place there, its number as printed, its title."""

    number: int
    printed: str | None
    title: str


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision of minutes: its place there, its words, its outcome, the title of its item."""

    number: int
    text: str
    outcome: str
    item: str | None


@dataclass(frozen=True, slots=True)
class Taken:
    """The item that took a paper, why that is thought, and how sure."""

    item: Item | None
    why: str
    certainty: Certainty


@dataclass(frozen=True, slots=True)
class Answered:
    """The decision that answers a recommendation, how, how alike the words are (0 to 100), and how sure."""

    decision: Decision
    answer: Answer
    score: float
    certainty: Certainty


def item_of(title: str | None, item: str | None, items: Sequence[Item]) -> Taken:
    """The item that took the paper with this title and item number; no item, where none shows."""
    ranked = sorted(items, key=lambda one: -_titled(title, one.title))
    best = ranked[0] if ranked and _titled(title, ranked[0].title) >= NEAR else None
    printed = [one for one in items if item and _number(one.printed) == _number(item)]
    if best and best in printed:
        return Taken(best, "item number and title", "stated")
    if best and _titled(title, best.title) >= ALIKE:
        return Taken(best, "title", "inferred")
    if len(printed) == 1:
        return Taken(printed[0], "item number", "inferred" if not best else "unsure")
    return Taken(best, "title", "unsure") if best else Taken(None, "body and date", "inferred")


def answer_to(text: str, decisions: Sequence[Decision], *, sure: bool) -> Answered | None:
    """What a meeting made of a recommendation, from the decisions of its item (`sure`) or of the whole meeting."""
    ranked = sorted(((_likeness(text, one.text), one) for one in decisions), key=lambda pair: -pair[0])
    if ranked and ranked[0][0] >= (KIN if sure else WRITTEN):
        score, best = ranked[0]
        kind = _answer(text, best, score)
        certain: Certainty = "stated" if sure and score >= 90 else "inferred" if score >= WRITTEN else "unsure"
        return Answered(best, kind, round(score, 1), certain)
    bare = [one for one in decisions if len(one.text.split()) <= _BARE or "recommendation" in one.text.casefold()]
    if sure and len(bare) == len(decisions) == 1:
        changed = any(sign in bare[0].text.casefold() for sign in _CHANGES)
        kind = "other" if bare[0].outcome not in _ACCEPTS else "amended" if changed else "accepted"
        return Answered(bare[0], kind, 0.0, "inferred")
    return None


def _answer(text: str, decision: Decision, score: float) -> Answer:
    if decision.outcome not in _ACCEPTS:
        return "other"
    said = decision.text.casefold()
    figures = _figures(text) - _figures(decision.text)
    changed = any(sign in said and sign not in text.casefold() for sign in _CHANGES)
    replaced = bool(figures) and bool(_figures(decision.text) - _figures(text))
    return "amended" if changed or replaced or score < WRITTEN else "accepted"


def _figures(text: str) -> set[str]:
    return {word for word in words(text.replace(",", "")) if any(char.isdigit() for char in word)}


def _likeness(one: str, other: str) -> float:
    """How alike a recommendation and a decision are in what they say: "to note X" and "noted X" are nearly the same."""
    left, right = (" ".join(word for word in words(text) if word not in _FILLERS) for text in (one, other))
    short = min(len(left.split()), len(right.split()))
    return max(fuzz.token_sort_ratio(left, right), fuzz.token_set_ratio(left, right) if short > _BARE else 0.0)


def _titled(title: str | None, item: str) -> float:
    left, right = " ".join(words(title)), " ".join(words(item))
    if not left or not right:
        return 0.0
    short = min(len(left.split()), len(right.split()))
    return max(fuzz.ratio(left, right), fuzz.token_set_ratio(left, right) if short > 1 else 0.0)


def _number(printed: str | None) -> str:
    return (printed or "").strip(" .()").casefold().lstrip("0")
