"""What the tracker knows of the actions of one body at a point of its history, and where it looks them up."""

from bisect import bisect_right, insort
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from psr_extract.tracker.likeness import Profile, profile
from psr_extract.tracker.model import Doubt, Life, Verdicts
from psr_extract.tracker.wording import Rarity


@dataclass
class Seen:
    """A life as other units are held against it: its id, the words and references that lead to it, when and where it
    was last heard of, whether that closed it in so many words. What it is recognised by is made when asked for."""

    key: str
    words: Collection[str]
    refs: Collection[str]
    mentioned: str
    document: int
    closed: bool
    make: Callable[[], Profile]

    @cached_property
    def profile(self) -> Profile:
        """What the life is recognised by."""
        return self.make()


def seen_of(life: Life) -> Seen:
    """A life as it is now."""
    last, now = life.links[-1], profile(life)
    closed = last.event in ("done", "dropped") and last.unit.sure
    words = now.items.union(now.before, *now.texts)
    return Seen(life.key, words, now.refs, last.heard.date or "", last.heard.document, closed, lambda: now)


def _nothing(at: int) -> Life:
    raise KeyError(at)


@dataclass
class State:
    """The lives so far, each by its place in the order in which they began."""

    verdicts: Verdicts
    load: Callable[[int], Life] = _nothing
    """Fetches a life that is not at hand."""
    rarity: Rarity = field(default_factory=Rarity)
    dates: list[str] = field(default_factory=list)
    """The days of the meetings so far, in order."""
    lives: dict[int, Life] = field(default_factory=dict)
    seen: dict[int, Seen] = field(default_factory=dict)
    by_word: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    by_ref: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    by_key: dict[str, int] = field(default_factory=dict)
    doubts: list[Doubt] = field(default_factory=list)
    changed: set[int] = field(default_factory=set)
    gone: set[str] = field(default_factory=set)
    """Ids of lives that none of the documents so far shows any more."""
    next: int = 0
    shut: set[int] = field(default_factory=set)
    """The lives that earlier meetings than this have closed in so many words."""
    shutting: set[int] = field(default_factory=set)
    """Those that may be closed so, once this meeting is over."""

    def __post_init__(self) -> None:
        """Look up what people said by each of the two units that they said it of."""
        self.same, self.other = _partners(self.verdicts.same), _partners(self.verdicts.other)

    def life(self, at: int) -> Life:
        """The life with this place."""
        if at not in self.lives:
            self.lives[at] = self.load(at)
        return self.lives[at]

    def begin(self, life: Life) -> int:
        """Add a life; its place."""
        at, self.next = self.next, self.next + 1
        self.lives[at] = life
        self.seen[at] = seen_of(life)
        return at

    def know(self, at: int, seen: Seen, *, dated: bool = True) -> None:
        """Make a life findable by what it is recognised by now; one that no meeting dates is not looked for."""
        if old := self.seen.get(at):
            for part in old.words:
                self.by_word[part].discard(at)
        self.seen[at] = seen
        self.shut.discard(at)
        self.shutting.add(at)
        if dated:
            for part in seen.words:
                self.by_word[part].add(at)
            for ref in seen.refs:
                self.by_ref[ref].add(at)

    def meet(self, date: str) -> None:
        """There is a meeting on this day."""
        at = bisect_right(self.dates, date)
        if not at or self.dates[at - 1] != date:
            insort(self.dates, date)
        over = {at for at in self.shutting if self.seen[at].mentioned != date}
        self.shut |= {at for at in over if self.seen[at].closed}
        self.shutting -= over

    def meetings_after(self, date: str) -> int:
        """How many meetings so far came after a day."""
        return len(self.dates) - bisect_right(self.dates, date)


def _partners(pairs: Iterable[tuple[str, str]]) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for one, other in sorted(pairs):
        found[one].append(other)
        found[other].append(one)
    return {key: sorted(others) for key, others in found.items()}
