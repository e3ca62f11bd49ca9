"""What the torture scripts share: minutes by the hundred, the program as people run it, what must hold at the end."""

import json
import os
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from click.testing import CliRunner

from psr_extract.cli import main

BODIES = ("Mill Ward Forum", "Parks Working Group", "Harbour Liaison Panel")
ACTIONS = 2
"""How many actions each file of `minutes` holds."""
PROGRAM = (sys.executable, "-c", "from psr_extract.cli import main; main()")


def minutes(folder: Path, number: int, *, sub: str = "", more: str = "", bodies: int = 3) -> Path:
    """A small file of minutes, unlike all others."""
    path = folder / sub / f"{number:05}.txt"
    path.parent.mkdir(parents=True, exist_ok=True)
    day = f"{1 + number % 28} {('January', 'March', 'May', 'June', 'October')[number % 5]} {2000 + number // 28 % 25}"
    body = BODIES[number % bodies] if bodies <= len(BODIES) else f"{BODIES[0]} of Ward {number % bodies}"
    path.write_text(
        f"{body}\n\nMinutes of the meeting held on {day}\n\nPresent: Jane Roe (Chair), Alan Holt\n\n"
        f"1. Paths\n\nAction: Alan Holt to mend gate number {number} by 5 May 2026.\n\n"
        f"2. Signs\n\nAction: Jane Roe to order sign number {number}{more}.\n",
        encoding="utf-8",
    )
    return path


def start(*arguments: str | Path, env: dict[str, str] | None = None) -> "subprocess.Popen[str]":
    """The program, started."""
    return subprocess.Popen(
        [*PROGRAM, *map(str, arguments)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, errors="replace",
        env={**os.environ, **(env or {})}, stdin=subprocess.DEVNULL,
    )  # fmt: skip


def run(*arguments: str | Path, env: dict[str, str] | None = None) -> tuple[int, str, str]:
    """The program, run to its end: exit code, output, errors. A traceback is a failure."""
    process = start(*arguments, env=env)
    out, err = process.communicate()
    assert "Traceback" not in out + err, err
    return process.returncode, out, err


def query(db: Path, sql: str) -> list[tuple[object, ...]]:
    """The rows of a query, past the program."""
    with closing(sqlite3.connect(db, timeout=30)) as connection:
        return connection.execute(sql).fetchall()


def sound(db: Path) -> None:
    """`check` finds nothing wrong."""
    result = CliRunner().invoke(main, ["check", "--db", str(db)])
    assert result.exit_code == 0, result.output


def each_once(db: Path, paths: Sequence[Path]) -> None:
    """Every file was ingested exactly once, and is there whole; nothing else is."""
    sound(db)
    states = json.loads(CliRunner().invoke(main, ["inbox", "--db", str(db), "--format", "json"]).stdout)
    wanted = Counter(dict.fromkeys(map(str, paths), 1))
    assert Counter(row["path"] for row in states if row["state"] == "ingested") == wanted
    assert Counter(row[0] for row in query(db, "SELECT path FROM files")) == wanted
    assert query(db, "SELECT count(*) FROM documents") == [(len(paths),)]
    assert query(db, "SELECT count(*), count(DISTINCT action) FROM actions") == [(ACTIONS * len(paths),) * 2]
    assert query(db, "SELECT count(*) FROM unlinked") == [(0,)]
    assert query(db, "SELECT count(*) FROM inbox WHERE state IN ('waiting', 'failed')") == [(0,)]


def told_in_one_line(err: str) -> None:
    """Each error is one line of ours."""
    for line in err.splitlines():
        assert line.startswith(("Error: ", "Passed over: ", "Warning: ")) or not line, err
