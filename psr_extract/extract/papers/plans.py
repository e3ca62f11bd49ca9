"""Where in a line of text a plan and its date stand: pure functions on the text and the dates found in it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from psr_extract.dates import Context, When, find

_SIGN = re.compile(r"\s*[-–—:]\s*")
_GAP = re.compile(r"[\s\-–—:,;]*")
_CLOSED = re.compile(r"\)?(?:;\s*|\.?\s*(?:$|(?=[A-Z])))")
_EDGE = " \t\n-–—:,;("
_MAX_WORDS = 80
DASHED = re.compile(r"(?:\s*[–—]|(?<=\s)-)\s*$")
"""What stands before a date that is set off by a dash."""
SET_OFF = re.compile(r"(?:[–—:,(]|(?<=\s)-)\s*$")
"""What stands before a date that is set off by any mark."""


@dataclass(frozen=True, slots=True)
class Plan:
    """The slice of a line that says what is planned, and when."""

    start: int
    end: int
    when: When


def ahead(text: str, base: Context) -> list[When]:
    """The dates in a text that were still to come when it was written."""
    found = []
    for when in find(text, base):
        last = when.end or when.start
        if last and (base.date is None or last >= base.date):
            found.append(when)
    return found


def opening(text: str, base: Context) -> When | None:
    """The date that the first words of a text are, with nothing to set them off: "Feb Mental health week"."""
    words = list(re.finditer(r"\S+", text))
    for count in range(min(3, len(words) - 1), 0, -1):
        found = ahead(text[: words[count - 1].end()], base)
        if found and found[0].start_char == 0 and found[0].end_char == words[count - 1].end():
            return found[0]
    return None


def leading(text: str, whens: Sequence[When]) -> list[When]:
    """The dates that what follows them belongs to: the first, where the text begins with it, and each before a dash."""
    return [when for when in whens if _SIGN.match(text, when.end_char) or (when is whens[0] and when.start_char == 0)]


def led(text: str, whens: Sequence[When]) -> Iterator[Plan]:
    """Dates first, "Quarter One – sign the lease Quarter Two – move in": each date with what follows it."""
    first = leading(text, whens)
    ends = [*(when.start_char for when in first[1:]), len(text)]
    for when, end in zip(first, ends, strict=True):
        start = _skip(text, when.end_char)
        end = start + len(text[start:end].rstrip(_EDGE))
        if start < end:
            yield Plan(start, end, when)


def trailed(text: str, whens: Sequence[When], before: re.Pattern[str]) -> Iterator[Plan]:
    """Dates last, "Sign the lease – June 2016 Move in – July 2016": each date with what stands before it."""
    start = 0
    for when in whens:
        sign, closed = before.search(text, start, when.start_char), _CLOSED.match(text, when.end_char)
        if not sign or not closed:
            continue
        start = _skip(text, start)
        end = start + len(text[start : sign.start()].rstrip(_EDGE))
        if start < end and len(text[start:end].split()) <= _MAX_WORDS:
            yield Plan(start, end, when)
        start = closed.end()


def _skip(text: str, start: int) -> int:
    gap = _GAP.match(text, start)
    return gap.end() if gap else start
