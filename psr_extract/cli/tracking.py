"""Commands that follow actions over the meetings: their lives as data."""

import json
from pathlib import Path

import click

from psr_extract.cli.common import body_option, db_option, one_line_errors, opened


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
