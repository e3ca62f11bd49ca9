"""Which units are one action: the documents of one body heard one after the other, in the order of their meetings."""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from psr_extract.tracker.likeness import (
    Profile,
    Side,
    is_routine,
    likelihood,
    reference,
    references,
    repeats,
    side,
    wording,
)
from psr_extract.tracker.model import Doubt, Event, Heard, Life, Link, Unit
from psr_extract.tracker.state import State, seen_of
from psr_extract.tracker.wording import stem, telling, weights
from psr_extract.words import name_key, words

_RARE = 1.0
"""Words that tell less than this lead to no candidates."""
_BY_PERSON = "person"
_AS_SURE = 0.8
_LIKELY, _BY_REF = 0.9, 0.99
"""The highest scores of what is weighed, and of what a printed reference or the same wording makes clear."""


@dataclass(frozen=True, slots=True)
class Match:
    """A unit that may belong to a life, why, and how surely (0 to 1).

    `clear`: a person, a reference or the same wording says so, and no weighing.
    """

    score: float
    unit: int
    life: int
    why: str
    clear: bool = True


def hear(state: State, heard: Heard) -> None:
    """Take in one more document: a unit joins the earlier action that it clearly speaks of.

    Where that is doubtful it is left alone and told. What a person has said of a link holds.
    """
    if heard.date:
        state.meet(heard.date)
    settle(state, heard, _chosen(state, heard) if heard.date else [])


def _chosen(state: State, heard: Heard) -> list[Match]:
    """The matches that hold: the likeliest first, a life but once; those that are only likely are doubts."""
    matches = sorted(_matches(state, heard), key=lambda m: (-m.score, m.unit, m.life))
    link, doubt = weights()["(link)"], weights()["(doubt)"]
    taken_units: dict[int, float] = {}
    taken_lives: dict[int, Unit] = {}
    chosen: list[Match] = []
    ends = ("done", "dropped")
    closed = {m.life for m in matches if m.score >= link and heard.units[m.unit].status in ends}
    for match in matches:
        unit = heard.units[match.unit]
        if match.unit in taken_units and not _also(unit, match.score, taken_units[match.unit]):
            continue
        if not match.clear and match.life in closed and unit.action and not unit.listed and not _ending(unit):
            continue  # what a document closes it does not ask for again: this is a new task of the same business
        other = taken_lives.get(match.life)
        if unit.action and other and other.action and not _one_text(unit, other) and match.score < 1:
            continue
        if match.score >= link:
            taken_units.setdefault(match.unit, match.score)
            taken_lives.setdefault(match.life, unit)
            chosen.append(match)
        elif match.score >= doubt and match.unit not in taken_units:
            taken_units[match.unit] = match.score
            state.doubts.append(Doubt(unit, heard, state.seen[match.life].key, match.score))
    return chosen


def _also(unit: Unit, score: float, best: float) -> bool:
    """Whether a unit may speak of a second action too: a sentence that tells of two things, and of both as surely."""
    return score == 1 or (unit.action is None and not unit.about and score >= _AS_SURE * best)


def heard_words(unit: Unit) -> frozenset[str]:
    """The words of a unit that are counted."""
    return telling(unit.text, unit.item)


def settle(state: State, heard: Heard, chosen: Sequence[Match]) -> None:
    """Link what was chosen, and let the tasks that are left begin lives of their own."""
    by_unit: dict[int, list[Match]] = defaultdict(list)
    for match in chosen:
        by_unit[match.unit].append(match)
    changed: set[int] = set()
    for number, unit in enumerate(heard.units):
        for match in by_unit.get(number, ()):
            life = state.life(match.life)
            event = _event(life, unit, heard)
            life.links.append(Link(unit, heard, event, match.why, round(100 * match.score, 1)))
            state.by_key[unit.key] = max(match.life, state.by_key.get(unit.key, match.life))
            changed.add(match.life)
        if unit.action and number not in by_unit:
            twin = _twin(state, unit, heard, changed)
            if twin is None:
                twin = state.begin(Life([Link(unit, heard, _ending(unit) or "raised")]))
            else:
                life = state.life(twin)
                life.links.append(Link(unit, heard, life.links[-1].event, "wording", 100.0))
            state.by_key[unit.key] = twin
            changed.add(twin)
    for at in changed:
        state.know(at, seen_of(state.lives[at]), dated=state.lives[at].links[0].heard.date is not None)
    state.changed |= changed
    for unit in heard.units:
        state.rarity.hear(heard_words(unit))


def _matches(state: State, heard: Heard) -> Iterator[Match]:
    """All units of a document with all lives that they may belong to, from the doubtful ones up."""
    least = weights()["(doubt)"]
    for number, unit in enumerate(heard.units):
        said = [state.by_key[key] for key in state.same.get(unit.key, ()) if key in state.by_key]
        if said:
            yield from (Match(1.0, number, at, _BY_PERSON) for at in dict.fromkeys(said))
            continue
        found = list(pairs(state, heard, number))
        rivals = rivals_of(state, heard.units[number], (at for _, at, _ in found))
        scored = [(at, *_score(state, mine, at, why, rivals)) for mine, at, why in found]
        total = math.fsum(score for _, score, _ in scored)
        for at, score, why in scored:
            # what fits one action is surer than what fits several as well
            clear = score > _LIKELY
            sure = score if clear or not total else math.sqrt(score * score / total)
            if sure >= least:
                yield Match(sure, number, at, why, clear)


