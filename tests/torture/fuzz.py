"""Damaged files by the thousand: none may crash the reading, hang it, or take it over 1 GB.

    cd tests && ../.venv/bin/python -m torture.fuzz --files 20000 --keep finds [--only pdf] [--from 500]

The samples of the corpus (and of the shared example documents where they are beside the repository) are damaged by
`mutations.py`, each file by the dice of its own number, and read; every fourth is taken in as `ingest` does it. What
ends with a clear error of ours is fine. Each find is told, and kept in the folder of `--keep`; exit code 1 where there
is any.
"""

import argparse
import random
import sys
import tempfile
import time
import traceback
import warnings
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from support import ROOT, SHARED
from torture.mutations import mutate
from torture.specimens import specimens

from psr_extract import tracker
from psr_extract.errors import PsrError
from psr_extract.ingest.one import Clock, take_in
from psr_extract.ingest.worker import Worker
from psr_extract.parsers.limits import LIMITS
from psr_extract.store import Store

SHARES = {"pdf": 20, "docx": 20, "odt": 10, "html": 14, "md": 8, "txt": 14, "eml": 9, "zip": 4, "rtf": 0.5, "doc": 0.5}
"""How many of a hundred damaged files are of each kind; those that LibreOffice reads take seconds each."""
_SECONDS = 40.0
_WHOLE = 4
"""Every file of so many is taken in with all that is found in it; of the others only their documents are read."""
_SIGNS = (
    ("by a fault of psr-extract", "crash"), ("made the process that reads it end", "crash"),
    ("took longer than", "hang"), ("needs more than", "memory"),
)  # fmt: skip
_CLOCK = Clock(time.time, lambda: "2026-01-02T03:04:05")


@dataclass
class Tally:
    """What became of the files: by kind and fate, the finds as lines, the slowest."""

    fates: Counter[tuple[str, str]] = field(default_factory=Counter)
    finds: list[str] = field(default_factory=list)
    slow: list[tuple[float, str]] = field(default_factory=list)
    errors: Counter[str] = field(default_factory=Counter)

    def lines(self) -> Iterator[str]:
        """The tally as lines to print."""
        for kind in SHARES:
            fates = {fate: count for (one, fate), count in sorted(self.fates.items()) if one == kind}
            if fates:
                told = ", ".join(f"{count} {fate}" for fate, count in fates.items())
                yield f"{kind}: {sum(fates.values())} files: {told}"
        yield f"in all {self.fates.total()} files, {len(self.finds)} finds"
        yield "slowest: " + ", ".join(f"{name} {seconds:.1f} s" for seconds, name in sorted(self.slow)[:-6:-1])
        yield from (f"{count} times: {what}" for what, count in self.errors.most_common(40))


def torture(
    place: Path, folders: Sequence[Path], *, files: int, seed: int = 1, only: str = "", first: int = 0,
    keep: Path | None = None,
) -> Tally:  # fmt: skip
    """Damage the samples of these folders and take them in; `only` one kind of them, from number `first` on."""
    samples = specimens(folders)
    kinds = [only] if only else [kind for kind in SHARES if kind in samples]
    tally = Tally()
    limits = replace(LIMITS, seconds=_SECONDS, memory_bytes=1_000_000_000)
    with Worker(limits=limits) as worker:
        for begin in range(first, first + files, 250):
            batch = range(begin, min(begin + 250, first + files))
            with tempfile.TemporaryDirectory(dir=place) as name:
                folder = Path(name)
                damaged = [_damaged(folder, number, seed, kinds, samples) for number in batch]
                _take_in(damaged, folder / "psr.db", worker, tally, keep)
    return tally


def _damaged(folder: Path, number: int, seed: int, kinds: list[str], samples: dict[str, list[bytes]]) -> Path:
    """One damaged file; the same for the same number, seed and samples."""
    dice = random.Random(f"{seed} {number}")
    kind = dice.choices(kinds, [SHARES[kind] for kind in kinds])[0]
    path = folder / f"{seed}-{number:06}.{kind}"
    path.write_bytes(mutate(kind, dice.choice(samples[kind]), samples[kind], dice))
    return path


def _take_in(paths: list[Path], db: Path, worker: Worker, tally: Tally, keep: Path | None) -> None:
    with Store.open(db, create=True) as store:
        for at, path in enumerate(paths):
            began = time.monotonic()
            try:
                error = _read(path, worker) if at % _WHOLE else _ingested(path, store, worker)
                fate, what = _fate(error)
            except Exception:  # whatever comes out of the program is a find
                fate, what = "crash", traceback.format_exc()
            tally.slow.append((time.monotonic() - began, path.name))
            _note(path, fate, what, tally, keep)
        try:
            tracker.link(store)
        except Exception:  # the same
            _note(db, "crash", traceback.format_exc(), tally, keep)


def _read(path: Path, worker: Worker) -> PsrError | None:
    """Read a file alone, and no more."""
    try:
        worker.documents(path)
    except PsrError as error:
        return error
    return None


def _ingested(path: Path, store: Store, worker: Worker) -> PsrError | None:
    return take_in(path, store, worker, clock=_CLOCK).error


def _fate(error: PsrError | None) -> tuple[str, str]:
    if error is None:
        return "read", ""
    return next((fate for sign, fate in _SIGNS if sign in error.what), "refused"), error.what


def _note(path: Path, fate: str, what: str, tally: Tally, keep: Path | None) -> None:
    tally.fates[path.suffix[1:], fate] += 1
    tally.slow = sorted(tally.slow)[-5:]
    if fate == "refused":
        tally.errors[what] += 1
    if fate not in {"crash", "hang", "memory"}:
        return
    tally.finds.append(f"{path.name}: {fate}: {what}")
    print(tally.finds[-1], flush=True)
    if keep:
        keep.mkdir(parents=True, exist_ok=True)
        (keep / path.name).write_bytes(path.read_bytes())


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--files", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="", choices=["", *SHARES])
    parser.add_argument("--from", dest="first", type=int, default=0)
    parser.add_argument("--keep", type=Path)
    given = parser.parse_args()
    began = time.monotonic()
    warnings.simplefilter("ignore")  # what zipfile says of a name that is there twice
    with tempfile.TemporaryDirectory() as name:
        tally = torture(
            Path(name), [ROOT / "corpus", SHARED], files=given.files, seed=given.seed, only=given.only,
            first=given.first, keep=given.keep,
        )  # fmt: skip
    print(*tally.lines(), f"{time.monotonic() - began:.0f} s", sep="\n")
    sys.exit(bool(tally.finds))
