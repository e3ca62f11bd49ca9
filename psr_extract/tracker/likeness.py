"""How likely a unit of a later document speaks of an action: features, weighed by `rules/weights-status.tsv`."""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from psr_extract.tracker.model import Life, Unit
from psr_extract.tracker.wording import Rarity, answers, stems, telling, weights
from psr_extract.words import name_key, words

_FILLERS = frozenset(words("the a an to of and will shall is are be still ongoing carried forward action actions"))
_APPROVAL = frozenset(words("approve approval confirm confirmation receive agree sign accept adopt previous last"))
_REVIEW = frozenset(words("arising actions action outstanding"))
CLEAR = 85.0
"""Wordings of tasks this alike are one task, if nothing speaks against it."""
REF = 50.0
"""With the same printed reference this much is enough: references may start again from 1 at each meeting."""
CONTAINED = 97.0
"""So much of the shorter wording must stand in the longer, where the owners are known to be the same."""
_LONGER = 1.6
"""An entry that repeats a task and tells what came of it is at most so many times as long."""
SHORT = 4
"""Tasks of fewer words than this say too little by themselves: they must stand under the same item too."""
_FEWEST = 2
"""Tasks of fewer words than this, such as "Clerk to investigate", say nothing."""
_HEAD = re.compile(r"\W*((?:[^\s:.;–—-]\S*\s){0,7}?[^\s:.;–—]+)\s?(?::|\s[–—-]\s)")
_SUBJECT = re.compile(r"(.{3,80}?)\s(?:was|were|is|are|has|have|had|will|would|remains?|went|took|came)\s", re.DOTALL)
_REF_WORDS = 4
_MOST_SHARED = 12.0


@dataclass(frozen=True, slots=True)
class Profile:
    """What a life is recognised by: the words of its first and newest mention, its items, owners and references.

    `before` are the telling words that led up to its mentions, `items` those of its items, `titles` their keys; `refs`
    the references of all its mentions; `answers` the words that would tell what came of it.
    """

    texts: tuple[frozenset[str], ...]
    before: frozenset[str]
    items: frozenset[str]
    titles: frozenset[str]
    names: frozenset[str]
    people: frozenset[str]
    refs: frozenset[str]
    own_refs: frozenset[str]
    wordings: tuple[str, ...]
    answers: frozenset[str]


def profile(life: Life) -> Profile:
    """What a life is recognised by now."""
    mentions = (life.first, life.last)
    names = frozenset(name_key(owner) for unit in mentions for owner in unit.owners)
    own = telling(*names, *(name for unit in mentions for name in unit.named))
    texts = tuple(dict.fromkeys(telling(unit.text) - own or telling(unit.text) for unit in mentions))
    before = telling(*(unit.before for unit in mentions)) - own
    every = frozenset(ref for link in life.links if link.unit.action and (ref := reference(link.unit.ref)))
    return Profile(
        texts, before, telling(*(unit.item for unit in mentions)),
        frozenset(name_key(unit.item) for unit in mentions), names, life.last.people or life.first.people, every,
        frozenset(ref for unit in mentions if (ref := reference(unit.ref))),
        tuple(dict.fromkeys(wording(unit) for unit in mentions)),
        frozenset().union(*(answers(unit.text) for unit in mentions)),
    )  # fmt: skip


@lru_cache(maxsize=100_000)
def wording(unit: Unit) -> str:
    """The words that tell one task from another: without fillers, and without the owners' names.

    Of a row that tells of a task in one cell and of its status in another, those of the other cells.
    """
    text = unit.about if unit.about and not unit.action else unit.text
    owners = {part for owner in unit.owners for part in words(owner)}
    kept = [part for part in words(text) if part not in _FILLERS and part not in owners]
    return " ".join(kept or words(text))


def reference(ref: str | None) -> str | None:
    """A printed reference without spaces and marks, where it has a digit in it."""
    joined = "".join(words(ref))
    return joined if re.search(r"\d", joined) else None


def is_telling(ref: str) -> bool:
    """Whether a reference is one of a kind: "wv2604" is; "ap1" begins again at every meeting."""
    return len(re.findall(r"\d", ref)) >= 3 and len(ref) >= 5 and (not ref.isdigit() or len(ref) >= 6)


