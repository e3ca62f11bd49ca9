"""What papers say as rows: the columns that each kind of fact has of its own."""

import datetime as dt
from collections.abc import Iterator

from psr_extract.records import BudgetLine, Due, Field, Milestone, Paper, Recommendation, Risk, Status

Value = str | int | float | None
Row = dict[str, Value]


def of_paper(entry: Recommendation | Milestone | Status | BudgetLine | Field | Risk) -> Row:
    """The columns of one fact of a paper."""
    match entry:
        case Recommendation():
            return {"text": entry.text}
        case Milestone():
            own: Row = {"text": entry.text, "workstream": entry.workstream, "owner": entry.owner}
            own |= due_columns(entry.due) | {"rag": entry.rag, "status": entry.status}
            for name, due in (("baseline", entry.baseline), ("revised", entry.revised), ("actual", entry.actual)):
                own |= due_columns(due, name)
            return own
        case Status():
            row: Row = {"subject": entry.subject, "rag": entry.rag, "by_colour": int(entry.by_colour)}
            return row | {"previous": entry.previous, "trend": entry.trend}
        case BudgetLine():
            line: Row = {"text": entry.text, "amount": float(entry.amount), "upto": entry.upto}
            return line | {"total": int(entry.total)}
        case Field():
            return {"workstream": entry.workstream, "field": entry.field, "text": entry.text, "side": entry.side}
        case Risk():
            names = ("ref", "topic", "text", "likelihood", "impact", "score", "rag", "mitigation", "owner")
            return {name: getattr(entry, name) for name in names}


def figures(line: BudgetLine, key: int, number: int) -> Iterator[tuple[str, Row]]:
    """The rows of the columns of money that a budget line has."""
    for position, one in enumerate(line.figures):
        row: Row = {"document": key, "number": number, "position": position}
        yield "budget_figures", row | {"title": one.column, "what": one.what, "amount": float(one.amount)}


def whole_paper(paper: Paper, key: int) -> Iterator[tuple[str, Row]]:
    """The row of a paper, and those of its appendices."""
    row: Row = {"document": key, "title": paper.title, "author": paper.author, "report_of": paper.report_of}
    yield "papers", row | {"date": iso(paper.date), "item": paper.item}
    for position, title in enumerate(paper.appendices):
        yield "paper_appendices", {"document": key, "position": position, "title": title}


def due_columns(due: Due | None, name: str = "due") -> Row:
    """The three columns of a date: its words, first and last day."""
    if due is None:
        return {f"{name}_text": None, f"{name}_start": None, f"{name}_end": None}
    return {f"{name}_text": due.text, f"{name}_start": iso(due.start), f"{name}_end": iso(due.end)}


def iso(date: dt.date | None) -> str | None:
    """A day as the database writes it."""
    return date.isoformat() if date else None
