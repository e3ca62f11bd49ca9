"""What simpler ways find in the same documents: plain regular expressions, and a package for transcripts.

Both read the same blocks as we do, so that only the finding is compared, and give the format that `extract` prints.
They are here to be beaten: a figure says little without another one beside it.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from psr_extract.document import Document
from psr_extract.errors import PsrError
from psr_extract.evaluate.compare import Entry, Json

_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
_DATE = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)?\s+({'|'.join(_MONTHS)}),?\s+(\d{{4}})\b", re.IGNORECASE)
_LIST = re.compile(
    r"(?P<what>present|in attendance|attendees|attending|apologies(?: for absence)?)\s*[:–-]?\s*(?P<names>.*)$",
    re.IGNORECASE | re.DOTALL,
)
_NAME = re.compile(r"(?:[A-Z][\w.'’-]*\s+){1,3}[A-Z][\w'’-]+$|[A-Z]{2,3}$")
_LABEL = re.compile(
    r"(?:action(?: point| item)?s?|AP)\s*\d*\s*(?:\((?P<owner>[^)]+)\))?\s*[:–-]\s*(?P<text>\S.*)$", re.IGNORECASE
)
_TASK = re.compile(
    r"(?:the\s+)?(?P<owner>[A-Z][\w./&’'-]*(?: [A-Z][\w./&’'-]*){0,3}) (?:will|to|agreed to|is to) [a-z]"
)
_DECISION = re.compile(r"\b(?P<word>resolved|agreed|approved|noted|elected|deferred|rejected)\b", re.IGNORECASE)
_OUTCOMES = {"noted": "noted", "elected": "elected", "deferred": "deferred", "rejected": "refused"}
_NUMBERED = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2})?[.)]?)\s+(?P<title>[A-Z].{2,80})$")
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")


def plain(document: Document) -> Entry:
    """What one regular expression a kind of fact finds: the extractor that one would write in an afternoon."""
    lines = list(_lines(document))
    head = " ".join(lines)[:600]
    day = _DATE.search(" ".join(lines)[:3000])
    date = f"{day[3]}-{_MONTHS.index(day[2].casefold()) + 1:02}-{int(day[1]):02}" if day else None
    kind = "minutes" if re.search(r"minutes|present|attend|apologies", head, re.IGNORECASE) else "paper"
    sentences = [sentence for line in lines for sentence in _SENTENCE.split(line)]
    found: dict[str, Json] = {"kind": kind, "meeting": {"date": date}, "attendance": list(_attendance(lines))}
    numbered = filter(None, map(_NUMBERED.match, lines))
    found["items"] = [{"number": match["number"], "title": match["title"]} for match in numbered]
    found["actions"] = list(_actions(sentences))
    found["decisions"] = [
        {"text": sentence, "outcome": _OUTCOMES.get(match["word"].casefold(), "approved")}
        for sentence in sentences
        if (match := _DECISION.search(sentence))
    ]
    return found


def transcript(document: Document) -> Entry:
    """What the package `meeting-intelligence` finds, which turns transcripts into decisions and action items.

    PsrError where it is not installed (`pip install 'psr-extract[dev]'`).
    """
    try:
        from meeting_intelligence import analyse
    except ImportError as error:
        raise PsrError(
            "meeting-intelligence is missing", do="Install it: pip install meeting-intelligence"
        ) from error
    report = analyse("\n\n".join(_lines(document)))
    actions: list[Json] = [
        {"text": action.text, "owners": [action.owner] if action.owner else [], "due": None}
        for action in report.action_items
    ]
    decisions: list[Json] = [{"text": decision.text, "outcome": "approved"} for decision in report.decisions]
    return {"kind": "minutes", "actions": actions, "decisions": decisions}


BASELINES: Mapping[str, Callable[[Document], Entry]] = {
    "regular expressions": plain,
    "meeting-intelligence": transcript,
}
"""The simpler ways, by the names that tables give them."""


def _lines(document: Document) -> Iterator[str]:
    """The blocks as lines, with their markers; each cell of a row as a line of its own."""
    for block in document.blocks:
        texts = block.cells or (f"{block.marker} {block.text}" if block.marker else block.text,)
        yield from (" ".join(text.split()) for text in texts if text.strip())


def _attendance(lines: list[str]) -> Iterator[Json]:
    """The names behind "Present:" and its like, in the same line or in the short ones below."""
    for number, line in enumerate(lines):
        match = _LIST.match(line)
        if not match:
            continue
        status = "apologies" if match["what"].casefold().startswith("apologies") else "present"
        listed = match["names"] or ", ".join(_short(lines[number + 1 : number + 30]))
        for part in re.split(r"[,;]|\band\b|\n", listed):
            name = re.sub(r"\(.*|\s+[-–].*", "", part).strip(" .")
            if _NAME.match(name):
                yield {"name": name, "status": status}


def _short(lines: Iterable[str]) -> Iterator[str]:
    """The lines up to the first that is no short one."""
    for line in lines:
        if len(line.split()) > 8 or ":" in line:
            return
        yield line


def _actions(sentences: Iterable[str]) -> Iterator[Json]:
    for sentence in sentences:
        label, task = _LABEL.match(sentence), _TASK.match(sentence)
        if label:
            owner = label["owner"] or (inside["owner"] if (inside := _TASK.match(label["text"])) else None)
            yield {"text": label["text"], "owners": [owner] if owner else [], "due": None}
        elif task:
            yield {"text": sentence, "owners": [task["owner"]], "due": None}
