"""Whose a document is, where it does not say: papers and pages belong to the one body whose minutes lie beside them."""

from collections import defaultdict
from os import sep

from psr_extract.store import NO_BODY, Store
from psr_extract.store.rows import Row, Value


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
