"""Writes down what linking has found: the rows of lives that are new or have changed, and what tells them again."""

import datetime as dt
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from psr_extract.store import Store
from psr_extract.store.rows import Row, Value
from psr_extract.tracker.entries import Stand, belonging, stand
from psr_extract.tracker.lives import heard_words
from psr_extract.tracker.model import Doubt, Heard, Life
from psr_extract.tracker.owners import Whom
from psr_extract.tracker.resume import Shelf, counted, signs
from psr_extract.tracker.state import State
from psr_extract.words import name_key


@dataclass(frozen=True, slots=True)
class Work:
    """What was done for a body: the state of its dated documents, and one for each that stands alone; the documents
    that were heard, those that are new, changed or gone, and the seals of all; its meetings now and before."""

    scope: str
    states: Sequence[State]
    heard: Sequence[Heard]
    again: Collection[int]
    seals: Mapping[int, str]
    dates: Sequence[str]
    dates_before: Collection[str]
    shelf: Shelf
    whom: Whom


def write(store: Store, work: Work, entries: Sequence[Row], *, renamed: bool) -> None:
    """Put what has changed in the place of what was there; with other names for people, all that people changed too."""
    for date in sorted(set(work.dates) ^ set(work.dates_before)):
        store.met(work.scope, date, 1 if date in work.dates else -1)
    _clear(store, work)
    lives = {state.seen[at].key: state.lives[at] for state in work.states for at in state.changed}
    _keep(store, work, {key: (life, stand(life, ())) for key, life in lives.items()})
    store.quote(list(lives))
    store.insert("life_events", [row for life in lives.values() for row in _events(life)])
    _remember(store, work)
    store.insert("doubts", [_doubt(doubt) for state in work.states for doubt in state.doubts])
    told = store.rows("SELECT * FROM told_list WHERE body_key IS ?", [work.scope or None]) if entries else []
    hanging = belonging(_last(told), _raised_on(store, work.scope))
    was = {str(row["entry"]): row["life"] for row in told}
    moved = {str(life) for entry, life in was.items() if life and hanging.get(entry) != life}
    moved |= {life for entry, life in hanging.items() if was[entry] != life or renamed or life in lives}
    for entry in was:
        store.delete("DELETE FROM life_entries WHERE entry = ?", [entry])
    store.insert("life_entries", [{"entry": entry, "life": life} for entry, life in hanging.items()])
    own: dict[str, list[Row]] = defaultdict(list)
    for row in sorted(_last(told), key=lambda row: (str(row["at"]), str(row["entry"]))):
        own[hanging.get(str(row["entry"]), "")].append(row)
    there = {key: lives.get(key) or work.shelf.life(key) for key in sorted(moved)}
    _keep(store, work, {key: (life, stand(life, own[key])) for key, life in there.items() if life.links})


def _last(told: Sequence[Row]) -> list[Row]:
    """One row for each entry: a place that shows several actions stands for the one that was raised last."""
    return list({str(row["entry"]): row for row in sorted(told, key=lambda row: str(row["shown"]))}.values())


def _raised_on(store: Store, scope: str) -> Callable[[Value], Sequence[Row]]:
    sql = "SELECT life, text FROM raised_list WHERE scope = ? AND raised IS ?"
    return lambda date: store.rows(sql, [scope, date])


def _clear(store: Store, work: Work) -> None:
    """Take out what the documents that were heard again had said."""
    for document in work.again:
        store.delete("DELETE FROM lives WHERE life IN (SELECT action FROM actions WHERE document = ?)", [document])
        store.delete("DELETE FROM doubts WHERE document = ?", [document])
        store.delete("DELETE FROM linked WHERE scope = ? AND document = ?", [work.scope, document])
    for state in work.states:
        for key in [*state.gone, *(state.seen[at].key for at in state.changed)]:
            store.delete("DELETE FROM life_events WHERE life = ?", [key])


