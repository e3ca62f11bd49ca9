"""An action that may have gone from one body to another: those of others with its printed reference, or its words."""

import json
from collections.abc import Iterator

from rapidfuzz import fuzz

from psr_extract.store import Store
from psr_extract.store.rows import Row
from psr_extract.tracker.handing import said_across
from psr_extract.tracker.likeness import is_telling, reference
from psr_extract.words import words

_LEAST_WORDS = 5
"""Shorter tasks are worded alike by many bodies that have nothing to do with each other."""
_ALIKE = 85.0
_ASKED = 6
"""So many of the longest words are looked for; all are compared afterwards."""
_MOST = 50


def elsewhere(store: Store, action: str) -> list[Row]:
    """The actions of other bodies that seem to be this one, with `why` ("reference" or "wording"), surest first.

    Nothing says that one body handed it to the other, so they are only named: a person may know whether it is one task.
    Those of which something does, or of which a person has spoken, are left out.
    """
    (head,) = store.rows("SELECT id, body_key, text FROM action_list WHERE id = ?", [action])
    found: dict[str, str] = {}
    for life in _by_reference(store, head):
        found.setdefault(life, "reference")
    for life in _by_wording(store, head):
        found.setdefault(life, "wording")
    pairs = store.rows("SELECT giver, taker FROM handed_pairs WHERE giver = :a OR taker = :a", {"a": action})
    spoken = [pair for pair in said_across(store) if action in pair]
    for end in {end for pair in (*(row.values() for row in pairs), *spoken) for end in pair}:
        found.pop(str(end), None)
    columns, wanted = "id, body, text, status, owners", "id IN (SELECT value FROM json_each(?))"
    rows = store.rows(f"SELECT {columns} FROM action_list WHERE {wanted} ORDER BY id", [json.dumps(sorted(found))])
    return sorted(({**row, "why": found[str(row["id"])]} for row in rows), key=lambda row: row["why"] != "reference")


def _by_reference(store: Store, head: Row) -> Iterator[str]:
    own = store.rows("SELECT DISTINCT ref FROM action_events WHERE life = ? AND ref IS NOT NULL", [head["id"]])
    for ref in {str(row["ref"]) for row in own if is_telling(reference(str(row["ref"])) or "")}:
        rows = store.rows(
            "SELECT DISTINCT v.life FROM actions a JOIN life_events v ON v.action = a.action "
            "JOIN action_list l ON l.id = v.life WHERE a.ref = ? COLLATE NOCASE AND l.body_key IS NOT ? "
            "AND l.body_key IS NOT NULL",
            [ref, head["body_key"]],
        )
        yield from (str(row["life"]) for row in rows)


def _by_wording(store: Store, head: Row) -> Iterator[str]:
    told = words(str(head["text"]))
    if len(told) < _LEAST_WORDS:
        return
    asked = sorted(set(told), key=lambda word: (-len(word), word))[:_ASKED]
    rows = store.rows(
        "SELECT DISTINCT v.life, a.text FROM actions_fts f JOIN actions a ON a.id = f.rowid "
        "JOIN life_events v ON v.action = a.action JOIN action_list l ON l.id = v.life "
        "WHERE actions_fts MATCH ? AND l.body_key IS NOT ? AND l.body_key IS NOT NULL ORDER BY f.rank LIMIT ?",
        [" OR ".join(f'"{word}"' for word in asked), head["body_key"], _MOST],
    )
    for row in rows:
        other = words(str(row["text"]))
        if len(other) >= _LEAST_WORDS and fuzz.token_sort_ratio(" ".join(told), " ".join(other)) >= _ALIKE:
            yield str(row["life"])
