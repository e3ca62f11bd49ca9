"""Tables of figures set without rules: a line of titles ("Item Budget Spent"), then lines of words and numbers."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from psr_extract.document import Block
from psr_extract.extract.papers import money
from psr_extract.extract.papers.parts import fold
from psr_extract.extract.view import View
from psr_extract.records import BudgetLine, Figure, Source, Sum
from psr_extract.rules import Rule

YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_NUMBER = r"-?[£$€]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d\d?)?(?![\d/%.,])"
_LINE = re.compile(rf"(?P<what>[^\W\d].*?)\s+(?P<numbers>{_NUMBER}(?:\s+{_NUMBER})+)(?=\s|$)")
_YEARS = re.compile(r"(?:(?:19|20)\d\d(?:\s?[/–-]\s?\d{2,4})?\s*)+")
_MAX_TITLES = 12
_MAX_OTHER = 25


@dataclass(frozen=True, slots=True)
class Column:
    """A column that may hold amounts: the year in its title (0: none), where it stands, the rule that knows it."""

    year: int
    at: int
    rule: Rule


def column(view: View, titles: tuple[str, ...], years: list[int]) -> Column | None:
    """The column of amounts by its title: of several, the budget of the paper's own year, or else of the latest."""
    found: list[tuple[tuple[bool, int, int, int], Column]] = []
    for at, title in enumerate(titles):
        words = set(re.findall(r"[a-z]+|[£$€]", title.casefold()))
        if words & view.rules.words("budget/no-amounts"):
            continue
        year = max((int(year) for year in YEAR.findall(title)), default=0)
        for order, rule in enumerate(view.rules.of("budget", "COLUMN")):
            if words & set(rule.cue):
                found.append(((year in years, -order, year, -at), Column(year, at, rule)))
        if _YEARS.fullmatch(title.strip()) and (last := _last_rule(view)):
            found.append(((year in years, -9, year, -at), Column(year, at, last)))
    return max(found, key=lambda one: one[0])[1] if found else None


def is_total(view: View, what: str) -> bool:
    """Whether a line calls itself a total or subtotal of others."""
    words = re.findall(r"[a-z]+", what.casefold())
    ends = {words[0], words[-1]} if words else set()
    return bool(ends & view.rules.words("budget/totals"))


def sums(view: View, titles: tuple[str, ...], cells: Sequence[str]) -> tuple[Sum, ...]:
    """The amounts of a row by the columns that are of money, where there is more than one such column."""
    found = [
        Sum(fold(title), kind, round(amount * money.scale_of(titles, at), 2))
        for at, (title, text) in enumerate(zip(titles, cells, strict=False))
        if (kind := what(view, title)) and (amount := money.of_cell(fold(text))) is not None
    ]
    return tuple(found) if len(found) > 1 else ()


def what(view: View, title: str) -> Figure | None:
    """What a column of money holds, by the words of its title; None for a column of something else."""
    words = set(re.findall(r"[a-z]+|[£$€]", title.casefold()))
    if words & view.rules.words("budget/no-money"):
        return None
    known: tuple[Figure, ...] = ("variance", "committed", "forecast", "spent", "budget")
    found: Figure | None = next((one for one in known if words & view.rules.words(f"budget/{one}")), None)
    amounts = any(words & set(rule.cue) for rule in view.rules.of("budget", "COLUMN"))
    return found or ("other" if amounts or _YEARS.fullmatch(title.strip()) else None)


def _last_rule(view: View) -> Rule | None:
    """The rule for amounts of whatever kind: the last of the COLUMN rules."""
    return next(reversed(view.rules.of("budget", "COLUMN")), None)


def lines(view: View, years: list[int]) -> dict[int, list[BudgetLine]]:
    """The budget lines of such tables, by their blocks."""
    found: dict[int, list[BudgetLine]] = {}
    known: tuple[str, ...] = ()
    for number, block in enumerate(view.blocks):
        if block.place.cell:
            known = ()
        elif titles := _titles(view, block):
            known = _dated(titles, view.blocks[number + 1 : number + 2])
        elif chosen := column(view, known, years):
            if figures := list(_figures(view, number, block, chosen, known)):
                found[number] = figures
            elif len(block.text.split()) > _MAX_OTHER:
                known = ()
    return found


def _titles(view: View, block: Block) -> tuple[str, ...]:
    """The titles that a line names, at least two and little else."""
    words = block.text.casefold().split()
    cues = {cue for rule in view.rules.of("budget", "COLUMN") for cue in rule.cue}
    wanted = cues | view.rules.words("budget/no-amounts")
    titles = tuple(word for word in words if word.strip("():") in wanted)
    few = len(titles) > 1 and len(words) - len(titles) <= 2 and not re.search(r"\d{3}", block.text)
    return titles if few else ()


def _dated(titles: tuple[str, ...], below: tuple[Block, ...]) -> tuple[str, ...]:
    """The titles with the years that stand in the line below them, each over its share of the columns."""
    text = " ".join(f"{block.marker or ''} {block.text}" for block in below)
    years = YEAR.findall(text) if _YEARS.fullmatch(text.strip()) else []
    if not years or len(titles) % len(years):
        return titles
    share = len(titles) // len(years)
    return tuple(f"{title} {years[at // share]}" for at, title in enumerate(titles))


def _figures(
    view: View, number: int, block: Block, chosen: Column, titles: tuple[str, ...]
) -> Iterator[BudgetLine]:
    """The lines of a block, one or several run together; a line that lacks a figure cannot be told and is none."""
    count = len(titles)
    for match in _LINE.finditer(block.text):
        numbers = match["numbers"].split()
        amount = money.of_cell(numbers[chosen.at]) if len(numbers) == count else None
        if amount is not None and len(match["what"].split()) <= _MAX_TITLES:
            source = Source(number, match.start("what"), match.end("what"), chosen.rule.name)
            what = fold(match["what"])
            yield BudgetLine(what, amount, source, total=is_total(view, what), figures=sums(view, titles, numbers))
