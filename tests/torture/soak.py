"""Many small files dropped at once: all are read, the memory stays flat, and how many a minute.

    cd tests && ../.venv/bin/python -m torture.soak --files 10000
"""

import argparse
import tempfile
import time
from pathlib import Path

import psutil
from torture.common import PROGRAM, each_once, minutes

MEGA = 1_000_000


def torture(place: Path, *, files: int, bound: int = 500 * MEGA, growth: int = 60 * MEGA) -> str:
    """Ingest all files in one run, looking at its memory; gives what was measured, in a line."""
    folder, db = place / "in", place / "psr.db"
    dropped = [minutes(folder, number, sub=f"{number % 100:02}", bodies=200) for number in range(files)]
    began = time.monotonic()
    with (place / "log").open("w", encoding="utf-8") as log:
        command = [*PROGRAM, "ingest", str(folder), "--db", str(db), "--settle", "0"]
        program = psutil.Popen(command, stdout=log, stderr=log)
        sizes: list[tuple[int, int]] = []
        read = 0.0
        while program.poll() is None:
            time.sleep(0.5)
            if (size := _memory(program)) and size[1]:
                sizes.append(size)
                read = time.monotonic() - began
    took = time.monotonic() - began
    assert program.returncode == 0, (place / "log").read_text(encoding="utf-8")[-2000:]
    own, reader = ([size[part] for size in sizes] for part in (0, 1))
    early, late = (sizes[len(sizes) // 4 : len(sizes) // 2], sizes[-len(sizes) // 4 :])
    grown = [max(one[part] for one in late) - max(one[part] for one in early) for part in (0, 1)]
    most = f"{max(own) // MEGA} MB, and {max(reader) // MEGA} MB in the reading process"
    more = f"{grown[0] / MEGA:.0f} and {grown[1] / MEGA:.0f} MB"
    said = (
        f"{files} files in {took:.0f} s ({read:.0f} s reading, {files / read * 60:.0f} a minute); "
        f"memory at most {most}; grown by {more} from the second quarter to the last"
    )
    assert max(own) < bound and max(reader) < bound and max(grown) < growth, said
    each_once(db, sorted(dropped))
    return said


def _memory(program: psutil.Popen) -> tuple[int, int]:
    """What the program and the process in which it reads have."""
    try:
        inside = program.children()
        return program.memory_info().rss, max((one.memory_info().rss for one in inside), default=0)
    except psutil.NoSuchProcess:
        return 0, 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=10_000)
    with tempfile.TemporaryDirectory() as name:
        print(torture(Path(name).resolve(), files=parser.parse_args().files))
