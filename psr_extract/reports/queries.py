"""The named queries: filters in, rows out. They read the views of the store and nothing else."""

import datetime as dt
import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from rapidfuzz import process

from psr_extract.errors import NotFound
from psr_extract.reports.handed import with_referrals
from psr_extract.reports.owners import lives_of
from psr_extract.store import Store
from psr_extract.store.ids import prefix
from psr_extract.store.rows import Row, Value
from psr_extract.store.search import search
from psr_extract.tracker.log import find
from psr_extract.words import body_key

_DUE = "due_end IS NULL, due_end, raised, id"
SORTS = {
    "due": _DUE,
    "raised": f"raised IS NULL, raised, {_DUE}",
    "mentioned": f"mentioned IS NULL, mentioned, {_DUE}",
    "carried": f"carried DESC, {_DUE}",
    "owner": f"owners = '', owners COLLATE NOCASE, {_DUE}",
    "body": f"body_key IS NULL, body_key, {_DUE}",
    "item": f"item IS NULL, item COLLATE NOCASE, {_DUE}",
    "text": f"text COLLATE NOCASE, {_DUE}",
}
"""The orders in which actions can be listed: the soonest due first, the oldest, those not heard of for the longest,
those carried over most often, or by the letters of a column."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What a list is narrowed to; `None` narrows nothing. `since` and `until` are days of meetings, both inclusive."""

    status: str | None = None
    overdue: bool = False
    owner: str | None = None
    body: str | None = None
    since: dt.date | None = None
    until: dt.date | None = None
    search: str | None = None
    item: str | None = None
    due_by: dt.date | None = None
    raised_since: dt.date | None = None
    carried: int | None = None
    silent: bool = False
    referred: bool = False


def actions(store: Store, filters: Filters, *, today: dt.date, sort: str = "due", most: int | None = None) -> list[Row]:
    """The actions that the filters leave, in one of the orders of `SORTS`; each with `overdue` as of today,
    and with what it was referred to and from.

    `most` keeps so many of them. NotFound where nobody has the owner's name, or no body the body's.
    """
    where, values = _narrowed(store, filters, today)
    sql = (
        "SELECT id, status, status = 'open' AND coalesce(due_end < :today, 0) AS overdue, silent, owners, text, "
        "due_text, due_start, due_end, raised, mentioned, closed, mentions, carried, meetings_open, by_hand, "
        "CAST(julianday(coalesce(closed, :today)) - julianday(raised) AS INTEGER) AS age, item, body, file, page, "
        "line, cell_table, cell_row, quote, certainty "
        f"FROM action_list WHERE {where} ORDER BY {SORTS[sort]} LIMIT :most"
    )
    return with_referrals(store, store.rows(sql, values | {"most": -1 if most is None else most}))


def tally(store: Store, filters: Filters, *, today: dt.date) -> tuple[int, int]:
    """How many actions the filters leave, and how many of them are overdue."""
    where, values = _narrowed(store, filters, today)
    late = "coalesce(sum(status = 'open' AND due_end < :today), 0) AS overdue"
    (row,) = store.rows(f"SELECT count(*) AS n, {late} FROM action_list WHERE {where}", values)
    return int(row["n"] or 0), int(row["overdue"] or 0)


def _narrowed(store: Store, filters: Filters, today: dt.date) -> tuple[str, dict[str, Value]]:
    """What the filters ask of actions, as a condition with its values."""
    where, values = conditions(store, filters, date="raised")
    if filters.status:
        where.append("status = :status")
        values["status"] = filters.status
    if filters.overdue:
        where.append("status = 'open' AND due_end < :today")
    if filters.owner:
        where.append("id IN (SELECT value FROM json_each(:lives))")
        values["lives"] = ids(lives_of(store, filters.owner))
    if filters.search:
        where.append("id IN (SELECT value FROM json_each(:found))")
        values["found"] = ids(search(store, "actions", filters.search))
    _narrow(filters, where, values)
    return all_of(where), values | {"today": today.isoformat()}


def _narrow(filters: Filters, where: list[str], values: dict[str, Value]) -> None:
    """Add the conditions that ask for a single property of an action."""
    if filters.due_by:
        where.append("status = 'open' AND due_end BETWEEN :today AND :due_by")
        values["due_by"] = filters.due_by.isoformat()
    if filters.raised_since:
        where.append("raised >= :raised_since")
        values["raised_since"] = filters.raised_since.isoformat()
    if filters.carried:
        where.append("carried >= :carried")
        values["carried"] = filters.carried
    if filters.silent:
        where.append("silent")
    if filters.referred:
        pairs = "FROM handed_pairs WHERE state <> 'doubtful'"
        where.append(f"id IN (SELECT giver {pairs} UNION SELECT taker {pairs})")
    if filters.item:
        where.append("instr(lower(item), lower(:item))")
        values["item"] = filters.item


