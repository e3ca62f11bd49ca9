"""Which units are one action: pure functions over the documents of one body, whatever order they were stored in."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from psr_extract.tracker.likeness import Profile, is_routine, likelihood, profile, reference, references, repeats
from psr_extract.tracker.model import Doubt, Event, Heard, Life, Link, Unit, Verdicts
from psr_extract.tracker.wording import Rarity, telling, weights
from psr_extract.words import words

_RARE = 1.0
"""Words that tell less than this lead to no candidates."""
_BY_PERSON = "person"
_LIKELY, _BY_REF = 0.9, 0.99
"""The highest scores of what is weighed, and of what a printed reference or the same wording makes clear."""


@dataclass(frozen=True, slots=True)
class Match:
    """A unit that may belong to a life, why, and how surely (0 to 1)."""

    score: float
    unit: int
    life: int
    why: str


@dataclass
class _State:
    """The lives so far, what they are recognised by, and where to look them up."""

    verdicts: Verdicts
    lives: list[Life] = field(default_factory=list)
    profiles: list[Profile] = field(default_factory=list)
    by_word: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    by_ref: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    by_key: dict[str, int] = field(default_factory=dict)
    rarity: Rarity = field(default_factory=Rarity)
    dates: list[str] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)


def lives(documents: Sequence[Heard], verdicts: Verdicts = Verdicts()) -> tuple[list[Life], list[Doubt]]:  # noqa: B008
    """The actions of one body, each with its links in the order of the meetings, and what people are to say.

    A unit joins the earlier action that it clearly speaks of; where that is doubtful it is left alone and told. What a
    person has said of a link holds.
    """
    state = _State(verdicts)
    for heard in sorted(documents, key=lambda one: one.order):
        _hear(state, heard)
    return state.lives, state.doubts


def _hear(state: _State, heard: Heard) -> None:
    """Take in one more document."""
    if heard.date and heard.date not in state.dates:
        state.dates.append(heard.date)
    matches = sorted(_matches(state, heard), key=lambda m: (-m.score, m.unit, m.life)) if heard.date else []
    link, doubt = weights()["(link)"], weights()["(doubt)"]
    taken_units: dict[int, float] = {}
    taken_lives: dict[int, Unit] = {}
    chosen: list[Match] = []
    for match in matches:
        unit = heard.units[match.unit]
        if match.unit in taken_units and match.score < 1:
            continue
        other = taken_lives.get(match.life)
        if unit.action and other and other.action and not _one_text(unit, other) and match.score < 1:
            continue
        if match.score >= link:
            taken_units.setdefault(match.unit, match.score)
            taken_lives.setdefault(match.life, unit)
            chosen.append(match)
        elif match.score >= doubt:
            taken_units[match.unit] = match.score
            state.doubts.append(Doubt(unit, heard, state.lives[match.life].key, match.score))
    _take(state, heard, chosen)
    for unit in heard.units:
        state.rarity.hear(telling(unit.text, unit.item))


def _take(state: _State, heard: Heard, chosen: Sequence[Match]) -> None:
    """Link what was chosen, and let the tasks that are left begin lives of their own."""
    by_unit: dict[int, list[Match]] = defaultdict(list)
    for match in chosen:
        by_unit[match.unit].append(match)
    changed: set[int] = set()
    for number, unit in enumerate(heard.units):
        for match in by_unit.get(number, ()):
            life = state.lives[match.life]
            event = _event(life, unit, heard, state.profiles[match.life])
            life.links.append(Link(unit, heard, event, match.why, round(100 * match.score, 1)))
            state.by_key[unit.key] = match.life
            changed.add(match.life)
        if unit.action and number not in by_unit:
            twin = _twin(state, unit, heard)
            if twin is None:
                state.lives.append(Life([Link(unit, heard, _ending(unit) or "raised")]))
                state.profiles.append(profile(state.lives[-1]))
                twin = len(state.lives) - 1
            else:
                state.lives[twin].links.append(Link(unit, heard, state.lives[twin].links[-1].event, "wording", 100.0))
            state.by_key[unit.key] = twin
            changed.add(twin)
    for at in changed:
        _index(state, at)


def _index(state: _State, at: int) -> None:
    """Make a life findable by what it is recognised by now; a closed one no more."""
    life, old = state.lives[at], state.profiles[at]
    for part in old.items.union(*old.texts):
        state.by_word[part].discard(at)
    now = state.profiles[at] = profile(life)
    for part in now.items.union(*now.texts):
        state.by_word[part].add(at)
    for ref in now.refs:
        state.by_ref[ref].add(at)


def _matches(state: _State, heard: Heard) -> Iterator[Match]:
    """All units of a document with all lives that they may belong to, from the doubtful ones up."""
    least = weights()["(doubt)"]
    for number, unit in enumerate(heard.units):
        said = [state.by_key[key] for key in _partners(state.verdicts.same, unit.key) if key in state.by_key]
        if said:
            yield from (Match(1.0, number, at, _BY_PERSON) for at in dict.fromkeys(said))
            continue
        if is_routine(unit):
            continue
        barred = {state.by_key.get(key) for key in _partners(state.verdicts.other, unit.key)}
        for at, why in _candidates(state, unit):
            life = state.lives[at]
            if at in barred or life.links[0].heard.date is None or not _may_be(unit, heard, life):
                continue
            score, why = _score(state, unit, heard, at, why)
            if score >= least:
                yield Match(score, number, at, why)


def _score(state: _State, unit: Unit, heard: Heard, at: int, why: str) -> tuple[float, str]:
    """How surely a unit belongs to a life, and why."""
    life, seen = state.lives[at], state.profiles[at]
    if why == "reference":
        return _BY_REF, why
    alike = repeats(unit, life, seen) if unit.action else 0.0
    contrary = bool(unit.people and seen.people and not unit.people & seen.people)
    if alike and not (contrary and not unit.listed):
        return _LIKELY + (_BY_REF - _LIKELY) * alike / 100, "wording"
    if alike:
        return 0.0, why
    heard_last = life.links[-1].heard.date or ""
    gap = sum(date > heard_last for date in state.dates)
    return _LIKELY * likelihood(unit, seen, state.rarity, meetings=gap), "wording"


def _candidates(state: _State, unit: Unit) -> Iterator[tuple[int, str]]:
    """The lives that a unit may belong to: by a telling reference alone, where it has one, else by rare words."""
    own = reference(unit.ref)
    by_ref = {at for ref in references(unit) for at in state.by_ref.get(ref, ())}
    parts = telling(unit.text, unit.about, unit.item)
    if by_ref:
        told = telling(unit.text, unit.about)
        near = {at for at in by_ref if not unit.action or any(told & text for text in state.profiles[at].texts)}
        most = max((_common(state, told, at) for at in near), default=0)
        yield from ((at, "reference") for at in sorted(near) if _common(state, told, at) == most)
        if near:
            return
    found = set().union(*(state.by_word.get(part, set()) for part in parts if state.rarity.of([part]) >= _RARE))
    found |= state.by_ref.get(own or "", set())
    yield from ((at, "wording") for at in sorted(found))


def _common(state: _State, told: frozenset[str], at: int) -> int:
    return max(len(told & text) for text in state.profiles[at].texts)


def _may_be(unit: Unit, heard: Heard, life: Life) -> bool:
    """Whether a unit may belong to a life at all: what is closed comes up again only at once, or to be closed again."""
    if life.links[-1].heard.document == heard.document:
        return False
    return not life.closed_before(heard) or (bool(unit.about) and _ending(unit) is not None)


def _twin(state: _State, unit: Unit, heard: Heard) -> int | None:
    """The life that a task of the same document has begun or joined, if it only says that task again.

    A list of actions at the end says again, in other words, what the text has said.
    """
    best: tuple[float, int] | None = None
    for at in reversed(range(len(state.lives))):
        life = state.lives[at]
        link = life.links[-1]
        if link.heard.document != heard.document or not link.unit.action:
            continue
        alike = words(link.unit.text) == words(unit.text)
        if link.unit.people == unit.people and alike:
            return at
        if not unit.people & link.unit.people:
            continue
        if repeats(unit, life, state.profiles[at]):
            return at
        if unit.listed and not link.unit.listed and len(life.links) == 1:
            score = likelihood(unit, state.profiles[at], state.rarity, meetings=1)
            best = max(best or (0.0, at), (score, at))
    return best[1] if best and best[0] >= weights()["(again)"] else None


def _one_text(one: Unit, other: Unit) -> bool:
    return words(one.text) == words(other.text) or reference(one.ref) == reference(other.ref) is not None


def _partners(pairs: frozenset[tuple[str, str]], key: str) -> list[str]:
    return sorted({b for a, b in pairs if a == key} | {a for a, b in pairs if b == key})


def _ending(unit: Unit) -> Event | None:
    return unit.status if unit.sure and unit.status in ("done", "dropped") else None


def _event(life: Life, unit: Unit, heard: Heard, seen: Profile) -> Event:
    """What a unit does in a life."""
    before = life.links[-1]
    if end := _ending(unit):
        return end
    if unit.status == "done":
        return "done"
    if before.heard.date == heard.date and unit.action:
        return before.event
    if unit.status in ("updated", "dropped"):
        return "updated"
    redated = unit.due[2] is not None and unit.due[2] != life.last.due[2]
    moved = bool(unit.action and unit.people and unit.people != life.last.people)
    return "updated" if redated or moved else "carried"
