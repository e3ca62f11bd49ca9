"""Words that tell one task from another, and how much each of them tells."""

import math
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from functools import cache, lru_cache
from types import MappingProxyType

from psr_extract.certainty import parse_weights
from psr_extract.rules import shipped
from psr_extract.words import words

_STEM = 5
_LEAST = 3
_ENDS = ("ings", "ing", "ed", "es", "s", "e")
_EVERYWHERE = 45
"""A word that so many of the bodies use says nothing by itself."""
_FEWEST = 3
_VERBS = 12
"""Among so many of its first words a task says what is to be done."""
_BEFORE = 30.0
"""As if so many units without it had been heard before: a word loses as more of the body's units have it."""


@cache
def weights() -> Mapping[str, float]:
    """The shipped weights of links (`rules/weights-status.tsv`)."""
    path = shipped() / "weights-status.tsv"
    return parse_weights(path.read_text(encoding="utf-8").splitlines(), str(path))


@cache
def _common() -> Mapping[str, float]:
    """For each stem of a common word, by how many bodies of those counted it is used."""
    found: dict[str, float] = {}
    for feature, count in weights().items():
        if feature.startswith("w:"):
            found[stem(feature[2:])] = max(count, found.get(stem(feature[2:]), 0.0))
    return found


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """What the forms of a word share: "circulated" and "circulation" are one."""
    if not word.isalpha():
        return word
    cut = next((word[: -len(end)] for end in _ENDS if word.endswith(end) and len(word) - len(end) >= _LEAST), word)
    return cut[:_STEM]


@cache
def _weight(part: str) -> float:
    bodies = _common().get(part, 1.0)
    return 0.0 if bodies > _EVERYWHERE else math.log((max(_common().values()) + 1) / (1 + bodies))


def telling(*texts: str | None) -> frozenset[str]:
    """The stems of the telling words of texts."""
    return frozenset().union(*(_telling(text) for text in texts if text))


@lru_cache(maxsize=100_000)
def _telling(text: str) -> frozenset[str]:
    return frozenset(part for word in words(text) if len(word) > 1 and _weight(part := stem(word)) > 0)


@cache
def _outcomes() -> Mapping[str, frozenset[str]]:
    """For the stem of each word for what is done, the stems of the words in which minutes tell what came of it."""
    found: dict[str, frozenset[str]] = {}
    lists = tomllib.loads((shipped() / "status.toml").read_text(encoding="utf-8"))["words"]
    for line in next(one["words"] for one in lists if one["id"] == "outcomes"):
        doing, _, told = line.partition(">")
        for word in doing.split():
            found[stem(word)] = found.get(stem(word), frozenset()) | {stem(one) for one in told.split()}
    return found


@lru_cache(maxsize=100_000)
def answers(text: str) -> frozenset[str]:
    """The stems of words that would tell what came of a task: "arriv", "deliv" and others for "buy a mower"."""
    known = _outcomes()
    return frozenset().union(*(known[part] for word in words(text)[:_VERBS] if (part := stem(word)) in known))


@lru_cache(maxsize=100_000)
def stems(text: str) -> frozenset[str]:
    """The stems of all words of a text."""
    return frozenset(map(stem, words(text)))


class Rarity:
    """How much words tell among the units of one body so far."""

    def __init__(self, units: int = 0, counts: Mapping[str, int] = MappingProxyType({})) -> None:
        """What was heard before: how many units, and how many of them have each word."""
        self.units = _BEFORE + units
        self.counts: Counter[str] = Counter(counts)
        self._worth = _Worth(self._reckon)

    def hear(self, parts: frozenset[str]) -> None:
        """Count the telling words of one more unit."""
        self.units += 1
        self.counts.update(parts)
        self._worth.clear()

    def of(self, parts: Iterable[str]) -> float:
        """How much these words tell together."""
        # summed exactly, so that the order of a set makes no difference
        return math.fsum(map(self._worth.__getitem__, parts))

    def worth(self, part: str) -> float:
        """How much one word tells."""
        return self._worth[part]

    def _reckon(self, part: str) -> float:
        local = math.log(self.units / (1 + self.counts[part])) / math.log(_BEFORE)
        return _weight(part) * min(1.0, local)


class _Worth(dict[str, float]):
    """What words are worth, each reckoned once; asked some hundred times for each place in a document."""

    def __init__(self, reckon: Callable[[str], float]) -> None:
        super().__init__()
        self._reckon = reckon

    def __missing__(self, part: str) -> float:
        self[part] = found = self._reckon(part)
        return found
