"""Which actions of two bodies belong together, where one has handed its business to the other.

Both keep their own lives: either body may owe something. What is clear is linked, what is doubtful waits for a person.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from rapidfuzz import fuzz

from psr_extract.store import Store
from psr_extract.store.rows import Row
from psr_extract.tracker.entries import closest
from psr_extract.tracker.likeness import CLEAR, is_telling, reference
from psr_extract.tracker.signs import Sign, signs
from psr_extract.tracker.wording import Rarity, telling
from psr_extract.words import words

Pair = tuple[str, str]
State = Literal["linked", "doubtful"]
_SURE, _FULL, _DOUBT = 0.6, 0.8, 0.35
"""So much of the telling words of the shorter action must be in the other: three of them, two, or two for a doubt."""
_BOTH = 0.5
"""Where each of the two bodies names the other, two words and so much are enough."""
_NEAR = 0.1
"""Where two actions are so nearly as much alike, neither is clear."""
_MOST = 3
"""So many doubts at most wait about one action."""
_PASSING = telling("ask request refer pass remit forward invite consider take hand over raise matter board committee")
_RARITY = Rarity()


@dataclass(frozen=True, slots=True)
class Match:
    """Two actions that may belong together: who hands on, who takes, how surely, and the place that says so."""

    giver: str
    taker: str
    bodies: Pair
    score: float
    clear: bool
    why: str
    evidence: Row
    way: str = ""


@dataclass(frozen=True, slots=True)
class Owed:
    """An action as it is held against those of other bodies: its telling words, without and with its item."""

    life: str
    scope: str
    raised: str
    text: str
    owners: str
    words: frozenset[str]
    around: frozenset[str]


def hand_on(store: Store, scope: str) -> None:
    """Find anew what a body has handed to others and has had from them; all bodies, where there is a new one."""
    bodies = [str(row["body_key"]) for row in store.rows("SELECT body_key FROM body_list ORDER BY body_key")]
    known, now = store.rows("SELECT bodies FROM told_apart_list"), json.dumps(bodies)
    every = not known or known[0]["bodies"] != now
    if every:
        store.delete("DELETE FROM told_apart")
        store.insert("told_apart", [{"bodies": now}])
        store.delete("DELETE FROM handed")
    store.delete("DELETE FROM handed WHERE scope = ? OR other = ?", [scope, scope])
    about = bodies if every else [scope] if scope in bodies else []
    if len(bodies) < 2 or not about:
        return
    found = signs(store, bodies, about)
    said = said_across(store)
    matches = [*_by_reference(store, about), *_by_words(store, found, about), *_by_person(store, said, about)]
    chosen = list(_chosen(matches, said))
    store.insert("handed", [_row(one, state) for one, state in chosen])
    store.insert("handed", list(_unanswered(found, {(one.giver, one.bodies[1]) for one, _ in chosen})))


def said_across(store: Store) -> dict[Pair, bool]:
    """What people said of two actions of different bodies, the newest of each pair: they belong together, or not."""
    said: dict[Pair, bool] = {}
    for row in store.rows("SELECT * FROM verdict_list ORDER BY at, entry"):
        other, scope = row["other"], row["other_scope"]
        likeness = fuzz.ratio(str(row["other_text"] or ""), str(row["value_text"])) if row["value_text"] else 100.0
        if likeness < 100:  # the id has gone, or come to other words, since
            sql = "SELECT life, scope, text FROM raised_list WHERE raised IS ? AND scope <> ?"
            near = store.rows(sql, [row["value_day"], row["scope"]])
            if again := closest(str(row["value_text"]), likeness, near):
                other, scope = again, next(one["scope"] for one in near if one["life"] == again)
        if other is not None and scope != row["scope"]:
            said[_pair(str(row["life"]), str(other))] = row["what"] == "accept"
    return said


def _pair(one: str, other: str) -> Pair:
    return (one, other) if one < other else (other, one)


def _by_reference(store: Store, about: Sequence[str]) -> Iterator[Match]:
    """Actions with the same telling printed reference that share words too: the one that was raised first hands on."""
    rows = store.rows("SELECT * FROM shared_refs WHERE scope IN (SELECT value FROM json_each(:about)) "
                      "OR other IN (SELECT value FROM json_each(:about))", {"about": json.dumps(about)})  # fmt: skip
    rows = [row for row in rows if is_telling(reference(str(row["ref"])) or "")]
    owed = {one.life: one for one in _owed(store, {str(row[end]) for row in rows for end in ("life", "other_life")})}
    for row in sorted(rows, key=lambda row: (str(row["life"]), str(row["other_life"]), int(row["number"] or 0))):
        giver, taker, bodies = str(row["life"]), str(row["other_life"]), (str(row["scope"]), str(row["other"]))
        score, shared = _alike(owed[giver], owed[taker], bodies)
        if shared:
            evidence: Row = {"document": row["document"], "kind": "action", "number": row["number"], "part": "text"}
            clear = shared > 1 and score >= _DOUBT
            yield Match(giver, taker, bodies, 1.0 if clear else score, clear, "reference", evidence)


def _by_words(store: Store, found: Sequence[Sign], about: Sequence[str]) -> Iterator[Match]:
    """Actions of the body that a sign names, raised within its span, whose words agree."""
    raised: dict[tuple[str, str, str], list[Owed]] = {}
    owed = {one.life: one for one in _owed(store, {sign.life for sign in found})}
    for sign in found:
        for other in sign.others:
            if sign.scope not in about and other not in about:
                continue
            where = (other, *sign.span)
            if where not in raised:
                raised[where] = _raised(store, *where)
            for one in raised[where]:
                bodies = (sign.scope, other) if sign.way == "to" else (other, sign.scope)
                giver, taker = (sign.life, one.life)[:: 1 if sign.way == "to" else -1]
                score, shared = _alike(owed[sign.life], one, bodies)
                if shared < 2 or score < _DOUBT:
                    continue
                clear = len(sign.others) == 1 and (score >= _FULL or (score >= _SURE and shared > 2))
                yield Match(giver, taker, bodies, score, clear, sign.why, sign.evidence, sign.way)


def _by_person(store: Store, said: Mapping[Pair, bool], about: Sequence[str]) -> Iterator[Match]:
    """Actions that people said belong together: the one that was raised first hands on."""
    together = [pair for pair, one in said.items() if one]
    owed = {one.life: one for one in _owed(store, {life for pair in together for life in pair})}
    sql = "SELECT document, kind, number, 'text' AS part FROM joined_list WHERE life = ? AND event = 'raised'"
    for pair in sorted(together):
        giver, taker = sorted(pair, key=lambda life: (owed[life].raised or "9", life))
        bodies = (owed[giver].scope, owed[taker].scope)
        if not set(about).isdisjoint(bodies):
            place = store.rows(f"{sql} AND key = life", [giver])
            yield Match(giver, taker, bodies, 1.0, True, "person", place[0])


def _owed(store: Store, lives: Iterable[str]) -> list[Owed]:
    sql = "SELECT * FROM owed_list WHERE life IN (SELECT value FROM json_each(?))"
    return [_read(row) for row in store.rows(sql, [json.dumps(sorted(lives))])]


def _raised(store: Store, scope: str, first: str, last: str) -> list[Owed]:
    sql = "SELECT * FROM owed_list WHERE scope = ? AND raised BETWEEN ? AND ?"
    return [_read(row) for row in store.rows(sql, [scope, first, last])]


def _read(row: Row) -> Owed:
    text, item = str(row["text"]), str(row["item"] or "")
    return Owed(str(row["life"]), str(row["scope"]), str(row["raised"] or ""), text, str(row["owners"] or ""),
                telling(text), telling(text, item))  # fmt: skip


def _alike(one: Owed, other: Owed, bodies: Pair) -> tuple[float, int]:
    """How much of the telling words of the shorter of two actions the other has (0 to 1), and how many words these are.

    Names of the bodies and of owners, and words that only hand business on, are not counted; items count where they
    fill in what the text leaves out.
    """
    shared = (one.words & other.around) | (other.words & one.around)
    if not shared:
        return 0.0, 0
    idle = telling(*bodies, one.owners, other.owners) | _PASSING
    shared -= idle
    least = min(_RARITY.of(one.words - idle), _RARITY.of(other.words - idle))
    if not shared or not least:
        return 0.0, 0
    same = fuzz.token_sort_ratio(" ".join(words(one.text)), " ".join(words(other.text))) >= CLEAR
    return (1.0 if same else min(1.0, _RARITY.of(shared) / least)), len(shared)


def _chosen(matches: Iterable[Match], said: Mapping[Pair, bool]) -> Iterator[tuple[Match, State]]:
    """What holds, and what is doubtful, the surest first: an action goes to one action of each body, and from one."""
    best: dict[Pair, Match] = {}
    ways: dict[Pair, set[str]] = defaultdict(set)
    for one in matches:
        verdict = said.get(_pair(one.giver, one.taker))
        if verdict is not False:
            ways[one.giver, one.taker].add(one.way)
            agreed = one.score >= _BOTH and ways[one.giver, one.taker] >= {"to", "from"}
            one = replace(one, score=1.0, clear=True) if verdict else replace(one, clear=one.clear or agreed)
            old = best.get((one.giver, one.taker))
            if old is None or (one.clear, one.score) > (old.clear, old.score):
                best[one.giver, one.taker] = one
    order = sorted(best.values(), key=lambda m: (not said.get(_pair(m.giver, m.taker)), not m.clear, -m.score, m.giver,
                                                 m.taker))  # fmt: skip
    taken: set[tuple[str, Pair]] = set()
    waiting: dict[tuple[str, Pair], int] = defaultdict(int)
    for one in order:
        ends = {("to " + one.giver, one.bodies), ("from " + one.taker, one.bodies)}
        if ends & taken:
            continue
        alone = one.why == "reference" or said.get(_pair(one.giver, one.taker)) or not _rivalled(one, order, taken)
        if one.clear and alone:
            taken |= ends
            yield one, "linked"
        elif waiting[one.giver, one.bodies] < _MOST:
            waiting[one.giver, one.bodies] += 1
            yield one, "doubtful"


def _rivalled(one: Match, among: Sequence[Match], taken: set[tuple[str, Pair]]) -> bool:
    """Whether another action fits nearly as well, so that neither is clear."""
    return any(
        other.clear and other.bodies == one.bodies and other.giver == one.giver and other.taker != one.taker
        and other.score > one.score - _NEAR and ("from " + other.taker, other.bodies) not in taken
        for other in among
    )  # fmt: skip


def _unanswered(found: Sequence[Sign], answered: set[Pair]) -> Iterator[Row]:
    """Business that was handed on, and that nothing is found of at the other body."""
    for sign in found:
        if sign.way == "to" and sign.names_it and (sign.life, sign.others[0]) not in answered:
            answered.add((sign.life, sign.others[0]))
            row: Row = {"giver": sign.life, "scope": sign.scope, "taker": None, "other": sign.others[0]}
            yield row | {"state": "unanswered", "why": sign.why, "score": None} | sign.evidence


def _row(one: Match, state: str) -> Row:
    row: Row = {"giver": one.giver, "scope": one.bodies[0], "taker": one.taker, "other": one.bodies[1], "state": state}
    return row | {"why": one.why, "score": round(100 * one.score, 1)} | one.evidence
