"""The pieces of a document that are weighed: what rules found, and every sentence that they did not."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.tokens import Span

from psr_extract.certainty import Unit
from psr_extract.extract import verbs
from psr_extract.extract.owners import Owners
from psr_extract.extract.sections import Section, normal
from psr_extract.extract.view import View

EXPLICIT = frozenset({"actions/label", "actions/heading", "actions/task-column", "actions/margin", "actions/lead-in"})
"""The rules by which the writer himself marks something as an action."""
_LENGTHS = (3, 6, 10, 16, 24, 36)
_MODALS = frozenset({"will", "would", "should", "shall", "must", "could", "may", "might", "can", "to"})
_PAST = frozenset({"was", "were", "had", "has", "have", "been"})


@dataclass(frozen=True, slots=True)
class Found:
    """A span to be weighed, and the rule that found it; None: no rule did."""

    span: Span
    rule: str | None


class Weigher:
    """Makes the units of one document; what is the same for all of them is worked out once."""

    def __init__(
        self, view: View, owners: Owners, sections: tuple[Section, ...], kind: str, rules: Iterable[str]
    ) -> None:
        """`kind` is what is weighed, `rules` are the names of the rules that found any of it in this document."""
        self.view, self.owners, self.sections, self.kind = view, owners, sections, kind
        counts = Counter(rule in EXPLICIT for rule in rules)
        self._plain: dict[str, str] = {}
        self._document = (
            f"explicit={'many' if counts[True] > 4 else 'some' if counts[True] else 'none'}",
            f"found={'many' if counts.total() > 8 else 'some' if counts.total() else 'none'}",
        )

    def unit(self, found: Found) -> Unit:
        """The unit of a span: its words with names made alike, and flags on what it is and where it stands."""
        span = found.span
        # the same whatever is weighed, and most sentences are weighed for actions and for decisions
        words, known = self.view.once(("unit", span.start, span.end), lambda: self._known(span))
        flags = {*self._document, f"rule={found.rule}", *known}
        flags.update(f"cue={rule.id}" for cue, rule in self.view.cues_in(self.kind, span) if len(cue) > 1)
        return Unit(words, tuple(flags))

    def _known(self, span: Span) -> tuple[tuple[str, ...], frozenset[str]]:
        """The words of a span with names made alike, and the flags on its form, its place and its owner."""
        texts = self.view.texts
        words = tuple(self._masked(at) for at in range(span.start, span.end) if not texts[at].isspace())
        return words, frozenset((*self._shape(span), *self._place(span), *self._owner(span)))

    def _owner(self, span: Span) -> Iterator[str]:
        """Flags on who stands before the first cue that wants an owner, on the verb behind it, and who tells of it."""
        rules, doc = self.view.rules, span.doc
        for cue, rule in self.view.cues_in("actions", span):
            inside = rule.shape == "OWNER CUE TASK" and span.start < cue.start and cue.end < span.end
            named = self.owners.before(span.start, cue.start) if inside else None
            if named is None:
                continue
            who = self._sort_of(named[0]) if named else "pronoun"
            yield f"owner={who}"
            yield f"{who} {rule.id}"
            first = named[0].start if named else cue.start - 1
            yield "owner first" if first <= span.start + 1 else "owner later"
            said = rules.words("actions/saying")
            if any(token.lower_ in said for token in doc[span.start : first]):
                yield "told"
            lists = ("outgoing", "verbs")
            known = (name for name in lists if verbs.is_base(rules, doc, cue.end, span.end, name))
            yield f"verb={next(known, 'other')}"
            return

    def _sort_of(self, owner: Span) -> str:
        if any(token.lower_ in self.owners.known for token in owner):
            return "known"
        if self.owners.is_group(owner):
            return "group"
        return "post" if self.owners.is_head(owner[-1]) else "name"

    def _masked(self, at: int) -> str:
        """The word at a token in small letters, with numbers, people and other names made alike."""
        text = self.view.texts[at]
        if text not in self._plain:
            self._plain[text] = self._by_itself(text)
        if not text[0].isupper() or self._plain[text][0] == "<":
            return self._plain[text]
        token, lower = self.view.doc[at], self.view.lowers[at]
        if text.isupper() and text.isalpha() and 1 < len(text) <= 4 and self.owners.is_name(token):
            return "<p>"
        return lower if token.is_sent_start or self.owners.is_head(token) else "<c>"

    def _by_itself(self, text: str) -> str:
        """A word in small letters, a number or somebody who was there made alike, wherever it stands."""
        if self.view.doc.vocab[text].like_num or any(map(str.isdigit, text)):
            return "<n>"
        return "<p>" if text.lower() in self.owners.known else text.lower()

    def _shape(self, span: Span) -> Iterator[str]:
        """Flags on the form of a span: its length and end, who and what verb it begins with, modals and tenses."""
        rules, doc = self.view.rules, span.doc
        yield f"length={next((limit for limit in _LENGTHS if len(span) <= limit), 'more')}"
        yield f"ends={span[-1].text[-1] if not span[-1].text[-1].isalnum() else 'word'}"
        lower = self.view.lowers[span.start : span.end]
        yield from (f"modal={word}" for word in sorted(_MODALS.intersection(lower)))
        if _PAST.intersection(lower):
            yield "past"
        if verbs.is_base(rules, doc, span.start, span.end):
            yield "begins with a verb"
        for last in range(min(span.start + 6, span.end - 1), span.start, -1):
            named = self.owners.phrase(span.start, last)
            if named is not None:
                who = "pronoun" if not named else "group" if self.owners.is_group(named[0]) else "person"
                yield f"begins with a {who}"
                yield f"{who} and {self._masked(last)}"
                if verbs.is_base(rules, doc, last, span.end):
                    yield f"{who} and verb"
                return

    def _place(self, span: Span) -> Iterator[str]:
        """Flags on where a span stands: kind of block, section, item, place in its block, what stands around it."""
        number = self.view.block_of(span)
        block, whole, section = self.view.blocks[number], self.view.span(number), self.sections[number]
        yield f"kind={block.kind}"
        yield from (f"section={name}" for name in section.rules)
        yield from (f"item:{word}" for word in set(normal(section.item or "").split()))
        if section.review:
            yield "review"
        if block.margin:
            yield "margin"
        if block.kind == "bullet":
            yield f"bullet level={min(block.level, 3)}"
        yield "first in block" if span.start <= whole.start + 1 else "later in block"
        if span.end >= whole.end - 1:
            yield "last in block"
        if number and self.view.blocks[number - 1].text.rstrip().endswith(":"):
            yield "behind a colon"
        following = self.view.blocks[number + 1] if number + 1 < len(self.view.blocks) else None
        if following is not None and normal(following.text).startswith("action"):
            yield "before a label"


def untaken(view: View, taken: Iterable[Span]) -> list[Span]:
    """The sentences of a document that overlap none of these spans."""
    covered = {at for span in taken for at in range(span.start, span.end)}
    return [
        sentence
        for number, block in enumerate(view.blocks)
        if block.kind != "heading"
        for sentence in view.sentences(number)
        if len(sentence) > 1 and not covered.intersection(range(sentence.start, sentence.end))
    ]
