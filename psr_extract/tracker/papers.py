"""Links papers to the meeting and item that took them, and milestones to their earlier selves: `link_papers`."""

from collections.abc import Sequence

from psr_extract.store import Store
from psr_extract.store.rows import Row, Value
from psr_extract.tracker.answers import Decision, Item, Taken, answer_to, item_of
from psr_extract.tracker.histories import Planned, histories


def link_papers(store: Store, scope: str) -> None:
    """Work out anew what links a body's papers; those that name no body are linked to nothing."""
    for table in ("paper_links", "answers", "milestone_histories"):
        store.delete(f"DELETE FROM {table} WHERE scope = ?", [scope])
    key = scope or None
    if key:
        for paper in store.rows("SELECT * FROM paper_list WHERE body_key = ? AND date IS NOT NULL", [key]):
            _link(store, scope, paper)
    planned = [_planned(row) for row in store.rows("SELECT * FROM planned_list WHERE body_key IS ?", [key])]
    found = histories(planned) if key else [one for plan in planned for one in histories([plan])]
    store.insert("milestone_histories", [
        {"scope": scope, "document": one.document, "number": one.number, "history": history.key, "certainty": certainty}
        for history in found for one, certainty in history.entries
    ])  # fmt: skip


def _link(store: Store, scope: str, paper: Row) -> None:
    """Link a paper to the minutes of its meeting, and its recommendations to the decisions there."""
    same = (
        "SELECT document FROM document_list WHERE kind = 'minutes' AND body_key = ? AND date = ? "
        "ORDER BY length(prefix), prefix"
    )
    best: tuple[int, Taken] | None = None
    for row in store.rows(same, [paper["body_key"], paper["date"]]):
        minutes = _number(row["document"])
        taken = item_of(_text(paper["title"]), _text(paper["item"]), _items(store, minutes))
        if best is None or _rank(taken) >= _rank(best[1]):
            best = minutes, taken
    if best is None:
        return
    minutes, taken = best
    link: Row = {"scope": scope, "paper": paper["document"], "minutes": minutes}
    link |= {"item": taken.item.number if taken.item else None, "why": taken.why, "certainty": taken.certainty}
    store.insert("paper_links", [link])
    decided = _decisions(store, minutes)
    own = [one for one in decided if taken.item and one.item == taken.item.title]
    rows = store.rows("SELECT number, text FROM recommendation_list WHERE document = ?", [paper["document"]])
    store.insert("answers", list(_answers(scope, paper["document"], minutes, rows, own or decided, sure=bool(own))))


def _answers(scope: str, paper: Value, minutes: int, asked: Sequence[Row], decided: Sequence[Decision], *,
             sure: bool) -> list[Row]:  # fmt: skip
    rows: list[Row] = []
    for ask in asked:
        if found := answer_to(str(ask["text"]), decided, sure=sure):
            row: Row = {"scope": scope, "paper": paper, "recommendation": ask["number"], "minutes": minutes}
            row |= {"decision": found.decision.number, "answer": found.answer, "score": found.score}
            rows.append(row | {"certainty": found.certainty})
    return rows


def _rank(taken: Taken) -> tuple[bool, int]:
    return taken.item is not None, ("unsure", "inferred", "stated").index(taken.certainty)


def _items(store: Store, minutes: int) -> list[Item]:
    rows = store.rows("SELECT number, printed, title FROM item_list WHERE document = ? ORDER BY number", [minutes])
    return [Item(_number(row["number"]), _text(row["printed"]), str(row["title"])) for row in rows]


def _decisions(store: Store, minutes: int) -> list[Decision]:
    sql = "SELECT number, text, outcome, item FROM decided_list WHERE document = ? ORDER BY number"
    rows = store.rows(sql, [minutes])
    return [Decision(_number(row["number"]), str(row["text"]), str(row["outcome"]), _text(row["item"])) for row in rows]


def _planned(row: Row) -> Planned:
    return Planned(
        _number(row["document"]), _number(row["number"]), str(row["text"]), _text(row["workstream"]),
        _text(row["date"]), str(row["prefix"]),
    )  # fmt: skip


def _text(value: Value) -> str | None:
    return None if value is None else str(value)


def _number(value: Value) -> int:
    return int(value or 0)
