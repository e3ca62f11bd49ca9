"""Commands by which people say what became of actions. Each adds an entry to the log; nothing is overwritten."""

import datetime as dt
import getpass
import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from psr_extract.cli.common import HOW_DAYS, body_option, db_option, one_line_errors, opened, read_day

if TYPE_CHECKING:
    from psr_extract.store import Store
    from psr_extract.store.rows import Row

_WHO = click.option("--who", help="Who says so.  [default: the name you are logged in by]")
_WHY = click.option("--why", help="Why: a sentence for whoever reads it later.")
_ON = click.option("--on", "day", metavar="DATE", help="On which day it was so.  [default: now]")


def _acting(command: Callable[..., None]) -> Callable[..., None]:
    """The options that all of these commands share."""
    told: Callable[..., None] = _WHO(_WHY(_ON(db_option(one_line_errors(command)))))
    return told


def say(db: Path, wanted: str, what: str, *, who: str | None, why: str | None, day: str | None,
        make: "Callable[[Store, Row], tuple[str | None, str | None]] | None" = None) -> None:  # fmt: skip
    """Find the action, write the entry, and tell how the action stands now; `make` gives its value and its place."""
    from psr_extract import tracker
    from psr_extract.tracker import log

    now = dt.datetime.now(dt.UTC).isoformat(timespec="microseconds")
    at = _day(day) + now[10:] if day else now
    with opened(db) as store:
        action = log.find(store, wanted)
        value, key = make(store, action) if make else (None, None)
        log.add(store, what, action, value=value, key=key, who=who or getpass.getuser(), at=at, why=why)
        tracker.link(store)
        row = log.find(store, str(action["id"]))
    due = f", due {row['due_end'] or row['due_text']}" if row["due_text"] or row["due_end"] else ""
    click.echo(f"{row['id']}: {row['status']}{due}; {row['owners'] or 'nobody named'}: {row['text']}")


def _day(words: str) -> str:
    """A day as somebody types it, in ISO form; an error where there is no such day."""
    from psr_extract.errors import LogError

    found = read_day(words)
    if found is None:
        raise LogError(f"{words!r} is no day", do=HOW_DAYS)
    return found.date().isoformat()


def _simple(name: str, help_text: str) -> click.Command:
    """A command that only names an action: `done`, `drop`, `reopen`."""

    @click.command(name, help=help_text)
    @click.argument("action", metavar="ID")
    @_acting
    def command(action: str, db: Path, who: str | None, why: str | None, day: str | None) -> None:
        say(db, action, name, who=who, why=why, day=day)

    return command


done = _simple("done", "Say that an action is done.")
drop = _simple("drop", "Say that an action is no longer to be done.")
reopen = _simple("reopen", "Say that an action is open after all.")


@click.command()
@click.argument("action", metavar="ID")
@click.argument("text")
@_acting
def note(action: str, text: str, db: Path, who: str | None, why: str | None, day: str | None) -> None:
    """Write a note beside an action."""
    if not text.strip():
        raise click.UsageError("say what is to be noted")
    say(db, action, "note", who=who, why=why, day=day, make=lambda *_: (text, None))


@click.command()
@click.argument("action", metavar="ID")
@click.argument("owners", nargs=-1, required=True, metavar="OWNER...")
@click.option("--new", is_flag=True, help="Take the name also where nobody is known by it.")
@_acting
def assign(action: str, owners: tuple[str, ...], new: bool, db: Path, who: str | None, why: str | None,
           day: str | None) -> None:  # fmt: skip
    """Give an action to other owners."""
    say(db, action, "assign", who=who, why=why, day=day,
        make=lambda store, _: (json.dumps({"owners": _owners(store, owners, new=new)}), None))  # fmt: skip


@click.command()
@click.argument("action", metavar="ID")
@click.argument("date", metavar="DATE")
@_acting
def due(action: str, date: str, db: Path, who: str | None, why: str | None, day: str | None) -> None:
    """Give an action another date."""
    last = _day(date)
    say(db, action, "due", who=who, why=why, day=day, make=lambda *_: (json.dumps({"due": [date, last, last]}), None))


@click.command()
@click.argument("action", metavar="ID")
@click.option("--text", help="What it should say.")
@click.option("--owner", "owners", multiple=True, help="Whose it is; may be given several times.")
@click.option("--due", "date", metavar="DATE", help="When it is due.")
@click.option("--new", is_flag=True, help="Take the owner's name also where nobody is known by it.")
@_acting
def correct(action: str, text: str | None, owners: tuple[str, ...], date: str | None, new: bool, db: Path,
            who: str | None, why: str | None, day: str | None) -> None:  # fmt: skip
    """Mend what was read wrong: the text, the owners or the date."""
    if not (text or owners or date):
        raise click.UsageError("say what is to be corrected: --text, --owner or --due")
    last = _day(date) if date else None

    def make(store: "Store", _: "Row") -> tuple[str, None]:
        value = {"text": [text] if text else None, "owners": _owners(store, owners, new=new) if owners else None,
                 "due": [date, last, last] if last else None}  # fmt: skip
        return json.dumps({key: part for key, part in value.items() if part}, ensure_ascii=False), None

    say(db, action, "correct", who=who, why=why, day=day, make=make)


