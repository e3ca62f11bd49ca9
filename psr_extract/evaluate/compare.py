"""One document's gold and what was found in it: which entries pair, what was missed, what is false."""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from psr_extract.words import name_key, words

Json: TypeAlias = "str | int | float | bool | None | list[Json] | dict[str, Json]"
Entry: TypeAlias = Mapping[str, Json]
Agrees = Callable[[Entry, Entry], bool]
Alike = Callable[[Entry, Entry], float]
Pairs: TypeAlias = Sequence[tuple[Entry, Entry]]

_MEETING: Mapping[str, float | None] = {
    "body": 0.8, "venue": 0.6, "date": None, "start": None, "end": None, "chair": None, "previous": None, "next": None,
}  # fmt: skip
"""The facts of a meeting, and how alike the words must be; the others must be equal (a chair's name as a name)."""
_SHOWN = ("owners", "due", "status", "outcome", "organisation", "amount", "rag", "field")
_ATTENDANCE = {"apologies": ("apologies",), "present": ("present", "substitute"), "spoke": ("spoke",)}


@dataclass(slots=True)
class Result:
    """One document: its name, why it failed (if so), counts by kind of fact, and a line for each miss.

    `called` counts the records of each kind that are called stated, inferred or unsure, and are right or not.
    """

    name: str
    problem: str | None = None
    counts: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    log: list[str] = field(default_factory=list)
    called: Counter[tuple[str, str, bool]] = field(default_factory=Counter)

    def add(self, kind: str, *, right: int = 0, false: int = 0, missed: int = 0) -> None:
        """Count for one kind of fact."""
        self.counts[kind].update(right=right, false=false, missed=missed)


def compare(gold: Entry, found: Entry, result: Result) -> None:
    """Count into `result` what of one document's gold was found; both in the format that `extract` prints."""
    if "kind" in gold:
        right = gold["kind"] == found.get("kind")
        result.add("kind", right=right, false=not right, missed=not right)
        if not right:
            result.log.append(f"  wrong  kind: gold {gold['kind']} | found {found.get('kind')}")
    if "meeting" in gold:
        _meeting(_entry(gold["meeting"]), _entry(found.get("meeting")), result)
    if "attendance" in gold:
        _attendance(entries_of(gold["attendance"]), entries_of(found.get("attendance")), result)

    def section(name: str, alike: Alike, also: str = "", agrees: Agrees | None = None) -> None:
        if name in gold:
            wanted, have = entries_of(gold[name]), entries_of(found.get(name))
            pairs, missed = _section(name, wanted, have, alike, also, agrees, result)
            if name == "actions":
                _deadlines(pairs, missed, result)

    section("items", by_text(0.75, "title"))
    section("actions", by_text(0.6), "owners", _same_owners)
    section("decisions", by_text(0.6), "outcome", lambda g, p: g.get("outcome") in (None, p.get("outcome")))
    section("recommendations", by_text(0.6))
    section("milestones", by_text(0.6), "due", lambda g, p: _same_interval(g.get("due"), p.get("due")))
    section("statuses", by_text(0.6, "subject", lambda g, p: g.get("rag") == p.get("rag")))
    section("budget", by_text(0.5, "text", lambda g, p: g.get("amount") == p.get("amount")))
    section("fields", by_text(0.6, "text", _same_field))


def overlap(left: str, right: str) -> float:
    """How alike two texts are: F1 of their words as multisets."""
    a, b = Counter(words(left)), Counter(words(right))
    shared = (a & b).total()
    return 2 * shared / (a.total() + b.total()) if shared else 0.0


def pair(gold: Sequence[Entry], found: Sequence[Entry], alike: Alike) -> tuple[Pairs, list[Entry], list[Entry]]:
    """Pairs one to one, the most alike first and optional gold after other; then what was missed, and what is false."""
    ranked = sorted(
        (-score, bool(g.get("optional")), gi, pi)
        for gi, g in enumerate(gold)
        for pi, p in enumerate(found)
        if (score := alike(g, p)) > 0
    )
    used_gold: dict[int, int] = {}
    used_found: set[int] = set()
    for _, _, gi, pi in ranked:
        if gi not in used_gold and pi not in used_found:
            used_gold[gi] = pi
            used_found.add(pi)
    pairs = [(gold[gi], found[pi]) for gi, pi in used_gold.items() if not gold[gi].get("optional")]
    missed = [g for gi, g in enumerate(gold) if gi not in used_gold and not g.get("optional")]
    return pairs, missed, [p for pi, p in enumerate(found) if pi not in used_found]


def _section(name: str, gold: Sequence[Entry], found: Sequence[Entry], alike: Alike, also: str, agrees: Agrees | None,
             result: Result) -> tuple[Pairs, list[Entry]]:  # fmt: skip
    """Score a list, and under `name+also` how many pairs agree in one thing more. Gives the pairs and the missed."""
    pairs, missed, false = pair(gold, found, alike)
    result.add(name, right=len(pairs), false=len(false), missed=len(missed))
    result.called.update((name, _text(p.get("certainty")), True) for _, p in pairs)
    result.called.update((name, _text(p.get("certainty")), False) for p in false)
    result.log += [f"  missed {name}: {_show(entry)}" for entry in missed]
    result.log += [f"  false  {name}: {_show(entry)}" for entry in false]
    if agrees:
        wrong = [(g, p) for g, p in pairs if not agrees(g, p)]
        right = len(pairs) - len(wrong)
        result.add(f"{name}+{also}", right=right, false=len(false) + len(wrong), missed=len(missed) + len(wrong))
        result.log += [f"  wrong  {name}+{also}: gold {_show(g)} | found {_show(p)}" for g, p in wrong]
    return pairs, missed


