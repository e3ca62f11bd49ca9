"""What the commands share: options, errors as one line with an exit code, and tables. Imports nothing heavy."""

import datetime as dt
import functools
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, ParamSpec, TypeVar

import click

from psr_extract.cli import settings
from psr_extract.errors import PsrError

if TYPE_CHECKING:
    from rich.console import Console

    from psr_extract.ingest.worker import Worker
    from psr_extract.parsers.limits import Limits
    from psr_extract.store import Store
    from psr_extract.store.rows import Row

P = ParamSpec("P")
T = TypeVar("T")

PIPE_WIDTH = 140
"""How wide tables are where there is no terminal to ask."""

_WIDTHS = {"id": 60, "date": 10, "due": 18, "outcome": 11, "marks": 15}
"""Columns that get the width they need, at most this; the others share what is left."""

db_option = click.option(
    "--db", type=click.Path(path_type=Path, dir_okay=False), default=Path("output/psr.db"), show_default=True,
    help="The database.",
)  # fmt: skip


def _with_settings(context: click.Context, parameter: click.Parameter, given: tuple[Path, ...]) -> tuple[Path, ...]:
    """The folders of rules of the settings, then those that were given."""
    try:
        return (*settings.rule_folders(), *given)
    except PsrError as error:
        click.echo(f"Error: {error}", err=True)
        raise SystemExit(error.exit_code) from error


rules_option = click.option(
    "--rules", "folders", type=click.Path(path_type=Path, file_okay=False), multiple=True, callback=_with_settings,
    help="A folder of your own rules, laid over the shipped ones and those that psr.toml names.",
)  # fmt: skip
_SECONDS = click.option(
    "--time-limit", type=click.FloatRange(min=0.1), metavar="SECONDS",
    help="How long reading one file may take.  [default: 300]",
)  # fmt: skip
_MEMORY = click.option(
    "--memory-limit", type=click.IntRange(min=300), metavar="MB",
    help="How much memory reading one file may take.  [default: 2000]",
)  # fmt: skip
_LIMIT = click.option(
    "--limit", multiple=True, metavar="NAME=NUMBER",
    help="Another limit of one file (pages, size, entries, nesting ...: docs/reading.md); may be given several times.",
)  # fmt: skip
format_option = click.option(
    "--format", "form", type=click.Choice(["table", "csv", "tsv", "json", "markdown"]), default="table",
    show_default=True, help="How to print the rows.",
)  # fmt: skip
_DAYS = ("%Y-%m-%d", "%d/%m/%Y", "%d %B %Y", "%d %b %Y")
HOW_DAYS = "Write it as 2026-03-31, 31/03/2026 or 31 March 2026"


def read_day(words: str) -> dt.datetime | None:
    """A day as somebody types it; None where there is no such day."""
    for form in _DAYS:
        with suppress(ValueError):
            return dt.datetime.strptime(words.strip(), form)  # noqa: DTZ007
    return None


class _Day(click.DateTime):
    """An option that is a day; what is none is told in one line."""

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> dt.datetime:
        """The day."""
        found = value if isinstance(value, dt.datetime) else read_day(str(value))
        if found is None:
            click.echo(f"Error: {param.opts[0] if param else ''} {str(value)!r} is no day. {HOW_DAYS}", err=True)
            raise SystemExit(2)
        return found


DAY = _Day(_DAYS)
today_option = click.option("--today", type=DAY, metavar="DATE", help="Reckon as of this day.  [default: today]")
body_option = click.option("--body", help="Only this body: words of its name, or its initials.")
since_option = click.option("--since", type=DAY, metavar="DATE", help="Only meetings from this day on.")
until_option = click.option("--until", type=DAY, metavar="DATE", help="Only meetings up to this day.")
search_option = click.option("--search", help="Only those with all of these words.")


