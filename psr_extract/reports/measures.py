"""How a body keeps up with its actions: counts, ages and times, by owner and in all."""

import datetime as dt
from collections.abc import Sequence
from statistics import median

from psr_extract.reports.owners import by_owner
from psr_extract.reports.queries import Filters, actions
from psr_extract.store import Store
from psr_extract.store.rows import Row

ALL = "All"


def stats(store: Store, filters: Filters, *, today: dt.date) -> list[Row]:
    """A row for each owner, most overdue first, and one for all.

    `age` is the median of days that open actions are open, `meetings` of meetings; `rate` the share of closed actions
    among all but the dropped, in percent; `days_to_done` the median from raised to done. `None` where there is none.
    """
    rows = actions(store, filters, today=today)
    found = [_row(group.owner, group.actions) for group in by_owner(store, rows)]
    found.sort(key=lambda row: (-int(row["overdue"] or 0), -int(row["open"] or 0), str(row["owner"]).casefold()))
    return [*found, _row(ALL, rows)]


def _row(owner: str, rows: Sequence[Row]) -> Row:
    still = [row for row in rows if row["status"] == "open"]
    done = [row for row in rows if row["status"] == "done"]
    known = len(still) + len(done)
    row: Row = {"owner": owner, "open": len(still), "overdue": sum(bool(one["overdue"]) for one in still)}
    row |= {"silent": sum(bool(one["silent"]) for one in still), "done": len(done)}
    row |= {"dropped": len(rows) - known, "rate": round(100 * len(done) / known) if known else None}
    row |= {"age": _median(still, "age"), "meetings": _median(still, "meetings_open")}
    return row | {"days_to_done": _median(done, "age")}


def _median(rows: Sequence[Row], column: str) -> float | None:
    values = [float(row[column] or 0) for row in rows if row[column] is not None]
    return median(values) if values else None
