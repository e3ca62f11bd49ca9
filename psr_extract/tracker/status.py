"""What a printed status says of an action's end."""

from typing import Literal

from psr_extract.words import words

_DONE = frozenset(words("done complete completed closed discharged actioned achieved implemented resolved finished"))
_DROPPED = frozenset(words("dropped withdrawn superseded cancelled canceled abandoned lapsed"))
_NOT_YET = frozenset(words("not no partly partially nearly almost to be being until when incomplete ongoing pending"))


def closing(status: str | None) -> Literal["done", "dropped"] | None:
    """What a printed status says of an action's end: "Complete - sent 5 May" is done, "Not yet done" says nothing."""
    first = words(status)[:4]
    if " ".join(first).startswith(("no longer", "not required", "not needed")):
        return "dropped"
    if _NOT_YET & set(first):
        return None
    return "dropped" if _DROPPED & set(first) else "done" if _DONE & set(first) else None
