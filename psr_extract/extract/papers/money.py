"""Amounts of money in a text: pure functions."""

import re
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

_SCALE = re.compile(r"[£$€]\s?(?:['’]?000s?\b|(k|m|bn|million)\b)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount in pounds (other currencies: the number as printed), and the slice of the text that says it."""

    start: int
    end: int
    value: float


def find(text: str) -> list[Amount]:
    """The amounts with a currency sign in a text: "£1.2m" is 1,200,000, "-£50" is -50."""
    return [Amount(match.start(), match.end(), _value(match)) for match in _AMOUNT.finditer(text)]


def of_cell(text: str) -> float | None:
    """The amount that a cell holds and nothing else, with or without a sign; what stands in brackets is negative."""
    match = _CELL.fullmatch(text.strip().strip("*_ "))
    if match is None:
        return None
    value = _value(match)
    return -abs(value) if match["bracket"] and match["close"] else value


def scale(title: str) -> float:
    """What the figures of a column are to be multiplied by: 1000 under "£000" or "£k", a million under "£m"."""
    match = _SCALE.search(title)
    return _UNITS[match[1].casefold()] if match and match[1] else 1e3 if match else 1.0


def _value(match: re.Match[str]) -> float:
    unit = (match["unit"] or "").casefold()
    value = round(float(match["number"].replace(",", "")) * _UNITS.get(unit, 1), 2)
    return -value if match["minus"] or match["inner"] else value
