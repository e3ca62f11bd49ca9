"""Whole calendar days in all their spellings: "Tuesday, 23rd April 2019", "15 th May", "11/01/2021", "14-16 May"."""

import datetime as dt
import re

from psr_extract.dates import spans
from psr_extract.dates.model import UNKNOWN, Context, Reader, Reading, When
from psr_extract.dates.plain import plain_day
from psr_extract.dates.words import (
    DAY,
    MONTH,
    MONTH_WORDS,
    NOT_IN_NUMBER,
    SHORT_YEAR,
    WEEKDAY,
    YEAR,
    day_number,
    may_hold_date,
    month_number,
    rx,
    weekday_number,
    year_number,
)

_BETWEEN = r"\s*(?:,?\s*\b(?:and|or)\b|-|–|—|\bto\b|&|/)\s*"
_NEXT_DAY = rf"(?:{_BETWEEN}(?:(?:{WEEKDAY})\s+)?(?:the\s+)?{DAY})"
_WEEKDAY = rf"(?:\b(?P<weekday>{WEEKDAY})\b[.,]?\s+(?:the\s+)?)?"
_YEAR = rf"(?:\s*[-./,]?\s*(?:of\s+)?(?P<year>{YEAR})|[-./\s]\s*(?P<short>{SHORT_YEAR}))?"
_OF_MONTH = rf"[-.,/]?\s*(?:day\s+)?(?:of\s+)?(?P<month>{MONTH})(?![a-z])"
_NO_DAY = r"(?![\d%]|[.:,/]\d|\s*(?:[ap]\.?m\b|%|hours|hrs|o['’]?clock))"
_EUROPEAN = rx(rf"{NOT_IN_NUMBER}{_WEEKDAY}(?P<days>{DAY}{_NEXT_DAY}{{0,4}})\s*{_OF_MONTH}{_YEAR}")
_AMERICAN = rx(
    rf"{NOT_IN_NUMBER}{_WEEKDAY}(?P<month>{MONTH})(?![a-z])\.?\s*(?P<days>{DAY}{_NEXT_DAY}{{0,4}}){_NO_DAY}{_YEAR}"
)
_ISO = rx(r"(?<![^\W_])(?<!\d[/.-])(?P<y>(?:19|20)\d\d)([-/._])(?P<m>\d{1,2})\2(?P<d>\d{1,2})(?![\d/-])")
_NUMERIC = rx(
    rf"{NOT_IN_NUMBER}(?:\b(?P<weekday>{WEEKDAY})\b[.,]?\s+)?"
    r"(?P<a>\d{1,2})\s?(?P<sign>[/.-])\s?(?P<b>\d{1,2})\s?(?P=sign)\s?(?P<y>(?:19|20)\d\d|\d\d)(?![\d/%]|[.-]\d)"
)
_DAY_AND_MONTH = rx(
    rf"{NOT_IN_NUMBER}(?P<a>\d{{1,2}})/(?P<b>\d{{1,2}})(?![\d/%]|[.,:-]\d|\s*(?:of|days?|members|people|votes)\b)"
)
_SLASH_LED_IN = rx(rf"\b(?:on|by|to|until|before|due|from|(?:w/?[ceb])|{WEEKDAY}):?\s*$")
_COMPACT = rx(r"(?<!\d)(?P<y>(?:19|20)\d\d)(?P<m>[01]\d)(?P<d>[0-3]\d)(?!\d)")
_DAY = rx(DAY)


def _named_month(match: re.Match[str], context: Context) -> Reading | None:
    """ "Thursday 14th May", "4th and 11th December 2014", "May 14-16": from the first day to the last."""
    month_word, days = match["month"], match["days"]
    if _is_verb(match):
        return None
    numbers = [day_number(found[0]) for found in _DAY.finditer(days)]
    weekday = weekday_number(match["weekday"]) if match["weekday"] else None
    word = match["year"] or match["short"]
    month, year = month_number(month_word), year_number(word) if word else None
    last = _day(year, month, numbers[-1], weekday if len(numbers) == 1 else None, context)
    if last is None:
        return Reading("day", UNKNOWN)
    return Reading("day", (_first(numbers[0], numbers[-1], last), last))


def _first(number: int, last_number: int, last: dt.date) -> dt.date:
    """The first day of a list: "30 - 2 June" starts in May, "12 - 5 June" is no list of days."""
    if number <= last_number:
        return last.replace(day=number)
    before = spans.months(last.year - 1, last.month + 11)[1]
    return before.replace(day=number) if number >= 25 and last_number <= 7 and number <= before.day else last


def _is_verb(match: re.Match[str]) -> bool:
    """ "12 may attend", "paragraphs 4 and 5 march on": the small word is no month."""
    if match["month"] not in {"may", "march", "mar", "dec"} or match["year"] or match["short"] or match["weekday"]:
        return False
    return bool(re.match(r"\s+[a-z]", match.string[match.end() :])) or not re.search("[a-z]", match["days"])


def _day(year: int | None, month: int, number: int, weekday: int | None, context: Context) -> dt.date | None:
    if year is not None:
        return spans.day(year, month, number)
    return spans.nearest(context.date, number, month, weekday) if context.date else None


