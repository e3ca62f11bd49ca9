"""Commands that keep the inbox and the database in order: what became of files, checks, backups, a service."""

import datetime as dt
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from psr_extract.cli.common import db_option, format_option, one_line_errors, print_rows
from psr_extract.cli.working import lock
from psr_extract.errors import StoreError, one_line

if TYPE_CHECKING:
    from psr_extract.store.rows import Value

_STATES = ("ingested", "duplicate", "waiting", "failed", "ignored")
_FILE = click.Path(path_type=Path, dir_okay=False)


@click.command()
@click.option("--state", "states", type=click.Choice(_STATES), multiple=True, help="Only files in this state.")
@click.option("--search", help="Only files whose path or reason has this text.")
@format_option
@db_option
@one_line_errors
def inbox(states: tuple[str, ...], search: str | None, form: str, db: Path) -> None:
    """Show what became of every file that was seen: ingested, duplicate, waiting, failed or ignored, and why."""
    from psr_extract import reports
    from psr_extract.store import Store

    with Store.open(db) as store:
        found = reports.inbox(store, states=states, search=search)
    rows = [row | {"next_try": _moment(row["next_try"])} for row in found]
    if form == "table":
        rows = [row | {"path": one_line(str(row["path"]))} for row in rows]
    columns = ("state", "path", "reason", "other", "tries", "next_try", "since")
    print_rows(rows, columns, form, shown=("state", "path", "reason", "tries", "next_try"))
    if form == "table":
        counts = Counter(str(row["state"]) for row in rows)
        said = ", ".join(f"{counts[state]} {state}" for state in _STATES if counts[state])
        click.echo(f"{len(rows)} files{': ' if said else ''}{said}.")


def _moment(seconds: "Value") -> str | None:
    """A time for people, by the clock of this machine."""
    return f"{dt.datetime.fromtimestamp(float(seconds)):%Y-%m-%d %H:%M}" if seconds else None


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]...")
@db_option
@one_line_errors
def retry(paths: tuple[Path, ...], db: Path) -> None:
    """Let failed files (all, or those named, or in the folders named) be read again by `watch` or the next `ingest`."""
    from psr_extract.store import Store
    from psr_extract.store import inbox as states

    with Store.open(db) as store:
        count = states.retry(store, [states.stored(path.resolve()) for path in paths])
    click.echo(f"{count} file{'' if count == 1 else 's'} to be read again.")


@click.command()
@db_option
@one_line_errors
def check(db: Path) -> None:
    """Check the database: that it is sound, that every fact is what its place says, that the files are as they were.

    Files that have changed or are missing are named; only damage to the database itself counts as an error.
    """
    from psr_extract.store import Store
    from psr_extract.store.checking import check as problems_of

    damaged = changed = 0
    with Store.open(db) as store:
        for problem in problems_of(store):
            click.echo(one_line(problem.what), err=problem.damage)
            damaged, changed = damaged + problem.damage, changed + (not problem.damage)
        files = store.rows("SELECT count(*) AS n FROM files")[0]["n"]
    if damaged:
        do = "Bring back a backup with `psr-extract restore FILE`, or ingest the folder into a new database"
        raise StoreError(f"the database has {damaged} faults", where=db, do=do)
    click.echo(f"The database is sound: {files} files, {changed} of them changed or missing.")


@click.command()
@click.argument("file", type=_FILE)
@db_option
@one_line_errors
def backup(file: Path, db: Path) -> None:
    """Copy the database into FILE, whole and checked, also while others work with it."""
    from psr_extract.store import Store

    with Store.open(db) as store:
        store.backup(file)
    click.echo(f"Backup: {file}")


@click.command()
@click.argument("file", type=_FILE)
@db_option
@one_line_errors
def restore(file: Path, db: Path) -> None:
    """Bring the database back as it was when the backup FILE was made. What it held is kept in a file beside it."""
    from psr_extract.store.restoring import restore as bring_back

    with lock(db, "restore"):
        kept = bring_back(file, db)
    before = f"\nAs it was before: {kept}" if kept else ""
    click.echo(f"Restored: {db}{before}\nNext: psr-extract ingest FOLDER --db {db}, to read what came since")


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option("--for", "system", type=click.Choice(["systemd", "launchd", "windows"]), help="The system to start it.")
@db_option
@one_line_errors
def service(folder: Path, system: str | None, db: Path) -> None:
    """Print what makes the system watch FOLDER from its start: a systemd unit, a launchd list or a Windows task."""
    from psr_extract.inbox import service as texts

    program = Path(sys.argv[0]).resolve()
    start = [str(program)] if program.name.startswith("psr-extract") else [sys.executable, "-m", "psr_extract"]
    command = [*start, "watch", str(folder.resolve()), "--db", str(db.resolve())]
    chosen = system or {"darwin": "launchd", "win32": "windows"}.get(sys.platform, "systemd")
    if chosen == "systemd":
        click.echo(texts.systemd(command, folder.resolve()), nl=False)
    elif chosen == "launchd":
        click.echo(texts.launchd(command, db.resolve().with_suffix(".log")), nl=False)
    else:
        click.echo(texts.windows(command), nl=False)
