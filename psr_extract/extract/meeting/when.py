"""When and where: date, start, end, venue, and the meetings before and after."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import replace

from psr_extract.dates import Context, When, find_days, parse_date
from psr_extract.document import Block
from psr_extract.extract.attendance.labels import labels
from psr_extract.extract.meeting.fact import Fact
from psr_extract.extract.meeting.head import clock, head, value_of
from psr_extract.extract.view import View
from psr_extract.records import Source

MARKDOWN = "text/markdown"
LOOK_BELOW = 3
MAX_OFFSET = 40
MAX_OPENING = 120
MAX_SHORT = 5
MAX_TITLE = 20
MAX_LABEL_BLOCKS = 20


def date_of_name(name: str) -> dt.date | None:
    """The date in the name of a file: "2021-05-04-minutes.pdf", "20210504.docx"."""
    return parse_date(re.sub(r"(?<=\d)[-_.](?=[A-Za-z])|(?<=[A-Za-z])[-_.](?=\d)", " ", name), Context())


def is_swapped(one: object, other: dt.date | None) -> bool:
    """Whether two dates are one, read day first and month first."""
    if not isinstance(one, dt.date) or other is None or one == other:
        return False
    return (one.year, one.month, one.day) == (other.year, other.day, other.month)


def days(view: View, block: int, context: Context) -> list[tuple[dt.date, When]]:
    """The whole days in a block."""
    found = find_days(view.blocks[block].text, context)
    return [(when.start or when.end, when) for when in found if when.start or when.end]  # type: ignore[misc]


def dates(view: View, context: Context) -> Iterator[Fact]:
    """The readings of the meeting's own date: a label, else the first date at the head, else the file's name."""
    for number in range(min(len(view.blocks), MAX_LABEL_BLOCKS)):
        for label in labels(view, number, kind="meeting"):
            if label.rule.value == "date" and not label.weak:
                at, value = value_of(view, number, label)
                if day := parse_date(value, context):
                    start = view.blocks[at].text.find(value)
                    weight = 5 if _is_of_page(view, number) else 9
                    yield Fact("date", day, Source(at, start, start + len(value), label.rule.name), weight)
    for number in head(view):
        if _is_about_others(view, number) or _is_of_page(view, number):
            continue
        text = view.blocks[number].text
        if not (found := days(view, number, context)) and (day_ := parse_date(text, context)):
            yield Fact("date", day_, Source(number, 0, len(text), "meeting/title"), 6)
        rule_ = next((rule.name for _, rule in view.cues("meeting", number) if rule.id == "date-told"), "meeting/title")
        for day, when in found[:1]:
            yield _dated("date", day, number, when, rule_, 7 if _meets(view, number) else 6)
    for number in range(min(len(view.blocks), 60)):
        for cue, rule in view.cues("meeting", number):
            if rule.value == "date" and rule.shape == "SENTENCE":
                offset = cue.start_char - view.span(number).start_char
                for day, when in days(view, number, context):
                    if when.start_char >= offset and not _is_about_others(view, number):
                        yield _dated("date", day, number, when, rule.name, 5)
    if view.kind == "paper":
        yield from _in_author_table(view, context)
    named = date_of_name(view.document.name)
    if named and view.blocks:
        yield Fact("date", named, Source(0, 0, 0, "meeting/file-name"), 1)


def _is_of_page(view: View, number: int) -> bool:
    """Whether a line is the "date:" of a page's source: often the day on which the page was put on the web."""
    return view.document.media_type == MARKDOWN and view.blocks[number].text.startswith("date:")


def _in_author_table(view: View, context: Context) -> Iterator[Fact]:
    """The date in the table at the end of a report that names its author."""
    for number, block in enumerate(view.blocks):
        above = view.blocks[number - 1].cells if number else ()
        titles = [title.casefold().strip(" :*") for title in block.heading_cells or above]
        if "date" in titles and any("author" in title for title in titles):
            cell = block.cells[titles.index("date")] if titles.index("date") < len(block.cells) else ""
            if day := parse_date(cell, context):
                start = block.cell_start(titles.index("date"))
                yield Fact("date", day, Source(number, start, start + len(cell), "meeting/date-label"), 4)


def around(view: View, context: Context) -> Iterator[Fact]:
    """The dates of the meeting before, whose minutes are agreed, and of the one after."""
    titles = {number for number in head(view) if view.kind != "paper" and _is_title(view.blocks[number])}
    for number, block in enumerate(view.blocks):
        for cue, rule in view.cues("meeting", number):
            if rule.value not in ("previous", "next"):
                continue
            offset = cue.start_char - view.span(number).start_char
            opens = (offset < MAX_OFFSET and len(block.text) < MAX_OPENING) or block.kind == "heading"
            below = _below(view, number) if opens and number not in titles else ()
            for at, floor in ((number, offset), *((n, 0) for n in below)):
                if fact := _neighbour(view, at, floor, context, rule.value, rule.name, opens):
                    yield fact
                    break


