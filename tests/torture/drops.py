"""What happens in a watched folder: files of 300 MB, files that grow or go while they are read, the folder away.

    cd tests && ../.venv/bin/python -m torture.drops --megabytes 300 --seconds 60 --rounds 20

All the while small files come in; at the end each of them is in exactly once, and every other has its state.
"""

import argparse
import json
import random
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import psutil
from torture.common import minutes, query, run, sound, start

MEGA = 1_000_000


def torture(place: Path, *, megabytes: int, seconds: float, rounds: int, seed: int = 1) -> str:
    """Drop all of that on `watch`; gives what became of it, in a line."""
    chance, folder, db = random.Random(seed), place / "in", place / "psr.db"
    folder.mkdir()
    process = start("watch", folder, "--db", db, "--settle", "1", "--every", "1", "--memory-limit", "1500")
    program = psutil.Process(process.pid)
    try:
        _large(folder, megabytes)
        _grow(folder / "grows.txt", seconds)
        gone = _go(folder, rounds, chance)
        away = _away(folder, rounds, chance)
        small = [minutes(folder, number) for number in range(10 * rounds, 11 * rounds)]
        wanted = {"grows.txt", "large.pdf", *(path.name for path in small), *away}
        _until(lambda: wanted <= _ingested(db))
        _until(lambda: not query(db, "SELECT 1 FROM inbox WHERE state = 'waiting'"))
        most = program.memory_info().rss
    finally:
        process.terminate()
        _, err = process.communicate(timeout=30)
    assert "Traceback" not in err, err
    sound(db)
    rows = json.loads(run("inbox", "--db", db, "--format", "json")[1])
    states = {Path(row["path"]).name: row["state"] for row in rows}
    fates = Counter(states.get(name, "never seen") for name in gone)
    assert states["large.txt"] == "failed" and set(fates) <= {"ignored", "ingested", "never seen"}
    grown = "SELECT count(*) FROM actions a JOIN documents d ON d.id = a.document WHERE d.name = 'grows.txt'"
    assert query(db, grown) == [(_GROWN,)]
    told = next(line for line in err.splitlines() if "large.txt" in line)
    return (
        f"large.pdf ({megabytes} MB) read, large.txt told in a line ({told.split(': ', 2)[-1]}); a file that grew for "
        f"{seconds:g} s read once and whole; {len(gone)} deleted meanwhile ("
        f"{', '.join(f'{count} {fate}' for fate, count in fates.items())}); the folder away {rounds} times, "
        f"{len(away) + len(small)} files around it each in once; memory {most // MEGA} MB at the end"
    )


_GROWN = 40


def _large(folder: Path, megabytes: int) -> None:
    """A PDF and a text of this size; only the PDF is for people."""
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(folder / "large.part"))
    canvas.drawString(72, 700, "Minutes of the Mill Ward Forum, 20 March 2025")
    canvas.drawString(72, 650, "Action: Jane Roe to mend the gate.")
    canvas.save()
    with (folder / "large.part").open("ab") as file:
        for _ in range(megabytes):
            file.write(b"% scans\n" * (MEGA // 8))
        file.write(_tail(folder / "large.part"))
    (folder / "large.part").rename(folder / "large.pdf")
    with (folder / "large.tmp").open("wb") as file:
        for number in range(megabytes):
            file.write(f"{number}. Jane agreed to send letter {number}.\n\n".encode().ljust(64, b"x") * (MEGA // 64))
    (folder / "large.tmp").rename(folder / "large.txt")


def _tail(path: Path) -> bytes:
    """The end of a PDF, which says where its table stands."""
    data = path.read_bytes()[:100_000]
    return b"\n" + data[data.index(b"startxref") : data.index(b"%%EOF")] + b"%%EOF\n"


def _grow(path: Path, seconds: float) -> None:
    """A file that is written to for so long, never still for more than half a second."""
    with path.open("w", encoding="utf-8") as file:
        file.write("Mill Ward Forum\n\nMinutes of 20 March 2026\n\n")
        for number in range(_GROWN):
            file.write(f"Action: Jane Roe to mend gate number {number} of the mill.\n\n")
            file.flush()
            for _ in range(3):
                time.sleep(seconds / _GROWN / 3)
                path.touch()


def _go(folder: Path, rounds: int, chance: random.Random) -> list[str]:
    """Files that take a moment to read, each deleted at a moment of its own."""
    names = []
    for number in range(rounds):
        path = minutes(folder, number, sub=f"gone{number}")
        path.write_text(path.read_text(encoding="utf-8") + "Jane agreed to send it.\n\n" * 1500, encoding="utf-8")
        time.sleep(chance.uniform(0.8, 4))
        path.unlink()
        names.append(path.name)
    return names


def _away(folder: Path, rounds: int, chance: random.Random) -> set[str]:
    """Files that come in while the folder goes away and comes back."""
    names = set()
    for number in range(5 * rounds, 6 * rounds):
        names.add(minutes(folder, number).name)
        time.sleep(chance.uniform(0, 1.5))
        folder.rename(folder.with_name("away"))
        time.sleep(chance.uniform(0, 1.5))
        folder.with_name("away").rename(folder)
    return names


def _ingested(db: Path) -> set[str]:
    rows = query(db, "SELECT path FROM inbox WHERE state = 'ingested'") if db.exists() else []
    return {Path(str(row[0])).name for row in rows}


def _until(what: Callable[[], object], seconds: float = 600) -> None:
    end = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < end, "it never came to be so"
        time.sleep(0.5)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--megabytes", type=int, default=300)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--rounds", type=int, default=20)
    given = parser.parse_args()
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as name:
        line = torture(Path(name).resolve(), megabytes=given.megabytes, seconds=given.seconds, rounds=given.rounds)
    print(f"{line}; {time.monotonic() - began:.0f} s")
