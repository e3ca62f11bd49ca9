"""Commands that list what papers say: `papers`, `recommendations`, `milestones`, `risks`, `budget`."""

import datetime as dt
import functools
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from psr_extract.cli.common import (
    body_option,
    day_of,
    db_option,
    format_option,
    one_line_errors,
    opened,
    print_rows,
    search_option,
    since_option,
    until_option,
)

if TYPE_CHECKING:
    from psr_extract.reports import Filters

_PLACE = ("file", "page", "line", "quote", "certainty")
_RAGS = click.Choice(["red", "amber", "green", "blue"])
_owner = click.option("--owner", help="Only those whose owner has these words.")


def _listing(command: Callable[..., None]) -> Callable[..., None]:
    """The options that all of these lists share; what they pick comes as `filters`."""

    @one_line_errors
    @functools.wraps(command)
    def filtered(*, body: str | None, since: dt.datetime | None, until: dt.datetime | None, search: str | None,
                 status: str | None = None, owner: str | None = None, **rest: object) -> None:  # fmt: skip
        from psr_extract import reports

        filters = reports.Filters(
            body=body, since=day_of(since), until=day_of(until), search=search, status=status, owner=owner
        )
        command(filters=filters, **rest)

    told: Callable[..., None] = filtered
    for option in (db_option, format_option, search_option, until_option, since_option, body_option):
        told = option(told)
    return told


@click.command()
@_listing
def papers(filters: "Filters", form: str, db: Path) -> None:
    """List papers, each with the meeting and item that took it and how sure that is."""
    from psr_extract import reports

    with opened(db) as store:
        rows = reports.papers(store, filters)
    columns = ("body", "date", "title", "author", "report_of", "written", "item", "appendices", "minutes", "minuted_as",
               "minuted_item", "link", "link_certainty", "recommendations", "accepted", "file", "pages",
               "warnings")  # fmt: skip
    print_rows(rows, columns, form, shown=("date", "body", "title", "item", "minuted_item", "recommendations"))


@click.command()
@click.option("--status", type=click.Choice(["accepted", "amended", "other", "unanswered"]),
              help="Only those that the meeting answered so.")  # fmt: skip
@_listing
def recommendations(filters: "Filters", form: str, db: Path) -> None:
    """List what papers asked for, and what the meeting decided on it: accepted as written, amended, or other."""
    from psr_extract import reports

    with opened(db) as store:
        rows = reports.recommendations(store, filters)
    columns = ("body", "date", "paper", "text", "answer", "decision", "outcome", "minutes", "answer_certainty", *_PLACE)
    print_rows(rows, columns, form, shown=("date", "paper", "text", "answer", "decision"))


@click.command()
@click.option("--slipped", is_flag=True, help="Only those later than their baseline, the worst first.")
@click.option("--status", type=_RAGS, help="Only those with this RAG rating.")
@_owner
@_listing
def milestones(slipped: bool, filters: "Filters", form: str, db: Path) -> None:
    """List milestones as the newest paper has them; with --slipped each forecast and the slip in days."""
    from psr_extract import reports

    with opened(db) as store:
        rows = reports.milestones(store, filters, slipped=slipped)
    columns = ("id", "body", "date", "text", "workstream", "owner", "baseline", "latest", "slip", "forecasts", "rag",
               "rags", "status", "due_text", "actual_end", "papers", "same", *_PLACE)  # fmt: skip
    usual = ("latest", "text", "workstream", "owner", "rag", "body")
    print_rows(rows, columns, form, shown=("text", "baseline", "forecasts", "slip", "rags") if slipped else usual)


@click.command()
@click.option("--status", type=_RAGS, help="Only those with this RAG rating.")
@_owner
@_listing
def risks(filters: "Filters", form: str, db: Path) -> None:
    """List the risks of all risk registers."""
    from psr_extract import reports

    with opened(db) as store:
        rows = reports.risks(store, filters)
    columns = ("body", "date", "ref", "topic", "text", "likelihood", "impact", "score", "rag", "mitigation", "owner",
               *_PLACE)  # fmt: skip
    shown = ("ref", "text", "likelihood", "impact", "score", "rag", "mitigation", "owner")
    print_rows(rows, columns, form, shown=shown)


@click.command()
@click.option("--status", type=click.Choice(["total", "line"]), help="Only the totals, or only the lines they add up.")
@_listing
def budget(filters: "Filters", form: str, db: Path) -> None:
    """List budget lines, with what is budgeted, spent, committed and forecast where a table says so."""
    from psr_extract import reports

    with opened(db) as store:
        rows = reports.budget(store, filters)
    columns = ("body", "date", "text", "amount", "upto", "total", "budget", "spent", "committed", "forecast",
               "variance", "figures", *_PLACE)  # fmt: skip
    shown = [{**row, **{name: _money(row[name]) for name in columns[3:11] if name != "total"}} for row in rows]
    money = ("date", "text", "amount", "spent", "committed", "forecast", "file")
    print_rows(shown if form == "table" else rows, columns, form, shown=money)


def _money(amount: object) -> str | None:
    """An amount for readers: "12,400", pence only where there are any."""
    return f"{amount:,.2f}".removesuffix(".00") if isinstance(amount, float) else None