def references(unit: Unit) -> frozenset[str]:
    """The printed references of a unit: its own, all in its text and row, else that of its block if it has one only."""
    around = _references(unit.context)
    own = reference(unit.ref)
    found = _references(f"{unit.about} {unit.text}") | ({own} if own and is_telling(own) else frozenset())
    return found or (around if len(around) <= _REF_WORDS else frozenset())


@lru_cache(maxsize=10_000)
def _references(text: str) -> frozenset[str]:
    """What may be telling references in a text: every few words with digits in them."""
    parts = words(text)
    found = (
        "".join(parts[at : at + count])
        for at, part in enumerate(parts)
        for count in range(1, _REF_WORDS + 1)
        if len(part) <= 6
    )
    return frozenset(ref for ref in found if is_telling(ref) and ref[-1].isalnum())


def is_routine(unit: Unit) -> bool:
    """Whether a unit stands where each meeting does the same anew: in the approval of the last minutes."""
    title = words(unit.item)
    return "minutes" in title and not _REVIEW & set(title) and (title[0] == "minutes" or bool(_APPROVAL & set(title)))


def reviews(item: str | None) -> bool:
    """Whether an item of business goes through earlier actions: "Matters arising", "Review of actions"."""
    return bool(_REVIEW & set(words(item)))


def head(unit: Unit) -> str | None:
    """What an entry says first that it is about: "Roof of the depot" in "Roof of the depot: done"."""
    found = _HEAD.match(unit.text) if unit.listed or (unit.action is None and not unit.about) else None
    return found[1] if found else None


def subject(unit: Unit) -> str | None:
    """What a sentence tells of, up to its first small verb: "The price of the roof" before "has come in"."""
    found = _SUBJECT.match(unit.text) if unit.action is None else None
    return found[1] if found else None


def repeats(unit: Unit, seen: Profile) -> float:
    """How alike the words of two tasks, or of a row and a task, are (0 to 100), where that makes them one; else 0.

    A sentence repeats a task where it has all of its words and not many more.
    """
    mine = wording(unit)
    if unit.action is None and not unit.about:
        parts = mine.split()
        told = set(parts)
        fits = (told.issuperset(theirs.split()) and len(parts) <= _LONGER * (theirs.count(" ") + 1)
                for theirs in seen.wordings if theirs.count(" ") + 1 >= SHORT)  # fmt: skip
        return 100.0 if any(fits) else 0.0
    return max(_repeats(unit, mine, theirs, seen) for theirs in seen.wordings)


def _repeats(unit: Unit, mine: str, theirs: str, seen: Profile) -> float:
    """How alike the words of a task or row are to one wording of a task, where that makes them one; else 0."""
    best = 0.0
    score = fuzz.token_sort_ratio(mine, theirs)
    if score >= REF and reference(unit.ref) in seen.own_refs:
        best = score + (100 - score) / 2
    shorter = min(mine.count(" "), theirs.count(" ")) + 1
    if shorter < SHORT and (shorter < _FEWEST or name_key(unit.item) not in seen.titles):
        return best
    near = shorter >= SHORT and (bool(unit.people & seen.people) or unit.action is None)
    contained = fuzz.token_set_ratio(mine, theirs) if near else 0.0
    return max(best, score, contained) if score >= CLEAR or contained >= CONTAINED else best


@dataclass(frozen=True, slots=True)
class Side:
    """What a unit says, made ready to be held against many lives."""

    unit: Unit
    told: frozenset[str]
    under: frozenset[str]
    words: frozenset[str]
    stems: frozenset[str]
    head: frozenset[str]
    """The telling words that open an entry."""
    subject: frozenset[str]
    before: frozenset[str]
    worth: float
    """How much its words tell, how much those of its item, and all together."""
    worth_under: float
    worth_all: float


def side(unit: Unit, rarity: Rarity) -> Side:
    """A unit, made ready: the names of people who were there tell nothing of its matter."""
    whole = f"{unit.said or unit.text} {unit.about}"
    names = telling(*unit.named)
    told, under, said = telling(unit.text, whole) - names, telling(unit.item), frozenset(words(whole))
    return Side(
        unit, told, under, said, stems(whole), telling(head(unit)), telling(subject(unit)) - names,
        telling(unit.before) - names, rarity.of(told),
        rarity.of(under), rarity.of(told | under),
    )  # fmt: skip


