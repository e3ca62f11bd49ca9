"""What other documents tell of one: whose it is, where it does not say, and what the ids of its actions begin with."""

import hashlib
from collections import defaultdict
from os import sep
from string import ascii_lowercase

from psr_extract.store import NO_BODY, Store
from psr_extract.store.ids import prefixes
from psr_extract.store.rows import Row, Value
from psr_extract.words import file_order


def settle(store: Store) -> None:
    """Give documents of no known body, or of one that nobody else names, the one body of the minutes in their folder.

    Worked out anew from what the documents state, so the order of reading does not matter.
    """
    rows = store.rows("SELECT document, name, path, kind, body, body_key, stated_body, stated_key FROM stated_list")
    minuted: dict[Value, int] = defaultdict(int)
    folders: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        minuted[row["stated_key"]] += row["kind"] == "minutes"
        path = str(row["path"])
        folders[path[: path.rfind(sep)]].append(row)
    for inside in folders.values():
        bodies = {row["stated_key"]: row["stated_body"] for row in inside
                  if row["kind"] == "minutes" and row["stated_key"]}  # fmt: skip
        lone = len(bodies) == 1 and len(inside) > 1
        for row in inside:
            own = bool(row["stated_key"]) and (row["kind"] == "minutes" or minuted[row["stated_key"]] > 0)
            key, body = (row["stated_key"], row["stated_body"]) if own or not lone else next(iter(bodies.items()))
            if key != row["body_key"]:
                store.place(int(row["document"] or 0), str(body or "") or None, str(key or "") or None)
                store.mark(str(row["body_key"] or NO_BODY))
                store.mark(str(key or NO_BODY))


def letter(store: Store) -> None:
    """Share out what the ids of actions begin with where several documents want the same, as those of one meeting do.

    What names its body goes first, minutes before what was put to the meeting, a draft before approved minutes, the
    others by their names; so nothing depends on which came first. What is shared out is also what other documents want
    that has letters after it.
    """
    waiting = {str(row["wanted"]) for row in store.rows("SELECT wanted FROM unlettered_list")}
    shorter = {wanted[:-cut] for wanted in waiting for cut in range(1, len(wanted)) if wanted[-cut:].isalpha()}
    for wanted in sorted(waiting | shorter):
        _share_out(store, wanted)
    store.delete("DELETE FROM unlettered")


def _share_out(store: Store, wanted: str) -> None:
    rows = sorted(store.rows("SELECT * FROM wanted_list WHERE wanted = ?", [wanted]), key=_rank)
    others = "SELECT 1 FROM wanted_list WHERE wanted <> :wanted AND (wanted = :one OR prefix = :one)"
    free = {key: prefixes(wanted + (_initials_again(str(key)) if key != rows[0]["stated_key"] else ""))
            for key in {row["stated_key"] for row in rows}}  # fmt: skip
    names: dict[int, str] = {}
    used: set[str] = set()
    for row in rows:
        one = next(one for one in free[row["stated_key"]] if one not in used
                   and (one == wanted or not store.rows(others, {"wanted": wanted, "one": one})))  # fmt: skip
        names[int(row["document"] or 0)] = one
        used.add(one)
    moved = [row for row in rows if row["prefix"] != names[int(row["document"] or 0)]]
    for row in moved:
        store.mark(str(row["body_key"] or NO_BODY))
    store.letter({int(row["document"] or 0): names[int(row["document"] or 0)] for row in moved})


def _initials_again(key: str) -> str:
    """Letters for a body that has the initials of another, its own ones whatever that other has to say."""
    digest = hashlib.sha256(key.encode()).digest()
    return "".join(ascii_lowercase[byte % len(ascii_lowercase)] for byte in digest[:2])


def _rank(row: Row) -> tuple[object, ...]:
    own = row["kind"] != "minutes", not row["draft"], *file_order(str(row["name"])), row["sha256"]
    return row["stated_key"] is None, str(row["stated_key"] or ""), *own
