"""Files read in a process of their own: `Worker`. What one file does to that process costs only that file."""

import contextlib
import pickle
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Literal

import psutil

from psr_extract.document import Document
from psr_extract.errors import NotReady, ReadError
from psr_extract.ingest.protocol import OUT_OF_MEMORY, Reading, Reply, Request, Start, mark_of
from psr_extract.parsers.limits import LIMITS, Limits

_FLAGS: int = getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)
"""On Windows too, Ctrl-C is for who started the child."""
_COMMAND = (sys.executable, "-P", "-c", "from psr_extract.ingest.child import main; main()")
_LOOK = 0.1
"""Seconds between two looks at how much memory a child has."""
_START_SECONDS = 120
"""How long a child may take to be ready, on a machine that is busy."""
Passed = Literal["time", "memory"]


class Worker:
    """Reads files in one long-lived process, which is started when first needed and replaced when it had to be ended.

    Use it in a `with` block.
    """

    def __init__(self, rules: Sequence[Path] = (), *, limits: Limits = LIMITS) -> None:
        """With the shipped rules and those of the user's folders. No process is started yet."""
        self.limits = limits
        self._rules = tuple(rules)
        self._child: subprocess.Popen[bytes] | None = None
        self._scratch = ""

    @cached_property
    def mark(self) -> str:
        """What tells its rules and version from others; RuleError where the rules are broken."""
        from psr_extract.rules import load

        return mark_of(load(*self._rules))

    def __enter__(self) -> "Worker":
        """The worker itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Ends the process, whatever it is doing."""
        self.close()

    def read(self, path: Path) -> Reading:
        """The documents of a file, each with what was found in it.

        ReadError where it cannot be read, RuleError where the rules are broken.
        """
        return self._ask(Request(path.absolute())).found

    def documents(self, path: Path) -> tuple[Document, ...]:
        """The documents of a file alone."""
        return self._ask(Request(path.absolute(), find=False)).documents

    def close(self) -> None:
        """End the process and all it started, and remove what it unpacked."""
        if self._child:
            _end(self._child)
            self._child = None
            shutil.rmtree(self._scratch, ignore_errors=True)

    def _ask(self, request: Request) -> Reply:
        child = self._child or self._started()
        passed: list[Passed] = []
        try:
            with _watched(child, passed, seconds=self.limits.seconds, memory=self.limits.memory_bytes):
                reply = _exchange(child, request)
        except BaseException:
            self.close()
            raise
        if reply is None:
            status = child.wait()
            self.close()
            raise _ended(request.path, passed[0] if passed else None, status, self.limits)
        # A process that has grown is replaced before it is in the way of a large file.
        if _memory(child) > self.limits.memory_bytes // 3:
            self.close()
        if reply.error:
            raise reply.error
        return reply

    def _started(self) -> "subprocess.Popen[bytes]":
        """A new process that has said that it is ready."""
        self._scratch = tempfile.mkdtemp(prefix="psr-extract-")
        said = Path(self._scratch) / "said"
        with said.open("wb") as errors:
            child = self._child = subprocess.Popen(
                _COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors, start_new_session=True,
                creationflags=_FLAGS,
            )  # fmt: skip
        with _watched(child, [], seconds=_START_SECONDS, memory=self.limits.memory_bytes):
            reply = _exchange(child, Start(self._rules, self.limits, self._scratch))
        if reply is None or reply.error:
            last = said.read_text(encoding="utf-8", errors="replace").strip().rpartition("\n")[2]
            status = child.wait() if reply is None else 0
            self.close()
            do = "Try again; if it stays so, give the machine more memory, or install psr-extract anew"
            what = f"the process that reads files does not start ({last or _how(status)})"
            raise (reply and reply.error) or NotReady(what, do=do)
        return child


def _exchange(child: "subprocess.Popen[bytes]", request: object) -> Reply | None:
    """Ask, and wait for the reply; None where the child ended instead."""
    assert child.stdin and child.stdout
    try:
        pickle.dump(request, child.stdin)
        child.stdin.flush()
        reply: Reply = pickle.load(child.stdout)
    except (EOFError, BrokenPipeError, pickle.UnpicklingError):
        return None
    return reply


@contextmanager
def _watched(child: "subprocess.Popen[bytes]", passed: list[Passed], *, seconds: float, memory: int) -> Iterator[None]:
    """End the child as soon as a limit is passed, and note which."""
    done = threading.Event()

    def watch() -> None:
        end = time.monotonic() + seconds
        while not done.wait(_LOOK):
            if time.monotonic() > end:
                passed.append("time")
            elif _memory(child) > memory:
                passed.append("memory")
            if passed:
                _end(child)
                return

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield
    finally:
        done.set()
        watcher.join()


def _memory(child: "subprocess.Popen[bytes]") -> int:
    try:
        return int(psutil.Process(child.pid).memory_info().rss)
    except psutil.Error:
        return 0


def _end(child: "subprocess.Popen[bytes]") -> None:
    """End a process and all that it started."""
    with contextlib.suppress(psutil.Error):
        for process in psutil.Process(child.pid).children(recursive=True):
            with contextlib.suppress(psutil.Error):
                process.kill()
    child.kill()
    child.wait()
    for pipe in (child.stdin, child.stdout):
        if pipe:
            with contextlib.suppress(OSError):
                pipe.close()


def _ended(path: Path, passed: Passed | None, status: int, limits: Limits) -> ReadError:
    """Why a child ended while it read this file."""
    again = "or save the file anew as DOCX or PDF"
    if passed == "time":
        do = f"Give it more with --time-limit, {again}"
        return ReadError(f"took longer than {limits.seconds:g} seconds to read", where=path, do=do)
    if passed == "memory" or status == OUT_OF_MEMORY:
        do = f"Give it more with --memory-limit, {again}"
        return ReadError(f"needs more than {limits.memory_bytes / 1e6:g} MB of memory", where=path, do=do)
    do = "Save it anew as DOCX or PDF"
    return ReadError(f"made the process that reads it end ({_how(status)})", where=path, do=do)


def _how(status: int) -> str:
    """How a process ended."""
    return signal.Signals(-status).name if status < 0 else f"exit status {status}"
