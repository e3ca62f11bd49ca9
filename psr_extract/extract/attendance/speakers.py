"""Those whom no list names, but who are seen to speak or present at the meeting."""

from collections.abc import Iterator

from spacy.tokens import Span

from psr_extract.extract.attendance.merge import is_same
from psr_extract.extract.attendance.sentences import people_before, sentence_of
from psr_extract.extract.view import View
from psr_extract.people import Lexicon, Roster, bare, is_initials, is_person, same_name, untitled
from psr_extract.records import Attendance, Source

MAX_NAME_WORDS = 5


def speakers(view: View, known: tuple[Attendance, ...], words: Lexicon) -> tuple[Attendance, ...]:
    """The speakers that are not among the known, in order, each once under the fullest name."""
    found: list[Attendance] = []
    for entry in _candidates(view, words, lists=bool(known)):
        if any(_is_known(entry, person) for person in known) or Roster(known, words).find(entry.name):
            continue
        twin = next(
            (n for n, other in enumerate(found) if is_same(entry, other) or same_name(entry.name, other.name)), None
        )
        if twin is None:
            found.append(entry)
        elif len(entry.name) > len(found[twin].name):
            found[twin] = entry
    return tuple(found)


def _is_known(entry: Attendance, person: Attendance) -> bool:
    return same_name(entry.name, person.name) or bare(entry.name.split()[-1]) == bare(person.name.split()[-1])


def _candidates(view: View, words: Lexicon, *, lists: bool) -> Iterator[Attendance]:
    """Everyone who is seen to speak; where the document lists people, only those who are named in full."""
    for block in range(len(view.blocks)):
        for cue, rule in view.cues("attendance", block):
            if rule.value != "spoke":
                continue
            sentence = sentence_of(view, block, cue)
            after = rule.shape == "TASK CUE OWNER"
            found = _after(view, sentence, cue, words) if after else _before(view, sentence, cue, words, lists=lists)
            for name, role, start in found:
                if " " in name or role or not lists:
                    yield Attendance(name, "spoke", Source(block, start, start + len(name), rule.name), role=role)


def _before(
    view: View, sentence: Span, cue: Span, words: Lexicon, *, lists: bool
) -> Iterator[tuple[str, str | None, int]]:
    """The speakers before a verb: name, role and offset in the block."""
    start = _offset(view, sentence)
    first = sentence[0].text
    if not lists and cue.start == sentence.start + 1 and _is_initials(first, words):
        yield first, None, start
        return
    for entry, _, offset in people_before(view, sentence, cue, words):
        sure = entry.sure or bool(entry.role) or bare(entry.name) in words.given_names
        alone = not lists and " " not in entry.name and offset + entry.start == start and not entry.name.isupper()
        if (sure or alone) and not entry.name.endswith(("'s", "’s")):
            yield entry.name, entry.role, offset + entry.start


def _is_initials(text: str, words: Lexicon) -> bool:
    """Whether the first word of a sentence is a speaker's initials, and not the short form of a body."""
    return is_initials(text) and text[:2].isupper() and 2 <= len(text) <= 4 and not words.is_organisation(text)


def _offset(view: View, span: Span) -> int:
    """Where a span begins in its block."""
    return span.start_char - view.span(view.block_of(span)).start_char


def _after(view: View, sentence: Span, cue: Span, words: Lexicon) -> Iterator[tuple[str, str | None, int]]:
    """The speaker behind "presented by" and its like."""
    text = sentence.doc[cue.end : sentence.end].text
    parts = text.split()
    for length in range(min(MAX_NAME_WORDS, len(parts)), 0, -1):
        name = untitled(" ".join(parts[:length]), words)
        if is_person(name.name, words, single=name.titled):
            start = sentence.doc[cue.end].idx + name.start - view.span(view.block_of(sentence)).start_char
            yield name.name, name.ranks[-1] if name.ranks else None, start
            return
