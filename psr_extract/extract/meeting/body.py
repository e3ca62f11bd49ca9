"""Which body met: from "Minutes of the X held on ...", "X - Tuesday 3 May", a label, or the title."""

import re
from collections.abc import Iterator

from psr_extract.dates import Context, find
from psr_extract.extract.attendance.labels import labels
from psr_extract.extract.meeting.fact import Fact
from psr_extract.extract.meeting.head import clock, head, value_of, without
from psr_extract.extract.view import View
from psr_extract.people import Lexicon, bare
from psr_extract.records import Source

MAX_BODY_WORDS = 14
_KINDS = (["annual", "general"], ["extraordinary", "general"], ["special", "general"])
_OF = re.compile(
    r"""\b(?:minutes|notes|agenda|record|report|summary)\s*(?:and\s+\w+\s+)?(?:of|for|from)\s+(?:an?\s+|the\s+)?
        (?:(?:[\w-]+\s+){0,4}?(?:meeting|agm|meetings)\s+(?:of|for)\s+)?(?:the\s+)?(?P<body>\S.*)""",
    re.IGNORECASE | re.VERBOSE,
)
_CALLED = re.compile(
    r"(?i:\b(?:attend|notice)\b[^.]{0,60}?\bmeeting\s+of\s+(?:the\s+)?)(?P<body>[A-Z][^.,:;]{2,80}?)"
    r"(?=[,.]?\s+(?:to\s+be\s+held|which\s+will|will\s+be|on\s|at\s|in\s))"
)
_OF_PROJECT = re.compile(r"\W*(?:project|programme|workstream|period|status)[\w ]{0,20}:", re.IGNORECASE)
_STOP = re.compile(
    r"\s+(?:(?:held|which\s+was\s+held|that\s+was\s+held|that\s+took\s+place|convened|taking\s+place|to\s+be\s+held)\b|(?:on|at|in)\s*$|(?:by|via)\s+(?:zoom|teams|video)|@)",
    re.IGNORECASE,
)


def bodies(view: View, words: Lexicon) -> Iterator[Fact]:
    """The readings of the body's name, from labels, and from the head of the document."""
    for number in head(view):
        for label in labels(view, number, kind="meeting"):
            if label.rule.value == "body" and not label.weak:
                at, value = value_of(view, number, label)
                if value and value[-1] != ":" and not find(value, Context()):
                    yield _fact(view, at, value, label.rule.name, 9)
        own = labels(view, number, kind="meeting")
        if name := called(view.blocks[number].text):
            yield _fact(view, number, name, "meeting/title", 8)
        if not _is_about_paper(view, number) and not any(label.rule.value != "body" for label in own):
            yield from _titled(view, number, words)


def _titled(view: View, number: int, words: Lexicon) -> Iterator[Fact]:
    """The body that a line at the head names."""
    block = view.blocks[number]
    text = block.text
    generic = view.rules.words("meeting/kinds-of-meeting")
    spans = [(when.start_char, when.end_char) for when in find(text, Context())]
    spans += [(start, end) for _, start, end in clock(text)]
    for line in re.split(r"[\n\t]", without(text, spans)):
        match = _OF.search(line)
        rest = match["body"] if match else line
        if stop := _STOP.search(rest):
            rest = rest[: stop.start()]
        name = _cleaned(view, rest)
        if match and all(bare(part) in generic for part in name.split()):
            name = _cleaned(view, line[: match.start()])  # "Harbour Club minutes of committee meeting"
        if "(" in name and ")" not in name:
            # a bracket that was cut open belongs to the name ("Forum (East)"), or to a number behind it ("(Item 2)")
            name = f"{name})" if f"{name})" in text else name.partition("(")[0].rstrip(" ,;:–—-")
        parts = name.split()
        if not 0 < len(parts) <= MAX_BODY_WORDS or name[0].islower() or name not in text or _is_address(name):
            continue
        known = any(words.is_organisation(part) for part in parts)
        if not known and not (re.search(r"\bmeeting\b|\bminutes\b", line, re.IGNORECASE) and len(parts) <= 6):
            continue
        if view.kind == "paper" and len(parts) == 1 and known and not name.isupper():
            continue  # "Committee", "Secretariat": which of them?
        if all(bare(part) in generic for part in parts) or (
            not known and all(bare(part) in words.not_names for part in parts)
        ):
            continue
        weight = (
            4 * bool(match)
            + 2 * known
            + (block.kind == "heading")
            + bool(re.search(r"meeting|minutes", line, re.IGNORECASE))
        )
        yield _fact(view, number, name, "meeting/title", weight)


def _is_address(name: str) -> bool:
    """Whether a line at the head tells whom to ask, and by what number or address."""
    return "@" in name or name.casefold().startswith(("contact:", "email:", "e-mail:", "tel:", "telephone:"))


def _is_about_paper(view: View, number: int) -> bool:
    """Whether a block at the head of a paper is a row of a table, or a label with its author or reader."""
    block = view.blocks[number]
    labelled = any(not label.weak for label in labels(view, number, kind="papers"))
    labelled = labelled or _OF_PROJECT.match(block.text) is not None
    return view.kind == "paper" and (labelled or bool(block.place.cell and block.heading_cells))


def called(text: str) -> str | None:
    """The body whose meeting a notice calls: "... to attend the meeting of the Harbour Trust to be held on ..."."""
    match = _CALLED.search(text)
    return match["body"].strip(" ,") if match else None


def _cleaned(view: View, text: str) -> str:
    """The name without the words that only say what kind of meeting or document it is."""
    frame = view.rules.words("meeting/frame")
    parts = text.split()
    while parts and (_is_frame(parts[-1], frame) or [bare(part) for part in parts[-2:]] in _KINDS):
        parts.pop()
    while parts and (_is_frame(parts[0], frame) or bare(parts[0]) in ("the", "a")):
        parts.pop(0)
    cut = next(
        (
            n
            for n, part in enumerate(parts)
            if n and part.casefold().strip(",.:;()") in ("meeting", "meetings", "minutes")
        ),
        len(parts),
    )
    return " ".join(parts[:cut]).strip(" ,;:–—-|.#*")


def _is_frame(word: str, frame: frozenset[str]) -> bool:
    return bare(word) in frame or not re.search(r"[^\W\d_]", word)


def _fact(view: View, number: int, value: str, rule: str, weight: int) -> Fact:
    start = max(0, view.blocks[number].text.find(value))
    return Fact("body", value, Source(number, start, start + len(value), rule), weight)
