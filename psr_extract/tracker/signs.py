"""What tells that business goes from one body to another: the words that hand it on, and owners that are bodies."""

import datetime as dt
import json
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from psr_extract.store import Store
from psr_extract.store.ids import prefix
from psr_extract.store.rows import Row
from psr_extract.words import body_key

_DAYS = 400
"""Within so many days after business was handed on the other body takes it up, or never."""


@dataclass(frozen=True, slots=True)
class Sign:
    """A place that says that an action goes to another body, or came from one: `others` are those it may mean.

    `named` is how the place calls them, `why` is "words" or "owner"; `evidence` has document, kind, number and part.
    """

    life: str
    scope: str
    named: str
    others: tuple[str, ...]
    way: str
    date: str
    why: str
    text: str
    evidence: Row

    @property
    def names_it(self) -> bool:
        """Whether the other body is named by more than what it is ("the Forum"), which others may be too."""
        key = body_key(self.named) or ""
        short = key == prefix(body=self.others[0], date=None, name="")
        return len(self.others) == 1 and (short or key == self.others[0] or " " in key)

    @property
    def span(self) -> tuple[str, str]:
        """The first and last day on which the action at the other body may have been raised."""
        day = dt.date.fromisoformat(self.date)
        reach = dt.timedelta(_DAYS)
        first, last = (day, day + reach) if self.way == "to" else (day - reach, day)
        return first.isoformat(), last.isoformat()


def signs(store: Store, bodies: Sequence[str], about: Collection[str]) -> list[Sign]:
    """The signs that concern one of the bodies `about`, in an order that does not depend on that of reading."""
    names = [str(row["name"]) for row in store.rows("SELECT name FROM known_as")]
    known = [name for name in names if _fitting(name, bodies)]
    if not known:
        return []
    found: list[Sign] = []
    for view, why in (("sign_of_referral", "words"), ("sign_of_owner", "owner")):
        sql = f"SELECT * FROM {view} WHERE named IN (SELECT value FROM json_each(?)) AND date IS NOT NULL"
        found += _signs(store.rows(sql, [json.dumps(known)]), why, bodies, about)
    return sorted(found, key=lambda one: (one.why != "words", one.date, one.way, one.text, one.life))


def _signs(rows: Sequence[Row], why: str, bodies: Sequence[str], about: Collection[str]) -> Iterator[Sign]:
    for row in rows:
        scope = str(row["scope"])
        others = others_named(str(row["named"]), scope, bodies)
        if scope and others and any(body in about for body in (scope, *others)):
            evidence = {part: row[part] for part in ("document", "kind", "number", "part")}
            yield Sign(str(row["life"]), scope, str(row["named"]), others, str(row["way"]), str(row["date"]), why,
                       str(row["text"]), evidence)  # fmt: skip


def others_named(name: str, own: str, bodies: Sequence[str]) -> tuple[str, ...]:
    """The other bodies that a name may mean in the papers of a body; none where it may mean that body itself.

    `own` and `bodies` are keys of bodies. A whole name means that body alone.
    """
    key = body_key(name) or ""
    fitting = _fitting(name, bodies)
    short = name.isupper() and len(key) > 1 and key in prefix(body=own, date=None, name="")
    if key == own or short or (key not in fitting and own in fitting):
        return ()
    return (key,) if key in fitting else fitting


def _fitting(name: str, bodies: Sequence[str]) -> tuple[str, ...]:
    """The bodies whose name has all words of a name, with the same word for what they are, or has it as initials."""
    key = body_key(name) or ""
    return tuple(body for body in bodies if key and (
        (set(key.split()) <= set(body.split()) and _head(key) == _head(body))
        or (name.isupper() and prefix(body=body, date=None, name="") == key)))  # fmt: skip


def _head(key: str) -> str:
    """The word that says what a body is: "board" of "parks board" and of "board of trustees"."""
    return key.partition(" of ")[0].split()[-1]
