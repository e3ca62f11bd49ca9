"""The log: what people did with actions. Entries are added, exported and imported as lines of JSON, never changed."""

import datetime as dt
import hashlib
import json
from collections.abc import Sequence

from pydantic import BaseModel, ConfigDict, ValidationError
from rapidfuzz import process

from psr_extract.errors import LogError, NotFound
from psr_extract.store import NO_BODY, Store
from psr_extract.store.rows import Row, Value
from psr_extract.tracker.entries import LINKING, SETTING, WHATS

_COLUMNS = "entry, at, who, what, action, value, why, body_key, raised, text, path, value_text, value_day"

_WRITTEN = "Give a file that `psr-extract log export` wrote"


class Line(BaseModel):
    """One entry as a line of JSON has it; `value_text` and `value_day` are of the place that `value` names."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    entry: str
    at: str
    who: str
    what: str
    action: str
    text: str
    value: str | None = None
    why: str | None = None
    body_key: str | None = None
    raised: str | None = None
    path: str | None = None
    value_text: str | None = None
    value_day: str | None = None


class Setting(BaseModel):
    """What `assign`, `due` and `correct` set: the words of a date, with its first and last day."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    text: tuple[str] | None = None
    owners: tuple[str, ...] | None = None
    due: tuple[str, dt.date, dt.date] | None = None


def find(store: Store, wanted: str) -> Row:
    """The action that an id means: that of the action itself, or of any place that shows it; NotFound with a hint."""
    sql = "SELECT life FROM joined_list WHERE key = ?"
    rows = store.rows(sql, [wanted.strip()]) or store.rows(f"{sql} COLLATE NOCASE LIMIT 1", [wanted.strip()])
    if rows:
        return store.rows("SELECT * FROM action_list WHERE id = ?", [rows[0]["life"]])[0]
    known = [str(row["key"]) for row in store.rows("SELECT DISTINCT key FROM joined_list WHERE kind = 'action'")]
    near = [name for name, *_ in process.extract(wanted, known, limit=3, score_cutoff=60)]
    do = f"Did you mean {' or '.join(near)}?" if near else "`psr-extract actions --status all` lists all ids"
    raise NotFound(f"no action has the id {wanted!r}", do=do)


def add(store: Store, what: str, action: Row, *, value: str | None = None, key: str | None = None, who: str, at: str,
        why: str | None) -> None:  # fmt: skip
    """Write down what somebody did with an action (a row of `action_list`); `at` is the time, in ISO form.

    `key` names a place that shows the action, where the entry is about that one alone.
    """
    entry: Row = {"at": at, "who": who, "what": what, "action": key or action["id"], "value": value, "why": why}
    seal = hashlib.sha256(json.dumps(entry, sort_keys=True).encode()).hexdigest()[:12]
    entry |= {"entry": seal, "body_key": action["body_key"], "path": action["file"]}
    text, day = _place(store, str(entry["action"]))
    entry |= {"text": text or action["text"], "raised": day if text else action["raised"]}
    entry |= zip(("value_text", "value_day"), _place(store, value if what in LINKING else None), strict=True)
    with store.transaction():
        if not store.rows("SELECT 1 FROM entry_list WHERE entry = ?", [seal]):
            store.insert("entries", [entry])
        store.mark(str(action["body_key"] or NO_BODY))


def _place(store: Store, key: str | None) -> tuple[Value, Value]:
    """The words and the day of a mention, so that it can be found again where its id has changed."""
    rows = store.rows("SELECT text, date FROM mention_list WHERE action = ?", [key])
    return (rows[0]["text"], rows[0]["date"]) if rows else (None, None)


def export(store: Store) -> list[str]:
    """All entries in order of time, a line of JSON each."""
    rows = store.rows(f"SELECT {_COLUMNS} FROM entry_list ORDER BY at, entry")
    return [json.dumps(row, ensure_ascii=False, sort_keys=True) for row in rows]


def take_in(store: Store, lines: Sequence[str], *, where: str) -> tuple[int, int]:
    """Add the entries of exported lines that are not there yet: how many were added, how many were there.

    LogError, and nothing changed, for a line that is no entry, or a log none of whose actions this database has.
    """
    entries = [_read(line, f"{where}, line {number}") for number, line in enumerate(lines, 1) if line.strip()]
    if entries and not any(_known(store, entry) for entry in entries):
        do = "Ingest the documents first, or name the database that it came from with --db"
        raise LogError("the log is of another database: it has none of these actions", where=where, do=do)
    there = {str(row["entry"]) for row in store.rows("SELECT entry FROM entry_list")}
    new = {entry.entry: entry for entry in entries if entry.entry not in there}
    with store.transaction():
        store.insert("entries", [dict(entry.model_dump()) for entry in new.values()])
        for scope in sorted({entry.body_key or NO_BODY for entry in new.values()}):
            store.mark(scope)
    return len(new), len(entries) - len(new)


def _read(line: str, where: str) -> Line:
    """One line as an entry."""
    try:
        entry = Line.model_validate_json(line)
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part) for part in first["loc"])
        what = f"is no entry of a log: {key + ': ' if key else ''}{first['msg']}"
        raise LogError(what, where=where, do=_WRITTEN) from error
    if wrong := _wrong(entry):
        raise LogError(f"is no entry of a log: {wrong}", where=where, do=_WRITTEN)
    if entry.what not in WHATS:
        raise LogError(f"nobody can do {entry.what!r}", where=where, do=f"It is one of {', '.join(WHATS)}")
    return entry


def _wrong(entry: Line) -> str | None:
    """Which part of an entry says nothing that could be: its time, or what it sets."""
    try:
        dt.datetime.fromisoformat(entry.at)
    except ValueError:
        return f"at: {entry.at!r} is no time"
    try:
        if entry.what in SETTING:
            Setting.model_validate_json(entry.value or "")
    except ValidationError:
        return f"value: {entry.value!r} sets no text, owners or date"
    return None


def _known(store: Store, entry: Line) -> bool:
    """Whether the database has the action of an entry, by its id or by its day and body."""
    sql = "SELECT 1 FROM action_list WHERE body_key IS ? AND raised IS ? LIMIT 1"
    own = store.rows("SELECT text FROM mention_list WHERE action = ?", [entry.action])
    return bool(own) or bool(store.rows(sql, [entry.body_key, entry.raised]))
