"""Months, quarters, seasons, years and meetings: the expressions that mean more than a day."""

import datetime as dt
import re

from psr_extract.dates import spans
from psr_extract.dates.model import UNKNOWN, Context, Reader, Reading, Span
from psr_extract.dates.words import MEETING, MONTH, SEASON, YEAR, month_number, ordinal, rx, year_number

_MONTH_YEAR = rf"(?:\s*[,./-]?\s*(?:of\s+)?(?P<year>{YEAR})|-(?P<short>\d\d(?![\d.:/-])))?"
_MONTHS = rf"(?P<m>{MONTH})(?:\.?\s*(?:/|-|–|\bto\b|\band\b|\bor\b|&)\s*(?P<m2>{MONTH}))?(?![a-z])"
_MONTH = rx(rf"(?<![^\W_])(?:\b(?P<which>this|next|last|coming)\s+)?{_MONTHS}{_MONTH_YEAR}(?![\w])")
_LED_IN = rx(
    r"(?:^|[\t\n(\[/:]|[–—-]\s?|\b(?:in|by|for|until|till|of|since|from|during|early|mid|middle|late|end|start|before|after"
    r"|through|throughout|around|about|between|date|due|target|than|probably|possibly))\s*$"
)
_CLOSED = re.compile(r"\s*(?:$|[\t\n)\],;.:?!/–—-]|deadlines?\b)")
_NAMED = re.compile(r"\s+(?:to\b|[A-Z][a-z]|has\b|will\b|is\b|said\b|asked\b)|['’]s\b")
_QUALIFIERS = r"(?:[A-Za-z&'’-]{1,20}\s+){0,4}?"
_MEETING_OF_MONTH = rx(
    rf"(?<![^\W_]){_MONTHS}(?:['’]s)?(?:\s+(?P<year>{YEAR}))?\s+(?P<words>{_QUALIFIERS}){MEETING}\b(?:\s+meetings?\b)?"
)
_NEXT_MEETING = rx(
    rf"\b(?:next|following|forthcoming|upcoming)\s+(?P<words>{_QUALIFIERS}){MEETING}\b"
    r"(?:\s+(?:meeting|call|session|teleconference|conference)\b)?|\bnext\s+(?:time|month['’]s\s+meeting)\b"
)
_QUARTER = rx(
    r"\b(?:quarter\s+(?P<word>one|two|three|four|[1-4])|q(?P<digit>[1-4])"
    r"|(?P<ordinal>first|second|third|fourth|1st|2nd|3rd|4th)\s+quarter)\b"
    r"(?:,?\s*(?:of\s+)?(?:the\s+)?(?:financial\s+year\s+|fy\s*)?(?P<year>(?:19|20)\d\d)(?:\s?[/–-]\s?\d\d(?:\d\d)?)?\b)?"
)
_FINANCIAL_YEAR = rx(
    r"(?<![\w/.£-])(?:(?:financial\s+year|fy)\s*)?(?P<y>(?:19|20)\d\d)\s?[/–-]\s?(?P<y2>(?:20)?\d\d)(?![\w/-]|[.:]\d)"
)
_SEASON = rx(
    rf"\b(?:(?P<which>this|next|last|coming)\s+)?(?P<season>{SEASON})\b"
    r"(?:\s+(?:of\s+)?(?P<year>(?:19|20)\d\d)\b(?:\s?[/–-]\s?\d\d(?:\d\d)?\b)?)?"
)
_SEASON_LED_IN = rx(
    r"\b(?:in|by|during|until|till|before|after|over|early|mid|late|later\s+in|end\s+of|start\s+of|beginning\s+of|ahead\s+of|for"
    r"|of|from|since)[\s-](?:the\s+)?$|(?:^|[\t(\[/])\s*$"
)
_SEASON_CLOSED = rx(
    r"\s*(?:$|[.,;:)\]\t\n/–—]|-\s|(?:and|or|of|to|with|at|as|when|for|so|by|if|but|after|before|subject|on|in)\b)"
)
_YEAR = re.compile(r"(?<![\w/.,£$])(?:19[5-9]|20[0-9])\d(?![\w/–-]|[.,:]\d|\s*(?:hrs|hours|people|members)\b)")
_YEAR_LED_IN = rx(
    r"\b(?:in|by|during|before|until|till|since|from|to|throughout|come|of|early|mid|late|after|around|end|start)[\s-]\s*$"
)
_GENERIC = rx(
    r"board|committee|council|meeting|trustees?|group|members?|regular|scheduled|ordinary|full|main|formal|monthly|annual|parish"
    r"|town|community|executive|steering|team|panel|partnership|of|the|our|on|in"
)
_PEOPLE = {"april", "may", "june", "jan", "august"}


def _month(match: re.Match[str], context: Context) -> Reading | None:
    word, year = match["m"], match["year"] or match["short"]
    if not (year or match["which"] or match["m2"]) and not _stands_for_month(match):
        return None
    if word.islower() and word in {"may", "march", "mar"} and not year:
        return None
    first = month_number(word)
    length = (month_number(match["m2"]) - first) % 12 + 1 if match["m2"] else 1
    if year:
        crosses = bool(match["m2"]) and first + length > 13  # "November to February 2019" ends in 2019
        return Reading("month", spans.months(year_number(year) - crosses, first, length))
    return Reading("month", _from_month(first, length, context, match["which"]))


def _stands_for_month(match: re.Match[str]) -> bool:
    """A month alone needs a word before it ("in June") or a cell of its own: it may be a verb or a person's name."""
    word, text = match["m"], match.string
    if word.islower() and word in {"may", "march", "mar", "dec", "jan", "sep"}:
        return False
    led_in = _LED_IN.search(text, max(0, match.start() - 14), match.start())
    if not led_in:
        return False
    closed = _CLOSED.match(text, match.end())
    if not re.search(r"\w", led_in[0]):
        return bool(closed)
    return not (
        word.lower() in _PEOPLE
        and led_in[0].split()[0].lower() in {"by", "for", "from"}
        and _NAMED.match(text, match.end())
    )


