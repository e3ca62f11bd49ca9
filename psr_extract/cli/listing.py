"""Commands that look into the database: lists, and the written report."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from psr_extract.cli.common import (
    DAY,
    body_option,
    day_of,
    db_option,
    format_option,
    one_line_errors,
    opened,
    print_rows,
    print_table,
    search_option,
    since_option,
    today_option,
    today_or,
    until_option,
)

if TYPE_CHECKING:
    from psr_extract.store.rows import Row


@click.command()
@click.option("--status", type=click.Choice(["open", "done", "dropped", "all"]), default="open", show_default=True,
              help="Only actions in this state.")  # fmt: skip
@click.option("--overdue", is_flag=True, help="Only open actions whose day has passed.")
@click.option("--owner",
              help="Only this owner's: a person, post, group, organisation or initials, however the minutes write it.")
@body_option
@since_option
@until_option
@search_option
@click.option("--item", help="Only those under items of business with these words in their title.")
@click.option("--due-within", type=click.IntRange(min=0), metavar="DAYS", help="Only open ones due in so many days.")
@click.option("--raised-since", type=DAY, metavar="DATE",
              help="Only those first recorded from this day on.")
@click.option("--carried", type=click.IntRange(min=1), metavar="N", help="Only those carried over N meetings or more.")
@click.option("--silent", is_flag=True, help="Only open ones that the last two meetings did not mention.")
@click.option("--referred", is_flag=True, help="Only those that one body has referred to another, at either end.")
@click.option("--sort", type=click.Choice(["due", "raised", "mentioned", "carried", "owner", "body", "item", "text"]),
              default="due", show_default=True,
              help="What comes first: the soonest due, the oldest, the longest unheard of ...")
@click.option("--group", type=click.Choice(["owner", "body", "item", "status", "none"]), default="owner",
              show_default=True, help="What the table puts together.")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="Only the first N; the last line counts all.")
@format_option
@today_option
@db_option
@one_line_errors
def actions(status: str, overdue: bool, owner: str | None, body: str | None, since: dt.datetime | None,
            until: dt.datetime | None, search: str | None, item: str | None, due_within: int | None,
            raised_since: dt.datetime | None, carried: int | None, silent: bool, referred: bool, sort: str,
            group: str, limit: int | None, form: str, today: dt.datetime | None, db: Path) -> None:  # fmt: skip
    """List actions: open ones, grouped by owner, unless you ask otherwise."""
    from psr_extract import reports

    now = today_or(today)
    filters = reports.Filters(status=None if status == "all" else status, overdue=overdue, owner=owner, body=body,
                              since=day_of(since), until=day_of(until), search=search, item=item, carried=carried,
                              due_by=None if due_within is None else now + dt.timedelta(due_within), silent=silent,
                              raised_since=day_of(raised_since), referred=referred)  # fmt: skip
    with opened(db) as store:
        rows = reports.actions(store, filters, today=now, sort=sort, most=limit)
        count, late = reports.tally(store, filters, today=now)
        groups = reports.grouped(store, rows, group) if form == "table" else []
        unclear = reports.unclear(store, named=owner) if owner else []
    _tell_unclear(unclear)
    if form != "table":
        every = ("id", "status", "overdue", "silent", "owners", "text", "due_text", "due_start", "due_end", "raised",
                 "mentioned", "closed", "mentions", "carried", "meetings_open", "age", "by_hand", "referred_to",
                 "referred_from", "item", "body", "file", "page", "line", "quote", "certainty")  # fmt: skip
        print_rows(rows, every, form, shown=every)
        return
    shown = {str(row["id"]): _shown(row) for row in rows}
    columns = ("id", "due", "marks", "text") if group == "owner" else ("id", "due", "marks", "owners", "text")
    for one in groups:
        if one.owner:
            click.secho(f"{one.owner} ({len(one.actions)}, {one.overdue} overdue)", bold=True)
        print_table([shown[str(row["id"])] for row in one.actions], columns, among=list(shown.values()))
    first = f"The first {len(rows)} of " if len(rows) < count else ""
    click.echo(f"{first}{count} action{'' if count == 1 else 's'}, {late} overdue.")


@click.command()
@body_option
@since_option
@until_option
@search_option
@format_option
@db_option
@one_line_errors
def decisions(body: str | None, since: dt.datetime | None, until: dt.datetime | None, search: str | None, form: str,
              db: Path) -> None:  # fmt: skip
    """List decisions by body and date."""
    from psr_extract import reports

    filters = reports.Filters(body=body, since=day_of(since), until=day_of(until), search=search)
    with opened(db) as store:
        rows = reports.decisions(store, filters)
    columns = ("body", "date", "outcome", "text", "item", "file", "page", "line", "quote", "certainty")
    print_rows(rows, columns, form, shown=("date", "body", "outcome", "text", "item"))


@click.command()
@body_option
@since_option
@until_option
@format_option
@db_option
@one_line_errors
def meetings(body: str | None, since: dt.datetime | None, until: dt.datetime | None, form: str, db: Path) -> None:
    """List meetings, with how many came and what came out."""
    from psr_extract import reports

    with opened(db) as store:
        rows = reports.meetings(store, reports.Filters(body=body, since=day_of(since), until=day_of(until)))
    columns = ("body", "date", "start", "end", "venue", "chair", "previous", "next", "present", "apologies", "actions",
               "decisions", "files")  # fmt: skip
    shown = ("date", "body", "chair", "present", "apologies", "actions", "decisions", "files")
    print_rows(rows, columns, form, shown=shown)


@click.command()
@body_option
@since_option
@until_option
@click.option("--search", help="Only those whose row has this text.")
@format_option
@db_option
@one_line_errors
def people(body: str | None, since: dt.datetime | None, until: dt.datetime | None, search: str | None, form: str,
           db: Path) -> None:  # fmt: skip
    """List the people who came, sent apologies or spoke, and how much they still owe."""
    from psr_extract import reports

    filters = reports.Filters(body=body, since=day_of(since), until=day_of(until), search=search)
    with opened(db) as store:
        rows = reports.people(store, filters)
        unclear = reports.unclear(store)
    columns = ("name", "spellings", "organisations", "roles", "bodies", "present", "away", "first", "last",
               "open_actions")  # fmt: skip
    shown = ("name", "organisations", "roles", "present", "away", "open_actions")
    print_rows(rows, columns, form, shown=shown)
    _tell_unclear(unclear)


def _tell_unclear(unclear: "Sequence[Row]") -> None:
    """A line for each owner that two or more people fit, beside what is asked for."""
    for one in unclear:
        count = f"{one['actions']} action{'' if one['actions'] == 1 else 's'}"
        click.echo(f"Unclear: {one['name']} ({count}) may be {one['maybe']}; psr.toml can tell.", err=True)


@click.command()
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), default=Path("output"), show_default=True,
              help="The folder to write actions.md and actions.html into.")  # fmt: skip
@body_option
@today_option
@db_option
@one_line_errors
def report(out: Path, body: str | None, today: dt.datetime | None, db: Path) -> None:
    """Write the open actions, grouped by owner, as Markdown and as a web page."""
    from psr_extract import reports

    day = today_or(today)
    with opened(db) as store:
        rows = reports.actions(store, reports.Filters(status="open", body=body), today=day)
        groups = reports.by_owner(store, rows)
    out.mkdir(parents=True, exist_ok=True)
    (out / "actions.md").write_text(reports.to_markdown(groups, today=day), encoding="utf-8")
    (out / "actions.html").write_text(reports.to_html(groups, today=day), encoding="utf-8")
    first = f" {rows[0]['id']}" if rows else " ID"
    click.echo(f"{reports.counts(groups)}.\nReports:  {out / 'actions.md'} and {out / 'actions.html'}\nDatabase: {db}")
    click.echo("Try next:")
    for command in (f"show{first}", "actions --overdue", "decisions", "people --format csv", "ingest YOUR-FOLDER"):
        click.echo(f"  psr-extract {command}{'' if db == Path('output/psr.db') else f' --db {db}'}")


def _shown(row: "Row") -> "Row":
    """An action's cells in the table."""
    from psr_extract.reports import due

    marks: Sequence[str] = [name for name in ("overdue", "silent") if row[name]]
    marks = [*marks, *(("referred",) if row["referred_to"] else ())]
    state = [str(row["status"])] if row["status"] != "open" else []
    return {**row, "due": due(row), "marks": ", ".join((*state, *marks))}
