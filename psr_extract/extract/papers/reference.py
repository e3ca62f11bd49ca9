"""What a paper's dates are read against, where it states no date of its own."""

import datetime as dt
import re

from psr_extract.dates import Context, find
from psr_extract.extract.view import View

_HEAD = 12
_YEAR = re.compile(r"(?<![\d£$€,.])(20[0-4]\d|19[5-9]\d)(?![\d,])")
_WRITTEN = re.compile(r"\b(?:19|20)\d\d\b|\d[/.-]\d\d$")


def context(view: View) -> Context:
    """The meeting's date or, failing that, the day the paper seems to be written.

    That is the latest whole date at its head, else a month or year there, else the latest whole date or the first month
    that stands anywhere in it.
    """
    if view.meeting.date:
        return Context(view.meeting.date, view.meeting.next)
    return Context(_written(view), view.meeting.next)


def _written(view: View) -> dt.date | None:
    texts = [block.text for block in view.blocks]
    head = texts[:_HEAD]
    days, months = _stated(head)
    if days or months:
        return max(days) if days else months[0]
    years = [int(year) for text in head for year in _YEAR.findall(text)]
    days, months = _stated(texts)
    if years and not any(day.year == max(years) for day in days):
        return dt.date(max(years), 1, 1)
    return max(days) if days else months[0] if months else None


def _stated(texts: list[str]) -> tuple[list[dt.date], list[dt.date]]:
    """The whole days, and the first days of the months, that these texts state with their year."""
    days: list[dt.date] = []
    months: list[dt.date] = []
    for text in texts:
        for when in find(text, Context()) if _YEAR.search(text) or "/" in text else ():
            if when.start and when.end and _WRITTEN.search(when.text):
                length = (when.end - when.start).days
                (days if length == 0 else months if length < 32 else []).append(when.start)
    return days, months
