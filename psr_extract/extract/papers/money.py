"""Amounts of money in a text: pure functions."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

_UNITS = {"k": 1e3, "thousand": 1e3, "m": 1e6, "mn": 1e6, "million": 1e6, "bn": 1e9, "billion": 1e9}
_NUMBER = r"(?!00)(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_UNIT = r"(?:\s?(?P<unit>k|mn?|bn|million|billion|thousand)\b)?"
_AMOUNT = re.compile(
    rf"(?P<minus>(?<![^\s(])[-−])?(?:(?:AU|US|NZ|CA)?[£$€]|\b(?:GBP|EUR|USD|AUD)\s)\s?(?P<inner>[-−])?(?P<number>{_NUMBER}){_UNIT}",
    re.IGNORECASE,
)
_CELL = re.compile(
    rf"(?P<bracket>\()?\s*(?P<minus>[-−])?\s*(?:(?:AU|US|NZ|CA)?[£$€])?\s*(?P<inner>[-−])?(?P<number>{_NUMBER}){_UNIT}\s*"
    r"(?P<close>\))?\s*(?:p\.?a\.?|per annum|approx\.?|\*+)?",
    re.IGNORECASE,
)

_TO = re.compile(
    rf"\s?(?:(?P<dash>[-–—])|to|and)\s?(?P<sign>(?:AU|US|NZ|CA)?[£$€]\s?)?(?P<number>{_NUMBER}){_UNIT}(?![\d,.]*\d|[/%\w])",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\bbetween\s+(?:AU|US|NZ|CA)?$", re.IGNORECASE)

_SCALE = re.compile(r"[£$€]\s?(?:['’]?000s?\b|(k|m|bn|million)\b)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount in pounds (other currencies: the number as printed), and the slice of the text that says it.

    `upto` is the upper end of a range: "£5,000 to £8,000", "£5-8k".
    """

    start: int
    end: int
    value: float
    upto: float | None = None


def find(text: str) -> list[Amount]:
    """The amounts with a currency sign in a text: "£1.2m" is 1,200,000, "-£50" is -50; a range is one amount."""
    found: list[Amount] = []
    for match in _AMOUNT.finditer(text):
        if not found or match.start() >= found[-1].end:
            found.append(_range(text, match) or Amount(match.start(), match.end(), _value(match)))
    return found


def _range(text: str, first: re.Match[str]) -> Amount | None:
    """The range that an amount opens: a dash or "to" and a higher amount behind it, or "between" before it."""
    second = _TO.match(text, first.end())
    if second is None:
        return None
    joined = second.group().lstrip()
    if joined.startswith("and") and not _BETWEEN.search(text, 0, first.start()):
        return None
    if not second["sign"] and not second["dash"]:
        return None
    unit = (first["unit"] or second["unit"] or "").casefold()
    low = round(float(first["number"].replace(",", "")) * _UNITS.get(unit, 1), 2)
    high = round(float(second["number"].replace(",", "")) * _UNITS.get((second["unit"] or unit).casefold(), 1), 2)
    return Amount(first.start(), second.end(), low, high) if low < high else None


def of_cell(text: str) -> float | None:
    """The amount that a cell holds and nothing else, with or without a sign; what stands in brackets is negative."""
    match = _CELL.fullmatch(text.strip().strip("*_ "))
    if match is None:
        return None
    value = _value(match)
    return -abs(value) if match["bracket"] and match["close"] else value


def range_of_cell(text: str) -> tuple[float, float] | None:
    """The ends of the range that a cell holds and nothing else: "£5,000 - £8,000"."""
    text = text.strip()
    found = find(text if text[:1] in "£$€" else f"£{text}")
    whole = len(found) == 1 and found[0].end - found[0].start in (len(text), len(text) + 1)
    return (found[0].value, found[0].upto) if whole and found[0].upto is not None else None


def scale(title: str) -> float:
    """What the figures of a column are to be multiplied by: 1000 under "£000" or "£k", a million under "£m"."""
    match = _SCALE.search(title)
    return _UNITS[match[1].casefold()] if match and match[1] else 1e3 if match else 1.0


def scale_of(titles: Sequence[str], column: int) -> float:
    """The scale of a column by its own title, or by one that stands for the whole table: "£000" over the headings."""
    own = scale(titles[column]) if column < len(titles) else 1.0
    whole = (scale(title) for title in titles if _SCALE.fullmatch(title.strip(" ()")))
    return own if own != 1 else next(whole, 1.0)


def _value(match: re.Match[str]) -> float:
    unit = (match["unit"] or "").casefold()
    value = round(float(match["number"].replace(",", "")) * _UNITS.get(unit, 1), 2)
    return -value if match["minus"] or match["inner"] else value
