"""How well actions are followed: the lives that were found beside those that are right, counted."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from psr_extract.evaluate import Score
from psr_extract.evaluate.compare import Entry, by_text, entries_of, pair

LIVES = "lives.json"
"""The file that holds the right lives of the documents beside it."""
_ALIKE = 0.5


@dataclass(slots=True)
class Followed:
    """Counts of one series: actions, links, the status of links that agree, the final state of actions that do."""

    actions: Score
    links: Score
    status: tuple[int, int]
    final: tuple[int, int]
    log: list[str] = field(default_factory=list)

    def lines(self) -> list[str]:
        """The figures as lines of text."""
        told = [f"{name:8} P {score.precision:.3f}  R {score.recall:.3f}  (gold {score.gold}, found {score.found})"
                for name, score in (("actions", self.actions), ("links", self.links))]  # fmt: skip
        shares = (f"{name} {share(pair):.3f} of {pair[1]}" for name, pair in (("status", self.status),
                                                                              ("final", self.final)))  # fmt: skip
        return [*told, "   ".join(shares)]


def _right(entry: Entry, key: str) -> list[object]:
    """The right answers: the gold's own, and those beside it."""
    other = entry.get(f"alt_{key}") or []
    return [entry[key], *(other if isinstance(other, list) else [other])]


def share(pair: tuple[int, int]) -> float:
    """How many of those that there are."""
    return pair[0] / pair[1] if pair[1] else 1.0


def followed(gold: Entry, found: Entry) -> Followed:
    """Compare the lives of one series; both as `psr-extract lives` prints them."""
    wanted, have = entries_of(gold["actions"]), entries_of(found["actions"])
    pairs, missed, false = pair(wanted, have, by_text(_ALIKE, also=lambda g, p: g["raised"] == p["raised"]))
    log: list[str] = []
    right, extra, lost, agreed, final = 0, 0, 0, 0, 0
    for g, p in pairs:
        want = {str(entry["document"]): entry for entry in entries_of(g["events"])}
        seen = {str(entry["document"]): entry for entry in entries_of(p["events"])}
        sure = {name for name, entry in want.items() if not entry.get("optional")}
        both = sorted(sure & seen.keys())
        right, extra, lost = right + len(both), extra + len(seen.keys() - want.keys()), lost + len(sure - seen.keys())
        agreed += sum(seen[name]["status"] in _right(want[name], "status") for name in both)
        final += p["final"] in _right(g, "final")
        log += _told(g, p, want, seen)
    actions = Score(len(pairs), len(pairs) + len(false), len(pairs) + len(missed))
    return Followed(actions, Score(right, right + extra, right + lost), (agreed, right), (final, len(pairs)), log)


def _told(gold: Entry, found: Entry, want: dict[str, Entry], have: dict[str, Entry]) -> Sequence[str]:
    """A line for each link that is missed or false, and for a wrong end."""
    text = str(gold["text"])[:70]
    lines = [f"  missed link: {text} -> {name}: {str(one['text'])[:70]}" for name, one in want.items()
             if name not in have and not one.get("optional")]  # fmt: skip
    lines += [f"  false link: {text} -> {name}: {str(one['text'])[:70]}" for name, one in have.items()
              if name not in want]  # fmt: skip
    if found["final"] not in _right(gold, "final"):
        lines.append(f"  final: gold {gold['final']} found {found['final']}: {text}")
    return lines