def _meeting(gold: Entry, found: Entry, result: Result) -> None:
    for fact, least in _MEETING.items():
        want, have = gold.get(fact), found.get(fact)
        if fact not in gold or (want is None and have is None):
            continue
        options = [want, *_list(gold.get(f"alt_{fact}"))]
        if fact == "chair":
            right = bool(have) and name_key(str(have)) in {name_key(_text(option)) for option in options}
        elif least is None:
            right = have in options
        else:
            right = bool(have) and max(overlap(_text(option), str(have)) for option in options) >= least
        right = right and want is not None
        result.add("meeting", right=right, false=have is not None and not right, missed=want is not None and not right)
        if not right:
            result.log.append(f"  wrong  meeting.{fact}: gold {want!r} | found {have!r}")


def _attendance(gold: Sequence[Entry], found: Sequence[Entry], result: Result) -> None:
    pairs, missed, false = pair(gold, found, _same_person)
    _section("attendance", gold, found, _same_person, "", None, result)
    for group, members in _ATTENDANCE.items():
        lists = ([g for g, _ in pairs], false, missed)
        right, wrong, lost = (sum(entry.get("status") in members for entry in entries) for entries in lists)
        result.add(f"attendance.{group}", right=right, false=wrong, missed=lost)
    for g, p in pairs:
        if g.get("organisation"):
            accepted = [g["organisation"], *_list(g.get("alt_organisation"))]
            have = _text(p.get("organisation"))
            right = max(overlap(_text(option), have) for option in accepted) >= 0.6
            result.add("attendance.organisation", right=right, false=bool(have) and not right, missed=not right)
            if not right:
                result.log.append(f"  wrong  organisation of {g['name']}: gold {g['organisation']!r} | found {have!r}")


def _deadlines(pairs: Pairs, missed: Sequence[Entry], result: Result) -> None:
    for g, p in pairs:
        want, have = _interval(g.get("due")), _interval(p.get("due"))
        right = _same_interval(g.get("due"), p.get("due"))
        if want or have:
            wrong_found, wrong_missed = bool(have) and not right, bool(want) and not right
            result.add("actions.due", right=right, false=wrong_found, missed=wrong_missed)
            if not right:
                dues = f"gold {g.get('due')} | found {p.get('due')}"
                result.log.append(f"  wrong  due: {dues} | {_text(g.get('text'))[:80]}")
    result.add("actions.due", missed=sum(_interval(entry.get("due")) is not None for entry in missed))


def by_text(least: float, key: str = "text", also: Agrees = lambda g, p: True) -> Alike:
    """Entries are alike as their words are, from `least` on, where `also` holds."""

    def alike(g: Entry, p: Entry) -> float:
        best = max(overlap(option, _text(p.get(key))) for option in options(g, key))
        return best if best >= least and also(g, p) else 0.0

    return alike


def _same_person(g: Entry, p: Entry) -> float:
    names = {name_key(option) for option in options(g, "name")}
    return float(name_key(_text(p.get("name"))) in names and g.get("status") == p.get("status"))


def _same_field(g: Entry, p: Entry) -> bool:
    return g.get("field") == p.get("field") and overlap(_text(g.get("workstream")), _text(p.get("workstream"))) >= 0.6


def _same_owners(g: Entry, p: Entry) -> bool:
    options = [_list(g.get("owners")), *(_list(option) for option in _list(g.get("alt_owners")))]
    return _names(_list(p.get("owners"))) in [_names(option) for option in options]


def _names(owners: Sequence[Json]) -> set[str]:
    return {name_key(_text(owner)) for owner in owners}


def _interval(due: Json) -> tuple[Json, Json] | None:
    ends = (_entry(due).get("start"), _entry(due).get("end"))
    return None if ends == (None, None) else ends


def _same_interval(gold: Json, found: Json) -> bool:
    """The deadlines agree, and so do the starts where both have one."""
    want, have = _interval(gold), _interval(found)
    if want is None or have is None:
        return want == have
    return want[1] == have[1] and (want[0] == have[0] or (want[1] is not None and None in (want[0], have[0])))


def options(entry: Entry, key: str) -> list[str]:
    """The right answers for a key of a gold entry: its own, and those in `alt`."""
    return [_text(entry.get(key)), *(option for option in _list(entry.get("alt")) if isinstance(option, str))]


def _show(entry: Entry) -> str:
    head = next((_text(entry[key]) for key in ("text", "name", "title", "subject") if entry.get(key)), "")
    rest = {key: entry[key] for key in _SHOWN if entry.get(key)}
    return f"{head[:140]} {rest or ''}"


def _text(value: Json) -> str:
    return value if isinstance(value, str) else ""


def _list(value: Json) -> list[Json]:
    return value if isinstance(value, list) else []


def _entry(value: Json) -> Entry:
    return value if isinstance(value, dict) else {}


def entries_of(value: Json) -> list[Entry]:
    """The entries of a section of a gold file; `[]` for null."""
    return [_entry(entry) for entry in _list(value)]
