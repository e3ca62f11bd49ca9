"""`find`: all time expressions of a text, put together from days, periods and relative words."""

import datetime as dt
import re
from dataclasses import replace

from psr_extract.dates import spans
from psr_extract.dates.days import DAYS, pick, read, sane
from psr_extract.dates.model import Context, Span, When
from psr_extract.dates.periods import PERIODS
from psr_extract.dates.relative import RELATIVE
from psr_extract.dates.words import MONTH_WORDS, count, may_hold_date, ordinal, rx

_PATTERNS = DAYS + PERIODS + RELATIVE
_CLUE_WORDS = """
    st nd rd th monday tuesday wednesday thursday friday saturday sunday next following forthcoming upcoming this
    last coming within another quarter q fy week weeks weekend month months day days year years today tonight tomorrow
    tommorow tommorrow tomorow yesterday spring summer autumn fall winter christmas easter boxing half term
    fortnight
"""
_CLUES = MONTH_WORDS | frozenset(_CLUE_WORDS.split())
_EARLY, _LATE = (
    r"early|(?:the\s+)?(?:very\s+)?(?:beginning|start)\s+of",
    r"late|(?:the\s+)?(?:very\s+)?end\s+(?:of|in|of\s+in)",
)
_PART = rx(
    rf"\b(?:(?P<early>{_EARLY})|(?P<mid>mid|(?:the\s+)?middle\s+of)|(?P<late>{_LATE})"
    r"|(?P<rest>later(?:\s+on)?(?:\s+in)?|(?:the\s+)?rest\s+of)"
    r"|(?:the\s+)?(?P<week>first|second|third|last)\s+week\s+(?:of|in))(?:\s*[-–]\s*|\s+)(?:the\s+)?$"
)
_WEEK = rx(
    r"(?<![^\W_])(?:(?P<from>w/?c|w\.c\.?|w/?b|(?:the\s+)?weeks?\s+(?:commencing|beginning|starting|of))|w/e|(?:the\s+)?week\s+ending)"
    r"[:.]?\s*(?:on\s+)?(?:the\s+)?$"
)
_COUNTED = "one|two|three|four|five|six|seven|eight|nine|ten|twelve"
_LENGTH_FROM = rx(
    rf"\b(?:within\s+)?(?P<number>\d{{1,3}}|{_COUNTED})\s+(?P<unit>days|week(?:s|end)?|months?)\s+(?:from|after|of)\s+(?:the\s+)?$"
)
_RANGE = rx(r"\s*(?:,?\s*\b(?:to|until|till|through|and|or)\b|[–—&/-])\s*(?:the\s+)?(?:on\s+|in\s+|by\s+)?(?:the\s+)?")
_LINK = rx(r"\s*(?:[,(–—-]\s*)?(?:(?:on|in|of|is)\s+)?(?:the\s+)?")
_HAS_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)|[/.-]\d\d$")
_RANGE_LED_IN = rx(r"\b(?:between|from)\s+(?:the\s+)?$")
_BEFORE = r"before|ahead\s+of|in\s+advance\s+of|in\s+time\s+for|prior\s+to"
_BY = (
    r"by|by\s+no\s+later\s+than|(?:no|not)\s+later\s+than|until|till|up\s+to|through(?!\s+the)|due(?:\s+(?:by|on|for|date))?(?:\s+is)?:?"
    r"|(?:the\s+)?(?:deadline|target\s+date|closing\s+date)(?:\s+(?:is|of|for|to))?:?"
)
_AT_HOUR = (
    r"(?:\s+(?:(?:12\s+)?noon|midday|\d{1,2}(?:[.:]\d\d)?\s?[ap]\.?m\.?|(?:the\s+)?close\s+of\s+(?:play|business))"
    r"|\s+(?:the|our|their|its)\s+(?:[a-z]{1,20}\s+)?meeting(?:\s+of)?)?"
)
_DEADLINE = rx(
    rf"\b(?:(?:{_BY}){_AT_HOUR}|(?P<before>{_BEFORE})"
    r"(?P<event>\s+(?:the\s+|our\s+|their\s+|its\s+|next\s+)?(?:[A-Za-z'’&-]{1,20}\s+){0,4}?(?:[a-z]{4,20})\s+(?:on|in|of|,)?)?)"
    r"\s*(?:on\s+|at\s+|around\s+)?(?:the\s+|our\s+|their\s+|its\s+)?(?:very\s+)?$"
)
_OPEN = rx(r"\b(?:from|starting(?:\s+(?:from|on))?|as\s+(?:of|from)|with\s+effect\s+from|w\.?e\.?f\.?)\s+(?:the\s+)?$")
_AFTER = rx(r"\bafter\s+(?:the\s+)?$")
_MANY_DAYS_BEFORE = rx(r"\b(?:days?|week(?:s|end)?|months?|hours?)\s+$")


def find(text: str, context: Context) -> tuple[When, ...]:
    """All time expressions of a text, left to right, not overlapping, each a slice of the text.

    Words that make a deadline or an open period belong to it ("by 5 May", "from June"), other prepositions do not.
    `find("Report by mid-June", Context(dt.date(2016, 5, 3)))` is one `When` that ends on 20 June 2016.
    """
    if not may_hold_date(text, _CLUES):
        return ()
    context = sane(context)
    floor, atoms = 0, []
    for atom in pick(read(_PATTERNS, text, context)):
        atoms.append(_led(text, atom, floor, context))
        floor = atom.end_char
    found, floor = [], 0
    for when in _joined(text, atoms):
        found.append(_limited(text, when, floor))
        floor = when.end_char
    return tuple(found)


