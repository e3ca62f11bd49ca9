"""Commands that read files: `ingest` into the database, `extract` to the screen."""

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from psr_extract.cli.common import limits_options, one_line_errors, open_to_fill, rules_option, worker
from psr_extract.cli.working import Work, work_on, work_options
from psr_extract.errors import LogError, ReadError

if TYPE_CHECKING:
    from psr_extract.inbox.rounds import Desk, Notice
    from psr_extract.inbox.survey import Orders, Survey
    from psr_extract.ingest.one import Outcome
    from psr_extract.parsers.limits import Limits
    from psr_extract.store import Store

_PATIENCE = 60.0
"""How many seconds `ingest` waits for files that go on changing."""
_POLL_SECONDS = 5.0
"""How often a folder is looked at whose file system says nothing of changes."""


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PATH...")
@click.option("--again", is_flag=True, help="Read also files that have not changed since the last time.")
@click.option("--meeting", metavar="MEETING",
              help='The meeting of these files, where they state none: "Parks Board, 2025-03-20", or one of the two.')
@work_options
@one_line_errors
def ingest(paths: tuple[Path, ...], again: bool, meeting: str | None, work: Work) -> None:
    """Read files, and folders with all that is in them, into the database.

    A file that was read before and has not changed is passed by; a corrected one replaces what came from it before.
    Files that cannot be read are named, the rest go in. `psr-extract inbox` shows what became of each.
    """
    from psr_extract.inbox.rounds import once

    if not any(path.exists() for path in paths):
        raise ReadError("there is no such file or folder", where=paths[0], do="Check the spelling")

    def rounds(orders: "Orders", desk: "Desk") -> Iterator["Survey | Outcome | Notice"]:
        with open_to_fill(work.db, work.folders) as store:
            _keep_meeting(store, paths, meeting)
            yield from once(store, orders, desk, patience=_PATIENCE)

    teller, stopped = work_on(paths, work, "ingest", rounds, again=again or meeting is not None)
    stop = " Stopped: what was read is in; the same command goes on with the rest." if stopped else ""
    teller.summary(stop)
    if work.log_format == "text":
        click.echo(f"Database: {work.db}\nNext: psr-extract actions --db {work.db}")
    if stopped:
        raise SystemExit(128 + stopped[0])
    if teller.counts["failed"]:
        raise SystemExit(ReadError.exit_code)


def _keep_meeting(store: "Store", paths: tuple[Path, ...], meeting: str | None) -> None:
    """Remember which meeting these files are of."""
    from psr_extract.ingest.folders import Named
    from psr_extract.ingest.given import keep
    from psr_extract.store import inbox

    if meeting is None:
        return
    body, comma, day = meeting.rpartition(",")
    try:
        date = dt.date.fromisoformat(day.strip())
    except ValueError as error:
        if comma or any(char.isdigit() for char in meeting):
            do = 'Write "Parks Board, 2025-03-20", or only one of the two'
            raise LogError(f"{day.strip()!r} is no day", where="--meeting", do=do) from error
        body, date = meeting, None
    if folder := next((path for path in paths if path.is_dir()), None):
        raise ReadError("is a folder: --meeting is for files", where=folder, do="Name the files, or use --folder-names")
    for path in paths:
        keep(store, inbox.stored(path.resolve()), Named(body.strip() or None, date))


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path, file_okay=False), metavar="FOLDER...")
@click.option("--every", type=click.FloatRange(min=0.2), default=60.0, show_default=True, metavar="SECONDS",
              help="Look at least this often, whether or not the system says that something has changed.")  # fmt: skip
@click.option("--poll", is_flag=True, help="Don't rely on the system's word at all, only look, every few seconds.")
@work_options
@one_line_errors
def watch(paths: tuple[Path, ...], every: float, poll: bool, work: Work) -> None:
    """Watch folders, and read what is dropped into them, until stopped.

    A file is read when it has been still for a moment; what fails for a reason that may pass is tried again after
    growing pauses. No file is moved or changed unless --archive says so. Stop it with Ctrl-C or SIGTERM.
    """
    from psr_extract.inbox.rounds import Waker
    from psr_extract.inbox.rounds import watch as watch_folders
    from psr_extract.store.place import mounts, network_share

    share = any(network_share(path, mounts()) for path in paths)
    often = min(every, _POLL_SECONDS) if poll or share else every

    def rounds(orders: "Orders", desk: "Desk") -> Iterator["Survey | Outcome | Notice"]:
        return watch_folders(lambda: open_to_fill(work.db, work.folders), orders, desk, every=often)

    waker = None if poll or share else Waker(paths)
    teller, _ = work_on(paths, work, "watch", rounds, rest=waker.rest if waker else None)
    if waker:
        waker.close()
    teller.summary(" Stopped.")


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@rules_option
@limits_options
@one_line_errors
def extract(file: Path, folders: tuple[Path, ...], limits: "Limits") -> None:
    """Print what is found in one file as JSON; touches no database. A file of several documents gives a list."""
    from psr_extract.records import to_json

    with worker(folders, limits) as using:
        found = [to_json(record) for _, record in using.read(file)]
    click.echo(json.dumps(found[0] if len(found) == 1 else found, ensure_ascii=False, indent=1))
