"""Whom the words of a document name, as its own attendance list explains them."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from psr_extract.people.known import Spellings
from psr_extract.people.names import initials_of
from psr_extract.tracker.owners import Attender
from psr_extract.words import name_key

Named = Callable[[str, int], tuple[str, ...]]
"""A text and its document in, the keys of the people named in it out, in the order in which it names them."""

_WORD = re.compile(r"[^\W\d_]+")
_LEAST = 3


def people_in(attenders: Iterable[Attender], written: Spellings) -> Named:
    """A function that tells whom a text names: by a name or part of it, initials, or a post of one word.

    Only the list of the text's own document counts, so that what a document says does not change with others. A word
    that fits two people names neither.
    """
    lists: dict[int, list[Attender]] = defaultdict(list)
    for one in attenders:
        lists[one.document].append(one)
    keys: dict[int, Mapping[str, str]] = {}

    def named(text: str, document: int) -> tuple[str, ...]:
        if document not in keys:
            keys[document] = _keys(lists[document], written)
        known = keys[document]
        found = (known.get(word) for word in _WORD.findall(text) if word[0].isupper())
        return tuple(dict.fromkeys(person for person in found if person))

    return named


def _keys(attenders: Sequence[Attender], written: Spellings) -> Mapping[str, str]:
    """Each word that names one person of a list alone."""
    found: dict[str, set[str]] = defaultdict(set)
    for one in attenders:
        if one.person in written.several:
            continue
        person = written.one.get(one.person, one.person)
        for word in _spellings(one):
            found[word].add(person)
    return {word: people.pop() for word, people in found.items() if len(people) == 1}


def _spellings(one: Attender) -> Iterator[str]:
    """The words by which minutes call somebody, written large."""
    for part in name_key(one.name).split():
        if len(part) >= _LEAST:
            yield part.capitalize()
    yield from filter(None, (one.initials, initials_of(one.name)))
    if one.role and len(post := name_key(one.role).split()) == 1:
        yield post[0].capitalize()
