"""The process in which files are read: requests in through standard input, replies out through standard output.

It ends when the process that started it does, and by itself where a file takes far too long.
"""

import faulthandler
import os
import pickle
import shutil
import sys
import tempfile
import threading
from pathlib import Path
from queue import SimpleQueue
from traceback import extract_tb
from typing import BinaryIO

from psr_extract.errors import NotNow, PsrError, ReadError
from psr_extract.ingest.passing import may_pass
from psr_extract.ingest.protocol import OUT_OF_MEMORY, Reply, Request, Start
from psr_extract.ingest.reader import Reader, read_documents, read_records, reader
from psr_extract.parsers.limits import Limits, too_deep

_GRACE = 5
"""How many seconds after its time is up a child ends by itself, where nobody else has ended it."""


def main() -> None:
    """Serve until there are no more requests."""
    replies = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # a library that prints must not garble the replies
    start: Start = pickle.load(sys.stdin.buffer)
    tempfile.tempdir = start.scratch
    try:
        using = reader(start.rules)
    except PsrError as error:
        _reply(replies, Reply("error", error=error))
        return
    _keep_within(start.limits.memory_bytes)
    _reply(replies, Reply("ready"))
    requests: SimpleQueue[Request] = SimpleQueue()
    threading.Thread(target=_listen, args=(requests, start.scratch), daemon=True).start()
    while True:
        request = requests.get()
        faulthandler.dump_traceback_later(start.limits.seconds + _GRACE, exit=True)
        try:
            _reply(replies, _answer(request, using, start.limits))
        except MemoryError:
            os._exit(OUT_OF_MEMORY)
        faulthandler.cancel_dump_traceback_later()


def _listen(requests: "SimpleQueue[Request]", scratch: str) -> None:
    """Pass requests on; end the process when nobody is there to ask, even in the midst of a file."""
    try:
        while True:
            requests.put(pickle.load(sys.stdin.buffer))
    except EOFError:
        shutil.rmtree(scratch, ignore_errors=True)
    finally:
        os._exit(0)


def _answer(request: Request, using: Reader, limits: Limits) -> Reply:
    path = request.path
    try:
        if not request.find:
            return Reply("found", documents=read_documents(path, limits))
        return Reply("found", found=read_records(path, using, limits))
    except ReadError as error:
        if may_pass(error):
            return Reply("error", error=NotNow(error.what, where=error.where, do="It will be tried again"))
        return Reply("error", error=error)
    except RecursionError:
        return Reply("error", error=too_deep(limits, path))
    except MemoryError:
        raise
    except Exception as error:  # a fault of ours in one file must not stop the others
        place = extract_tb(error.__traceback__)[-1]
        fault = f"{type(error).__name__} in {Path(place.filename).name}, line {place.lineno}: {error}"
        what = f"could not be read by a fault of psr-extract ({fault})"
        return Reply("error", error=ReadError(what, where=path, do="Please report it"))


def _reply(replies: BinaryIO, reply: Reply) -> None:
    pickle.dump(reply, replies, protocol=pickle.HIGHEST_PROTOCOL)
    replies.flush()


def _keep_within(memory: int) -> None:
    """Let the system refuse more memory than this, where it can; elsewhere only who started the child watches."""
    if sys.platform == "linux":
        import resource

        resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
