"""When a task is due, by its own words or by those of a deadline column."""

import datetime as dt
import re

from psr_extract.dates import spans
from psr_extract.dates.days import sane
from psr_extract.dates.finding import find
from psr_extract.dates.model import Context, When
from psr_extract.dates.periods import loose_month
from psr_extract.dates.relative import duration
from psr_extract.dates.words import rx
from psr_extract.records import Due

_AT = rx(
    r"\b(?P<word>on|at|in|for|to|during|over|around|about|towards|near|sometime|of|with)\s+"
    r"(?:sometime\s+)?(?P<the>(?:the|our|its|their|a)\s+)?$"
)
_ARTICLE = rx(r"\b(?:the|our|its|their|a)\s+$")
_EVENT = rx(
    r"\b(?:was|were|been|(?<!be\s)held|dated|had|into|as\s+\w+ed\s+(?:at|in|on)|dates?\s+(?:to\s+be\s+\w+\s+)?for"
    r"|(?:agenda|papers?|minutes|dates?|tickets?)\s+(?:for|of)\s(?:(?!will\b|to\b|be\b|is\b)\w[\w'’&-]*\s+){0,6}meeting\s+on"
    r"|(?:minutes|dates?)\s+(?:for|of)\s(?:(?!will\b|to\b|be\b|is\b)\w[\w'’&-]*\s+){0,4})\s*(?:on\s+|in\s+)?(?:the\s+|our\s+)?$"
)
_IS_SUBJECT = rx(r"\s*(?:is|was|will|date|minutes|papers|:|to\s+be\s+held)\b|\s*:")
_CLOSING = rx(r"\s*(?:$|[.,;:)\]\n\t–—]|-+\s|at\s+\d|\bat\s+the\b|\band\b)")
_AFTER_BREAK = rx(
    r"(?:^|[,;:(\[\n\t–—.?!]|\s-)\s*$|\b(?:it|this|that|them|up|back|out|off|again|sent|done|meeting)\s+$"
)
_RELATIVE = rx(r"(?:later\s+)?(?:today|tonight|tom|this|next|later|another|in\b|within|over|during|\d\s*weeks)")
_IS_PART = rx(r"(?:early|mid|late|(?:the\s+)?(?:beginning|start|middle|end)\s+of)\b")
_PLAIN_YEAR = rx(r"(?:fy\s*|financial\s+year\s*)?\d{4}(?:\s?[/–-]\s?\d{2,4})?")
_UNTIL = rx(r"(?:until|till|up\s+to|through)\b")
_PUT_OFF = rx(r"\b(?:deferred|postponed|adjourned|held\s+over|carried\s+(?:over|forward))\s*$")
_BY = rx(r"(?:by|due|no|not|deadline)\b")
_VAGUE = rx(
    r"\b(?:(?:as\s+soon\s+as|when|where|if|whenever)\s+(?:possible|practicable|available|convenient|feasible)|asap|a\.s\.a\.p\.?"
    r"|in\s+due\s+course|immediately|imminently|shortly|soon|urgently|as\s+a\s+matter\s+of\s+urgency|straight\s+away|right\s+away"
    r"|in\s+the\s+near\s+future|at\s+some\s+point(?:\s+in\s+the\s+(?:near\s+)?future)?|(?:at|to|for)\s+(?:a\s+)?(?:future|later|subsequent)\s+"
    r"(?:meetings?|date|stage)|at\s+(?:the|a)\s+(?:AGM|EGM)|(?:before|ahead\s+of|in\s+advance\s+of|after)\s+the\s+(?:meeting|AGM))\b"
    r"|\b(?:ongoing|on-going|afterwards)\s*$"
)
_CONDITION = rx(
    r"(?:\b(?:once|until|after|as\s+and\s+when|if\s+and\s+when|when|as\s+soon\s+as|before)\s+(?!possible)[^.;,()]{3,120})(?=\s*[.;)]?\s*$)"
    r"|(?:^|(?<=that\s)|(?<=and\s)|(?<=,\s))(?:once|when|after|as\s+soon\s+as|before)\s+[^.;,()]{3,120}(?=,)"
)


def due(text: str, context: Context) -> Due | None:
    """The deadline that the words of a task state, with its preposition; `None` where nothing is said of when.

    `due("JS to report by 5 May", Context(dt.date(2019, 4, 23)))` is `Due("by 5 May", None, dt.date(2019, 5, 5))`. The
    date of something that the task is about ("the report of 3 May") is none; words without a known date ("asap",
    "once the lease is signed") have neither start nor end.
    """
    context = sane(context)
    best: tuple[int, When] | None = None
    for when in find(text, context):
        rank = _rank(text, when, context)
        if rank is not None and (best is None or rank < best[0]):
            best = rank, when
    if best and (best[1].start or best[1].end):
        return _with_preposition(text, best[1])
    vague = _VAGUE.search(text)
    if vague:
        return Due(vague[0].strip())
    if best:
        return _with_preposition(text, best[1])
    if plain := _figures(text, context):
        return plain
    condition = _CONDITION.search(text)
    return Due(condition[0].strip()) if condition else None