def _remember(store: Store, work: Work) -> None:
    state = work.states[0]
    rows: list[Row] = []
    for at in sorted(state.changed):
        documents = {link.heard.document for link in state.lives[at].links}
        said = signs(state.seen[at], documents)
        rows.append({"life": state.seen[at].key, "scope": work.scope, "place": at, "signs": said})
    store.put("life_signs", rows, key="life")
    store.insert("linked", [
        {"scope": work.scope, "document": one.document, "seal": work.seals[one.document], "date": one.date,
         "kind": one.kind, "name": one.name, "sha256": one.sha256, "units": len(one.units),
         "words": counted(map(heard_words, one.units))}
        for one in work.heard
    ])  # fmt: skip


def _keep(store: Store, work: Work, stands: Mapping[str, tuple[Life, Stand]]) -> None:
    """The rows of lives as they stand, with their owners."""
    store.put("lives", [_life(life, now, work) for life, now in stands.values()], key="life")
    for key in stands:
        store.delete("DELETE FROM life_owners WHERE life = ?", [key])
        store.delete("DELETE FROM unclear_owners WHERE life = ?", [key])
    store.insert("life_owners", [row for life, now in stands.values() for row in _owners(life, now, work.whom)])
    store.insert("unclear_owners", [row for life, now in stands.values() for row in _unclear(life, now, work.whom)])


def _life(life: Life, now: Stand, work: Work) -> Row:
    """An action as it stands now: its wording, its deadline, when it was last heard of, its age in meetings."""
    raised, mentioned = life.links[0].heard.date, life.links[-1].heard.date
    dates = work.dates
    ended = now.closed or (dates[-1] if dates else "")
    carried = {one.heard.date for one in life.links if one.event in ("carried", "updated")}
    row: Row = {"life": life.key, "scope": work.scope, "text": now.text, "item": life.last.item or life.first.item}
    row |= {"due_text": now.due[0], "due_start": now.due[1], "due_end": now.due[2], "status": now.status}
    row |= {"raised": raised, "mentioned": mentioned, "closed": now.closed}
    row |= {"meetings_since": len(dates) - bisect_right(dates, mentioned) if mentioned else 0}
    row |= {"meetings_open": max(0, bisect_right(dates, ended) - bisect_right(dates, raised)) if raised else 0}
    row |= {"days": _days(raised, now.closed), "owners": "; ".join(now.owners), "mentions": len(life.links)}
    return row | {"carried": len(carried), "by_hand": int(now.by_hand), "certainty": life.last.certainty}


def _days(first: str | None, last: str | None) -> int | None:
    """How many days lie between, where both are known."""
    return (dt.date.fromisoformat(last) - dt.date.fromisoformat(first)).days if first and last else None


def _events(life: Life) -> list[Row]:
    return [
        {"life": life.key, "document": one.heard.document, "kind": "action" if one.unit.action else "update",
         "number": one.unit.number, "key": one.unit.key, "action": one.unit.action, "event": one.event,
         "why": one.why, "score": one.score}
        for one in life.links
    ]  # fmt: skip


def _owners(life: Life, now: Stand, whom: Whom) -> list[Row]:
    """The owners of an action, each with the person it stands for."""
    return [
        {"life": life.key, "position": position, "name": name, "key": name_key(name), "person": _sole(people)}
        for position, name in enumerate(now.owners)
        for people in [whom(name, now.document)]
    ]


def _unclear(life: Life, now: Stand, whom: Whom) -> list[Row]:
    """The people whom each owner may mean that two or more fit."""
    return [
        {"life": life.key, "position": position, "person": person}
        for position, name in enumerate(now.owners)
        if len(people := whom(name, now.document)) > 1
        for person in people
    ]


def _sole(people: Sequence[str]) -> str | None:
    """The one person, where it is one."""
    return people[0] if len(people) == 1 else None


def _doubt(doubt: Doubt) -> Row:
    kind = "action" if doubt.unit.action else "update"
    row: Row = {"key": doubt.unit.key, "life": doubt.life, "document": doubt.heard.document, "kind": kind}
    return row | {"number": doubt.unit.number, "score": round(100 * doubt.score, 1)}