def one_line_errors(command: Callable[P, T]) -> Callable[P, T]:
    """A command whose `PsrError`s end it with one clear line and their own exit code."""

    @functools.wraps(command)
    def told(*args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return command(*args, **kwargs)
        except PsrError as error:
            click.echo(f"Error: {error}", err=True)
            raise SystemExit(error.exit_code) from error

    return told


def limits_options(command: Callable[..., T]) -> Callable[..., T]:
    """The options of commands that read files: how much one file may ask for; given to them together as `limits`."""

    @one_line_errors
    @functools.wraps(command)
    def within_limits(
        *args: object, time_limit: float | None, memory_limit: int | None, limit: tuple[str, ...], **options: object
    ) -> T:
        return command(*args, limits=_limits(time_limit, memory_limit, limit), **options)

    return _SECONDS(_MEMORY(_LIMIT(within_limits)))


def _limits(seconds: float | None, megabytes: int | None, more: Sequence[str]) -> "Limits":
    """The limits of the settings, with those that were given in their place."""
    from psr_extract.parsers.limits import within

    given: dict[str, object] = {}
    for one in more:
        name, _, number = one.partition("=")
        try:
            given[name.strip()] = float(number)
        except ValueError as error:
            raise PsrError(f"--limit {one} is no limit", do="Write --limit pages=5000") from error
    given |= {name: value for name, value in (("time", seconds), ("memory", megabytes)) if value is not None}
    return within(given, base=settings.limits())


def worker(folders: Sequence[Path], limits: "Limits") -> "Worker":
    """What reads files, with the rules of these folders too, within these limits."""
    from psr_extract.ingest.worker import Worker

    return Worker(folders, limits=limits)


def day_of(moment: dt.datetime | None) -> dt.date | None:
    """The day of an option, if it was given."""
    return moment.date() if moment else None


def today_or(moment: dt.datetime | None) -> dt.date:
    """The day that --today gives, or today."""
    return moment.date() if moment else dt.date.today()


@contextmanager
def opened(db: Path) -> Iterator["Store"]:
    """The database to read from, with everything linked that an interrupted run left unlinked."""
    from psr_extract import tracker
    from psr_extract.store import Store

    roster = settings.roster()
    with Store.open(db) as store:
        if not store.read_only:
            if roster is not None:
                tracker.keep_roster(store, roster)
            tracker.link(store)
        yield store


def open_to_fill(db: Path, folders: tuple[Path, ...]) -> "Store":
    """The database to fill, made where there is none, knowing the roster of the settings and the rules' short names."""
    from psr_extract import tracker
    from psr_extract.store import Store

    roster, short_names = settings.roster(), _short_names(folders)
    store = Store.open(db, create=True)
    if roster is not None:
        tracker.keep_roster(store, roster)
    tracker.keep_short_names(store, short_names)
    return store


@functools.cache
def _short_names(folders: tuple[Path, ...]) -> frozenset[str]:
    from psr_extract.rules import load

    return load(*folders).words("people/short-names")


def console() -> "Console":
    """Where tables go: as wide as the terminal, or as `PIPE_WIDTH`."""
    from rich.console import Console

    return Console(width=None if sys.stdout.isatty() else PIPE_WIDTH, highlight=False)


def print_rows(rows: Sequence["Row"], columns: Sequence[str], form: str, *, shown: Sequence[str]) -> None:
    """Print rows in a format; a table has only the columns `shown`, and says so where there is nothing."""
    from psr_extract.reports import FORMATS

    if form != "table":
        click.echo(FORMATS[form](rows, columns), nl=False)
    elif rows:
        print_table(rows, shown)
    else:
        click.echo("Nothing found.")


def print_table(rows: Sequence["Row"], columns: Sequence[str], *, among: Sequence["Row"] = ()) -> None:
    """Print rows as a table; nothing in them is taken for markup. Tables that share `among` line up."""
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD, pad_edge=False, expand=bool(among))
    for column in columns:
        widest = max((len(str(row[column] or "")) for row in among or rows), default=0)
        width = max(len(column), min(_WIDTHS[column], widest)) if column in _WIDTHS else None
        title = Text(column.replace("_", " ").capitalize())
        table.add_column(title, overflow="fold", width=width, ratio=None if width else 1)
    for row in rows:
        late = "overdue" in str(row.get("marks", ""))
        cells = (Text("" if row[column] is None else str(row[column])) for column in columns)
        table.add_row(*cells, style="bold red" if late else None)
    console().print(table)


def put_between(path: Path, name: str, text: str) -> None:
    """Replace what stands between the lines `<!-- NAME -->` and `<!-- /NAME -->` of a file; PsrError without them."""
    whole = path.read_text(encoding="utf-8")
    before, opening, rest = whole.partition(f"<!-- {name} -->\n")
    _, closing, after = rest.partition(f"<!-- /{name} -->")
    if not opening or not closing:
        raise PsrError(f"no lines `<!-- {name} -->` and `<!-- /{name} -->`", where=path, do="Add them where it goes")
    path.write_text(f"{before}{opening}{text.rstrip()}\n{closing}{after}", encoding="utf-8")
