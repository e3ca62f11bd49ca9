"""What the tracker works with: what documents say of tasks, and the lives of actions that it makes of that."""

from dataclasses import dataclass, field
from typing import Literal

from psr_extract.words import file_order

Event = Literal["raised", "carried", "updated", "done", "dropped"]
Due = tuple[str | None, str | None, str | None]
NO_DUE: Due = (None, None, None)


@dataclass(frozen=True, slots=True)
class Unit:
    """One place where a document shows a task (`action` is its id), or tells of one (`action` is None).

    `key` names the place for good: the action's id, or a short hash. `status` is what its words make of the task, and
    `sure` whether they say so outright. `people` are keys of the owners, the same for "JR" and "Jane Roe" where an
    attendance list makes them one. `about` holds the other words of its row, `said` the whole of what tells of a task
    where that is more, `before` what stands before it in its block, `context` all of that. `named` are the keys of the
    people whom its words name, in order; `pointed` says that only a printed reference can lead from it to an action,
    `listed` that it stands in a list or table of actions.
    """

    key: str
    number: int
    block: int
    text: str
    action: str | None = None
    about: str = ""
    said: str = ""
    before: str = ""
    context: str = ""
    item: str | None = None
    ref: str | None = None
    owners: tuple[str, ...] = ()
    people: frozenset[str] = frozenset()
    named: tuple[str, ...] = ()
    status: Event | None = None
    sure: bool = True
    due: Due = NO_DUE
    certainty: str = "stated"
    review: bool = False
    pointed: bool = False
    listed: bool = False


@dataclass(frozen=True, slots=True)
class Heard:
    """One document of a body: `date` is that of its meeting; its units in reading order."""

    document: int
    name: str
    sha256: str
    kind: str
    date: str | None
    units: tuple[Unit, ...] = ()

    @property
    def order(self) -> tuple[bool, str, bool, tuple[str, str], str]:
        """By meeting, undated ones last; what was put to a meeting comes before its minutes."""
        return self.date is None, self.date or "", self.kind == "minutes", file_order(self.name), self.sha256


@dataclass(frozen=True, slots=True)
class Link:
    """A unit in its place in a life: what it did there, why it is taken to be the same action, and how surely."""

    unit: Unit
    heard: Heard
    event: Event
    why: str | None = None
    score: float | None = None


@dataclass(slots=True)
class Life:
    """One action through the meetings, from its first mention on."""

    links: list[Link] = field(default_factory=list)

    @property
    def key(self) -> str:
        """The id of the action: that of its first mention."""
        return self.links[0].unit.key

    @property
    def first(self) -> Unit:
        """The mention that raised it."""
        return self.links[0].unit

    @property
    def last(self) -> Unit:
        """The newest mention that shows it as a task."""
        return next(link.unit for link in reversed(self.links) if link.unit.action)

    @property
    def status(self) -> Literal["open", "done", "dropped"]:
        """Open until it is told to be done or dropped, and again when it is carried on after that."""
        event = self.links[-1].event
        return event if event in ("done", "dropped") else "open"

    def closed_before(self, heard: Heard) -> bool:
        """Whether an earlier meeting than this document's had closed it in so many words."""
        past = [link for link in self.links if link.heard.date != heard.date]
        return bool(past) and past[-1].event in ("done", "dropped") and past[-1].unit.sure


@dataclass(frozen=True, slots=True)
class Doubt:
    """A unit that may belong to a life, for a person to say."""

    unit: Unit
    heard: Heard
    life: str
    score: float


@dataclass(frozen=True, slots=True)
class Verdicts:
    """What people have said of links, as pairs of keys of units: these are one action, these are not."""

    same: frozenset[tuple[str, str]] = frozenset()
    other: frozenset[tuple[str, str]] = frozenset()
