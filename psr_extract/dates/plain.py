"""One whole calendar day in a spelling that our own grammar does not know, read by dateparser.

Our grammar finds dates in running text and shapes intervals; dateparser invents dates there, but knows more spellings
of a plain day, month and year ("2019 June 3", "June the 3rd 2019", "2019-Jun-03"). So it is only asked about short
lines that hold a month's name and a year.
"""

import datetime as dt
from functools import cache
from typing import TYPE_CHECKING

from psr_extract.dates.words import MONTH, YEAR, rx

if TYPE_CHECKING:
    from dateparser.date import DateDataParser

_MONTH = rx(rf"(?<![a-z]){MONTH}(?![a-z])")
_YEAR = rx(rf"(?<!\d)(?:{YEAR}|/\d\d)(?!\d)")
_MOST_WORDS = 6


def plain_day(text: str, *, month_first: bool) -> dt.date | None:
    """The day that a short line says and nothing else: `plain_day("2019 June 3", month_first=False)`."""
    if len(text.split()) > _MOST_WORDS or not (_MONTH.search(text) and _YEAR.search(text)):
        return None
    found = _parser("MDY" if month_first else "DMY").get_date_data(text)
    return found.date_obj.date() if found and found.date_obj and found.period == "day" else None


@cache
def _parser(order: str) -> "DateDataParser":
    """The parser for one order of day and month; its import takes a third of a second, so it waits until needed."""
    from dateparser.date import DateDataParser

    settings = {"DATE_ORDER": order, "REQUIRE_PARTS": ["day", "month", "year"]}
    return DateDataParser(languages=["en"], settings=settings)
