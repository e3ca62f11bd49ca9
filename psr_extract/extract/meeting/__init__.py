"""What a document says of its own meeting: `meeting(view)`."""

import datetime as dt
from dataclasses import replace

from psr_extract.dates import Context, proves_month_first
from psr_extract.extract.meeting.body import bodies
from psr_extract.extract.meeting.fact import choose
from psr_extract.extract.meeting.place import chairs, venues
from psr_extract.extract.meeting.receivers import receivers
from psr_extract.extract.meeting.when import around, date_of_name, dates, is_swapped, times
from psr_extract.extract.view import View
from psr_extract.people import lexicon
from psr_extract.records import Meeting

MAX_HOURS = 6


def meeting(view: View) -> Meeting:
    """The facts that the document states; each has its evidence in `sources`."""
    words = lexicon(view.rules)
    text = "\n".join(block.text for block in view.blocks)
    named = date_of_name(view.document.name)
    context = Context(date=named, month_first=proves_month_first(text))
    received = list(receivers(view, context)) if view.kind == "paper" else []
    found = choose([*dates(view, context), *(fact for fact in received if fact.name == "date")])
    if "date" in found and is_swapped(found["date"].value, named):
        context = replace(context, month_first=not context.month_first)
        found = choose(dates(view, context))
    day = found["date"].value if "date" in found else None
    own = day if isinstance(day, dt.date) else None
    facts = [*bodies(view, words), *(fact for fact in received if fact.name == "body")]
    facts += [*around(view, replace(context, date=own))]
    if view.kind != "paper":
        facts += [*times(view), *venues(view), *chairs(view, words)]
    found |= choose(facts)
    if "start" in found and "end" in found:
        found["end"] = replace(found["end"], value=_evening(str(found["start"].value), str(found["end"].value)))
    values = {name: fact.value for name, fact in found.items()}
    return Meeting(**values, sources=tuple((name, fact.source) for name, fact in found.items()))  # type: ignore[arg-type]


def _evening(start: str, end: str) -> str:
    """The end, moved to the evening where a meeting that began at "18:30" would have closed at "08:15"."""
    hours, late = int(end[:2]), int(end[:2]) + 12
    sensible = hours < 12 and start >= "12:00" and 0 <= late - int(start[:2]) <= MAX_HOURS
    return f"{late}{end[2:]}" if end < start and sensible else end