def _with_preposition(text: str, when: When) -> Due:
    led_in = None if when.deadline else _AT.search(text, max(0, when.start_char - 30), when.start_char)
    article = None if led_in else _ARTICLE.search(text, max(0, when.start_char - 8), when.start_char)
    start_char = led_in.start() if led_in else article.start() if article else when.start_char
    return Due(text[start_char : when.end_char], when.start, when.end)


def _rank(text: str, when: When, context: Context) -> int | None:
    """How clearly an expression says when the task is due, 0 the clearest; `None`: it says something else."""
    last = when.end or when.start
    if context.date and last and last < context.date and not (when.deadline and _BY.match(when.text)):
        return None
    if when.deadline:
        return None if _UNTIL.match(when.text) and not _PUT_OFF.search(text, 0, when.start_char) else 0
    if when.start and when.end is None and not when.text.lower().endswith("new year"):
        return None
    led_in = _AT.search(text, max(0, when.start_char - 30), when.start_char)
    word = led_in["word"].lower() if led_in else ""
    start_char = led_in.start() if led_in else when.start_char
    if _EVENT.search(text, max(0, start_char - 80), when.start_char):
        return None
    if when.kind == "meeting":
        if context.date and when.start and when.start <= context.date <= (when.end or when.start):
            return None  # "the March meeting" in March is this one
        return _meeting_rank(text, when, word)
    if word == "of" or _PLAIN_YEAR.fullmatch(when.text) and word not in {"in", "during"}:
        return None
    if word:
        return 2 if word in {"on", "in", "during", "at", "towards", "over", "near", "for"} else 3
    closing = bool(_CLOSING.match(text, when.end_char))
    if _RELATIVE.match(when.text) and not _ARTICLE.search(text, max(0, start_char - 8), start_char):
        return 2
    if (
        (when.kind == "day" or _IS_PART.match(when.text))
        and closing
        and not _ARTICLE.search(text, max(0, start_char - 8), start_char)
    ):
        return 4
    return 4 if closing and _AFTER_BREAK.search(text, max(0, start_char - 12), start_char) else None


def _meeting_rank(text: str, when: When, word: str) -> int | None:
    if word in {"at", "for", "to", "in", "on"}:
        return 1
    if word == "of":
        return (
            3
            if rx(r"\bagenda\s+of\s+(?:the\s+|our\s+)?$").search(text, max(0, when.start_char - 20), when.start_char)
            else None
        )
    if _IS_SUBJECT.match(text, when.end_char) or _ARTICLE.search(text, max(0, when.start_char - 8), when.start_char):
        return None
    return 4 if _CLOSING.match(text, when.end_char) else None


def column_due(text: str, context: Context) -> Due | None:
    """The deadline in a column headed "By when" or after a "Due:" label: its words, and the last day they name.

    `column_due("September", Context(dt.date(2011, 7, 19)))` ends on 30 September 2011; "asap" has no end; `None` for an
    empty cell or one that holds only a dash.
    """
    words = re.sub(r"\s+", " ", text).strip()
    if not re.search(r"\w", words):
        return None
    context = sane(context)
    found = find(words, context)
    ends = [when.end for when in found if when.end]
    if ends:
        return Due(words, None, max(ends))
    month = loose_month(words, context)
    if month and not found:
        return Due(words, None, month)
    starts = [when.start for when in found if when.start]
    return Due(words, starts[0] if starts else None, None if starts else _bare(words, context))


_FIGURES = rx(
    r"(?<![\w£$/.])(?:(?P<by>by|before|until|due)|on|for|to|at|sent|(?P<alone>[a-z]{3,}))\s+"
    r"(?P<a>\d{1,2})/(?P<b>\d{1,2})(?![\w/%-])(?P<last>\s*(?:[.;)]\s*)?$)?"
)


def _figures(text: str, context: Context) -> Due | None:
    """A day and a month in figures without a year, where only one of them can be the day: "to be sent 24/09"."""
    for match in _FIGURES.finditer(text) if context.date else ():
        month, number = sorted((int(match["a"]), int(match["b"])))
        if not 0 < month <= 12 < number <= 31 or (match["alone"] and not match["last"]):
            continue
        date = spans.nearest(context.date, number, month, None) if context.date else None
        if date and context.date and date >= context.date:
            words = match[0].strip(" .;)") if not match["alone"] else f"{match['a']}/{match['b']}"
            return Due(words, None if match["by"] else date, date)
    return None


_DAY_AND_MONTH = re.compile(r"(?P<a>\d{1,2})\s?[/.]\s?(?P<b>\d{1,2})")


def _bare(words: str, context: Context) -> dt.date | None:
    """What only a deadline column may hold: "24/09", "28 days"."""
    match = _DAY_AND_MONTH.fullmatch(words)
    if match is None or context.date is None:
        return duration(words, context)
    number, month = int(match["a"]), int(match["b"])
    if (context.month_first and number <= 12) or month > 12:
        number, month = month, number
    return spans.nearest(context.date, number, month, None)