def decisions(store: Store, filters: Filters) -> list[Row]:
    """The decisions that the filters leave, by body and date."""
    where, values = conditions(store, filters, date="date")
    if filters.search:
        where.append("id IN (SELECT value FROM json_each(:found))")
        values["found"] = ids(search(store, "decisions", filters.search))
    sql = (
        "SELECT body, date, outcome, text, item, file, page, line, cell_table, cell_row, quote, certainty "
        f"FROM decision_list WHERE {all_of(where)} ORDER BY body IS NULL, body_key, date, file, id"
    )
    return store.rows(sql, values)


def meetings(store: Store, filters: Filters) -> list[Row]:
    """The meetings that the filters leave, by body and date."""
    where, values = conditions(store, filters, date="date")
    sql = (
        "SELECT body, date, start, end, venue, chair, previous, next, present, apologies, actions, decisions, files "
        f"FROM meeting_list WHERE {all_of(where)} ORDER BY body IS NULL, body_key, date IS NULL, date, files"
    )
    return store.rows(sql, values)


def people(store: Store, filters: Filters) -> list[Row]:
    """Everybody on an attendance list, or seen to speak, whom the filters leave, by name."""
    where, values = conditions(store, filters, date="date")
    sql = (
        "SELECT name, spellings, organisations, roles, bodies, present, away, first, last, open_actions "
        f"FROM people_list WHERE person IN (SELECT person FROM attender_list WHERE {all_of(where)}) ORDER BY person"
    )
    rows = store.rows(sql, values)
    wanted = (filters.search or "").casefold()
    return [row for row in rows if wanted in " ".join(str(value) for value in row.values()).casefold()]


def life(store: Store, action: str, *, today: dt.date) -> tuple[Row, list[Row]]:
    """An action, with `overdue` as of today, and its events with their evidence, by its id or by that of a mention."""
    head = find(store, action)
    head["overdue"] = int(head["status"] == "open" and str(head["due_end"] or today) < today.isoformat())
    order = "date IS NULL, date, file, number, document, CASE part WHEN 'text' THEN 0 WHEN 'owner' THEN 1 ELSE 2 END"
    return head, store.rows(f"SELECT * FROM action_events WHERE life = ? ORDER BY {order}", [head["id"]])


def entries(store: Store, action: str) -> list[Row]:
    """What people entered about an action, in order of time; `other` is the action or place that it is held against."""
    sql = "SELECT at, who, what, value, why, life FROM entry_list WHERE life = :id OR value = :id ORDER BY at, entry"
    rows = store.rows(sql, {"id": action})
    return [row | {"other": row["value"] if row["life"] == action else row["life"]} for row in rows]


def conditions(store: Store, filters: Filters, *, date: str) -> tuple[list[str], dict[str, Value]]:
    """The conditions that all lists share, and their values."""
    where: list[str] = []
    values: dict[str, Value] = {}
    if filters.body:
        where.append("body_key IN (SELECT value FROM json_each(:bodies))")
        values["bodies"] = ids(bodies(store, filters.body))
    for name, sign, day in (("since", ">=", filters.since), ("until", "<=", filters.until)):
        if day:
            where.append(f"{date} {sign} :{name}")
            values[name] = day.isoformat()
    return where, values


def bodies(store: Store, wanted: str | None) -> list[Value]:
    """The keys of the bodies whose name has these words or these initials; of all where nothing is wanted.

    NotFound where there is none. A body whose whole name is wanted comes alone.
    """
    rows = store.rows("SELECT body, body_key FROM body_list ORDER BY body_key")
    if wanted is None:
        return [row["body_key"] for row in rows]
    key = body_key(wanted) or ""
    found = [
        row["body_key"]
        for row in rows
        if f" {key} " in f" {row['body_key']} " or prefix(body=str(row["body"]), date=None, name="") == key
    ]
    if key in found:
        return [key]
    if not found:
        parts = set(key.split())
        found = [row["body_key"] for row in rows if parts and (own := set(str(row["body_key"]).split()))
                 and (own <= parts or parts <= own)]  # fmt: skip
    if not found:
        raise NotFound(f"no body is called {wanted!r}", do=_hint(wanted, [str(row["body"]) for row in rows]))
    return found


def _hint(wanted: str, known: Sequence[str]) -> str:
    """What else may have been meant."""
    near = [name for name, *_ in process.extract(wanted, known, limit=3, score_cutoff=60)]
    return f"Did you mean {' or '.join(near)}?" if near else "Ask for the whole list to see what there is"


def ids(values: Collection[Value]) -> str:
    """Ids as a value that a query takes."""
    return json.dumps(sorted(values, key=str))


def all_of(where: Sequence[str]) -> str:
    """The conditions as one."""
    return " AND ".join(where) or "TRUE"
