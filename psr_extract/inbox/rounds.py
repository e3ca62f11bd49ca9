"""The one path of `ingest` and `watch`: look, wait until files are settled, read them, move them if wanted."""

import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from psr_extract import tracker
from psr_extract.errors import NotReady, PsrError, ReadError, StoreNotNow
from psr_extract.inbox.archive import Archive, resume
from psr_extract.inbox.survey import Orders, Settling, Survey, survey
from psr_extract.ingest.folders import named
from psr_extract.ingest.one import NOWHERE, Clock, Outcome, take_in
from psr_extract.ingest.worker import Worker
from psr_extract.store import Store

_LONGEST_PAUSE = 300.0


@dataclass(frozen=True, slots=True)
class Desk:
    """What the work is done with: the reader, the time, where files go when done (or None), how to rest (seconds)."""

    worker: Worker
    clock: Clock
    archive: Archive | None
    rest: Callable[[float], object]


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to be said that is of no one file: an error that is waited out, or plain words."""

    what: PsrError | str


def once(store: Store, orders: Orders, desk: Desk, *, patience: float) -> Iterator[Survey | Outcome | Notice]:
    """Read all that is there: a survey, then an outcome for each file of it, until nothing is still settling.

    Files that go on changing for longer than `patience` seconds are left waiting.
    """
    settling: Settling = {}
    end = desk.clock.seconds() + patience
    first = True
    yield from _warnings(store)
    resume(store)
    while True:
        found = survey(store, desk.worker.mark, orders, settling, desk.clock)
        if first or found.due:
            yield found
        yield from _read(store, orders, desk, found)
        tracker.link(store)
        now = desk.clock.seconds()
        if not found.settling or now >= end:
            return
        desk.rest(max(0.05, min(found.next_look or now, end) - now))
        orders, first = replace(orders, again=False), False


def watch(
    opened: Callable[[], Store], orders: Orders, desk: Desk, *, every: float
) -> Iterator[Survey | Outcome | Notice]:
    """Read all that is there and all that comes, for ever; `every` seconds at the least it is looked for.

    A database that cannot be written for a while (no room, failing disk) is opened again after growing pauses.
    """
    settling: Settling = {}
    pause = 5.0
    away: tuple[Path, ...] = ()
    while True:
        try:
            with opened() as store:
                yield from _warnings(store)
                resume(store)
                while True:
                    found = survey(store, desk.worker.mark, orders, settling, desk.clock)
                    if found.away != away or found.due:
                        yield found
                    away = found.away
                    yield from _read(store, orders, desk, found)
                    tracker.link(store)
                    pause = 5.0
                    now = desk.clock.seconds()
                    desk.rest(max(0.05, min(found.next_look or now + every, now + every) - now))
        except (StoreNotNow, ReadError, NotReady) as error:
            yield Notice(error)
            desk.rest(pause)
            pause = min(pause * 2, _LONGEST_PAUSE)


def _warnings(store: Store) -> Iterator[Notice]:
    return (Notice(f"Warning: {warning}.") for warning in store.warnings)


def _read(store: Store, orders: Orders, desk: Desk, found: Survey) -> Iterator[Outcome]:
    for path, tries in found.due:
        above = named(path, [root.resolve() for root in orders.paths]) if orders.named else NOWHERE
        outcome = take_in(path, store, desk.worker, clock=desk.clock, again=orders.again, tries=tries, folder=above)
        if desk.archive and outcome.state not in {"failed", "waiting", "gone"}:
            try:
                desk.archive.move(store, path)
            except ReadError as error:
                outcome = replace(outcome, notes=(*outcome.notes, error.what))
        yield outcome


class Waker:
    """Rests until something happens in the folders, where the system tells; else until the time is up."""

    def __init__(self, paths: Sequence[Path]) -> None:
        """Begin to listen; the folders may come and go."""
        self._woken = threading.Event()
        self._stop = threading.Event()
        self._listener = threading.Thread(target=self._listen, args=(tuple(paths),), daemon=True)
        self._listener.start()

    def rest(self, seconds: float) -> None:
        """Wait, at most this long."""
        self._woken.wait(seconds)
        self._woken.clear()

    def close(self) -> None:
        """Stop listening."""
        self._stop.set()
        self._listener.join(timeout=2)

    def _listen(self, paths: tuple[Path, ...]) -> None:
        """Wake on each event; where the system gives none (or the folder is away), whoever rests looks by the clock."""
        import watchfiles

        while not self._stop.wait(1):
            there = [path for path in paths if path.exists()]
            try:
                for _ in watchfiles.watch(
                    *there, watch_filter=None, debounce=200, stop_event=self._stop, raise_interrupt=False,
                    rust_timeout=5000, yield_on_timeout=True, ignore_permission_denied=True,
                ) if there else ():  # fmt: skip
                    if _:
                        self._woken.set()
                    if [path for path in paths if path.exists()] != there:
                        break
            except (OSError, RuntimeError):
                self._stop.wait(30)