def _from_month(first: int, length: int, context: Context, which: str | None = None) -> Span:
    """A month without a year: the next one; this month counts; the nearest one where the context says so."""
    if context.date is None:
        return UNKNOWN
    ahead = (first - context.date.month) % 12
    which = (which or "").lower()
    if which == "next" and ahead == 0:
        ahead = 12
    elif which == "last" or (context.nearest and ahead > 6):
        ahead -= 12
    return spans.months(context.date.year, context.date.month + ahead, length)


def loose_month(words: str, context: Context) -> dt.date | None:
    """The last day of the last month named in a deadline cell, however it stands there ("June update")."""
    names = re.findall(rf"\b{MONTH}\b", words, re.IGNORECASE)
    return _from_month(month_number(names[-1]), 1, context)[1] if names else None


def _meeting_of_month(match: re.Match[str], context: Context) -> Reading | None:
    """ "May meeting", "the April and June meetings": the next meeting's day when it is in that month."""
    if match["m"] == "may" or re.search(
        r"\b(?:minutes|to|will|at|from|ahead|before|after|of|for|and|or|is|be)\b", match["words"], re.IGNORECASE
    ):
        return None
    first = month_number(match["m"])
    length = (month_number(match["m2"]) - first) % 12 + 1 if match["m2"] else 1
    if match["year"]:
        return Reading("meeting", spans.months(year_number(match["year"]), first, length))
    span = _from_month(first, length, context)
    if context.next and length == 1 and span[0] and span[1] and span[0] <= context.next <= span[1]:
        return Reading("meeting", (context.next, context.next))
    return Reading("meeting", span)


def _next_meeting(match: re.Match[str], context: Context) -> Reading | None:
    words = match["words"] or ""
    if re.search(r"\b(?:minutes|agenda|at|to|for|and|after|before|item|of)\b", words, re.IGNORECASE):
        return None
    own = not re.search(r"\b(?:a\.?g\.?m|egm)\b", match[0], re.IGNORECASE) and _is_own(match[0], context)
    return Reading("meeting", (context.next, context.next) if own else UNKNOWN)


def _is_own(words: str, context: Context) -> bool:
    """Whether "next WTB meeting" is a meeting of the body itself: a name in it must be the body's, or its initials."""
    names = [word for word in re.findall(r"[A-Z][\w&'’-]*", words) if not _GENERIC.fullmatch(word.lower())]
    names = [
        name
        for name in names
        if name.lower() not in {"next", "following", "forthcoming", "upcoming", "call", "session"}
    ]
    if not names or context.body is None:
        return True
    body = context.body
    initials = "".join(word[0] for word in re.findall(r"[A-Za-z]+", body) if word[0].isupper())
    return all(name.lower() in body.lower() or name.upper() in initials.upper() for name in names)


def _quarter(match: re.Match[str], context: Context) -> Reading | None:
    number = ordinal(match["word"] or match["digit"] or match["ordinal"])
    if match["year"]:
        return Reading("period", spans.quarter(int(match["year"]), number))
    if context.date is None:
        return Reading("period", UNKNOWN)
    return Reading("period", spans.quarter(spans.financial_year_of(context.date), number))


def _financial_year(match: re.Match[str], _: Context) -> Reading | None:
    start, end = int(match["y"]), match["y2"]
    if int(end) % 100 != (start + 1) % 100 or (len(end) == 4 and int(end) != start + 1):
        return None
    if re.search(
        r"\b(?:academic|school|season|christmas|calendar)\s*(?:year)?\s*$", match.string[: match.start()], re.IGNORECASE
    ):
        return Reading("period", UNKNOWN)
    return Reading("period", spans.financial_year(start))


def _season(match: re.Match[str], context: Context) -> Reading | None:
    which, year = (match["which"] or "").lower(), match["year"]
    if not year and not _SEASON_CLOSED.match(match.string, match.end()):
        return None
    led_in = _SEASON_LED_IN.search(match.string, max(0, match.start() - 24), match.start())
    if not which and not (year and match["season"][0].isupper()) and not led_in:
        return None
    if match["season"].lower() == "fall" and not (which or year):
        return None
    if year:
        return Reading("period", spans.season(match["season"], int(year)))
    if context.date is None:
        return Reading("period", UNKNOWN)
    return Reading("period", _next_season(match["season"], context.date, which))


def _next_season(name: str, date: dt.date, which: str) -> Span:
    near = [spans.season(name, date.year + ahead) for ahead in (-2, -1, 0, 1)]
    if which == "last":
        return max(days for days in near if days[1] < date)
    if which == "next":
        return min(days for days in near if days[0] > date)
    return min(days for days in near if days[1] >= date)


def _year(match: re.Match[str], _: Context) -> Reading | None:
    year = int(match[0])
    if match[0] != match.string.strip() and not _YEAR_LED_IN.search(
        match.string, max(0, match.start() - 14), match.start()
    ):
        return None
    return Reading("period", (dt.date(year, 1, 1), dt.date(year, 12, 31)))


PERIODS: tuple[tuple[re.Pattern[str], Reader], ...] = (
    (_MEETING_OF_MONTH, _meeting_of_month),
    (_MONTH, _month),
    (_NEXT_MEETING, _next_meeting),
    (_QUARTER, _quarter),
    (_FINANCIAL_YEAR, _financial_year),
    (_SEASON, _season),
    (_YEAR, _year),
)
