"""`watch` as it runs: what is dropped is read, others may look meanwhile, and it stops when told to."""

import json
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from torture.common import minutes, query, run, sound, start

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no such signals")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "in"
    path.mkdir()
    return path


@pytest.fixture
def watching(folder: Path, db: Path) -> Iterator["subprocess.Popen[str]"]:
    process = start("watch", folder, "--db", db, "--settle", "0.2", "--every", "1")
    yield process
    process.kill()
    process.communicate()


def until(what: Callable[[], object], seconds: float = 60) -> object:
    """Wait until something is so."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if found := what():
            return found
        time.sleep(0.1)
    raise AssertionError("it never came to be so")


def ingested(db: Path) -> set[str]:
    if not db.exists() or not query(db, "SELECT 1 FROM sqlite_master WHERE name = 'inbox'"):
        return set()
    return {Path(str(row[0])).name for row in query(db, "SELECT path FROM inbox WHERE state = 'ingested'")}


def stop(process: "subprocess.Popen[str]", how: signal.Signals = signal.SIGTERM) -> tuple[str, str, float]:
    began = time.monotonic()
    process.send_signal(how)
    out, err = process.communicate(timeout=30)
    return out, err, time.monotonic() - began


def test_what_is_dropped_renamed_and_deleted(folder: Path, db: Path, watching: "subprocess.Popen[str]") -> None:
    minutes(folder, 1)
    part = minutes(folder, 2, sub="Parks").rename(folder / "Parks" / "00002.txt.part")
    until(lambda: ingested(db) == {"00001.txt"})
    part.rename(folder / "Parks" / "00002.txt")
    until(lambda: ingested(db) == {"00001.txt", "00002.txt"})
    folder.rename(folder.with_name("away"))
    until(lambda: watching.poll() is None)
    time.sleep(1.5)
    folder.with_name("away").rename(folder)
    minutes(folder, 3)
    until(lambda: len(ingested(db)) == 3)
    out, err, _ = stop(watching)
    assert watching.returncode == 0, err
    assert "Traceback" not in err
    assert out.splitlines()[-1].endswith("Stopped.") and "3 read" in out.splitlines()[-1]
    sound(db)


def test_others_may_look_and_a_second_is_refused(folder: Path, db: Path, watching: "subprocess.Popen[str]") -> None:
    minutes(folder, 0)
    until(lambda: ingested(db))
    for number in range(1, 9):
        minutes(folder, number)
    readers = [start("actions", "--db", db, "--format", "json") for _ in range(10)]
    second = run("watch", folder, "--db", db)
    assert second[0] == 5
    assert f"is being worked on by process {watching.pid} on " in second[2]
    for reader in readers:
        out, err = reader.communicate()
        assert reader.returncode == 0, err
        assert len(json.loads(out)) >= 1
    until(lambda: len(ingested(db)) == 9)


def test_a_killed_process_holds_nothing(folder: Path, db: Path, watching: "subprocess.Popen[str]") -> None:
    minutes(folder, 1)
    until(lambda: ingested(db))
    watching.kill()
    watching.communicate()
    assert run("ingest", folder, "--db", db)[0] == 0


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_it_stops_in_the_midst_of_a_file(folder: Path, db: Path, how: signal.Signals) -> None:
    minutes(folder, 1)
    long = "".join(f"{n}. Jane agreed to send {n}.\n\n" for n in range(80_000))
    (folder / "long.txt").write_text(long, encoding="utf-8")
    process = start("ingest", folder, "--db", db)
    until(lambda: ingested(db) == {"00001.txt"})
    time.sleep(0.5)
    out, err, took = stop(process, how)
    assert process.returncode == 128 + how
    assert took < 5
    assert "Stopped: what was read is in" in out and "Traceback" not in err
    sound(db)
    assert ingested(db) == {"00001.txt"}


def test_a_file_that_grows_is_read_when_it_is_whole(folder: Path, db: Path) -> None:
    process = start("watch", folder, "--db", db, "--settle", "1.5", "--every", "0.3")
    text = minutes(folder, 1).read_text(encoding="utf-8")
    with (folder / "00001.txt").open("w", encoding="utf-8") as file:
        for at in range(0, len(text), 20):
            file.write(text[at : at + 20])
            file.flush()
            time.sleep(0.3)
    until(lambda: ingested(db))
    stop(process)
    assert query(db, "SELECT count(*) FROM actions") == [(2,)]
    assert query(db, "SELECT count(*) FROM documents") == [(1,)]
