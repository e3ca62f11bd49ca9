"""What `ingest` and `watch` share: options, the lock, the reader, the hook, and a clean stop."""

import datetime as dt
import functools
import os
import shlex
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING

import click

from psr_extract.cli.common import db_option, limits_options, rules_option, worker
from psr_extract.cli.telling import Teller, telling
from psr_extract.errors import PsrError

if TYPE_CHECKING:
    from psr_extract.inbox.archive import Archive
    from psr_extract.inbox.rounds import Desk, Notice
    from psr_extract.inbox.survey import Orders, Survey
    from psr_extract.ingest.one import Clock, Outcome
    from psr_extract.parsers.limits import Limits

Rounds = Callable[["Orders", "Desk"], Iterator["Survey | Outcome | Notice"]]
_HOOK_SECONDS = 60

_OPTIONS = (
    click.option(
        "--settle", type=click.FloatRange(min=0), default=2.0, show_default=True, metavar="SECONDS",
        help="How long a file must have been still before it is read.",
    ),
    click.option(
        "--folder-names", is_flag=True,
        help="Sub-folders stand for bodies and meetings: `Parks Board/2025-03-20/` gives body and date to documents "
        "that do not state them.",
    ),
    click.option(
        "--archive", type=click.Path(path_type=Path, file_okay=False),
        help="Move files into this folder when they are read. Without it no file is ever moved or changed.",
    ),
    click.option(
        "--on-ingest", metavar="COMMAND",
        help="Run this program for each document that was read, with the document's id as its last argument.",
    ),
    click.option(
        "--log-format", type=click.Choice(["text", "json"]), default="text", show_default=True,
        help="Lines for people, or one JSON object a line.",
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Work:
    """How to work: the database, the rules, and the options that `ingest` and `watch` share."""

    db: Path
    folders: tuple[Path, ...]
    settle: float
    folder_names: bool
    archive: Path | None
    on_ingest: str | None
    log_format: str
    limits: "Limits"


def work_options(command: Callable[..., None]) -> Callable[..., None]:
    """The options of commands that work on folders, given to them together as `work`."""
    names = [one.name for one in fields(Work)]

    @functools.wraps(command)
    def gathered(**options: object) -> None:
        work = Work(**{name: options.pop(name) for name in names})  # type: ignore[arg-type]
        command(work=work, **options)

    options: tuple[Callable[[Callable[..., None]], Callable[..., None]], ...] = (
        *reversed(_OPTIONS), limits_options, rules_option, db_option)  # fmt: skip
    decorated: Callable[..., None] = gathered
    for option in options:
        decorated = option(decorated)
    return decorated


def clock() -> "Clock":
    """The time of this machine."""
    from psr_extract.ingest.one import Clock

    return Clock(time.time, lambda: dt.datetime.now(dt.UTC).isoformat(timespec="seconds"))


def _archive(folder: Path | None, paths: tuple[Path, ...]) -> "Archive | None":
    """Where files go when they are read."""
    from psr_extract.inbox.archive import Archive

    return Archive(folder.resolve(), tuple(path.resolve() for path in paths)) if folder else None


def work_on(paths: tuple[Path, ...], work: Work, what: str, rounds: Rounds, *, again: bool = False,
            rest: Callable[[float], object] | None = None) -> tuple["Teller", list[int]]:  # fmt: skip
    """Read what is in these folders as `rounds` has it, saying what happens; gives the counts, and what stopped it."""
    from psr_extract.inbox.rounds import Desk
    from psr_extract.inbox.survey import Orders, Survey
    from psr_extract.ingest.one import Outcome

    mover = _archive(work.archive, paths)
    orders = Orders(paths, work.settle, (mover.folder,) if mover else (), again, work.folder_names)
    with (
        telling(work.log_format, timed=what == "watch") as teller,
        stoppable() as stopped,
        lock(work.db, f"{what} {paths[0]}"),
        worker(work.folders, work.limits) as using,
    ):
        desk = Desk(using, clock(), mover, rest or threading.Event().wait)
        for event in rounds(orders, desk):
            if isinstance(event, Survey):
                teller.survey(event)
            elif isinstance(event, Outcome):
                teller.outcome(event)
                run_hook(work.on_ingest, event, teller)
            else:
                teller.notice(event)
    return teller, stopped


@contextmanager
def lock(db: Path, what: str) -> Iterator[None]:
    """Be the one process that works on this database."""
    from psr_extract.inbox.lock import at_work

    with at_work(db, holder=_ourselves(what)):
        yield


def _ourselves(what: str) -> dict[str, str | int]:
    """Who we are, for those who find the work taken."""
    since = f"{dt.datetime.now():%Y-%m-%d %H:%M}"
    return {"pid": os.getpid(), "host": socket.gethostname(), "since": since, "what": what}


@contextmanager
def stoppable() -> Iterator[list[int]]:
    """Turn SIGTERM and Ctrl-C into a clean end of the block; the list then holds the signal that came."""
    came: list[int] = []

    def stop(number: int, frame: object) -> None:
        came.append(number)
        raise KeyboardInterrupt

    if threading.current_thread() is not threading.main_thread():
        yield came
        return
    signals = [signal.SIGINT, signal.SIGTERM, *([signal.SIGHUP] if sys.platform != "win32" else [])]
    before = {number: signal.signal(number, stop) for number in signals}
    try:
        yield came
    except KeyboardInterrupt:
        if not came:
            raise
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def run_hook(hook: str | None, outcome: "Outcome", teller: "Teller") -> None:
    """Run the user's program for each document of a file, without a shell; what goes wrong is said, and no more."""
    if not hook or outcome.state not in {"new", "replaced"}:
        return
    words = shlex.split(hook, posix=os.name == "posix")
    for document in outcome.documents:
        try:
            done = subprocess.run([*words, document], stdin=subprocess.DEVNULL, timeout=_HOOK_SECONDS, check=False)
            problem = f"ended with exit status {done.returncode}" if done.returncode else None
        except (OSError, subprocess.SubprocessError) as error:
            problem = f"could not be run: {error}"
        if problem:
            teller.error(PsrError(f"--on-ingest {problem}", where=document, do="The document is in all the same"))
