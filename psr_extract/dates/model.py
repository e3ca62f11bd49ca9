"""What the date functions take and give: `Context` in, `When` out."""

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, NamedTuple

Kind = Literal["day", "week", "month", "period", "meeting"]
Span = tuple[dt.date | None, dt.date | None]
UNKNOWN: Span = (None, None)


@dataclass(frozen=True, slots=True)
class Context:
    """What dates are read against: the meeting's own `date`, the date of the `next` one, and how the document writes.

    `month_first` reads 3/5/2019 as 5 March. `nearest` reads a month alone as the nearest one, past or to come (a log of
    actions raised at earlier meetings); without it a month alone is the next one. `body` is the name of the body that
    meets: with it "the next Highways Committee meeting" of another body stays unknown.
    """

    date: dt.date | None = None
    next: dt.date | None = None
    month_first: bool = False
    nearest: bool = False
    body: str | None = None


@dataclass(frozen=True, slots=True)
class When:
    """A time expression: its words, where they stand in the text, and the interval they mean (both days inclusive).

    An end alone is a deadline ("by 5 May", `deadline` is true), a start alone is open ("from May 2011"); both `None`
    where the words do not tell ("the next meeting", when its date is not known).
    """

    text: str
    start_char: int
    end_char: int
    start: dt.date | None
    end: dt.date | None
    deadline: bool = False
    kind: Kind = "day"


class Reading(NamedTuple):
    """What the words of one pattern mean."""

    kind: Kind
    span: Span


Reader = Callable[[re.Match[str], Context], Reading | None]
"""Reads a match of its pattern; `None` where the words are no time expression after all."""
