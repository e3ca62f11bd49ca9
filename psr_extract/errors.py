"""What can go wrong: each error says what happened, where, and what to do, and has a stable exit code."""

import re
from pathlib import Path

_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def one_line(text: str) -> str:
    """A text that stays on one line of any terminal: line breaks, escapes and broken characters are written out."""
    return _CONTROLS.sub(_written_out, text)


def _written_out(control: re.Match[str]) -> str:
    code = ord(control[0])
    if 0xDC80 <= code <= 0xDCFF:
        return f"\\x{code - 0xDC00:02x}"
    return ascii(control[0])[1:-1]


class PsrError(Exception):
    """Base of all errors that a person can do something about.

    `what` happened, `where` (a file, a rule, a line; optional), and what to `do` about it (optional).
    """

    exit_code = 1

    def __init__(self, what: str, *, where: str | Path | None = None, do: str | None = None) -> None:
        """Keep the three parts; `str(error)` joins them to one line."""
        super().__init__(what)
        self.what, self.where, self.do = what, str(where) if where is not None else None, do

    def __str__(self) -> str:
        """`where: what; do`, on one line."""
        line = f"{self.where}: {self.what}" if self.where else self.what
        return one_line(f"{line}. {self.do}" if self.do else line)


class ReadError(PsrError):
    """A file could not be read as a document."""

    exit_code = 3


class NotNow(ReadError):
    """A file could not be read now, but perhaps later: it is locked, its disk is away, there is no room."""


class NotReady(PsrError):
    """The process that reads files does not start: no file is to blame, and none has got a state by it."""


class RuleError(PsrError):
    """A rule file is wrong."""

    exit_code = 4


class StoreError(PsrError):
    """The database could not be opened, read or written."""

    exit_code = 5


class StoreNotNow(StoreError):
    """The database cannot be used now, but perhaps later: no room, a failing disk, another that writes for long."""


class LogError(PsrError):
    """What a person wants to say of an action, or a log of it, does not make sense here."""

    exit_code = 7


class NotFound(PsrError):
    """Nothing has the name or id that was asked for."""

    exit_code = 6
