"""The process in which files are read: its limits, its end, and that the next file is read all the same."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import psutil
import pytest
from click.testing import CliRunner

from psr_extract.cli import main
from psr_extract.errors import ReadError, RuleError
from psr_extract.ingest.worker import Worker
from psr_extract.parsers.limits import LIMITS

SHORT = "Mill Ward Forum\n\nMinutes of 20 March 2025\n\nAction: Jane Roe to mend the gate by 5 May 2025.\n"
LONG = SHORT + "".join(f"{number}. Jane Roe agreed to send paper {number} to all.\n\n" for number in range(60_000))


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    with Worker() as one:
        yield one


@pytest.fixture
def short(tmp_path: Path) -> Path:
    path = tmp_path / "short.txt"
    path.write_text(SHORT, encoding="utf-8")
    return path


@pytest.fixture
def long(tmp_path: Path) -> Path:
    """Takes far longer to read than any test waits."""
    path = tmp_path / "long.txt"
    path.write_text(LONG, encoding="utf-8")
    return path


def reads(worker: Worker, path: Path) -> bool:
    return [len(record.actions) for _, record in worker.read(path)] == [1]


def children() -> set[int]:
    return {child.pid for child in psutil.Process().children(recursive=True)}


def worked() -> dict[int, float]:
    """The seconds that each child has worked."""
    return {child.pid: child.cpu_times().user for child in psutil.Process().children()}


def when_busy(before: dict[int, float]) -> int:
    """The child that is reading, as soon as it has worked for a moment longer than before."""
    for _ in range(1200):
        for pid, seconds in worked().items():
            if seconds > before.get(pid, seconds) + 0.3:
                return pid
        time.sleep(0.05)
    raise AssertionError("no child is at work")


def test_one_process_reads_many_files(worker: Worker, short: Path) -> None:
    assert reads(worker, short)
    before = children()
    assert reads(worker, short)
    assert children() == before


def test_what_is_no_document_is_told_as_ever(worker: Worker, tmp_path: Path) -> None:
    path = tmp_path / "empty.txt"
    path.write_bytes(b"")
    with pytest.raises(ReadError, match="the file is empty"):
        worker.read(path)


def test_a_file_that_takes_too_long_costs_only_itself(short: Path, long: Path) -> None:
    with Worker(limits=replace(LIMITS, seconds=1.5)) as worker:
        assert reads(worker, short)
        began = time.monotonic()
        with pytest.raises(ReadError, match=r"long\.txt: took longer than 1\.5 seconds to read"):
            worker.read(long)
        assert time.monotonic() - began < 4
        assert reads(worker, short)


def test_a_file_that_needs_too_much_memory_costs_only_itself(short: Path, long: Path) -> None:
    with Worker(limits=replace(LIMITS, memory_bytes=300_000_000)) as worker:
        with pytest.raises(ReadError, match=r"long\.txt: needs more than 300 MB of memory"):
            worker.read(long)
        assert reads(worker, short)


@pytest.mark.skipif(sys.platform == "win32", reason="no such signals")
def test_a_crash_costs_only_its_file(short: Path, long: Path) -> None:
    with Worker(limits=replace(LIMITS, seconds=100)) as worker:
        assert reads(worker, short)
        before = worked()
        crash = threading.Thread(target=lambda: os.kill(when_busy(before), signal.SIGSEGV))
        crash.start()
        with pytest.raises(ReadError, match=r"long\.txt: made the process that reads it end \(SIGSEGV\)"):
            worker.read(long)
        crash.join()
        assert reads(worker, short)


def test_wrong_rules_are_told_before_anything_is_read(tmp_path: Path, short: Path) -> None:
    with Worker([tmp_path / "none"]) as worker, pytest.raises(RuleError):
        worker.read(short)


def test_nothing_is_left_behind(tmp_path: Path, long: Path) -> None:
    before = children()
    with Worker(limits=replace(LIMITS, seconds=0.5)) as worker, pytest.raises(ReadError):
        worker.read(long)
    assert children() == before


@pytest.mark.skipif(sys.platform == "win32", reason="no such signals")
def test_the_reader_ends_with_who_asked(long: Path) -> None:
    code = f"from pathlib import Path; from psr_extract.ingest.worker import Worker; Worker().read(Path({str(long)!r}))"
    asking = subprocess.Popen([sys.executable, "-c", code])
    for _ in range(400):
        busy = [child for child in psutil.Process(asking.pid).children() if child.cpu_times().user > 1.2]
        if busy:
            break
        time.sleep(0.05)
    asking.kill()
    asking.wait()
    psutil.wait_procs(busy, timeout=5)
    assert [child for child in busy if child.is_running()] == []


def test_a_reader_that_does_not_start_is_no_fault_of_the_file(short: Path, db: Path,
                                                              monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    monkeypatch.setattr("psr_extract.ingest.worker._COMMAND", (sys.executable, "-c", "import no_such_module"))
    broken = CliRunner().invoke(main, ["ingest", str(short), "--db", str(db)])
    assert broken.exit_code == 1
    assert "the process that reads files does not start (ModuleNotFoundError" in broken.stderr
    monkeypatch.undo()
    assert "1 read." in CliRunner().invoke(main, ["ingest", str(short), "--db", str(db), "--settle", "0"]).stdout
