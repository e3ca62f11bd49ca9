"""What is found in a document: a `Record` and its parts, with JSON in and out.

The JSON is the format that `psr-extract extract FILE` prints: the lists `attendance`, `items`, `actions`, `updates`,
`referrals`, `decisions`, `recommendations`, `milestones`, `statuses`, `budget`, `fields` and `risks`, the objects
`meeting` and `paper` and the word `kind`. Every fact has a `source` (its evidence) and a `certainty`.
"""

import datetime as dt
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, Literal

from pydantic import Field as Alias
from pydantic import TypeAdapter

Kind = Literal["minutes", "agenda", "paper"]
Certainty = Literal["stated", "inferred", "unsure"]
AttendanceStatus = Literal["present", "apologies", "absent", "substitute", "spoke"]
Outcome = Literal["approved", "noted", "elected", "deferred", "refused", "recommended"]
Rag = Literal["red", "amber", "green", "blue"]
Trend = Literal["improving", "steady", "worsening"]
Told = Literal["done", "dropped", "carried", "updated"]
Way = Literal["to", "from"]
Figure = Literal["budget", "spent", "committed", "forecast", "variance", "other"]


@dataclass(frozen=True, slots=True)
class Source:
    """Evidence: the number of the block in its document, the span of characters in its text, the rule's name."""

    block: int
    start: int
    end: int
    rule: str


@dataclass(frozen=True, slots=True)
class Due:
    """When something is due: the words, and the interval they mean (both days inclusive; `None` where not known)."""

    text: str
    start: dt.date | None = None
    end: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Meeting:
    """What a document says of its own meeting; times are "HH:MM". `sources` has (name of the fact, its evidence)."""

    body: str | None = None
    date: dt.date | None = None
    start: str | None = None
    end: str | None = None
    venue: str | None = None
    chair: str | None = None
    previous: dt.date | None = None
    next: dt.date | None = None
    sources: tuple[tuple[str, Source], ...] = ()


@dataclass(frozen=True, slots=True)
class Attendance:
    """One person at a meeting, or away from it. `substitute_for` (JSON "for") names whom a substitute stood in for."""

    name: str
    status: AttendanceStatus
    source: Source
    organisation: str | None = None
    role: str | None = None
    initials: str | None = None
    substitute_for: Annotated[str | None, Alias(alias="for")] = None
    certainty: Certainty = "stated"


@dataclass(frozen=True, slots=True)
class Item:
    """A headed piece of business: its number as printed, and its title."""

    number: str | None
    title: str
    source: Source
    certainty: Certainty = "stated"


@dataclass(frozen=True, slots=True)
class Action:
    """A task that somebody is to do; `item` is the title of its item, `ref`, `status` and `progress` are as printed.

    The rows of an action log are actions too, the closed ones as well: their `status` says so.
    """

    text: str
    source: Source
    owners: tuple[str, ...] = ()
    due: Due | None = None
    item: str | None = None
    ref: str | None = None
    status: str | None = None
    certainty: Certainty = "stated"
    owner_source: Source | None = None
    due_source: Source | None = None
    progress: str | None = None


@dataclass(frozen=True, slots=True)
class Update:
    """A sentence or cell that may tell what became of an action, and what it makes of it.

    Which action it is only earlier documents can say: that is the tracker's to find out. `about` holds the other words
    of its row in a table; `left_out` is its number in the document's `left_out`, where it is struck out.
    """

    text: str
    status: Told
    source: Source
    item: str | None = None
    about: str | None = None
    certainty: Certainty = "stated"
    left_out: int | None = None


@dataclass(frozen=True, slots=True)
class Referral:
    """A sentence that hands business to another body, or says that it came from one: `body` as it is named there."""

    text: str
    body: str
    way: Way
    source: Source
    certainty: Certainty = "stated"


@dataclass(frozen=True, slots=True)
class Decision:
    """What the meeting agreed, resolved, noted, elected, deferred, refused or recommended."""

    text: str
    outcome: Outcome
    source: Source
    item: str | None = None
    certainty: Certainty = "stated"


@dataclass(frozen=True, slots=True)
class Recommendation:
    """What a paper asks of the meeting."""

    text: str
    source: Source
    certainty: Certainty = "stated"