def _iso(match: re.Match[str], _: Context) -> Reading | None:
    found = spans.day(int(match["y"]), int(match["m"]), int(match["d"]))
    return Reading("day", (found, found)) if found else None


def _numeric(match: re.Match[str], context: Context) -> Reading | None:
    """11/01/2021; with dots and a short year only where both are written with two digits, or nothing else is there."""
    alone = match[0].strip() == match.string.strip()
    if (
        match["sign"] != "/"
        and len(match["y"]) == 2
        and not (alone or match["weekday"] or len(match["a"] + match["b"]) == 4)
    ):
        return None
    number, month = int(match["a"]), int(match["b"])
    if (context.month_first and number <= 12) or month > 12:
        number, month = month, number
    if not (1 <= month <= 12 and 1 <= number <= 31):
        return None
    found = spans.day(year_number(match["y"]), month, number)
    return Reading("day", (found, found))


def _day_and_month(match: re.Match[str], context: Context) -> Reading | None:
    """24/09 or 5/6 without a year: a fraction or a page number unless something says that it is a date."""
    a, b = match["a"], match["b"]
    led_in = _SLASH_LED_IN.search(match.string, max(0, match.start() - 12), match.start()) and len(a) + len(b) > 2
    padded = len(a) == len(b) == 2 and "0" in {a[0], b[0]}
    if not (led_in or padded or context.month_first) or match[0] == "24/7":
        return None
    number, month = int(a), int(b)
    if context.month_first:
        number, month = month, number
    if not (1 <= month <= 12 and 1 <= number <= 31):
        return None
    found = _day(None, month, number, None, context)
    return Reading("day", (found, found))


DAYS: tuple[tuple[re.Pattern[str], Reader], ...] = (
    (_EUROPEAN, _named_month),
    (_AMERICAN, _named_month),
    (_ISO, _iso),
    (_NUMERIC, _numeric),
    (_DAY_AND_MONTH, _day_and_month),
)


def pick(found: list[When]) -> tuple[When, ...]:
    """Those that do not overlap: from left to right, the longest first."""
    kept: list[When] = []
    for when in sorted(found, key=lambda when: (when.start_char, -when.end_char)):
        if not kept or when.start_char >= kept[-1].end_char:
            kept.append(when)
    return tuple(kept)


def read(patterns: tuple[tuple[re.Pattern[str], Reader], ...], text: str, context: Context) -> list[When]:
    """Every match of the patterns that means something, in no order, overlapping."""
    found = []
    for pattern, reader in patterns:
        for match in pattern.finditer(text):
            reading = reader(match, context)
            if reading:
                start, end = match.span()
                found.append(When(match[0], start, end, *reading.span, kind=reading.kind))
    return found


def sane(context: Context) -> Context:
    """The context, without a date that no minutes have: arithmetic on it could leave the calendar."""
    if context.date and not 1800 <= context.date.year <= 2300:
        return Context(None, context.next, context.month_first, context.nearest, context.body)
    return context


def find_days(text: str, context: Context) -> tuple[When, ...]:
    """All whole calendar days in a text; a list or range of days ("14-16 May") is one `When` with start and end.

    A day without a year is read from the meeting's date; without that, and for impossible days, both are `None`.
    """
    return pick(read(DAYS, text, sane(context))) if may_hold_date(text, MONTH_WORDS) else ()


def parse_date(text: str, context: Context) -> dt.date | None:
    """The first calendar day in a title or header line: `parse_date("Minutes, 16TH of July 2019", Context())`.

    Also reads the dates of file names ("20090917"). `None` where there is none, or its year is not known.
    """
    for words in (text, text.replace("_", " ")):
        for when in find_days(words, context):
            if when.start:
                return when.start
    for match in _COMPACT.finditer(text):
        found = spans.day(int(match["y"]), int(match["m"]), int(match["d"]))
        if found:
            return found
    return plain_day(text, month_first=context.month_first)


def proves_month_first(text: str) -> bool:
    """Whether the text's dates can only be read month first: 8/28/17, or a weekday that agrees only so."""
    proved = False
    for match in _NUMERIC.finditer(text):
        first, second, year = int(match["a"]), int(match["b"]), year_number(match["y"])
        if match["sign"] == "." or not (spans.day(year, first, second) or spans.day(year, second, first)):
            continue
        if first > 12:
            return False
        other = spans.day(year, first, second)
        proved |= second > 12 or _weekday_proves(match["weekday"], other, (year, second, first))
        proved |= first != second and other is not None and _written_out(other) in text
    return proved


def _written_out(day: dt.date) -> str:
    """A date as those write it who write the month first, also in figures: "December 7, 2009"."""
    return f"{day:%B} {day.day}, {day.year}"


def _weekday_proves(word: str | None, month_first: dt.date | None, day_first: tuple[int, int, int]) -> bool:
    if word is None or month_first is None:
        return False
    other, weekday = spans.day(*day_first), weekday_number(word)
    return month_first.weekday() == weekday and (other is None or other.weekday() != weekday)
