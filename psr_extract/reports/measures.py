"""How a body keeps up with its actions: counts, ages and times, by owner and in all."""

import datetime as dt
from collections.abc import Sequence

from psr_extract.reports.owners import NOBODY, lives_of, names_of
from psr_extract.reports.queries import Filters, all_of, conditions, ids
from psr_extract.store import Store
from psr_extract.store.rows import Row

ALL = "All"


def stats(store: Store, filters: Filters, *, today: dt.date) -> list[Row]:
    """A row for each owner, most overdue first, and one for all.

    `age` is the median of days that open actions are open, `meetings` of meetings; `rate` the share of closed actions
    among all but the dropped, in percent; `days_to_done` the median from raised to done. `None` where there is none.
    """
    where, values = conditions(store, filters, date="raised")
    if filters.owner:
        where.append("id IN (SELECT value FROM json_each(:lives))")
        values["lives"] = ids(lives_of(store, filters.owner))
    values["today"] = today.isoformat()
    rows = store.rows(
        "SELECT owner, status, 0 AS overdue, 0 AS silent, days AS age, NULL AS meetings, count(*) AS n, sum(first) AS "
        f"once FROM figure_list WHERE status <> 'open' AND {all_of(where)} GROUP BY 1, 2, 5",
        values,
    )
    rows += store.rows(
        "SELECT owner, status, coalesce(due_end < :today, 0) AS overdue, silent, CAST(julianday(:today) - "
        "julianday(raised) AS INTEGER) AS age, meetings_open AS meetings, 1 AS n, first AS once "
        f"FROM figure_list WHERE status = 'open' AND {all_of(where)}",
        values,
    )
    owners: dict[str, list[Row]] = {}
    for row in rows:
        owners.setdefault(str(row["owner"]), []).append(row)
    names = {**names_of(store, owners), "": NOBODY}
    found = [_row(names[owner], own, "n") for owner, own in owners.items()]
    found.sort(key=lambda row: (-int(row["overdue"] or 0), -int(row["open"] or 0), str(row["owner"]).casefold()))
    return [*found, _row(ALL, rows, "once")]


def _row(owner: str, rows: Sequence[Row], count: str) -> Row:
    """The figures of one owner; `count` is the column that says how many actions a row stands for."""

    def total(*status: str, of: str | None = None) -> int:
        return sum(int(row[count] or 0) for row in rows if row["status"] in status and (of is None or row[of]))

    still, done = total("open"), total("done")
    known = still + done
    row: Row = {"owner": owner, "open": still, "overdue": total("open", of="overdue")}
    row |= {"silent": total("open", of="silent"), "done": done, "dropped": total("dropped")}
    row |= {"rate": round(100 * done / known) if known else None}
    row |= {"age": _median(rows, "open", "age", count), "meetings": _median(rows, "open", "meetings", count)}
    return row | {"days_to_done": _median(rows, "done", "age", count)}


def _median(rows: Sequence[Row], status: str, column: str, count: str) -> float | None:
    """The median of a column over the actions of this status, whose value is known."""
    values = sorted((float(row[column] or 0), int(row[count] or 0)) for row in rows
                    if row["status"] == status and row[column] is not None)  # fmt: skip
    total = sum(n for _, n in values)
    middle = [_at(values, place) for place in ((total - 1) // 2, total // 2)]
    return sum(middle) / 2 if total else None


def _at(values: Sequence[tuple[float, int]], place: int) -> float:
    """The value at a place of the whole row of values."""
    for value, n in values:
        place -= n
        if place < 0:
            return value
    return 0.0