def likelihood(mine: Side, seen: Profile, rarity: Rarity, *, meetings: int, rivals: int = 0) -> float:
    """The probability that a unit speaks of a life that was last heard of so many meetings ago.

    `rivals`: how many lives of its item there are that the unit may speak of, itself among them.
    """
    best = max(weighed(one) for one in every_features(mine, seen, rarity, meetings=meetings, rivals=rivals))
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, weights()["(bias)"] + best))))


def weighed(one: Mapping[str, float]) -> float:
    """What features come to."""
    weigh = weights()
    return math.fsum([weigh.get(name, 0.0) * value for name, value in one.items() if value])


def every_features(
    mine: Side, seen: Profile, rarity: Rarity, *, meetings: int, rivals: int = 0
) -> list[dict[str, float]]:
    """The features of a unit beside each wording of a life."""
    return [features(mine, text, seen, rarity, meetings, rivals) for text in seen.texts]


def features(
    mine: Side, text: frozenset[str], seen: Profile, rarity: Rarity, meetings: int, rivals: int
) -> dict[str, float]:
    """What speaks for and against a unit speaking of a task with these words."""
    unit = mine.unit
    found = _alike(mine, text, seen, rarity) | _people(mine, seen)
    answered = float(not mine.stems.isdisjoint(seen.answers))
    under_it = float(bool(unit.item) and name_key(unit.item) in seen.titles)
    return found | {
        "answered": answered,
        "answered and item": answered * found["item"],
        "answered and covers": answered * found["covers"],
        "answered and covered": answered * found["covered"],
        "subject and answered": answered * found["subject"],
        "same item": under_it,
        "alone under item": under_it / max(1, rivals),
        "task": float(unit.action is not None),
        "next meeting": float(meetings <= 1),
        "meeting after": float(meetings == 2),
        "long ago": float(meetings > 3),
        "review": float(unit.review),
    }


def _alike(mine: Side, text: frozenset[str], seen: Profile, rarity: Rarity) -> dict[str, float]:
    """How much of its words, its item and what leads up to it a unit shares with a task."""
    told, under, whole = mine.told, mine.under, text | seen.items
    shared = rarity.of(told & text)
    around = rarity.of((told | under) & whole)
    item = rarity.of(under & seen.items) / (max(mine.worth_under, rarity.of(seen.items)) or 1.0)
    return {
        "shared": min(shared, _MOST_SHARED),
        "three words": float(len(told & text) >= 3),
        "covered": shared / (rarity.of(text) or 1.0),
        "covers": shared / (mine.worth or 1.0),
        "around": around / (min(mine.worth_all, rarity.of(whole)) or 1.0),
        "headed": rarity.of(mine.head & whole) / (rarity.of(mine.head) or 1.0),
        "subject": rarity.of(mine.subject & text) / (rarity.of(mine.subject) or 1.0),
        "item": item,
        "item and words": item * float(bool(told & text)),
        "heading names task": rarity.of(under & text) / (mine.worth_under or 1.0),
        "task under words": rarity.of(told & seen.items) / (rarity.of(seen.items) or 1.0),
        "led up to": rarity.of(told & seen.before) / (mine.worth or 1.0),
        "before it": rarity.of(mine.before & (text | seen.before)) / (rarity.of(mine.before) or 1.0),
        "all shared": min(rarity.of((told | mine.before) & (text | seen.before)), _MOST_SHARED),
    }


def _people(mine: Side, seen: Profile) -> dict[str, float]:
    """Whether a unit names whoever was to do a task, begins with them, names others, or gives it to others."""
    unit = mine.unit
    named = not seen.people.isdisjoint(unit.named) or any(
        part in mine.words for name in seen.names for part in name.split()
    )
    contrary = bool(unit.people and seen.people and not unit.people & seen.people)
    return {
        "named": float(named),
        "begins with owner": float(bool(unit.named) and unit.named[0] in seen.people),
        "others named": float(bool(unit.named and seen.people) and not named),
        "other owner": float(contrary),
    }
