"""What the commands that read files say: a line for each file, for people or as JSON, and a summary at the end."""

import datetime as dt
import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import click

from psr_extract.errors import PsrError, one_line

if TYPE_CHECKING:
    from rich.progress import Progress

    from psr_extract.inbox.rounds import Notice
    from psr_extract.inbox.survey import Survey
    from psr_extract.ingest.one import Outcome

SAID = {
    "new": "read",
    "replaced": "read again",
    "unchanged": "unchanged",
    "copy": "copy",
    "moved": "moved",
    "waiting": "waiting",
    "gone": "gone",
    "failed": "could not be read",
}


@dataclass(slots=True)
class Teller:
    """Says what happens, and counts it. `form` is "text" or "json"; lines for people have the time where `timed`."""

    form: str
    timed: bool = False
    bar: "Progress | None" = None
    counts: Counter[str] = field(default_factory=Counter)
    total: int = 0
    said: int = 0

    def survey(self, found: "Survey") -> None:
        """What is to be done, and what is left alone."""
        self.total += len(found.due)
        self.counts["unchanged"] += found.unchanged
        self.counts["copy"] += found.repeated
        self.counts["failed"] += len(found.failed)
        if self.bar:
            self.bar.update(self.bar.task_ids[0], total=self.total)
        for error in found.errors:
            self.counts["failed"] += 1
            self.error(error)
        for entry in found.failed:
            when = f"; tried {entry.tries} times" if entry.tries > 1 else ""
            self.error(PsrError(f"still: {entry.reason}{when}", where=entry.path))
        if found.ignored:
            kinds = ", ".join(f"{count} {kind}" for kind, count in sorted(found.ignored.items()))
            self.line("passed over", f"Passed over: {kinds}.", dict(found.ignored), err=True)

    def outcome(self, outcome: "Outcome") -> None:
        """What became of a file."""
        self.counts[outcome.state] += 1
        self.said += 1
        if self.bar:
            self.bar.advance(self.bar.task_ids[0])
        if outcome.error:
            self.error(outcome.error, file=str(outcome.path))
            return
        count = f", {outcome.actions} action{'' if outcome.actions == 1 else 's'}"
        said = SAID[outcome.state] + (count if outcome.state in ("new", "replaced") else "")
        text = f"{outcome.path.name}: {'; '.join((said, *outcome.notes))}"
        data = {"file": str(outcome.path), "actions": outcome.actions, "notes": list(outcome.notes),
                "documents": list(outcome.documents)}  # fmt: skip
        if self.bar and not outcome.notes:
            return
        self.line(SAID[outcome.state], text if self.timed or self.bar else f"{self.said}/{self.total} {text}", data)

    def notice(self, notice: "Notice") -> None:
        """Something that is of no one file: a warning, or an error that is waited out."""
        if isinstance(notice.what, PsrError):
            self.error(notice.what)
        else:
            self.line("notice", notice.what, {"notice": notice.what}, err=True)

    def error(self, error: PsrError, *, file: str | None = None) -> None:
        """Something that went wrong."""
        data = {"file": file or error.where, "error": error.what, "do": error.do}
        self.line("error", f"Error: {error}", data, err=True)

    def line(self, event: str, text: str, data: Mapping[str, object], *, err: bool = False) -> None:
        """One line: the text, or the event with its data."""
        now = dt.datetime.now().astimezone()
        if self.form == "json":
            parts = {"time": now.isoformat(timespec="milliseconds"), "event": event} | dict(data)
            click.echo(json.dumps(parts), err=err)
        else:
            click.echo(one_line(f"{now:%Y-%m-%d %H:%M:%S} {text}" if self.timed else text), err=err)

    def summary(self, more: str = "") -> None:
        """What was done in all."""
        said = ", ".join(f"{self.counts[state]} {words}" for state, words in SAID.items() if self.counts[state])
        if self.form == "text" and not self.timed:
            click.echo()
        self.line("summary", f"{said or 'Nothing to read'}.{more}", self.counts)


@contextmanager
def telling(form: str, *, timed: bool = False) -> Iterator[Teller]:
    """A teller; with a progress bar where people look on."""
    if form == "json" or timed or not sys.stderr.isatty():
        yield Teller(form, timed)
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        bar.add_task("Reading", total=None)
        teller = Teller(form, timed, bar)
        yield teller
    teller.bar = None
