"""A fact that was found of the meeting, with its evidence, and the choice among several."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from psr_extract.records import Source

Value = str | dt.date


@dataclass(frozen=True, slots=True)
class Fact:
    """One reading of a fact. Of several of one name the heaviest holds, of equals the first."""

    name: str
    value: Value
    source: Source
    weight: int = 0


def choose(facts: Iterable[Fact]) -> dict[str, Fact]:
    """The fact of each name."""
    best: dict[str, Fact] = {}
    for fact in facts:
        if fact.name not in best or fact.weight > best[fact.name].weight:
            best[fact.name] = fact
    return best
