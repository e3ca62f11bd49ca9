"""Commands that follow actions over the meetings: lives as data, figures, checks, and versions of minutes."""

import datetime as dt
import json
from collections import Counter
from pathlib import Path

import click

from psr_extract.cli.common import (
    body_option,
    day_of,
    db_option,
    format_option,
    one_line_errors,
    opened,
    print_rows,
    since_option,
    today_option,
    today_or,
    until_option,
)


@click.command()
@body_option
@click.option("--format", "form", type=click.Choice(["json"]), default="json", show_default=True,
              help="How to print.")  # fmt: skip
@db_option
@one_line_errors
def lives(body: str | None, form: str, db: Path) -> None:
    """Print what became of each action over the meetings; without --body a list, one for each body."""
    from psr_extract import reports

    with opened(db) as store:
        found = reports.lives(store, reports.bodies(store, body))
    click.echo(json.dumps(found[0] if body and len(found) == 1 else found, ensure_ascii=False, indent=1))


@click.command()
@click.option("--owner", help="Only this owner's.")
@body_option
@since_option
@until_option
@format_option
@today_option
@db_option
@one_line_errors
def stats(owner: str | None, body: str | None, since: dt.datetime | None, until: dt.datetime | None, form: str,
          today: dt.datetime | None, db: Path) -> None:  # fmt: skip
    """Count by owner what is open, overdue and done, how old it is, and how long it takes.

    "Done %" (`rate` in other formats) is the share of done among open and done actions; "Days open" (`age`) and
    "Meetings open" (`meetings`) are the median age of open ones, "Days to done" the median from raised to done.
    --since and --until are for days of raising.
    """
    from psr_extract import reports

    filters = reports.Filters(owner=owner, body=body, since=day_of(since), until=day_of(until))
    with opened(db) as store:
        rows = reports.stats(store, filters, today=today_or(today))
    columns = ("owner", "open", "overdue", "silent", "done", "dropped", "rate", "age", "meetings", "days_to_done")
    titles = {"rate": "done_%", "age": "days_open", "meetings": "meetings_open", "days_to_done": "days_to_done"}
    told = [row | {title: None if row[name] is None else f"{row[name]:g}" for name, title in titles.items()}
            for row in rows]  # fmt: skip
    print_rows(told if form == "table" else rows, columns, form, shown=(*columns[:6], *titles.values()))


@click.command()
@body_option
@format_option
@db_option
@one_line_errors
def lint(body: str | None, form: str, db: Path) -> None:
    """Check the record itself: what has no owner or date, contradicts, is missing, or was forgotten."""
    from psr_extract import reports

    with opened(db) as store:
        rows = reports.lint(store, body)
    columns = ("check", "what", "date", "file", "detail")
    print_rows(rows, columns, form, shown=columns)
    if form == "table" and rows:
        counts = Counter(str(row["check"]) for row in rows)
        click.echo("; ".join(f"{check}: {count}" for check, count in counts.items()))


@click.command()
@click.argument("meeting")
@format_option
@db_option
@one_line_errors
def diff(meeting: str, form: str, db: Path) -> None:
    """Compare the versions of a meeting's minutes: what approval added, changed and left out.

    MEETING is its day (2026-03-31), or what the ids of its actions begin with.
    """
    from psr_extract import reports

    with opened(db) as store:
        files, rows = reports.diff(store, meeting)
    if form == "table":
        click.echo(" -> ".join(files))
        if len(files) < 2:
            click.echo("Only one version is here.")
            return
    columns = ("change", "kind", "before", "text", "file")
    print_rows(rows, columns, form, shown=("change", "kind", "before", "text"))
