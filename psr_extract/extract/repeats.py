"""Which finds are one action, and which are over: closed by their own words, or told as done in a review."""

from rapidfuzz import fuzz
from spacy.tokens import Span

from psr_extract.extract.sections import normal
from psr_extract.extract.view import View
from psr_extract.records import Action

_LABEL = "actions/label"
_LISTS = ("actions/heading", "actions/task-column")
_REPEATED = 92
_SHORT = 6


def is_closed(view: View, text: str) -> bool:
    """Whether a task's words end or begin with a status that puts it behind us: `... – done`, `[closed] ...`."""
    closed = view.rules.words("actions/closed")
    tail = normal(text.replace("(", " – ").replace("[", " – ").rpartition(" – ")[2].rpartition(" - ")[2])
    last = normal(text.rstrip(". )]").rpartition(". ")[2])
    first = normal(text.lstrip("[(").partition("]")[0].partition(":")[0])
    opening = normal(text.partition(" ")[0]) if text.partition(" ")[0].isupper() else ""
    return tail in closed or last in closed or any(word in closed and word != "resolved" for word in (first, opening))


def is_told_as_done(view: View, number: int, span: Span) -> bool:
    """Whether, in a review of earlier actions, the words behind a task in its block say that it is done."""
    behind = view.doc[span.end : view.span(number).end].text
    return normal(behind) in view.rules.words("actions/closed")


def distinct(found: list[Action]) -> tuple[Action, ...]:
    """Each action once: of finds that overlap or repeat each other the one that tells most, else the first."""
    kept: list[Action] = []
    for action in found:
        twin = next((at for at, other in enumerate(kept) if _same(action, other)), None)
        if twin is None:
            kept.append(action)
        elif _telling(action) > _telling(kept[twin]):
            kept[twin] = action
    return tuple(sorted(kept, key=lambda action: (action.source.block, action.source.start)))


def _telling(action: Action) -> int:
    """How much an action says of itself: its owners count most, then its date, then a reference."""
    return 4 * bool(action.owners) + 2 * bool(action.due) + bool(action.ref)


def _same(one: Action, other: Action) -> bool:
    """Whether two finds are one task: they overlap, or a closing list repeats what the text has said."""
    a, b = one.source, other.source
    if a.block == b.block and a.start < b.end and b.start < a.end:
        return True
    texts = normal(one.text), normal(other.text)
    if texts[0] == texts[1]:
        # "Clerk to do this" says another thing wherever it stands
        listed = a.rule in _LISTS or b.rule in _LISTS
        return listed or len(texts[0].split()) >= (3 if a.rule == b.rule == _LABEL else _SHORT)
    listed = (a.rule in _LISTS) != (b.rule in _LISTS)
    return listed and min(len(text.split()) for text in texts) > 3 and fuzz.token_set_ratio(*texts) >= _REPEATED
