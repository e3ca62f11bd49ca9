"""What one body handed to another: for one action, for lists of actions, and for the review."""

from collections import defaultdict

from psr_extract.store import Store
from psr_extract.store.rows import Row, Value

_COLUMNS = """
    giver, taker, state, why, score, body_key, other_key, body, text, status, mentioned, closed, other_body, taker_text,
    taker_status, taker_raised, taker_mentioned, taker_closed, date, file, quote, rule, page, line, cell_table, cell_row
"""
_ORDER = "ORDER BY date, giver, score DESC, taker"


def handed(store: Store, action: str) -> list[Row]:
    """What an action was handed on to and came from: rows with `way` ("to" or "from"), `state` and the words for it.

    `id`, `at`, `told`, `stands`, `last` and `ended` are of the other action: its id, body, text, status, the day of its
    last mention and that of its end; none where nothing is found at the other body.
    """
    sql = f"SELECT {_COLUMNS} FROM handed_list WHERE giver = :action OR taker = :action {_ORDER}"
    return [_seen_from(row, action) for row in store.rows(sql, {"action": action})]


def _seen_from(row: Row, action: str) -> Row:
    if row["giver"] == action:
        names = ("taker", "other_body", "taker_text", "taker_status", "taker_mentioned", "taker_closed")
    else:
        names = ("giver", "body", "text", "status", "mentioned", "closed")
    parts = dict(zip(("id", "at", "told", "stands", "last", "ended"), names, strict=True))
    kept = ("state", "why", "score", "date", "file", "quote", "rule", "page", "line", "cell_table", "cell_row")
    way = "to" if row["giver"] == action else "from"
    return {"way": way} | {name: row[part] for name, part in parts.items()} | {name: row[name] for name in kept}


def doubtful(store: Store) -> list[Row]:
    """The doubts about what was handed on, as `review` has its rows: `key` is the action that hands on."""
    rows = store.rows(f"SELECT {_COLUMNS} FROM handed_list WHERE state = 'doubtful' {_ORDER}")
    kept = ("body_key", "other_key", "file", "page", "line", "cell_table", "cell_row")
    return [
        {"asks": "referred", "key": row["giver"], "id": row["taker"], "score": row["score"], "said": row["quote"],
         "date": row["date"], "action": row["taker_text"], "raised": row["taker_raised"], "body": row["other_body"],
         "given": row["text"]} | {name: row[name] for name in kept}
        for row in rows
    ]  # fmt: skip


def with_referrals(store: Store, rows: list[Row]) -> list[Row]:
    """The rows of actions, each now with the ids of those that it was referred to (or the body) and from."""
    names = {row["body_key"]: row["body"] for row in store.rows("SELECT body_key, body FROM body_list")}
    to: dict[Value, list[str]] = defaultdict(list)
    came: dict[Value, list[str]] = defaultdict(list)
    found = store.rows("SELECT giver, taker, other FROM handed_pairs WHERE state <> 'doubtful' ORDER BY taker, other")
    for row in found:
        to[row["giver"]].append(str(row["taker"] or names[row["other"]]))
        came[row["taker"]].append(str(row["giver"]))
    for row in rows:
        row["referred_to"] = "; ".join(to.get(row["id"], ()))
        row["referred_from"] = "; ".join(sorted(came.get(row["id"], ())))
    return rows
