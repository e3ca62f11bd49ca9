"""What is read from the day of the meeting: "tomorrow", "next week", "on Friday", "within two weeks", "Monday 12th"."""

import datetime as dt
import re

from psr_extract.dates import spans
from psr_extract.dates.model import UNKNOWN, Context, Reader, Reading, Span
from psr_extract.dates.words import NUMBER, WEEKDAY, count, day_number, rx, weekday_number

_FULL_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_TODAY = rx(
    r"\b(?:later\s+)?(?P<word>today|tonight|tomm?orr?ow|yesterday|this\s+(?:morning|afternoon|evening))\b(?!['’]s)"
)
_PERIOD = rx(
    r"\b(?:(?P<which>this|next|last|the\s+coming|the|current|coming)\s+)?(?P<type>calendar\s+|financial\s+)?"
    r"(?P<unit>week(?:end)?|month|quarter|year|fy)\b(?!['’]s|[-\w])(?P<after>\s+after\s+next\b)?"
)
_PART_LED_IN = rx(
    r"\b(?:end|start|beginning|middle|later|rest|early|late|course)(?:\s+(?:of|in|on\s+in))?\s+(?:the\s+)?$"
)
_OF_MONTH = rx(r"\s+(?:of|in)\s")
_WEEKEND_LED_IN = rx(r"\b(?:by|before|over|during|at|for|until)\s+$")
_WEEKDAY = re.compile(
    rf"\b(?:(?P<which>[Nn]ext|[Tt]his|[Ll]ast|[Cc]oming)\s+)?(?P<weekday>{_FULL_WEEKDAY})\b"
    r"(?!['’]s|\s+(?:meeting|club|group|sessions?|mornings|evenings|afternoons|newsletter)\b)"
    r"(?:\s+(?:the\s+)?(?P<day>\d{1,2})(?:st|nd|rd|th)\b)?"
)
_WEEKDAY_LED_IN = rx(r"\b(?:on|by|before|until|till|for|due|from|than|to|or|and)\s+$|(?:^|[\t\n(\[/])$")
_SHORT_WEEKDAY = rx(rf"\b(?P<weekday>{WEEKDAY})\.?,?\s+(?:the\s+)?(?P<day>\d{{1,2}})\s?(?:st|nd|rd|th)\b")
_NUMBERED = rx(r"(?<=\bthe\s)(?P<day>\d{1,2})\s?(?:st|nd|rd|th)\b(?=\s*(?:$|[.,;)]))")
_NUMBERED_LED_IN = rx(r"\b(?:on|by|before|until|from)\s+the\s$")
_UNIT = r"(?P<unit>(?:working\s+|business\s+|calendar\s+)?days?|weeks?|fortnight|months?|years?)\b['’]?(?:s['’]?)?"
_AHEAD = rx(
    rf"\b(?P<how>within|in|over|during|for)\s+(?P<next>(?:the\s+)?(?:next|coming|following)\s+)?(?:the\s+)?(?:(?P<number>{NUMBER})\s+)?"
    rf"{_UNIT}(?:\s+time)?(?P<vague>\s+or\s+(?:so|two|three|more)\b)?(?P<from>\s+(?:of|from|after|before|prior)\b(?!\s+(?:the\s+|this\s+)?(?:date\s+of\s+(?:the\s+|this\s+)?)?meeting))?"
)
_DURATION = rx(rf"\s*(?P<number>{NUMBER})\s+{_UNIT}\s*")
_ANOTHER = rx(rf"\banother\s+(?:(?P<number>{NUMBER})\s+)?{_UNIT}")
_VAGUE = rx(r"few|several")
_FEAST = rx(
    r"\b(?P<word>christmas\s+(?:eve|day)|boxing\s+day|new\s+year['’]?s\s+(?:eve|day)|(?:the\s+)?new\s+year(?!['’]?s)"
    r"|christmas|easter|half[\s-]term|end\s+of\s+(?:the\s+)?(?:\w+\s+)?term)\b(?=\s*(?:$|[.,;:)\]]|(?:and|or|to|with|if|so)\b))"
)
_FEASTS = {
    "christmas eve": (12, 24),
    "christmas day": (12, 25),
    "boxing day": (12, 26),
    "new years eve": (12, 31),
    "new years day": (1, 1),
}


def _today(match: re.Match[str], context: Context) -> Reading | None:
    if context.date is None:
        return Reading("day", UNKNOWN)
    word = match["word"].lower()
    found = context.date + dt.timedelta(1 if word.startswith("tom") else -1 if word == "yesterday" else 0)
    return Reading("day", (found, found))


def _period(match: re.Match[str], context: Context) -> Reading | None:
    """This week (Monday to Sunday), next month; "the week" only where a part of it is meant ("end of the week")."""
    which, unit = (match["which"] or "").lower().removeprefix("the ").strip(), match["unit"].lower()
    if which == "last" and unit == "week" and _OF_MONTH.match(match.string, match.end()):
        return None  # "the last week of May" is a part of May
    if which in {"", "the", "current"} and not match["after"]:
        led_in = (_WEEKEND_LED_IN if unit == "weekend" else _PART_LED_IN).search(
            match.string, max(0, match.start() - 20), match.start()
        )
        if not led_in and not (which == "current" and match["type"]):
            return None
    if context.date is None:
        return Reading("week" if "week" in unit else "period", UNKNOWN)
    ahead = 2 if match["after"] else {"next": 1, "coming": 1, "last": -1}.get(which, 0)
    if which == "coming" and unit == "week":
        return Reading("week", (context.date, context.date + dt.timedelta(6)))
    financial = unit == "fy" or (match["type"] or "").lower().startswith("financial")
    return Reading(
        "week" if "week" in unit else "month" if unit == "month" else "period",
        _whole(unit, ahead, context.date, financial),
    )


