"""SIGKILL at random moments while files are ingested: each file is in exactly once, and what people entered is there.

cd tests && ../.venv/bin/python -m torture.kills --kills 500 --files 300 [--archive]
"""

import argparse
import math
import random
import subprocess
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path

import psutil
from click.testing import CliRunner
from torture.common import each_once, minutes, query, run, start

from psr_extract.cli import main

_LOOKS, _IDLE = 40, 0.05
"""A program that has had no more of the processor than this in so many looks has nothing to do any more."""


def torture(place: Path, *, kills: int, files: int, archive: bool = False, longest: float = 4.0, seed: int = 1) -> str:
    """Kill `kills` runs while `files` files come in one after another; gives what happened, in a line."""
    chance, folder, db = random.Random(seed), place / "in", place / "psr.db"
    old = ("--archive", place / "old") if archive else ()
    folder.mkdir()
    dropped: list[Path] = []
    entered: list[tuple[str, str | None]] = []
    runs = kill = 0
    while kill < kills:
        runs += 1
        while len(dropped) < files * (kill + 1) // kills:
            dropped.append(minutes(folder, len(dropped)))
        command = ("watch", "--every", "0.5") if runs % 2 else ("ingest",)
        process = start(command[0], folder, "--db", db, "--settle", "0", *command[1:], *old)
        moments = sorted(chance.uniform(0.05, longest) for _ in range(2))
        kill += _killed(process, moments[1], partial(_type, db, runs, chance, entered), at=moments[0])
    assert run("ingest", folder, "--db", db, "--settle", "0", *old)[0] == 0
    kept = [place / "old" / path.name for path in dropped] if archive else dropped
    each_once(db, kept)
    assert sorted(path for path in (place / "old" if archive else folder).rglob("*") if path.is_file()) == kept
    assert Counter(query(db, "SELECT what, value FROM entry_list")) == Counter(entered)
    return (
        f"{kills} kills (and {runs - kills} runs that ended), {files} files: each in once, {len(entered)} entries there"
    )


def _killed(process: "subprocess.Popen[str]", seconds: float, enter: Callable[[], None], *, at: float) -> bool:
    """Kill the program when it has had so much of the processor, or has nothing to do any more; enter something before.

    So the moments are as random on a busy machine. The process in which it reads must then end by itself.
    """
    readers: list[psutil.Process] = []
    had, before = 0.0, [-1.0] * _LOOKS
    while process.poll() is None and had < seconds and had - before[-_LOOKS] > _IDLE:
        time.sleep(0.05)
        try:
            program = psutil.Process(process.pid)
            readers = readers or program.children()
            now = sum(sum(one.cpu_times()[:2]) for one in (program, *readers) if one.is_running())
        except psutil.NoSuchProcess:
            continue
        before.append(had)
        had = now
        if had >= at:
            enter()
            at = math.inf
    ended = process.poll() is not None
    process.kill()
    process.communicate()
    _, alive = psutil.wait_procs(readers, timeout=30)
    assert not alive, "the reading process lives on"
    return not ended


def _type(db: Path, number: int, chance: random.Random, entered: list[tuple[str, str | None]]) -> None:
    """Enter by the program's own commands, as a person does meanwhile: a note on any action, or that it is done."""
    rows = query(db, "SELECT id FROM action_list ORDER BY id") if db.exists() and _is_made(db) else []
    if not rows:
        return
    action, what = str(chance.choice(rows)[0]), chance.choice(("note", "note", "done"))
    words = [f"note {number}"] if what == "note" else []
    result = CliRunner().invoke(main, [what, action, *words, "--who", "JR", "--why", f"run {number}", "--db", str(db)])
    assert result.exit_code == 0, result.output
    entered.append((what, words[0] if words else None))


def _is_made(db: Path) -> bool:
    return bool(query(db, "SELECT 1 FROM sqlite_master WHERE name = 'entry_list'"))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=500)
    parser.add_argument("--files", type=int, default=300)
    parser.add_argument("--archive", action="store_true")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as name:
        place = Path(name).resolve()
        line = torture(place, kills=options.kills, files=options.files, archive=options.archive, seed=options.seed)
    print(f"{line}; {time.monotonic() - began:.0f} s")
