"""A disk that fails at random while files are ingested: nothing is half written, and every file is in at the end.

    cd tests && ../.venv/bin/python -m torture.disk --files 300 --one-in 60

Writes, fsyncs and truncations of the database's files fail with ENOSPC or EIO (`disk.c`, loaded before the C library;
Linux with a C compiler only); `ingest` then ends with one clear line, and the next run goes on.
"""

import argparse
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from torture.common import each_once, minutes, query, run, sound, told_in_one_line


def shim(place: Path) -> Path | None:
    """The failing disk, compiled; None where that cannot be."""
    compiler = shutil.which("cc") or shutil.which("gcc")
    if not sys.platform.startswith("linux") or not compiler:
        return None
    library = place / "disk.so"
    source = Path(__file__).with_name("disk.c")
    subprocess.run([compiler, "-shared", "-fPIC", "-O2", "-o", library, source, "-ldl"], check=True)
    return library


def torture(place: Path, library: Path, *, files: int, one_in: int, seed: int = 1) -> str:
    """Ingest until all is in, however often the disk fails; gives what happened, in a line."""
    chance, folder, db = random.Random(seed), place / "in", place / "psr.db"
    dropped = [minutes(folder, number) for number in range(files)]
    said: Counter[str] = Counter()
    code, runs = 5, 0
    while code:
        runs += 1
        dice = {"LD_PRELOAD": str(library), "FAIL_PATH": str(db), "FAIL_ONE_IN": str(one_in),
                "FAIL_SEED": str(chance.randrange(1 << 30))}  # fmt: skip
        code, _, err = run("ingest", folder, "--db", db, "--settle", "0", env=dice)
        told_in_one_line(err)
        assert code in {0, 5}, err
        if code:
            said[err.strip().splitlines()[-1].split(": ", 2)[2].split(".")[0]] += 1
        if db.exists() and query(db, "SELECT 1 FROM sqlite_master WHERE name = 'inbox'"):
            sound(db)
    each_once(db, dropped)
    told = ", ".join(f"{count} times “{what}”" for what, count in said.items())
    return f"{runs} runs, {files} files: each in once, nothing half written; {told}"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=300)
    parser.add_argument("--one-in", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as name:
        library = shim(Path(name))
        if library is None:
            sys.exit("Skipped: this needs Linux and a C compiler.")
        line = torture(Path(name).resolve(), library, files=options.files, one_in=options.one_in, seed=options.seed)
    print(f"{line}; {time.monotonic() - began:.0f} s")
