"""SIGKILL at random moments while files are ingested: each file is in exactly once, and what people entered is there.

    cd tests && ../.venv/bin/python -m torture.kills --kills 500 --files 300 [--archive]
"""

import argparse
import random
import sqlite3
import subprocess
import tempfile
import time
from contextlib import closing
from pathlib import Path

import psutil
from torture.common import each_once, minutes, query, run, start


def torture(place: Path, *, kills: int, files: int, archive: bool = False, longest: float = 2.5, seed: int = 1) -> str:
    """Kill `kills` runs while `files` files come in one after another; gives what happened, in a line."""
    chance, folder, db = random.Random(seed), place / "in", place / "psr.db"
    old = ("--archive", place / "old") if archive else ()
    folder.mkdir()
    dropped: list[Path] = []
    entered = runs = kill = 0
    while kill < kills:
        runs += 1
        while len(dropped) < files * (kill + 1) // kills:
            dropped.append(minutes(folder, len(dropped)))
        command = ("watch", "--every", "0.5") if runs % 2 else ("ingest",)
        process = start(command[0], folder, "--db", db, "--settle", "0", *command[1:], *old)
        kill += _killed(process, chance.uniform(0.05, longest))
        entered += _enter(db, runs)
    assert run("ingest", folder, "--db", db, "--settle", "0", *old)[0] == 0
    kept = [place / "old" / path.name for path in dropped] if archive else dropped
    each_once(db, kept)
    assert sorted(path for path in (place / "old" if archive else folder).rglob("*") if path.is_file()) == kept
    said = query(db, "SELECT entry, what, text FROM entries ORDER BY entry")
    assert said == [(f"{number:05}", "noted", f"note {number}") for number in range(runs + 1) if _has(said, number)]
    assert len(said) == entered
    return f"{kills} kills (and {runs - kills} runs that ended), {files} files: each in once, {entered} entries there"


def _killed(process: "subprocess.Popen[str]", seconds: float) -> bool:
    """Kill the program when it has had so much of the processor, or has nothing to do any more.

    So the moments are as random on a busy machine. The process in which it reads must then end by itself.
    """
    readers: list[psutil.Process] = []
    had, idle = 0.0, 0
    while process.poll() is None and had < seconds and idle < 20:
        time.sleep(0.05)
        try:
            program = psutil.Process(process.pid)
            readers = readers or program.children()
            now = sum(sum(one.cpu_times()[:2]) for one in (program, *readers) if one.is_running())
        except psutil.NoSuchProcess:
            continue
        had, idle = now, idle + 1 if readers and now <= had else 0
    ended = process.poll() is not None
    process.kill()
    process.communicate()
    _, alive = psutil.wait_procs(readers, timeout=30)
    assert not alive, "the reading process lives on"
    return not ended


def _enter(db: Path, number: int) -> int:
    """Enter a note on any action, as a person does between two crashes; gives how many were entered."""
    if not db.exists() or not query(db, "SELECT 1 FROM sqlite_master WHERE name = 'entries'"):
        return 0
    with closing(sqlite3.connect(db, timeout=30)) as connection, connection:
        cursor = connection.execute(
            "INSERT INTO entries (entry, at, who, what, action, text) "
            "SELECT ?, '2026-01-02T03:04:05', 'JR', 'noted', action, ? FROM actions ORDER BY random() LIMIT 1",
            [f"{number:05}", f"note {number}"],
        )
        return cursor.rowcount


def _has(said: list[tuple[object, ...]], number: int) -> bool:
    return any(row[0] == f"{number:05}" for row in said)




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
