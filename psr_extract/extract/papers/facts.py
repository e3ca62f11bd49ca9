"""What a paper says of itself: title, author, who puts it forward, date, agenda item, appendices."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from psr_extract.dates import find_days
from psr_extract.extract.attendance.labels import labels
from psr_extract.extract.meeting.head import value_of, without
from psr_extract.extract.papers.parts import Part, cues, fold, key
from psr_extract.extract.view import View
from psr_extract.records import Paper, Source

_HEAD = 25
_FOOT = 12
_TITLE_BLOCKS = 10
_LONG = 30
_LONGEST = 2_000
_TITLE_WORDS = 25
_ITEM = re.compile(
    r"[\s:.–—-]*(?:(?:no|number)\b\.?[\s:]*)?(?P<number>\d{1,3}(?:\.\d{1,2})*[a-z]?|[A-Z]\d{1,3})\b(?![/:\d])",
    re.IGNORECASE,
)
_ITEM_LINE = re.compile(r"agenda item" + _ITEM.pattern, re.IGNORECASE)
_APPENDIX = re.compile(r"\s*(?P<name>[A-Z]|\d{1,2}|[IVX]{1,4})\b(?P<rest>[\s:.–—-]+\S.*)?$", re.DOTALL)
_CUT = re.compile(r"[\n\t]|\s{3,}|;\s")
_FRAME = re.compile(r"\W*(?:agenda|item|report|paper|no|number|title|[\d./]+)\W*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Fact:
    """A fact with its evidence: its value is the words, folded, unless it is a date."""

    value: str
    source: Source
    date: dt.date | None = None


def paper(view: View) -> Paper | None:
    """The facts that a paper states of itself, each with its evidence; None for minutes and agendas."""
    if view.kind != "paper":
        return None
    found: dict[str, _Fact] = {}
    for name, fact in _labelled(view):
        found.setdefault(name, fact)
    if "title" not in found and (title := _title(view)):
        found["title"] = title
    appendices = list(_appendices(view))
    values = {name: fact.value for name, fact in found.items() if fact.date is None}
    date = found["date"].date if "date" in found else view.meeting.date
    sources = [(name, fact.source) for name, fact in found.items()]
    sources += [("appendix", fact.source) for fact in appendices]
    return Paper(
        values.get("title"), values.get("author"), values.get("report_of"), date, values.get("item") or _running(view),
        tuple(fact.value for fact in appendices), tuple(sources),
    )  # fmt: skip


def _labelled(view: View) -> Iterator[tuple[str, _Fact]]:
    """What stands behind labels at the head and the foot of the paper, and in lines such as "Report of the Clerk"."""
    last = len(view.blocks)
    for number in sorted({*range(min(_HEAD, last)), *range(max(0, last - _FOOT), last)}):
        block = view.blocks[number]
        if (len(block.text.split()) > _LONG and block.kind != "row") or len(block.text) > _LONGEST:
            continue
        for label in labels(view, number, kind="papers"):
            value = label.rule.value or ""
            if value in {"title", "author", "report_of", "date"} and (not label.weak or value == "date"):
                at, words = value_of(view, number, label)
                if fact := _behind(view, at, words, value, label.rule.name):
                    yield value, fact
        whole = Part(number, 0, block.text, False)
        for cue in cues(view, "papers", whole, "SENTENCE", "CUE TASK"):
            if cue.rule.value == "report_of" and not block.text[: cue.start].strip() and block.kind != "row":
                if fact := _behind(view, number, block.text[cue.end :].strip(), "report_of", cue.rule.name):
                    yield "report_of", fact
            elif cue.rule.value == "item" and (match := _ITEM.match(block.text, cue.end)):
                before = block.text[: cue.start].rpartition("\n")[2].rpartition("\t")[2]
                if not before.strip(" –—-:|") or "agenda" in block.text[cue.start : cue.end].casefold():
                    source = Source(number, match.start("number"), match.end("number"), cue.rule.name)
                    yield "item", _Fact(match["number"], source)


def _behind(view: View, block: int, words: str, name: str, rule: str) -> _Fact | None:
    """The value of a label: its first line, without a date for a name; for a date the day that it says."""
    words = _CUT.split(words)[0].strip(" ,.;:–—-*")
    start = view.blocks[block].text.find(words)
    if not words or start < 0 or len(words.split()) > _TITLE_WORDS:
        return None
    days = find_days(words, view.dates)
    source = Source(block, start, start + len(words), rule)
    if name == "date":
        return _Fact(words, source, days[0].start or days[0].end) if days else None
    only_date = days and not without(words, [(day.start_char, day.end_char) for day in days])
    return None if only_date else _Fact(words, source)


def _title(view: View) -> _Fact | None:
    """The first heading at the head, or else line, that says more than body, date, item or kind of document.

    A title that is nothing but the body's name, as far as can be told, is better than none.
    """
    head = [number for number, block in enumerate(view.blocks[:_TITLE_BLOCKS]) if _may_be_title(view, number)]
    headings = [number for number in head if view.blocks[number].kind == "heading"]
    body = key(view.meeting.body or "")
    chosen = next((number for number in headings or head if _said(view, number) != body), next(iter(headings), None))
    if chosen is None:
        return None
    text = view.blocks[chosen].text
    return _Fact(fold(text).rstrip(" :"), Source(chosen, 0, len(text), "papers/title-label"))


def _may_be_title(view: View, number: int) -> bool:
    """Whether a block is short, no label with its value, and no sentence."""
    block = view.blocks[number]
    text = fold(block.text)
    if block.kind not in {"heading", "paragraph"} or len(text.split()) > _TITLE_WORDS or not _said(view, number):
        return False
    found = [*labels(view, number, kind="papers"), *labels(view, number, kind="meeting")]
    labelled = any(label.closed and not label.weak for label in found)
    sentence = block.kind == "paragraph" and text.endswith((".", ";", ":"))
    return not labelled and not sentence and key(text) not in view.rules.words("papers/no-titles")


def _said(view: View, number: int) -> str:
    """What a line says beside dates, numbers and words such as "Report"."""
    text = fold(view.blocks[number].text)
    bare = without(text, [(day.start_char, day.end_char) for day in find_days(text, view.dates)])
    return key(_FRAME.sub(" ", bare))


def _running(view: View) -> str | None:
    """The item number that page headers and footers give: no block holds it."""
    texts = (out.text for out in view.document.left_out if "header" in out.why or "footer" in out.why)
    return next((match["number"] for text in texts if (match := _ITEM_LINE.search(text))), None)


def _appendices(view: View) -> Iterator[_Fact]:
    """The appendices that stand on lines of their own, each once, with its title where any line gives it."""
    found: dict[str, _Fact] = {}
    for number, block in enumerate(view.blocks):
        if block.kind == "row" or len(block.text.split()) > _TITLE_WORDS:
            continue
        for cue in cues(view, "papers", Part(number, 0, block.text, False), "CUE TASK"):
            match = _APPENDIX.match(block.text, cue.end) if cue.rule.value == "appendix" and cue.start == 0 else None
            if match is None or (match["rest"] and match["rest"].strip(" :.–—-")[:1].islower()):
                continue
            fact = _Fact(fold(block.text).rstrip(" .;"), Source(number, 0, len(block.text), cue.rule.name))
            name = f"{key(block.text[: cue.end])} {match['name']}"
            if name not in found or len(fact.value) > len(found[name].value) and ":" not in found[name].value:
                found[name] = fact
    yield from found.values()