def _from(text: str, when: When, start_char: int, span: Span) -> When:
    """The expression with the words before it from `start_char` on, meaning `span`."""
    return replace(when, text=text[start_char : when.end_char], start_char=start_char, start=span[0], end=span[1])


def _led(text: str, when: When, floor: int, context: Context) -> When:
    """With the words before it that choose a part of it or a week: "early", "end of", "w/c", "six weeks from"."""
    floor = max(floor, when.start_char - 40)
    if when.kind == "day":
        week = _WEEK.search(text, floor, when.start_char)
        if week:
            return replace(_from(text, when, week.start(), _weeks(when, bool(week["from"]))), kind="week")
        length = _LENGTH_FROM.search(text, floor, when.start_char)
        return _from(text, when, length.start(), (None, _later(length, when.end))) if length else when
    if when.kind == "meeting":
        return when
    part = _PART.search(text, floor, when.start_char)
    if part is None:
        return when
    if when.start is None or when.end is None:
        return _from(text, when, part.start(), (None, None))
    return _from(text, when, part.start(), _part(part, (when.start, when.end), context))


def _part(part: re.Match[str], days: spans.Days, context: Context) -> Span:
    if part["week"]:
        first = (
            days[1] - dt.timedelta(6)
            if part["week"].lower() == "last"
            else days[0] + dt.timedelta(7 * ordinal(part["week"]) - 7)
        )
        return first, first + dt.timedelta(6)
    if part["rest"]:
        return (max(days[0], context.date) if context.date and context.date <= days[1] else days[0]), days[1]
    word = "early" if part["early"] else "mid" if part["mid"] else "late"
    if (days[1] - days[0]).days > 300 and part[0].split()[0].lower() in {"early", "mid", "late"}:
        return None, None  # "early next year": how early is not known
    return spans.part(days, word)


def _weeks(when: When, commencing: bool) -> Span:
    if when.start is None or when.end is None:
        return None, None
    week = dt.timedelta(6)
    return (when.start, when.end + week) if commencing else (when.start - week, when.end)


def _later(length: re.Match[str], date: dt.date | None) -> dt.date | None:
    number, unit = count(length["number"]), length["unit"].lower()
    if date is None:
        return None
    return (
        spans.add_months(date, number) if unit[0] == "m" else date + dt.timedelta(number * (7 if unit[0] == "w" else 1))
    )


def _joined(text: str, atoms: list[When]) -> list[When]:
    """Neighbours put together: "3 May to 5 June", "between March and May", "the next meeting on 6 June"."""
    joined: list[When] = []
    for when in atoms:
        last = joined[-1] if joined else None
        between = (last.end_char, when.start_char) if last else (0, 0)
        if last and last.kind == when.kind != "meeting" and _RANGE.fullmatch(text, *between):
            joined[-1] = _range(text, last, when)
        elif last and last.kind == "meeting" and when.kind in {"day", "month"} and _LINK.fullmatch(text, *between):
            joined[-1] = _linked(text, last, when)
        else:
            joined.append(when)
    return joined


def _linked(text: str, meeting: When, when: When) -> When:
    """The next meeting with its date: "the next meeting on 6 June", "next meeting (May)"."""
    closed = "(" in text[meeting.end_char : when.start_char] and text[when.end_char : when.end_char + 1] == ")"
    end_char = when.end_char + closed
    words = text[meeting.start_char : end_char]
    known = meeting.start and when.start and when.end and when.start <= meeting.start <= when.end
    span = (meeting.start, meeting.end) if known else (when.start, when.end)
    return replace(meeting, text=words, end_char=end_char, start=span[0], end=span[1])


def _range(text: str, first: When, last: When) -> When:
    start_char = first.start_char
    led_in = _RANGE_LED_IN.search(text, max(0, start_char - 16), start_char)
    start, end = first.start or last.start, last.end
    if start and end and _HAS_YEAR.search(last.text) and not _HAS_YEAR.search(first.text):
        start = spans.add_months(start, 12 * (end.year - start.year))  # "from 3 December to 5 January 2019"
        start = spans.add_months(start, -12) if start > end else start
    elif start and end and start > end:
        end = spans.add_months(end, 12)
    if start and end and start > end:
        start, end = end, start
    return _from(text, replace(last, start_char=start_char), led_in.start() if led_in else start_char, (start, end))


def _limited(text: str, when: When, floor: int) -> When:
    """With "by", "before", "from" and their like: a deadline has an end alone, an open period a start alone."""
    floor = max(floor, when.start_char - 80)
    deadline = _DEADLINE.search(text, floor, when.start_char)
    if deadline and not _MANY_DAYS_BEFORE.search(text, floor, deadline.start()):
        end = when.end
        if deadline["before"] and not deadline["event"] and when.start and end and _is_whole(when):
            end = when.start - dt.timedelta(1)
        return replace(_from(text, when, deadline.start(), (None, end)), deadline=True)
    opened = _OPEN.search(text, floor, when.start_char)
    if opened:
        listed = when.kind == "day" and when.start != when.end  # "from 1 to 5 July"
        return _from(text, when, opened.start(), (when.start, when.end if listed else None))
    after = _AFTER.search(text, floor, when.start_char)
    if after:
        return _from(text, when, after.start(), (None, None))
    if when.start is None and when.end is not None:  # "within two weeks"
        return replace(when, deadline=True)
    return when


def _is_whole(when: When) -> bool:
    """Whether "before" means before it begins (a season, next month), not the meeting in it or its "end of"."""
    return when.kind in {"week", "month", "period"} and not _PART_WORDS.match(when.text)


_PART_WORDS = rx(r"(?:the\s+)?(?:very\s+)?(?:end|late|mid|middle|rest|later)\b")
