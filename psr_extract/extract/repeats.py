"""Which finds are one action, and which are over: closed by their own words, or told as done in a review."""

import re
from dataclasses import dataclass, field

from rapidfuzz import fuzz
from spacy.tokens import Span

from psr_extract.extract.sections import normal
from psr_extract.extract.view import View
from psr_extract.records import Action

_LABEL = "actions/label"
_LISTS = ("actions/heading", "actions/task-column")
_REPEATED = 92
_SHORT = 6
_FEW = 3
_LONGEST = 6
_DASH = re.compile(r"(?<=[\s.,;:)])[–—-]+\s*(?=\w)|\s[–—-]\s")
"""A dash that parts what follows from a task: "... – done", "... .- done"."""


def is_closed(view: View, text: str) -> bool:
    """Whether a task's words end or begin with a status that puts it behind us: `... – done`, `[closed] ...`."""
    closed = view.rules.words("actions/closed")
    tail = normal(_DASH.split(text.replace("(", " – ").replace("[", " – "))[-1])
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
    kept = _Kept()
    for action in found:
        twin = kept.twin(action)
        if twin is None:
            kept.add(action, len(kept.actions))
        elif _telling(action) > _telling(kept.actions[twin]):
            kept.add(action, twin)
    return tuple(sorted(kept.actions.values(), key=lambda action: (action.source.block, action.source.start)))


@dataclass(slots=True)
class _Kept:
    """The actions that are kept, by number, and those that may be one with another, so that not all need be asked."""

    actions: dict[int, Action] = field(default_factory=dict)
    _near: dict[tuple[object, object], list[int]] = field(default_factory=dict)

    def add(self, action: Action, number: int) -> None:
        """Keep an action under this number, in place of what was there."""
        self.actions[number] = action
        every, longest = _words(action)
        listed = _is_listed(action)
        said = (*((("word", listed), word) for word in every), *((("long", listed), word) for word in longest))
        for key in (*_keys(action), *said):
            self._near.setdefault(key, []).append(number)

    def twin(self, action: Action) -> int | None:
        """The first kept action that is the same."""
        near = {number for key in _keys(action) for number in self._near.get(key, ())}
        twins = [number for number in near if _same(action, self.actions[number])]
        if len(normal(action.text).split()) > _FEW:
            every, longest = _words(action)
            other = not _is_listed(action)
            asked = (*((("word", other), word) for word in longest), *((("long", other), word) for word in every))
            told = {number for key in asked for number in self._near.get(key, ())}
            twins += (number for number in told if _retold(action, self.actions[number]))
        return min(twins, default=None)


def _keys(action: Action) -> tuple[tuple[object, object], ...]:
    """Under which keys an action is kept: one that is the same has one of them, unless it tells it in other words."""
    return ("block", action.source.block), ("text", normal(action.text))


def _words(action: Action) -> tuple[frozenset[str], tuple[str, ...]]:
    """The words of an action, and its longest: one that repeats another has some of these, or the other of its own."""
    every = frozenset(normal(action.text).split())
    return every, tuple(sorted(every, key=lambda word: (-len(word), word))[:_LONGEST])


def _is_listed(action: Action) -> bool:
    return action.source.rule in _LISTS


def _telling(action: Action) -> int:
    """How much an action says of itself: its owners count most, then its date, then a reference."""
    return 4 * bool(action.owners) + 2 * bool(action.due) + bool(action.ref)


def _same(one: Action, other: Action) -> bool:
    """Whether two finds are one task: they overlap, or say the same."""
    a, b = one.source, other.source
    if a.block == b.block and a.start < b.end and b.start < a.end:
        return True
    # "Clerk to do this" says another thing wherever it stands
    listed = _is_listed(one) or _is_listed(other)
    text = normal(one.text)
    return text == normal(other.text) and (
        listed or len(text.split()) >= (3 if a.rule == b.rule == _LABEL else _SHORT)
    )


def _retold(one: Action, other: Action) -> bool:
    """Whether a closing list repeats what the text has said."""
    texts = normal(one.text), normal(other.text)
    listed = _is_listed(one) != _is_listed(other)
    return listed and len(texts[1].split()) > _FEW and fuzz.token_set_ratio(*texts) >= _REPEATED
