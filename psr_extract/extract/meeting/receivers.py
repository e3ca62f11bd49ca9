"""Which body a paper goes to: the one that a label names, or the one that the paper speaks of most."""

import re
from collections import Counter
from collections.abc import Iterator

from psr_extract.dates import Context, find, find_days
from psr_extract.extract.attendance.labels import labels
from psr_extract.extract.meeting.fact import Fact
from psr_extract.extract.meeting.head import value_of
from psr_extract.extract.view import View
from psr_extract.records import Source

_HEAD = 14
_LONGEST = 1_000
_LABELLED, _WRITTEN, _IN_HEAD, _HEADER, _SHORT_FORM, _OFTEN = 9, 8, 5, 4, 3, 1
_LEAST = 2
_LEAD = re.compile(
    r"(?:.*\b(?:The|the)\s+|(?:(?:That|This|These|In|For|If|All|To|At|And|As|By|From|When|Our|Its|Each|Both)\s+)+)"
)
_TO = re.compile(r"(?:report|paper|briefing|update)\s+(?:to|for)\s+(?:the\s+)?", re.IGNORECASE)
_SMALL = r"(?:of|and|for|on|the|in|&)"


def receivers(view: View, context: Context) -> Iterator[Fact]:
    """The readings of the body that a paper is put to, and of its meeting's date where that stands beside its name."""
    names = _names(view)
    short = (number for number, block in enumerate(view.blocks[:_HEAD]) if len(block.text) < _LONGEST)
    for number in short:
        for label in labels(view, number, kind="papers"):
            if label.rule.value == "date" and label.closed:
                at, value = value_of(view, number, label)
                yield from _beside(view, at, max(0, view.blocks[at].text.find(value)), context, weight=_WRITTEN)
            if label.rule.value == "meeting" and not label.weak:
                at, value = value_of(view, number, label)
                if (name := _body(names, value)) and (start := view.blocks[at].text.find(name)) >= 0:
                    yield Fact("body", name, Source(at, start, start + len(name), label.rule.name), _LABELLED)
                    yield from _beside(view, at, start + len(name), context)
        block = view.blocks[number]
        if (to := _TO.match(block.text)) and (name := _body(names, block.text[to.end() :])):
            start = block.text.find(name)
            yield Fact("body", name, Source(number, start, start + len(name), "papers/meeting-label"), _LABELLED)
            yield from _beside(view, number, start + len(name), context)
        if block.kind == "heading" and (initials := _short_form(view, block.text)):
            start = block.text.find(initials)
            yield Fact("body", initials, Source(number, start, start + len(initials), "meeting/title"), _SHORT_FORM)
    yield from _spoken_of(view, names)
    for out in view.document.left_out:
        if out.why == "page header" and (name := _body(names, out.text)) and view.blocks:
            yield Fact("body", name, Source(0, 0, 0, "meeting/page-header"), _HEADER)


def _beside(view: View, block: int, start: int, context: Context, *, weight: int = 10) -> Iterator[Fact]:
    """The date behind the body's name on its line: that of the meeting, whenever the paper was written."""
    line = view.blocks[block].text[start:].split("\n")[0]
    for when in find_days(line, context)[:1]:
        if day := when.start or when.end:
            source = Source(block, start + when.start_char, start + when.end_char, "papers/meeting-label")
            yield Fact("date", day, source, weight)


def _spoken_of(view: View, names: re.Pattern[str]) -> Iterator[Fact]:
    """The body that the paper names most, by its longest name."""
    counts: Counter[str] = Counter()
    first: dict[str, tuple[int, int]] = {}
    for number, block in enumerate(view.blocks):
        for match in names.finditer(block.text):
            lead = _LEAD.match(match["name"])
            start = match.start("name") + (lead.end() if lead else 0)
            name = block.text[start : match.end("name")]
            if " " in name:
                counts[name] += 1
                first.setdefault(name, (number, start))
    for name in sorted(counts, key=len):
        longer = [other for other in counts if other.endswith(" " + name)]
        if longer:
            counts[max(longer, key=lambda other: counts[other])] += counts.pop(name)
    best = max(counts, key=lambda name: (counts[name], len(name)), default=None)
    if best and counts[best] >= _LEAST:
        number, start = first[best]
        weight = _IN_HEAD if number < _HEAD and len(view.blocks[number].text.split()) < 40 else _OFTEN
        yield Fact("body", best, Source(number, start, start + len(best), "meeting/title"), weight)


def _short_form(view: View, text: str) -> str | None:
    """The initials of a body that stand in a title with nothing but words for the document beside them."""
    parts = re.findall(r"[^\W\d_]+", text)
    kept = [part for part in parts if part.casefold() not in view.rules.words("meeting/frame")]
    kept = [part for part in kept if part.casefold() not in view.rules.words("papers/no-titles") | {"agm", "egm"}]
    alone = len(kept) == 1 and len(parts) > 1 and kept[0].isupper() and 2 < len(kept[0]) < 9
    return kept[0] if alone and not text.isupper() else None


def _names(view: View) -> re.Pattern[str]:
    """Names of two words or more that end like the name of a body that meets: "Harbour Board", "Court of Directors"."""
    ends = "|".join(re.escape(word) for word in sorted(view.rules.words("papers/bodies"), key=len, reverse=True))
    word = rf"[A-Z][\w&’'-]*(?:\s+{_SMALL})*"
    plain = r"[A-Z][\w’'-]*(?:(?:,?\s+(?:and\s+)?)[A-Z][\w’'-]*)*"
    return re.compile(
        rf"\b(?!The\b)(?P<name>(?:{word}\s+){{1,8}}?(?i:{ends})\b(?:\s+(?i:{ends})\b)*(?:\s+(?:of|on|for)\s+(?:the\s+)?{plain})?"
        rf"|(?i:board|council|court|committee)\s+of\s+[A-Z][\w’'-]*)(?:\s+\([A-Z]{{2,8}}\))?"
    )


def _body(names: re.Pattern[str], value: str) -> str | None:
    """The name of the body that a label's value is, before its date; a person's name or post is none."""
    dates = [when.start_char for when in find(value, Context())]
    text = value[: min(dates, default=len(value))].split("\n")[0].strip(" ,;:–—-(")
    text = text.removeprefix("The ").removeprefix("the ")
    if re.fullmatch(r"Cabinet|Council|Executive|Senate|Assembly|Court", text):
        return text
    match = names.match(text)
    if match and match.end() == len(text):
        return text
    return text if text.isupper() and text.isalpha() and 2 < len(text) < 9 else None
