"""Commands that read files: `ingest` into the database, `extract` to the screen."""

import datetime as dt
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from psr_extract.cli.common import db_option, limits_options, one_line_errors, rules_option, worker
from psr_extract.errors import PsrError, ReadError

if TYPE_CHECKING:
    from psr_extract.ingest import Outcome

_SAID = {
    "new": "read",
    "replaced": "read again",
    "unchanged": "unchanged",
    "copy": "copy",
    "moved": "moved",
    "failed": "could not be read",
}


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PATH...")
@db_option
@rules_option
@click.option("--again", is_flag=True, help="Read also files that have not changed since the last time.")
@limits_options
@one_line_errors
def ingest(paths: tuple[Path, ...], db: Path, folders: tuple[Path, ...], again: bool, seconds: float | None,
           megabytes: int | None) -> None:  # fmt: skip
    """Read files, and folders with all that is in them, into the database.

    A file that was read before and has not changed is passed by; a corrected one replaces what came from it before.
    Files that cannot be read are named, the rest go in.
    """
    from psr_extract import tracker
    from psr_extract.ingest import find_files
    from psr_extract.ingest import ingest as ingest_files
    from psr_extract.store import Store

    found = find_files(paths)
    for error in found.errors:
        _complain(error)
    if found.passed_over:
        kinds = ", ".join(f"{count} {kind}" for kind, count in found.passed_over.items())
        click.echo(f"Passed over: {kinds}.", err=True)
    counts: Counter[str] = Counter(failed=len(found.errors))
    if found.files:
        now = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
        with worker(folders, seconds=seconds, megabytes=megabytes) as using, Store.open(db, create=True) as store:
            for outcome in _shown(ingest_files(found.files, store, using, now=now, again=again), len(found.files)):
                counts[outcome.state] += 1
            tracker.link(store)
    said = ", ".join(f"{counts[state]} {words}" for state, words in _SAID.items() if counts[state])
    click.echo(f"\n{said or 'Nothing to read'}.")
    if found.files:
        click.echo(f"Database: {db}\nNext: psr-extract actions --db {db}")
    if counts["failed"]:
        raise SystemExit(ReadError.exit_code)


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@rules_option
@limits_options
@one_line_errors
def extract(file: Path, folders: tuple[Path, ...], seconds: float | None, megabytes: int | None) -> None:
    """Print what is found in one file as JSON; touches no database. A file of several documents gives a list."""
    from psr_extract.records import to_json

    with worker(folders, seconds=seconds, megabytes=megabytes) as using:
        found = [to_json(record) for _, record in using.read(file)]
    click.echo(json.dumps(found[0] if len(found) == 1 else found, ensure_ascii=False, indent=1))


def _shown(outcomes: Iterable["Outcome"], total: int) -> Iterator["Outcome"]:
    """The same outcomes, each shown as it comes: by a progress bar on a terminal, else by a line a file."""
    if not sys.stderr.isatty():
        for number, outcome in enumerate(outcomes, 1):
            _line(outcome, f"{number}/{total} ")
            yield outcome
        return
    from rich.console import Console
    from rich.progress import track

    screen = Console(stderr=True)
    for outcome in track(outcomes, description="Reading", total=total, console=screen, transient=True):
        if outcome.notes or outcome.error:
            _line(outcome, "")
        yield outcome


def _line(outcome: "Outcome", before: str) -> None:
    """What became of one file, on a line, and its notes."""
    if outcome.error:
        _complain(outcome.error)
        return
    count = f", {outcome.actions} action{'' if outcome.actions == 1 else 's'}"
    said = _SAID[outcome.state] + (count if outcome.state in ("new", "replaced") else "")
    click.echo(f"{before}{outcome.path.name}: {'; '.join((said, *outcome.notes))}")


def _complain(error: PsrError) -> None:
    click.echo(f"Error: {error}", err=True)
