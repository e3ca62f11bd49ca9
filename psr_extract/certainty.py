"""How sure: a linear model with readable weights says how likely a piece of text is an action, or a decision.

Rules propose, this weighs. The weights are data (`rules/weights-*.tsv`, a feature and its weight a line, fitted by
`make train`); features are words, pairs of words, and flags on where and how the text stands. No word that fewer
than five bodies use has a weight, so no name of a person, place or body is among them.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from psr_extract.errors import RuleError
from psr_extract.records import Certainty

BIAS = "(bias)"
DROP, ADD, STATED, INFERRED = "(drop)", "(add)", "(stated)", "(inferred)"
"""Lines of a weights file that are limits of probability: a rule's find below `(drop)` is dropped; a piece that no
rule found is added from `(add)` on; a fact is stated from `(stated)` on, inferred from `(inferred)` on, else unsure."""

Weights = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence, entry or cell to be weighed: its words, with names made alike, and flags such as "kind=bullet"."""

    words: tuple[str, ...]
    flags: tuple[str, ...]


def features(unit: Unit) -> frozenset[str]:
    """The names of the features of a unit.

    `w:` a word, `p:` a pair of neighbours, `^:` how it begins (one to three words), `$:` its last word, and its flags.
    """
    words = unit.words
    found = {f"w:{word}" for word in words}
    found.update(f"p:{one} {other}" for one, other in zip(words, words[1:], strict=False))
    found.update("^:" + " ".join(words[:length]) for length in (1, 2, 3) if len(words) >= length)
    if words:
        found.add(f"$:{words[-1]}")
    return frozenset(found.union(unit.flags))


def probability(unit: Unit, weights: Weights) -> float:
    """How likely a unit is what the weights were fitted for: 0 to 1."""
    return likelihood(features(unit), weights)


def likelihood(found: frozenset[str], weights: Weights) -> float:
    """How likely a unit with these features is what the weights were fitted for."""
    # summed exactly, so that the order of a set makes no difference
    total = weights.get(BIAS, 0.0) + math.fsum(weights[feature] for feature in weights.keys() & found)
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def strongest(unit: Unit, weights: Weights, most: int = 5) -> list[tuple[str, float]]:
    """The features of a unit that count most, for or against, and their weights."""
    present = [(feature, weights[feature]) for feature in features(unit) if feature in weights]
    return sorted(present, key=lambda pair: (-abs(pair[1]), pair[0]))[:most]


def called(likely: float, weights: Weights) -> Certainty:
    """What a probability is called: stated, inferred or unsure."""
    if likely >= weights.get(STATED, 0.9):
        return "stated"
    return "inferred" if likely >= weights.get(INFERRED, 0.6) else "unsure"


def parse_weights(lines: Iterable[str], where: str) -> dict[str, float]:
    """The weights in the lines of a file: `feature TAB weight`; lines that begin with `# ` are notes.

    RuleError, with `where` and the number of the line, for a line of another form.
    """
    weights: dict[str, float] = {}
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("# "):
            continue
        feature, tab, weight = line.rstrip("\n").rpartition("\t")
        try:
            weights[feature] = float(weight)
        except ValueError:
            tab = ""
        if not tab:
            raise RuleError(f"line {number} is no feature, tab, and number", where=where, do="Fit the weights anew")
    return weights
