"""Totals that do not add up: said with the sum, never mended."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from psr_extract.extract.papers import money
from psr_extract.extract.view import View
from psr_extract.records import BudgetLine

_COLUMNS = ("budget/budget-column", "budget/amount-column", "budget/line")
_SIGN = re.compile(r"(?:AU|US|NZ|CA)?[£$€]")
_GAP = 3
_LEAST = 2


@dataclass
class _Above:
    """What stands above a total, in one column: amounts since the last total, all amounts, and the totals before."""

    since: list[float] = field(default_factory=list)
    every: list[float] = field(default_factory=list)
    totals: list[float] = field(default_factory=list)

    def explains(self, total: float, tolerance: float) -> bool:
        """Whether the total is what some of the lines above it, or the totals before it, add up to."""
        carried = self.since + self.totals[-1:]
        sums = [sum(self.since), sum(self.every), sum(self.totals), sum(carried), sum(self.totals[-2:])]
        if len(self.totals) > 1:
            sums.append(self.totals[-2] - self.totals[-1])
        return any(abs(abs(one) - abs(total)) <= tolerance for one in sums)

    def add(self, amount: float, *, total: bool) -> None:
        """Note a line: what is above the next total."""
        if total:
            self.totals.append(amount)
            self.since = []
        else:
            self.since.append(amount)
            self.every.append(amount)


def doubts(view: View, lines: Sequence[BudgetLine]) -> Iterator[str]:
    """One sentence for each total of a table that its lines do not add up to."""
    for table in _tables(view, lines):
        above: dict[str, _Above] = {}
        for line in table:
            for column, amount in _amounts(line):
                place = above.setdefault(column, _Above())
                tolerance = max(1.0, money.scale(column))
                if line.total and len(place.since) >= _LEAST and not place.explains(amount, tolerance):
                    where = f" in the column “{column}”" if column else ""
                    says = f"“{line.text}” says {_pounds(amount)}{where}"
                    yield f"{says}, but the lines above it add up to {_pounds(sum(place.since))}"
                place.add(amount, total=line.total)


def _tables(view: View, lines: Sequence[BudgetLine]) -> Iterator[list[BudgetLine]]:
    """The lines of each table or list of amounts in which every row was understood and is one that adds to a total.

    A row left out may be what lacks; balances, and amounts in several currencies, are added in ways of their own.
    """
    tables: list[list[BudgetLine]] = []
    table: list[BudgetLine] = []
    for line in (one for one in lines if one.source.rule in _COLUMNS and one.upto is None):
        if table and (_number(view, table[-1]) != _number(view, line) or _left_out(view, table[-1], line)):
            tables.append(table)
            table = []
        table.append(line)
    yield from (table for table in (*tables, table) if _adds_up(view, table))


def _adds_up(view: View, table: list[BudgetLine]) -> bool:
    texts = [view.blocks[line.source.block].text for line in table]
    currencies = {sign for text in texts for sign in _SIGN.findall(text)}
    words = {word for line in table for word in re.findall(r"[a-z]+", line.text.casefold())}
    return len(currencies) < 2 and not words & view.rules.words("budget/not-added")


def _number(view: View, line: BudgetLine) -> int | None:
    place = view.blocks[line.source.block].place.cell
    return place[0] if place else None


def _left_out(view: View, before: BudgetLine, line: BudgetLine) -> bool:
    """Whether something with an amount, or too much, stands between two lines."""
    between = view.blocks[before.source.block + 1 : line.source.block]
    priced = (money.find(one.text) or any(money.of_cell(cell) is not None for cell in one.cells[1:]) for one in between)
    gap = _GAP if before.figures and line.figures else 0
    return len(between) > gap or any(priced) or before.source.rule != line.source.rule


def _amounts(line: BudgetLine) -> list[tuple[str, float]]:
    if line.figures:
        return [(one.column, one.amount) for one in line.figures if one.what != "variance"]
    return [("", line.amount)]


def _pounds(amount: float) -> str:
    text = f"{abs(amount):,.2f}".removesuffix(".00")
    return f"{'-' if amount < 0 else ''}{text}"
