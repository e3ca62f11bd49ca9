"""What became of every file that was seen."""

from collections.abc import Collection

from psr_extract.store import Store
from psr_extract.store.rows import Row

_ORDER = ("failed", "waiting", "duplicate", "ignored", "ingested")


def inbox(store: Store, *, states: Collection[str] = (), search: str | None = None) -> list[Row]:
    """The files in these states (or all), those that need a person first; `search` is a part of path or reason."""
    rows = store.rows("SELECT * FROM inbox_list ORDER BY path")
    rows.sort(key=lambda row: _ORDER.index(str(row["state"])))
    words = (search or "").casefold()
    return [
        row for row in rows
        if (not states or row["state"] in states) and words in f"{row['path']} {row['reason'] or ''}".casefold()
    ]  # fmt: skip
