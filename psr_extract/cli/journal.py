"""Commands for the log of what people did, and the proof that files and log are all that the database holds."""

import datetime as dt
import hashlib
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from psr_extract.cli.common import (
    db_option,
    limits_options,
    one_line_errors,
    open_to_fill,
    opened,
    rules_option,
    worker,
)

if TYPE_CHECKING:
    from psr_extract.ingest.worker import Worker
    from psr_extract.parsers.limits import Limits
    from psr_extract.store import Store


@click.group()
def log() -> None:
    """Write the log of what people did to a file, or take it in from one."""


@log.command("export")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="The file.  [default: the screen]")
@db_option
@one_line_errors
def export_log(out: Path | None, db: Path) -> None:
    """Write all entries as lines of JSON."""
    from psr_extract.tracker import log

    with opened(db) as store:
        text = "".join(f"{line}\n" for line in log.export(store))
    if out is None:
        click.echo(text, nl=False)
        return
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(text, encoding="utf-8")
    count = text.count("\n")
    click.echo(f"{count} {'entry' if count == 1 else 'entries'}: {out}")


@log.command("import")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@db_option
@one_line_errors
def import_log(file: Path, db: Path) -> None:
    """Take in entries that `log export` wrote; those that are there already change nothing."""
    from psr_extract import tracker
    from psr_extract.errors import LogError
    from psr_extract.tracker import log

    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except UnicodeDecodeError as error:
        raise LogError("is no text", where=file, do="Give a file that `psr-extract log export` wrote") from error
    with opened(db) as store:
        new, there = log.take_in(store, lines, where=file.name)
        tracker.link(store)
        lost = len(store.rows("SELECT 1 FROM entry_list WHERE life IS NULL"))
    click.echo(f"{new} taken in, {there} were there.")
    if lost:
        click.echo(f"{lost} of the log have no action here any more: see psr-extract review")


def _read_again(store: "Store", file: Path, using: "Worker", now: str, roots: Sequence[Path]) -> None:
    """Store what a file holds now; one that cannot be read is told and left out."""
    from psr_extract.errors import ReadError
    from psr_extract.ingest.folders import named
    from psr_extract.ingest.given import with_given
    from psr_extract.store import File

    try:
        data, found = file.read_bytes(), with_given(using.read(file), store, file, str(file), named(file, roots))
    except (ReadError, OSError) as error:
        click.echo(f"Error: {error}", err=True)
        return
    store.save(File(str(file), hashlib.sha256(data).hexdigest(), len(data), now, using.mark), found)


@click.command()
@click.option("--keep", type=click.Path(path_type=Path, dir_okay=False), help="Keep the rebuilt database as this file.")
@click.option("--folder-names", "roots", type=click.Path(path_type=Path, file_okay=False, resolve_path=True),
              metavar="FOLDER", multiple=True,
              help="The folder that was ingested with --folder-names; may be given several times.")  # fmt: skip
@db_option
@rules_option
@limits_options
@one_line_errors
def rebuild(keep: Path | None, roots: tuple[Path, ...], db: Path, folders: tuple[Path, ...], limits: "Limits") -> None:
    """Build the database anew from the files and the log, and compare: proves that nothing else is in it."""
    from psr_extract import tracker
    from psr_extract.errors import StoreError
    from psr_extract.ingest.given import copy
    from psr_extract.tracker import log, same

    if keep and keep.exists():
        raise StoreError("is there already", where=keep, do="Name a file that is not there yet")
    with tempfile.TemporaryDirectory() as folder, opened(db) as old:
        path = keep or Path(folder) / "rebuilt.db"
        files = [Path(str(row["path"])) for row in old.rows("SELECT path FROM file_list ORDER BY file")]
        gone = [file for file in files if not file.exists()]
        for file in gone:
            click.echo(f"Error: {file}: the file is gone. Put it back, or ingest its folder again", err=True)
        now = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
        with worker(folders, limits) as using, open_to_fill(path, folders) as new:
            copy(old, new)
            for file in files:
                if file not in gone:
                    _read_again(new, file, using, now, roots)
            tracker.link(new)
            log.take_in(new, log.export(old), where="log")
            tracker.link(new)
            differences = same.differences(old, new)
    for line in differences:
        click.echo(line)
    kept = f" It is kept as {keep}." if keep else ""
    if differences or gone:
        click.echo(f"{len(differences)} differences.{kept}")
        sys.exit(1)
    click.echo(f"{len(files)} files and the log give the same views.{kept}")
