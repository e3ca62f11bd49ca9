"""What documents say of tasks, read from the store: the documents of one body with their units."""

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from psr_extract.store import Store
from psr_extract.store.rows import Row, Value
from psr_extract.tracker.likeness import reviews
from psr_extract.tracker.mentioned import Named
from psr_extract.tracker.model import Event, Heard, Unit
from psr_extract.tracker.status import closing
from psr_extract.words import name_key


@dataclass(frozen=True, slots=True)
class Who:
    """Explains names: `owner` an owner's words in a document (the key of the one person, if known), `named` a text."""

    owner: Callable[[str, int], str | None]
    named: Named

_BEFORE = 250
"""So many characters before a sentence are looked at to know what it is about."""
_LISTS = ("actions/heading", "actions/task-column")


@dataclass(frozen=True, slots=True)
class Outline:
    """A document of a body without what it says: `seal` changes with anything that it says."""

    heard: Heard
    seal: str
    superseded: bool


def outlines(store: Store, key: str | None) -> list[Outline]:
    """The documents of a body (or of none)."""
    rows = store.rows("SELECT * FROM heard_list WHERE body_key IS ? ORDER BY document", [key])
    met = Counter(row["date"] for row in rows if row["kind"] == "minutes" and row["date"])
    twice = [date for date, count in met.items() if count > 1] if key else []
    sql = "SELECT document, kind, date, draft, blocks FROM stated_list WHERE body_key IS ? AND date IN "
    versions = store.rows(sql + "(SELECT value FROM json_each(?))", [key, json.dumps(twice)]) if twice else []
    old = {row["document"] for row in versions if _superseded(row, versions)}
    return [_outline(row, row["document"] in old) for row in rows]


def _outline(row: Row, superseded: bool) -> Outline:
    heard = Heard(
        _number(row["document"]), str(row["name"]), str(row["sha256"]), str(row["kind"]), _text(row["date"])
    )  # fmt: skip
    said = json.dumps([row["digest"], row["name"], row["sha256"], row["kind"], row["date"], superseded])
    return Outline(heard, hashlib.sha256(said.encode()).hexdigest()[:16], superseded)


def with_units(store: Store, one: Outline, who: Who) -> Heard:
    """A document with its units in reading order; none where other minutes have taken its place."""
    if one.superseded:
        return one.heard
    rows = store.rows("SELECT * FROM unit_list WHERE document = ?", [one.heard.document])
    return replace(one.heard, units=_units(rows, one.heard.sha256, who))


def _superseded(row: Row, among: Sequence[Row]) -> bool:
    """Whether a draft has given way to minutes of the same meeting that are no draft and no mere part of them."""
    return bool(row["draft"] and row["date"] and row["kind"] == "minutes") and any(
        other["date"] == row["date"]
        and other["kind"] == "minutes"
        and not other["draft"]
        and 2 * _number(other["blocks"]) >= _number(row["blocks"])
        for other in among
    )


def _units(rows: Sequence[Row], sha256: str, who: Who) -> tuple[Unit, ...]:
    """The units of one document: its tasks, with what is told beside them, and what is told elsewhere."""
    tasks = [row for row in rows if row["kind"] == "action"]
    blocks: dict[Value, list[Row]] = defaultdict(list)
    for row in tasks:
        blocks[row["block"]].append(row)
    told: dict[str, Row] = {}
    units: list[Unit] = []
    seen: Counter[str] = Counter()
    for row in rows:
        if row["kind"] != "update":
            continue
        beside = [task for task in blocks[row["block"]] if row["about"] or _overlap(task, row)]
        for task in beside:
            if task["action"] and (row["about"] or row["certainty"] == "stated"):
                told.setdefault(str(task["action"]), row)
        if not beside:
            text = str(row["text"])
            units.append(_update(row, sha256, seen[text], who))
            seen[text] += 1
    units += [_task(row, told.get(str(row["action"])), who) for row in tasks]
    return tuple(sorted(units, key=lambda unit: (unit.block, unit.action is None, unit.number)))


def _overlap(one: Row, other: Row) -> bool:
    return _number(one["start"]) < _number(other["end"]) and _number(other["start"]) < _number(one["end"])


def _update(row: Row, sha256: str, before: int, who: Who) -> Unit:
    """A sentence or cell that shows no task; its key is the same whenever the same words are found in the document."""
    text = str(row["text"])
    key = hashlib.sha256(f"{sha256} {before} {text}".encode()).hexdigest()[:8]
    return Unit(
        f"u-{key}", _number(row["number"]), _number(row["block"]), text, about=str(row["about"] or ""),
        context=str(row["context"] or ""), before=_before(row), item=_text(row["item"]), status=_event(row["status"]),
        sure=row["certainty"] == "stated", certainty=str(row["certainty"]),
        review=row["rule"] == "status/review" or reviews(_text(row["item"])),
        named=who.named(text, _number(row["document"])), pointed=row["rule"] == "status/reference",
    )  # fmt: skip


def _task(row: Row, told: Row | None, who: Who) -> Unit:
    """A task, with the status that its row or entry gives it."""
    owners: list[str] = json.loads(str(row["owners"]))
    document = _number(row["document"])
    unit = Unit(
        str(row["action"]), _number(row["number"]), _number(row["block"]), str(row["text"]), action=str(row["action"]),
        context=str(row["context"] or ""), before=_before(row), item=_text(row["item"]), ref=_text(row["ref"]),
        owners=tuple(owners),
        people=frozenset(who.owner(owner, document) or name_key(owner) for owner in owners),
        named=who.named(str(row["text"]), document),
        status=closing(_text(row["status"])), certainty=str(row["certainty"]),
        due=(_text(row["due_text"]), _text(row["due_start"]), _text(row["due_end"])),
        listed=row["rule"] in _LISTS or row["block_kind"] == "row",
    )  # fmt: skip
    if told is None:
        return unit
    text = str(told["text"])
    about, said = (text, "") if told["about"] else ("", text)
    return replace(unit, about=about, said=said, status=_event(told["status"]), sure=told["certainty"] == "stated")


def _before(row: Row) -> str:
    """What stands before a sentence in its block: what "this" in it may mean."""
    start = _number(row["start"])
    return "" if row["block_kind"] == "row" else str(row["context"] or "")[max(0, start - _BEFORE) : start]


def _event(status: Value) -> Event | None:
    return status if status in ("done", "dropped", "carried", "updated") else None  # type: ignore[return-value]


def _text(value: Value) -> str | None:
    return None if value is None else str(value)


def _number(value: Value) -> int:
    return int(value or 0)
