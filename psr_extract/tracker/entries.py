"""What people said of actions, laid over what documents say. Entries are only ever added; the newest holds."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from psr_extract.store.rows import Row, Value
from psr_extract.tracker.model import NO_DUE, Due, Life, Link, Verdicts

LINKING = ("merge", "split", "accept", "reject")
"""The kinds of entries that say which units are one action."""
WHATS = ("done", "drop", "reopen", "assign", "due", "note", "correct", *LINKING)
"""All that a person can do with an action."""
SETTING = ("assign", "due", "correct")
"""The kinds that set the text, the owners or the date."""
_STATUS = {"done": "done", "drop": "dropped", "reopen": "open"}
_SAME = 80.0
"""From this similarity on, an action that lost its id is found again by its words."""


@dataclass(frozen=True, slots=True)
class Stand:
    """How an action stands, after documents and people: `by_hand` where a person has said what holds."""

    text: str
    owners: tuple[str, ...]
    document: int
    due: Due
    status: str
    closed: str | None
    by_hand: bool


def verdicts(entries: Sequence[Row], now: Callable[[str, Value, Value], str]) -> Verdicts:
    """What entries say of links: the newest of each pair holds.

    `now` gives the id that a place has now, by the one that it had and by its words and day.
    """
    said: dict[tuple[str, str], bool] = {}
    for entry in sorted(entries, key=lambda row: (str(row["at"]), str(row["entry"]))):
        if entry["what"] in LINKING and entry["value"]:
            first, second = sorted((now(str(entry["action"]), entry["text"], entry["raised"]),
                                    now(str(entry["value"]), entry["value_text"], entry["value_day"])))  # fmt: skip
            said[first, second] = entry["what"] in ("merge", "accept")
    same = frozenset(pair for pair, one in said.items() if one)
    return Verdicts(same, frozenset(said) - same)


def belonging(told: Sequence[Row], raised_on: Callable[[Value], Sequence[Row]]) -> dict[str, str]:
    """The life of each entry: by the id that it hangs on, else by date and words; those of no life are left out.

    `told` are rows of `told_list`, `raised_on` gives the lives (`life`, `text`) that were raised on a day.
    """
    found: dict[str, str] = {}
    for row in told:
        life, text = row["shown"], str(row["text"])
        likeness = 100.0 if life and row["shown_text"] is None else fuzz.ratio(str(row["shown_text"] or ""), text)
        if likeness < 100:
            life = closest(text, likeness, raised_on(row["raised"])) or life
        if life is not None:
            found[str(row["entry"])] = str(life)
    return found


def closest(text: str, likeness: float, others: Sequence[Row]) -> str | None:
    """The `life` of the one among others whose words are nearest, if they are much the same, and nearer than so far."""
    scored = sorted(((fuzz.ratio(str(one["text"]), text), str(one["life"])) for one in others), reverse=True)
    best = {life for score, life in scored if score == scored[0][0]}
    return best.pop() if len(best) == 1 and scored[0][0] >= _SAME and scored[0][0] > likeness else None


def stand(life: Life, entries: Sequence[Row]) -> Stand:
    """How a life stands: what documents say, and over it what people said after the last document that changed it."""
    owned = next((link for link in reversed(life.links) if link.unit.owners), life.links[-1])
    due = next((link.unit.due for link in reversed(life.links) if link.unit.due[0]), NO_DUE)
    text, owners, status = life.last.text, owned.unit.owners, str(life.status)
    closed = life.links[-1].heard.date if status != "open" else None
    by_hand = False
    for entry in entries:
        day, what = str(entry["at"])[:10], str(entry["what"])
        value = _value(entry)
        if what in _STATUS and not (what == "reopen" and _closed_after(life, day)):
            status, by_hand = _STATUS[what], True
            closed = None if status == "open" else day
        if "text" in value:
            text = value["text"][0]
        if "owners" in value and not _changed(life, day, "owners"):
            owners = tuple(value["owners"])
        if "due" in value and not _changed(life, day, "due"):
            words, start, end = (*value["due"], None, None)[:3]
            due = (words, start, end)
    return Stand(text, owners, owned.heard.document, due, status, closed, by_hand)


def _value(entry: Row) -> Mapping[str, list[str]]:
    """What an entry sets: `text`, `owners`, `due` (words, first day, last day), each as a list."""
    if entry["what"] not in SETTING or not entry["value"]:
        return {}
    value: dict[str, list[str]] = json.loads(str(entry["value"]))
    return value


def _closed_after(life: Life, day: str) -> bool:
    """Whether a meeting after a day closed the action."""
    return any((link.heard.date or "") > day and link.event in ("done", "dropped") for link in life.links)


def _changed(life: Life, day: str, part: str) -> bool:
    """Whether a meeting after a day gave the action other owners, or another date, than it had."""
    tasks = [link for link in life.links if link.unit.action and _part(link, part)]
    pairs = zip(tasks, tasks[1:], strict=False)
    return any((now.heard.date or "") > day and _part(now, part) != _part(old, part) for old, now in pairs)


def _part(link: Link, part: str) -> object:
    return link.unit.people if part == "owners" else link.unit.due[2]