def _whole(unit: str, ahead: int, date: dt.date, financial: bool) -> Span:
    if unit.startswith("week"):
        monday, sunday = spans.week(date + dt.timedelta(7 * ahead))
        return (monday + dt.timedelta(5) if unit == "weekend" else monday), sunday
    if unit == "month":
        return spans.months(date.year, date.month + ahead)
    if unit == "quarter":
        return spans.quarter_of(date, ahead)
    if financial:
        return spans.financial_year(spans.financial_year_of(date) + ahead)
    return spans.months(date.year + ahead, 1, 12)


def _weekday(match: re.Match[str], context: Context) -> Reading | None:
    """ "on Friday", "next Tuesday": the next one after the meeting; "Monday 12th" the next 12th that is a Monday."""
    led_in = _WEEKDAY_LED_IN.search(match.string, max(0, match.start() - 10), match.start())
    if not (match["which"] or match["day"] or led_in):
        return None
    if context.date is None:
        return Reading("day", UNKNOWN)
    weekday = weekday_number(match["weekday"])
    if match["day"]:
        return _numbered_day(int(match["day"]), weekday, context.date)
    found = spans.next_weekday(context.date, weekday)
    if (match["which"] or "").lower() == "last":
        found = spans.next_weekday(context.date - dt.timedelta(8), weekday)
    return Reading("day", (found, found))


def _numbered(match: re.Match[str], context: Context) -> Reading | None:
    """ "Mon 12th", or after a preposition "the 12th" at the end of its clause."""
    weekday = match.groupdict().get("weekday")
    if not weekday and not _NUMBERED_LED_IN.search(match.string, max(0, match.start() - 12), match.start()):
        return None
    if context.date is None:
        return Reading("day", UNKNOWN)
    return _numbered_day(day_number(match["day"]), weekday_number(weekday) if weekday else None, context.date)


def _numbered_day(number: int, weekday: int | None, date: dt.date) -> Reading | None:
    found = spans.next_numbered(date, number, weekday) or spans.next_numbered(date, number, None)
    return Reading("day", (found, found)) if found else None


def _ahead(match: re.Match[str], context: Context) -> Reading | None:
    """Within two weeks (it ends then), in six weeks (on that day), in the next month (all until then)."""
    how, unit = match["how"].lower(), match["unit"].lower()
    if not match["number"] and not (match["next"] or (unit == "fortnight" and how == "within")):
        return None
    if how in {"over", "during", "for"} and not match["next"]:
        return None
    if match["from"] or match["vague"] or _is_vague(match) or context.date is None:
        return Reading("period", UNKNOWN)
    end = _after(context.date, count(match["number"] or "a"), unit)
    if match["next"]:
        return Reading("period", (context.date, end))
    return Reading("period", (None, end)) if how == "within" else Reading("day", (end, end))


def _is_vague(match: re.Match[str]) -> bool:
    """ "a few weeks"; "in a couple of weeks", which "in the next couple of weeks" is not."""
    number = match["number"] or ""
    return bool(_VAGUE.search(number)) or (number.lower().startswith("a ") and not match["next"])


def _another(match: re.Match[str], context: Context) -> Reading | None:
    if context.date is None or _VAGUE.search(match["number"] or ""):
        return Reading("period", UNKNOWN)
    return Reading("period", (None, _after(context.date, count(match["number"] or "a"), match["unit"].lower())))


def _after(date: dt.date, number: int, unit: str) -> dt.date:
    if unit.startswith(("working", "business")):
        return spans.add_working_days(date, number)
    if unit.startswith(("month", "year")):
        return spans.add_months(date, number * (12 if unit.startswith("year") else 1))
    return date + dt.timedelta(number * (7 if unit.startswith("week") else 14 if unit == "fortnight" else 1))


def duration(text: str, context: Context) -> dt.date | None:
    """The last day of a bare length of time in a cell ("28 days", "2 weeks"), counted from the meeting."""
    match = _DURATION.fullmatch(text)
    if match is None or context.date is None or _VAGUE.search(match["number"]):
        return None
    return _after(context.date, count(match["number"]), match["unit"].lower())


def _feast(match: re.Match[str], context: Context) -> Reading | None:
    """Fixed days have a date; "Christmas" and "half term" are words alone, and "the new year" only has a start."""
    word = re.sub(r"\s+", " ", match["word"].lower().replace("'", "").replace("’", ""))
    if context.date is None:
        return Reading("period", UNKNOWN)
    if word in _FEASTS:
        month, number = _FEASTS[word]
        found = spans.nearest(context.date, number, month, None)
        return Reading("day", (found, found))
    if word.endswith("new year"):
        return Reading("period", (dt.date(context.date.year + 1, 1, 1), None))
    return Reading("period", UNKNOWN)


RELATIVE: tuple[tuple[re.Pattern[str], Reader], ...] = (
    (_TODAY, _today),
    (_PERIOD, _period),
    (_WEEKDAY, _weekday),
    (_SHORT_WEEKDAY, _numbered),
    (_NUMBERED, _numbered),
    (_AHEAD, _ahead),
    (_ANOTHER, _another),
    (_FEAST, _feast),
)
