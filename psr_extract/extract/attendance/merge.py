"""One entry a person: apologies win over presence, and what one list leaves out another may tell."""

from collections.abc import Iterable
from dataclasses import replace

from psr_extract.extract.view import View
from psr_extract.people import Lexicon, bare, is_chair, parse_entry, same_name
from psr_extract.records import Attendance

_STRENGTH = {"apologies": 0, "substitute": 1, "present": 2, "absent": 3, "spoke": 4}


def merged(found: Iterable[Attendance]) -> tuple[Attendance, ...]:
    """The entries in order, each person once; whoever a substitute stood in for sent apologies."""
    people: list[Attendance] = []
    for entry in found:
        twin = next((n for n, other in enumerate(people) if is_same(entry, other)), None)
        if twin is None:
            people.append(entry)
        else:
            people[twin] = _both(people[twin], entry)
    replaced = [
        Attendance(entry.substitute_for, "apologies", entry.source)
        for entry in people
        if entry.substitute_for and not any(same_name(entry.substitute_for, other.name) for other in people)
    ]
    return (*people, *replaced)


def is_same(one: Attendance, other: Attendance) -> bool:
    """Whether two entries are one person: equal names, or a surname with a rank for a full name."""
    left, right = ([bare(part) for part in entry.name.split()] for entry in (one, other))
    return left == right or (len(left) > 1 < len(right) and same_name(one.name, other.name))


def _both(first: Attendance, second: Attendance) -> Attendance:
    """Two entries of one person as one: the stronger status with its evidence, and all that either tells."""
    strong, weak = sorted((first, second), key=lambda entry: _STRENGTH[entry.status])
    return replace(
        strong,
        organisation=strong.organisation or weak.organisation,
        role=strong.role or weak.role,
        initials=strong.initials or weak.initials,
        substitute_for=strong.substitute_for or weak.substitute_for,
    )


def with_chair(people: tuple[Attendance, ...], view: View, words: Lexicon) -> tuple[Attendance, ...]:
    """The people, the meeting's chair being one of them, with that role."""
    source = dict(view.meeting.sources).get("chair")
    entry = parse_entry(view.meeting.chair, words) if view.meeting.chair else None
    if source is None or entry is None:
        return people
    twin = next((n for n, person in enumerate(people) if same_name(person.name, entry.name)), None)
    if twin is None:
        return (*people, Attendance(entry.name, "present", source, role="Chair")) if people else people
    if people[twin].role is None or not is_chair(people[twin].role):
        role = people[twin].role
        return (*people[:twin], replace(people[twin], role=role or "Chair"), *people[twin + 1 :])
    return people
