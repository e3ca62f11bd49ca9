"""What is to be done: what was seen, held against the states of the inbox."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from psr_extract.errors import PsrError
from psr_extract.inbox.look import Seen, look
from psr_extract.ingest.one import Clock
from psr_extract.store import Store, inbox

Settling = dict[str, tuple[int, int, float]]
"""The files that are not settled: size, time, and since when both are so (seconds since 1970)."""
_GONE = "no longer there; it was not read"


@dataclass(frozen=True, slots=True)
class Orders:
    """Which files and folders, what to leave out, how many seconds a file must be still; whether to read all anew.

    Where `named`, sub-folders give the body and the date of a meeting that documents do not state.
    """

    paths: tuple[Path, ...]
    settle: float
    except_in: tuple[Path, ...] = ()
    again: bool = False
    named: bool = False


@dataclass(slots=True)
class Survey:
    """The files to read now, with how often each failed before; what is left alone, and when to look again."""

    due: list[tuple[Path, int]] = field(default_factory=list)
    unchanged: int = 0
    repeated: int = 0
    failed: list[inbox.Entry] = field(default_factory=list)
    ignored: Counter[str] = field(default_factory=Counter)
    settling: int = 0
    next_look: float | None = None
    away: tuple[Path, ...] = ()
    errors: tuple[PsrError, ...] = ()

    def wait_until(self, moment: float) -> None:
        """Look again then, if not before."""
        self.next_look = min(moment, self.next_look or moment)


def survey(store: Store, mark: str, orders: Orders, settling: Settling, clock: Clock) -> Survey:
    """Look at all files, keep the states of those that wait or are ignored, and say which are to be read now."""
    sight = look(orders.paths, except_in=orders.except_in)
    known, found, now = inbox.entries(store), Survey(away=sight.away, errors=sight.errors), clock.seconds()
    states: list[inbox.Entry] = []
    named = {path.absolute() for path in orders.paths}
    for seen in sight.seen:
        key = inbox.stored(seen.path)
        old = known.get(key)
        if seen.ignored:
            found.ignored[seen.ignored] += 1
            if old is None or (old.state not in {"ingested", "duplicate"} and old.reason != seen.why):
                states.append(inbox.Entry(key, "ignored", clock.text(), seen.why))
        elif not orders.again and _rests(old, seen, mark, found, now, named=seen.path in named):
            settling.pop(key, None)
        elif (still := _still_at(seen, key, settling, orders.settle, now)) <= now:
            settling.pop(key, None)
            found.due.append((seen.path, old.tries if old and _same(old, seen) else 0))
        else:
            found.settling += 1
            found.wait_until(still)
            if old is None or old.state in {"failed", "ignored"}:
                states.append(inbox.Entry(key, "waiting", clock.text(), "settling: still new or changing"))
    present = {inbox.stored(seen.path) for seen in sight.seen}
    states += _vanished(known, present, orders.paths, sight.away, clock)
    for key in settling.keys() - present:
        del settling[key]
    inbox.put(store, states)
    return found


def _rests(old: inbox.Entry | None, seen: Seen, mark: str, found: Survey, now: float, *, named: bool) -> bool:
    """Whether a file is as it was when it got its state, and that state holds."""
    if old is None or not _same(old, seen) or old.reader != mark:
        return False
    if old.state == "ingested":
        found.unchanged += 1
    elif old.state == "duplicate" and old.other and inbox.real(old.other).exists():
        found.repeated += 1
    elif old.state == "failed" and not named and (old.next_try is None or old.next_try > now):
        found.failed.append(old)
        if old.next_try:
            found.wait_until(old.next_try)
    else:
        return False
    return True


def _same(old: inbox.Entry, seen: Seen) -> bool:
    return (old.size, old.modified) == (seen.size, seen.modified)


def _still_at(seen: Seen, key: str, settling: Settling, settle: float, now: float) -> float:
    """When a file will have been still for long enough, if nothing happens to it."""
    if settle <= 0:
        return now
    if 0 <= now - seen.touched >= settle and key not in settling:
        return now
    size, modified, since = settling.get(key, (-1, -1, now))
    if (size, modified) != (seen.size, seen.modified):
        since = now
        settling[key] = (seen.size, seen.modified, since)
    return since + settle


def _vanished(
    known: dict[str, inbox.Entry], present: set[str], paths: Sequence[Path], away: Sequence[Path], clock: Clock
) -> list[inbox.Entry]:
    """The states of files that waited or failed in these folders, and are gone; not of folders that are away."""
    roots = [inbox.stored(path.resolve()) for path in paths if path.absolute() not in away]
    gone = [
        entry for key, entry in known.items()
        if entry.state in {"waiting", "failed"} and key not in present
        and any(key == root or Path(key).is_relative_to(root) for root in roots)
    ]  # fmt: skip
    return [inbox.Entry(entry.path, "ignored", clock.text(), _GONE) for entry in gone]
