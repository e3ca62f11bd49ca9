"""Which mentions are one action: pure functions over the mentions of one body, whatever order they were stored in."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from rapidfuzz import fuzz, process

from psr_extract.words import name_key, words

Event = Literal["raised", "carried", "updated", "done", "dropped"]
CLEAR = 85.0
"""Wordings this alike are one task; anything less is not linked."""
REF = 50.0
"""With the same printed reference this much is enough: references may start again from 1 at each meeting."""
CONTAINED = 97.0
"""So much of the shorter wording must stand in the longer, where the owners are known to be the same."""
_SHORT = 4
"""Tasks of fewer words than this say too little by themselves: they must stand under the same item too."""
_DONE = frozenset(words("done complete completed closed discharged actioned achieved implemented resolved finished"))
_DROPPED = frozenset(words("dropped withdrawn superseded cancelled canceled abandoned lapsed"))
_NOT_YET = frozenset(words("not no partly partially nearly almost to be being until when incomplete ongoing pending"))
_FILLERS = frozenset(words("the a an to of and will shall is are be still ongoing carried forward action actions"))


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where a document shows an action as a task; `date` is that of its meeting, `kind` the document's.

    `people` are keys of the owners, the same for "JR" and "Jane Roe" where an attendance list makes them one.
    """

    action: str
    document: int
    number: int
    name: str
    sha256: str
    kind: str
    date: str | None
    text: str
    owners: tuple[str, ...] = ()
    item: str | None = None
    ref: str | None = None
    status: str | None = None
    due: tuple[str | None, str | None, str | None] = (None, None, None)
    certainty: str = "stated"
    people: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Link:
    """A mention in its place in a life: what it did there, and why it is taken to be the same action, how surely."""

    mention: Mention
    event: Event
    why: str | None = None
    score: float | None = None


@dataclass(slots=True)
class Life:
    """One action through the meetings, from its first mention on."""

    links: list[Link] = field(default_factory=list)

    @property
    def last(self) -> Mention:
        """The newest mention."""
        return self.links[-1].mention

    @property
    def status(self) -> Literal["open", "done", "dropped"]:
        """Open until a mention closes it."""
        event = self.links[-1].event
        return event if event in ("done", "dropped") else "open"


def closing(status: str | None) -> Literal["done", "dropped"] | None:
    """What a printed status says of an action's end: "Complete - sent 5 May" is done, "Not yet done" says nothing."""
    first = words(status)[:4]
    if " ".join(first).startswith(("no longer", "not required", "not needed")):
        return "dropped"
    if _NOT_YET & set(first):
        return None
    return "dropped" if _DROPPED & set(first) else "done" if _DONE & set(first) else None


def lives(mentions: Sequence[Mention]) -> list[Life]:
    """The actions of one body, each with its mentions in the order of the meetings.

    A mention joins the earlier action that it clearly repeats: the same printed reference and a like wording, or
    nearly the same wording, with owners that do not contradict. Where that is doubtful it begins a life of its own.
    """
    found: list[Life] = []
    for mention in sorted(mentions, key=_order):
        life, why, score = _match(mention, found) if mention.date else (None, None, None)
        end = closing(mention.status)
        if life is None:
            found.append(Life([Link(mention, end or "raised")]))
        else:
            life.links.append(Link(mention, end or _change(life.links[-1], mention), why, score))
    return found


def _order(mention: Mention) -> tuple[bool, str, bool, str, str, int]:
    """By meeting, undated ones last; what was put to a meeting comes before its minutes."""
    is_minutes = mention.kind == "minutes"
    return mention.date is None, mention.date or "", is_minutes, mention.name, mention.sha256, mention.number


def _match(mention: Mention, found: Sequence[Life]) -> tuple[Life | None, str | None, float | None]:
    """The life that a mention clearly belongs to, why, and how alike the words are (0 to 100)."""
    may = [life for life in found if _may_be(mention, life)]
    choices = [_wording(life.last) for life in may]
    ranked = process.extract(_wording(mention), choices, scorer=fuzz.token_set_ratio, score_cutoff=REF, limit=None)
    best: tuple[bool, float, int] | None = None
    for _, _, at in ranked:
        reference, score = _likeness(mention, may[at].last)
        if score and (best is None or (reference, score, at) > best):
            best = (reference, score, at)
    if best is None:
        return None, None, None
    return may[best[2]], "reference" if best[0] else "wording", round(best[1], 1)


def _likeness(mention: Mention, last: Mention) -> tuple[bool, float]:
    """Whether two mentions have the same printed reference, and how alike they are; 0 where that is not clear."""
    mine, theirs = _wording(mention), _wording(last)
    score = fuzz.token_sort_ratio(mine, theirs)
    if score >= REF and _ref(mention) is not None and _ref(mention) == _ref(last):
        return True, score
    shorter = min(len(mine.split()), len(theirs.split()))
    if shorter < _SHORT and name_key(mention.item) != name_key(last.item):
        return False, 0.0
    contained = fuzz.token_set_ratio(mine, theirs) if shorter >= _SHORT and mention.people & last.people else 0.0
    clear = score >= CLEAR or contained >= CONTAINED
    return False, max(score, contained) if clear else 0.0


def _may_be(mention: Mention, life: Life) -> bool:
    """Whether a mention may belong to a life at all."""
    last = life.last
    if last.date is None or (life.status != "open" and closing(mention.status) is None):
        return False
    if last.document == mention.document:
        return mention.people == last.people and words(last.text) == words(mention.text)
    return not mention.people or not last.people or bool(mention.people & last.people)


def _wording(mention: Mention) -> str:
    """The words that tell one task from another: without fillers, and without the owners' names."""
    owners = {part for owner in mention.owners for part in words(owner)}
    kept = [part for part in words(mention.text) if part not in _FILLERS and part not in owners]
    return " ".join(kept or words(mention.text))


def _ref(mention: Mention) -> str | None:
    """The printed reference, where it has a digit in it."""
    ref = "".join(words(mention.ref))
    return ref if any(char.isdigit() for char in ref) else None


def _change(before: Link, now: Mention) -> Event:
    """What a repeated task tells: another deadline or owner is an update; the same meeting tells nothing new."""
    last = before.mention
    if last.date == now.date:
        return before.event
    redated = now.due[2] is not None and now.due[2] != last.due[2]
    return "updated" if redated or (now.people and now.people != last.people) else "carried"