@dataclass(frozen=True, slots=True)
class Milestone:
    """A planned event or deliverable with a date.

    `due` is when it is expected now: the revised date where there is one, else the planned one, else the actual one.
    `baseline`, `revised` and `actual` are what a table has in columns of their own; `rag` and `status` what it says of
    the milestone beside them.
    """

    text: str
    due: Due
    source: Source
    workstream: str | None = None
    owner: str | None = None
    certainty: Certainty = "stated"
    baseline: Due | None = None
    revised: Due | None = None
    actual: Due | None = None
    rag: Rag | None = None
    status: str | None = None


@dataclass(frozen=True, slots=True)
class Status:
    """The RAG rating of a subject; `by_colour` where only a colour tells it; `previous`: the rating before it."""

    subject: str
    rag: Rag
    source: Source
    by_colour: bool = False
    certainty: Certainty = "stated"
    previous: Rag | None = None
    trend: Trend | None = None


@dataclass(frozen=True, slots=True)
class Sum:
    """One amount of a row with several: the title of its column, what that makes it, and the amount."""

    column: str
    what: Figure
    amount: float


@dataclass(frozen=True, slots=True)
class BudgetLine:
    """An amount of money, in pounds, and what it is for; `upto` is the upper end of a range ("£5,000 to £8,000").

    `total` says that the line adds up others. `figures` are all amounts of a row with several columns of money.
    """

    text: str
    amount: float
    source: Source
    certainty: Certainty = "stated"
    upto: float | None = None
    total: bool = False
    figures: tuple[Sum, ...] = ()


@dataclass(frozen=True, slots=True)
class Field:
    """One entry of a form: workstream, field ("risks", "objectives", ...), and the text of one bullet or cell.

    `side` tells what is in and what out of the scope, where the form says so.
    """

    workstream: str | None
    field: str
    text: str
    source: Source
    certainty: Certainty = "stated"
    side: Literal["in", "out"] | None = None


@dataclass(frozen=True, slots=True)
class Risk:
    """A row of a risk register: the risk, what it is about, and its measures and mitigation as printed."""

    text: str
    source: Source
    topic: str | None = None
    ref: str | None = None
    likelihood: str | None = None
    impact: str | None = None
    score: str | None = None
    rag: Rag | None = None
    mitigation: str | None = None
    owner: str | None = None
    certainty: Certainty = "stated"


@dataclass(frozen=True, slots=True)
class Paper:
    """What a paper says of itself; the meeting that it goes to stands in `Meeting`. `sources` as in `Meeting`.

    `item` is the number of the agenda item that it is for, `report_of` who puts it forward, `appendices` their titles.
    """

    title: str | None = None
    author: str | None = None
    report_of: str | None = None
    date: dt.date | None = None
    item: str | None = None
    appendices: tuple[str, ...] = ()
    sources: tuple[tuple[str, Source], ...] = ()


@dataclass(frozen=True, slots=True)
class Record:
    """All that was found in one document."""

    name: str
    sha256: str
    kind: Kind
    meeting: Meeting = Meeting()
    attendance: tuple[Attendance, ...] = ()
    items: tuple[Item, ...] = ()
    actions: tuple[Action, ...] = ()
    decisions: tuple[Decision, ...] = ()
    recommendations: tuple[Recommendation, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    statuses: tuple[Status, ...] = ()
    budget: tuple[BudgetLine, ...] = ()
    fields: tuple[Field, ...] = ()
    risks: tuple[Risk, ...] = ()
    paper: Paper | None = None
    updates: tuple[Update, ...] = ()
    referrals: tuple[Referral, ...] = ()
    warnings: tuple[str, ...] = ()


@cache
def _adapter() -> TypeAdapter[Record]:
    return TypeAdapter(Record)


def to_json(record: Record) -> dict[str, Any]:
    """The record as plain JSON data, ready for `json.dumps`."""
    data: dict[str, Any] = _adapter().dump_python(record, mode="json", by_alias=True)
    return data


def json_schema() -> dict[str, Any]:
    """The JSON Schema of what `extract` prints."""
    return _adapter().json_schema(by_alias=True, mode="serialization")
