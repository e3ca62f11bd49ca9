"""Ids of actions: short, speakable, and the same after the document is read again."""

from collections.abc import Collection, Mapping, Sequence
from string import ascii_lowercase

from rapidfuzz import fuzz

from psr_extract.words import words

_SMALL = frozenset(words("of the and for in on at to a an"))
_SAME = 80.0
"""From this similarity on, a corrected text keeps the id of the text it replaces."""


def prefix(*, body: str | None, date: str | None, name: str) -> str:
    """What the ids of a document's actions begin with: initials of the body and the date of its meeting.

    "Wye Valley Public Services Partnership" on 20 March 2025 gives "wvpsp-2025-03-20"; a body of one or two words
    keeps them whole; where the document names no body, its file's name stands in.
    """
    parts = [part for part in words(body) if part not in _SMALL]
    if len(parts) > 2:
        slug = "".join(part[0] for part in parts)
    else:
        slug = "-".join(parts or words(name.rpartition(".")[0] or name)[:6]) or "document"
    return f"{slug}-{date}" if date else slug


def free_prefix(wanted: str, taken: Collection[str]) -> str:
    """The prefix itself, or with a letter where another document has it: "wvpsp-2025-03-20b"."""
    if wanted not in taken:
        return wanted
    letters = (first + second for first in ("", *ascii_lowercase) for second in ascii_lowercase)
    lettered = (f"{wanted}{letter}" for letter in letters if letter != "a")
    return next(candidate for candidate in lettered if candidate not in taken)


def is_lettered(prefix: str, wanted: str) -> bool:
    """Whether a prefix is what `free_prefix(wanted, ...)` may have given."""
    return prefix == wanted or (prefix.startswith(wanted) and prefix[len(wanted) :].isalpha())


def action_ids(texts: Sequence[str], *, prefix: str, before: Mapping[str, str]) -> list[str]:
    """An id for each text, in order; `before` has the ids and texts that the same document gave when last read.

    Equal texts keep their ids, then similar ones; a new text gets the next number after all of them.
    """
    old = {action: text for action, text in before.items() if action.startswith(f"{prefix}-")}
    highest = max((int(action.rpartition("-")[2]) for action in old), default=0)
    ids: list[str | None] = [None] * len(texts)
    for least in (100.0, _SAME):
        for at, text in enumerate(texts):
            scored = [(fuzz.ratio(text, was), action) for action, was in old.items()]
            best = max(scored, key=lambda pair: pair[0], default=(0.0, ""))
            if ids[at] is None and best[0] >= least:
                ids[at] = best[1]
                del old[best[1]]
    numbered = []
    for action in ids:
        if action is None:
            highest += 1
            action = f"{prefix}-{highest:02}"
        numbered.append(action)
    return numbered
