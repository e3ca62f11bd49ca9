"""The named queries on papers: filters in, rows out, from the views of the store."""

from collections.abc import Sequence

from psr_extract.reports.formats import day
from psr_extract.reports.queries import Filters, all_of, conditions
from psr_extract.store import Store
from psr_extract.store.rows import Row, Value

_PLACE = "file, page, line, cell_table, cell_row, quote, certainty"
_ORDER = "ORDER BY body IS NULL, body_key, date IS NULL, date, file"


def papers(store: Store, filters: Filters) -> list[Row]:
    """The papers that the filters leave, each with the meeting and item that took it, by body and date."""
    rows = _rows(
        store, filters, "paper_list",
        "title, author, report_of, written, item, appendices, minutes, minuted_as, minuted_item, link, link_certainty, "
        "recommendations, accepted, file, pages, warnings",
    )  # fmt: skip
    return _having(rows, filters.search, ("title", "author", "report_of", "appendices", "file", "minuted_item"))


def recommendations(store: Store, filters: Filters) -> list[Row]:
    """What papers asked for and what was decided on it; `status` is accepted, amended, other or unanswered."""
    columns = f"paper, text, answer, decision, outcome, minutes, answer_certainty, {_PLACE}"
    rows = _rows(store, filters, "recommendation_list", columns, ", number")
    if filters.status:
        wanted = None if filters.status == "unanswered" else filters.status
        rows = [row for row in rows if row["answer"] == wanted]
    return _having(rows, filters.search, ("paper", "text", "decision"))


def milestones(store: Store, filters: Filters, *, slipped: bool = False) -> list[Row]:
    """Each milestone as the newest paper has it, with its baseline, every forecast, and the slip in days.

    `slipped` leaves those that are later than their baseline, the worst first; `status` filters by RAG.
    """
    columns = (
        "history AS id, text, workstream, owner, baseline, latest, slip, due_text, due_end, actual_end, rag, status, "
        f"papers, place, same, {_PLACE}"
    )
    rows = _rows(store, Filters(body=filters.body), "forecast_list", columns, ", number")
    told: dict[Value, list[Row]] = {}
    for row in sorted(rows, key=lambda row: (str(row["id"]), int(row["place"] or 0))):
        told.setdefault(row["id"], []).append(row)
    newest = [_newest(entries) for entries in told.values()]
    since, until = (str(one) if one else None for one in (filters.since, filters.until))
    kept = [
        row for row in newest
        if not (since and str(row["date"] or "") < since) and not (until and str(row["date"] or "9") > until)
        and (not filters.status or row["rag"] == filters.status)
        and _has(row, filters.owner, ("owner",))
        and _has(row, filters.search, ("text", "workstream", "owner", "status"))
        and (not slipped or int(row["slip"] or 0) > 0)
    ]  # fmt: skip
    if slipped:
        return sorted(kept, key=lambda row: (-int(row["slip"] or 0), str(row["id"])))
    return sorted(kept, key=lambda row: (str(row["latest"] or "9"), str(row["id"])))


def risks(store: Store, filters: Filters) -> list[Row]:
    """The risks of all registers; `status` filters by RAG, `owner` by the words of the owner."""
    columns = f"ref, topic, text, likelihood, impact, score, rag, mitigation, owner, {_PLACE}"
    rows = _rows(store, filters, "risk_list", columns, ", number")
    rows = [row for row in rows if (not filters.status or row["rag"] == filters.status)]
    rows = [row for row in rows if _has(row, filters.owner, ("owner",))]
    return _having(rows, filters.search, ("ref", "topic", "text", "mitigation", "owner"))


def budget(store: Store, filters: Filters) -> list[Row]:
    """The budget lines of papers with every column of money; `status` total leaves the totals, line the others."""
    columns = f"text, amount, upto, total, budget, spent, committed, forecast, variance, figures, {_PLACE}"
    rows = _rows(store, filters, "budget_list", columns, ", number")
    if filters.status:
        rows = [row for row in rows if bool(row["total"]) == (filters.status == "total")]
    return _having(rows, filters.search, ("text",))


def _newest(entries: Sequence[Row]) -> Row:
    """The last of a milestone's entries, with all its forecasts as one text: "20 March 2025: 5 May 2025; ..."."""
    last = entries[-1]
    dates = [day(row["due_end"]) or str(row["due_text"]) for row in entries]
    told = [f"{day(row['date']) or 'no date'}: {date}" for row, date in zip(entries, dates, strict=True)]
    sure = "stated" if all(row["same"] == "stated" for row in entries) else "inferred"
    rags = [str(row["rag"]) for row in entries if row["rag"]]
    return {**last, "forecasts": "; ".join(told), "rags": " > ".join(rags) or None, "same": sure}


def _rows(store: Store, filters: Filters, view: str, columns: str, order: str = "") -> list[Row]:
    where, values = conditions(store, filters, date="date")
    return store.rows(f"SELECT body, date, {columns} FROM {view} WHERE {all_of(where)} {_ORDER}{order}", values)


def _having(rows: list[Row], wanted: str | None, names: Sequence[str]) -> list[Row]:
    return [row for row in rows if _has(row, wanted, names)]


def _has(row: Row, wanted: str | None, names: Sequence[str]) -> bool:
    """Whether all words that are wanted stand in these cells."""
    text = " ".join(str(row[name]) for name in names if row[name] is not None).casefold()
    return all(word in text for word in (wanted or "").casefold().split())