def rivals_of(state: State, unit: Unit, lives: Iterable[int]) -> int:
    """How many of the lives that a unit may belong to were spoken of under its item."""
    title = name_key(unit.item)
    return sum(title in state.seen[at].profile.titles for at in lives) if unit.item else 0


def pairs(state: State, heard: Heard, number: int) -> Iterator[tuple[Side, int, str]]:
    """The lives that a unit of a document may belong to, and whether wording or a reference leads to them."""
    unit = heard.units[number]
    routine = is_routine(unit)
    barred = {state.by_key[key] for key in state.other.get(unit.key, ()) if key in state.by_key}
    mine = side(unit, state.rarity)
    for at, why in _candidates(state, mine):
        if at in barred or not _may_be(state, unit, heard, at):
            continue
        if routine and why != "reference" and not _again(mine, state.seen[at].profile):
            continue
        yield mine, at, why


def _again(mine: Side, seen: Profile) -> bool:
    """Whether an entry repeats a task where routine business stands, and is none itself."""
    return "minutes" not in mine.words and bool(repeats(mine.unit, seen))


def _score(state: State, mine: Side, at: int, why: str, rivals: int) -> tuple[float, str]:
    """How surely a unit belongs to a life, and why."""
    seen, unit = state.seen[at], mine.unit
    if why == "reference":
        return _BY_REF, why
    alike = repeats(unit, seen.profile)
    contrary = bool(unit.people and seen.profile.people and not unit.people & seen.profile.people)
    if alike and not (contrary and not unit.listed):
        return _LIKELY + (_BY_REF - _LIKELY) * alike / 100, "wording"
    if alike:
        return 0.0, why
    gap = state.meetings_after(seen.mentioned)
    return _LIKELY * likelihood(mine, seen.profile, state.rarity, meetings=gap, rivals=rivals), "wording"


def _candidates(state: State, mine: Side) -> Iterator[tuple[int, str]]:
    """The lives that a unit may belong to: by a telling reference alone, where it has one, else by rare words."""
    unit, told = mine.unit, mine.told
    own = reference(unit.ref)
    by_ref = {at for ref in references(unit) for at in state.by_ref.get(ref, ())}
    if by_ref:
        near = {at for at in by_ref if not unit.action or any(told & text for text in state.seen[at].profile.texts)}
        most = max((_common(state, told, at) for at in near), default=0)
        yield from ((at, "reference") for at in sorted(near) if _common(state, told, at) == most)
        if near:
            return
    if unit.pointed:
        return
    rare = (part for part in told | mine.under if state.rarity.worth(part) >= _RARE)
    found = set[int]().union(*(state.by_word.get(part, ()) for part in rare))
    found |= state.by_ref.get(own or "", set())
    if not _closes_again(unit):
        found -= state.shut
    yield from ((at, "wording") for at in sorted(found))


def _common(state: State, told: frozenset[str], at: int) -> int:
    return max(len(told & text) for text in state.seen[at].profile.texts)


def _may_be(state: State, unit: Unit, heard: Heard, at: int) -> bool:
    """Whether a unit may belong to a life at all: what is closed comes up again only at once, or to be closed again."""
    seen = state.seen[at]
    if seen.document == heard.document:
        return False
    closed = state.life(at).closed_before(heard) if seen.mentioned == heard.date else seen.closed
    return not closed or (_closes_again(unit) and bool(unit.about or repeats(unit, seen.profile)))


def _closes_again(unit: Unit) -> bool:
    """Whether a unit may tell of the end of what was closed before: a row, or an entry that repeats the task."""
    return _ending(unit) is not None


def _twin(state: State, unit: Unit, heard: Heard, changed: set[int]) -> int | None:
    """The life that a task of the same document has begun or joined, if it only says that task again.

    A list of actions at the end says again, in other words, what the text has said.
    """
    best: list[tuple[float, int]] = []
    mine = side(unit, state.rarity)
    for at in sorted(changed, reverse=True):
        life, seen = state.life(at), state.seen[at].profile
        link = life.links[-1]
        if not link.unit.action:
            continue
        if link.unit.people == unit.people and _same_words(link.unit, unit):
            return at
        if not unit.people & link.unit.people:
            continue
        if repeats(unit, seen):
            return at
        if unit.listed and not link.unit.listed and len(life.links) == 1:
            score = 1.0 if _named_by_item(mine, seen) else likelihood(mine, seen, state.rarity, meetings=1)
            best.append((score, at))
    if not best or (best := sorted(best, reverse=True))[0][0] < weights()["(again)"]:
        return None
    return best[0][1] if len(best) == 1 or best[1][0] < best[0][0] else None


def _same_words(one: Unit, other: Unit) -> bool:
    return words(one.text) == words(other.text) or list(map(stem, wording(one).split())) == list(
        map(stem, wording(other).split())
    )


def _named_by_item(mine: Side, seen: Profile) -> bool:
    """Whether an entry opens with the item under which a task was given: "Depot - RT to price it", under "Depot"."""
    return bool(mine.head) and mine.head <= seen.items


def _one_text(one: Unit, other: Unit) -> bool:
    return words(one.text) == words(other.text) or reference(one.ref) == reference(other.ref) is not None


def _ending(unit: Unit) -> Event | None:
    return unit.status if unit.sure and unit.status in ("done", "dropped") else None


def _event(life: Life, unit: Unit, heard: Heard) -> Event:
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
