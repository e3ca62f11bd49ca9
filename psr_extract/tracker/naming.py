"""A user's roster and the short names, kept in the store so that every command knows the same people."""

import json
from collections.abc import Iterable, Sequence

from psr_extract.people.known import Known, ShortNames
from psr_extract.store import Store
from psr_extract.store.rows import Row


def keep_roster(store: Store, roster: Sequence[Known]) -> None:
    """Remember a user's roster in place of the one before; all is linked anew where it has changed."""
    if list(roster) == roster_of(store):
        return
    rows: list[Row] = [
        {"position": number, "name": one.name, "person": one.person, "aliases": json.dumps(one.aliases),
         "role": one.role, "body": one.body}
        for number, one in enumerate(roster)
    ]  # fmt: skip
    with store.transaction():
        store.delete("DELETE FROM roster")
        store.insert("roster", rows)
        _mark_all(store)


def keep_short_names(store: Store, lines: Iterable[str]) -> None:
    """Remember which given names are short for which, in place of what was known before."""
    wanted = sorted(set(lines))
    if wanted == [row["names"] for row in store.rows("SELECT names FROM short_name_list ORDER BY names")]:
        return
    with store.transaction():
        store.delete("DELETE FROM short_names")
        store.insert("short_names", [{"names": line} for line in wanted])
        _mark_all(store)


def roster_of(store: Store) -> list[Known]:
    """The roster that is remembered."""
    return [
        Known(str(row["name"]), tuple(json.loads(str(row["aliases"]))), _text(row["role"]), _text(row["body"]))
        for row in store.rows("SELECT * FROM roster_list ORDER BY position")
    ]


def short_names_of(store: Store) -> ShortNames:
    """The short names that are remembered."""
    return ShortNames.of(str(row["names"]) for row in store.rows("SELECT names FROM short_name_list"))


def _mark_all(store: Store) -> None:
    for row in store.rows("SELECT DISTINCT body_key FROM document_list"):
        store.mark(str(row["body_key"] or ""))


def _text(value: object) -> str | None:
    return None if value is None else str(value)