def _below(view: View, number: int) -> Iterator[int]:
    """The few blocks under a heading that may hold its date, up to the next numbered heading."""
    for at in range(number + 1, min(number + 1 + LOOK_BELOW, len(view.blocks))):
        yield at
        if view.blocks[at].kind == "heading" and view.blocks[at].marker:
            return


def _neighbour(view: View, number: int, floor: int, context: Context, name: str, rule: str, opens: bool) -> Fact | None:
    """The first date behind these characters that lies on the right side of the meeting's own."""
    own = context.date
    reading = replace(context, nearest=name == "previous")
    found = [(day, when) for day, when in days(view, number, reading) if when.start_char >= floor]
    if name == "previous":
        if (
            not found
            and "http" in view.blocks[number].text
            and (linked := parse_date(view.blocks[number].text, reading))
        ):
            return Fact(name, linked, Source(number, 0, len(view.blocks[number].text), rule), 3)
        found = [(day, when) for day, when in found if own is None or day < own]
        if not found:
            return None
        day, when = found[0]
        return _dated(name, day, number, when, rule, 5 if opens else 4)
    found = [(day, when) for day, when in found if own is None or day > own]
    if not found:
        return None
    day, when = found[0]
    return _dated(name, day, number, when, rule, 6 if opens else 3)


def times(view: View) -> Iterator[Fact]:
    """The readings of start and end: what the record says of opening and closing goes before what was announced."""
    for number in head(view):
        found = clock(view.blocks[number].text)
        if found and not _is_about_others(view, number):
            yield _timed("start", found[0], number, "meeting/title", 2)
            if len(found) == 2:
                yield _timed("end", found[1], number, "meeting/title", 2)
    for number in range(len(view.blocks)):
        found = clock(view.blocks[number].text)
        if not found:
            continue
        for label in labels(view, number, kind="meeting"):
            behind = [time for time in found if time[1] >= label.end - 1]
            if label.rule.value in ("start", "end") and behind and not label.weak:
                yield _timed(
                    label.rule.value,
                    behind[0],
                    number,
                    label.rule.name,
                    4 if number < 25 or label.rule.value == "end" else 1,
                )
                if label.rule.value == "start" and len(behind) > 1:
                    yield _timed("end", behind[1], number, label.rule.name, 3)
        yield from _told(view, number, found)


def _told(view: View, number: int, found: tuple[tuple[str, int, int], ...]) -> Iterator[Fact]:
    """The time in a sentence that tells of the opening or the close."""
    short = len(view.blocks[number].text.split()) <= MAX_SHORT
    for cue, rule in view.cues("meeting", number):
        if rule.value not in ("start", "end") or (rule.shape != "SENTENCE" and not short):
            continue
        offset = cue.start_char - view.span(number).start_char
        behind = [time for time in found if time[1] >= offset]
        before = [time for time in found if time[1] < offset and offset - time[2] < 30]
        for time in [*behind[:1], *before[-1:]][:1]:
            late = number / max(1, len(view.blocks))
            told = rule.shape == "SENTENCE"
            yield _timed(
                rule.value, time, number, rule.name, 5 + told if rule.value == "start" else 4 + told + (late > 0.5)
            )


def _is_title(block: Block) -> bool:
    """Whether a block at the head is the title of these minutes: "Minutes of the meeting held on 4 May"."""
    if block.marker:
        return False
    return block.kind == "heading" or block.text.casefold().startswith(("minutes", "notes", "draft", "minute of"))


def _meets(view: View, number: int) -> bool:
    """Whether a block at the head speaks of a meeting, and not of the one before."""
    text = view.blocks[number].text.casefold()
    previous = any(rule.value == "previous" for _, rule in view.cues("meeting", number))
    return not previous and ("meeting" in text or "minutes" in text or "held" in text)


def _is_about_others(view: View, number: int) -> bool:
    """Whether a block speaks of the meeting after or before, and is not the title of these minutes."""
    values = {rule.value for _, rule in view.cues("meeting", number)}
    first = number == 0 and len(view.blocks[0].text.split()) <= MAX_TITLE
    titled = view.kind != "paper" and (first or _is_title(view.blocks[number]))
    return "next" in values or ("previous" in values and not titled)


def _dated(name: str, day: dt.date, number: int, when: When, rule: str, weight: int) -> Fact:
    return Fact(name, day, Source(number, when.start_char, when.end_char, rule), weight)


def _timed(name: str, time: tuple[str, int, int], number: int, rule: str, weight: int) -> Fact:
    return Fact(name, time[0], Source(number, time[1], time[2], rule), weight)
