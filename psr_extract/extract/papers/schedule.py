"""The columns of dates in a table of milestones: baseline, revised, actual, or simply when."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from psr_extract.dates import Context, column_due
from psr_extract.document import Block
from psr_extract.extract.papers.parts import cell_text, plain, titled
from psr_extract.extract.view import View
from psr_extract.records import Due

_ROLES = ("revised", "actual", "baseline")
"""In this order: a column headed Actual/Forecast may hold either, and so only what is expected."""


@dataclass(frozen=True, slots=True)
class Dates:
    """The dates of one row: `due` is when it is expected now."""

    due: Due
    baseline: Due | None = None
    revised: Due | None = None
    actual: Due | None = None


def date_columns(view: View, titles: tuple[str, ...]) -> dict[str, int]:
    """Which column holds the baseline, revised and actual dates, by a word of its title, and "due" for a plain one."""
    found: dict[str, int] = {}
    plain_dates = view.rules.words("milestones/date-columns")
    for at, title in enumerate(titles):
        words = set(re.findall(r"[a-z]+", title.casefold()))
        role = next((role for role in _ROLES if words & view.rules.words(f"milestones/{role}")), None)
        dated = words & view.rules.words("milestones/date-words")
        only = words <= frozenset[str]().union(*(view.rules.words(f"milestones/{name}") for name in _ROLES))
        if role and (dated or only or plain(title) in plain_dates):
            found.setdefault(role, at)
    due = titled(view, tuple("" if at in found.values() else title for at, title in enumerate(titles)),
                 "milestones/date-columns")  # fmt: skip
    return found if due is None else {**found, "due": due}


def dates_of(block: Block, where: Mapping[str, int], base: Context) -> Dates | None:
    """The dates of a row; None where no column says when."""
    read = {role: column_due(cell_text(block, at), base) for role, at in where.items()}
    dated = {role: due for role, due in read.items() if due and (due.start or due.end)}
    first = next((dated[role] for role in ("revised", "due", "baseline", "actual") if role in dated), None)
    if first is None:
        return None
    baseline = dated.get("baseline") or (dated.get("due") if {"revised", "actual"} & dated.keys() else None)
    return Dates(first, baseline, dated.get("revised"), dated.get("actual"))