@click.command()
@click.argument("action", metavar="ID")
@click.argument("other", metavar="OTHER-ID")
@_acting
def merge(action: str, other: str, db: Path, who: str | None, why: str | None, day: str | None) -> None:
    """Say that two actions are one."""

    def make(store: "Store", row: "Row") -> tuple[str, None]:
        from psr_extract.errors import LogError
        from psr_extract.tracker import log

        second = log.find(store, other)
        if second["id"] == row["id"]:
            raise LogError(f"{action} and {other} are one action already", do="Nothing needs to be done")
        if second["body_key"] != row["body_key"]:
            do = f"Where one was referred to the other: psr-extract accept {row['id']} {second['id']}"
            raise LogError(f"{action} and {other} are of two bodies, each with its own life", do=do)
        return str(second["id"]), None

    say(db, action, "merge", who=who, why=why, day=day, make=make)


@click.command()
@click.argument("mention", metavar="ID")
@_acting
def split(mention: str, db: Path, who: str | None, why: str | None, day: str | None) -> None:
    """Say that a later mention, by its own id, is another action than the one it was taken for."""

    def make(_: "Store", row: "Row") -> tuple[str, str]:
        from psr_extract.errors import LogError

        if row["id"] == mention.strip():
            raise LogError(f"{mention} is where the action begins", do="Name the later mention: `show` has their ids")
        return str(row["id"]), mention.strip()

    say(db, mention, "split", who=who, why=why, day=day, make=make)


def _owners(store: "Store", names: tuple[str, ...], *, new: bool) -> list[str]:
    """The names, each known as an owner or from an attendance list, unless new ones are welcome."""
    from psr_extract.errors import NotFound
    from psr_extract.reports.owners import lives_of

    for name in names:
        if not name.strip():
            raise NotFound("an owner without a name", do="Name somebody: a person, a post or a group")
        if not new:
            lives_of(store, name)
    return list(names)


@click.command()
@body_option
@click.option("--format", "form", type=click.Choice(["table", "csv", "tsv", "json", "markdown"]), default="table",
              show_default=True, help="How to print the rows.")  # fmt: skip
@db_option
@one_line_errors
def review(body: str | None, form: str, db: Path) -> None:
    """List what a person is to say: doubtful links and referrals, with both texts, and lost entries."""
    from psr_extract import reports
    from psr_extract.cli.common import print_rows

    with opened(db) as store:
        rows = reports.review(store, body)
    if form != "table" or not rows:
        columns = ("asks", "key", "id", "score", "said", "date", "action", "raised", "file", "page", "line")
        print_rows(rows, columns, form, shown=columns)
        return
    for row in rows:
        click.secho(f"{row['key']}  {row['date'] or 'no date'}, {reports.place(row)}", bold=True)
        click.echo(f"  “{row['said']}”")
        if row["id"] is None:
            click.echo("  An entry of the log whose action is not found any more.")
            continue
        asked = f"was {row['key']} referred to {row['body']} as" if row["asks"] == "referred" else "is it"
        click.echo(f"  {asked} {row['id']} of {row['raised']}? “{row['action']}” ({row['score']:.0f} of 100)")
        click.echo(f"  psr-extract accept {row['key']} {row['id']}   or   reject {row['key']} {row['id']}")
    click.echo(f"{len(rows)} to be said.")


def _verdict(name: str, help_text: str) -> click.Command:
    """`accept` and `reject`: a place in a document, and the action that it is taken for, or not."""

    @click.command(name, help=help_text)
    @click.argument("key", metavar="KEY")
    @click.argument("action", metavar="ID")
    @_acting
    def command(key: str, action: str, db: Path, who: str | None, why: str | None, day: str | None) -> None:
        def make(store: "Store", row: "Row") -> tuple[str, None]:
            from psr_extract import reports
            from psr_extract.errors import LogError

            place = reports.place_key(store, key)
            if place == row["id"]:
                raise LogError(f"{key} is where {action} begins", do="Name a later place: `review` has them")
            return place, None

        say(db, action, name, who=who, why=why, day=day, make=make)

    return command


accept = _verdict("accept", "Say that the words KEY of the review speak of the action ID. Where KEY is an action of "
                  "another body: that it was referred there as ID.")  # fmt: skip
reject = _verdict("reject", "Say that the words KEY, in the review or linked wrongly, do not speak of the action ID. "
                  "Where KEY is an action of another body: that it was not referred there as ID.")  # fmt: skip
