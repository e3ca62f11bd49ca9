"""What `certainty` is worth: how many records are called stated, inferred or unsure, and how often each is right."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import get_args

from psr_extract.evaluate.compare import Result
from psr_extract.records import Certainty

KINDS = ("actions", "decisions")
"""The kinds whose records are weighed, so that their certainty says how likely they are right."""


def calibration(results: Sequence[Result]) -> dict[tuple[str, str], tuple[int, int]]:
    """For each kind that is weighed and each certainty: how many records there are, and how many of them are right."""
    total: Counter[tuple[str, str, bool]] = Counter()
    for result in results:
        total.update(result.called)
    counts = {}
    for kind in KINDS:
        for name in get_args(Certainty):
            right = total[kind, name, True]
            counts[kind, name] = (right + total[kind, name, False], right)
    return counts


def lines(results: Sequence[Result]) -> str:
    """The calibration as lines of text."""
    rows = [f"{'certainty':26}{'records':>9}{'share':>7}{'right':>7}"]
    rows += [f"{name:26}{found:9}{share:>7}{right:>7}" for name, found, share, right in _rows(calibration(results))]
    return "\n".join(rows)


def markdown(results: Sequence[Result]) -> str:
    """The calibration as a Markdown table."""
    rows = [f"| {name} | {found} | {share} | {right} |" for name, found, share, right in _rows(calibration(results))]
    return "\n".join(("| certainty | records | share | right |", "|---|---|---|---|", *rows))


def _rows(counts: Mapping[tuple[str, str], tuple[int, int]]) -> list[tuple[str, int, str, str]]:
    """Name, records, their share among those of their kind, and the share of them that are right."""
    every = Counter[str]()
    for (kind, _), (found, _) in counts.items():
        every[kind] += found
    rows = []
    for (kind, name), (found, right) in counts.items():
        if every[kind]:
            share, correct = (f"{found / every[kind]:.0%}", f"{right / found:.2f}") if found else ("", "")
            rows.append((f"{kind}: {name}", found, share, correct))
    return rows
