"""What every extractor looks at: the document, its annotated Doc, the rules, and the facts found so far."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TypeVar

from spacy.tokens import Doc, Span

from psr_extract.dates import Context, proves_month_first
from psr_extract.document import Block, Document
from psr_extract.records import Action, Attendance, Item, Kind, Meeting, Source
from psr_extract.rules import Rule, Rules

T = TypeVar("T")


@dataclass(frozen=True)
class View:
    """One document to extract from. Extractors run in order, and each sees what the earlier ones found.

    `shared` holds what depends on nothing that they find, worked out once for all views of the document.
    """

    document: Document
    doc: Doc
    rules: Rules
    kind: Kind = "minutes"
    meeting: Meeting = Meeting()
    items: tuple[Item, ...] = ()
    attendance: tuple[Attendance, ...] = ()
    actions: tuple[Action, ...] = ()
    shared: dict[Hashable, object] = field(default_factory=dict, compare=False, repr=False)

    def once(self, name: Hashable, make: Callable[[], T]) -> T:
        """What `make` gives, worked out once for this document and its rules, whatever extractors find meanwhile."""
        if name not in self.shared:
            self.shared[name] = make()
        return self.shared[name]  # type: ignore[return-value]

    @cached_property
    def dates(self) -> Context:
        """What dates in the text are read against: the document's meeting, and whether it writes the month first."""
        month_first = self.once("month first", lambda: proves_month_first(self.text))
        return Context(self.meeting.date, self.meeting.next, month_first, body=self.meeting.body)

    @cached_property
    def text(self) -> str:
        """The text of the whole Doc."""
        return self.once("text", self._text)

    def _text(self) -> str:
        spaces = self.doc.to_array(["SPACY"]).ravel().tolist()
        return "".join([word + " " if space else word for word, space in zip(self.texts, spaces, strict=True)])

    @cached_property
    def offsets(self) -> list[int]:
        """The first character of each token in `text`."""
        return self.once("offsets", lambda: self.doc.to_array(["IDX"]).astype(int).ravel().tolist())

    @cached_property
    def starts(self) -> list[bool]:
        """Whether each token begins a sentence."""
        return self.once("starts", lambda: [start == 1 for start in self.doc.to_array(["SENT_START"]).ravel().tolist()])

    @cached_property
    def texts(self) -> list[str]:
        """The text of each token: quicker to ask than the tokens, where much is asked."""
        return self.once("texts", lambda: [token.text for token in self.doc])

    @cached_property
    def lowers(self) -> list[str]:
        """The text of each token in small letters."""
        return self.once("lowers", lambda: [text.lower() for text in self.texts])

    def having(self, **found: object) -> "View":
        """The same view with further facts known; another `doc` shares nothing with it."""
        shared = {} if "doc" in found else self.shared
        return replace(self, **found, shared=shared)  # type: ignore[arg-type]

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The blocks of the document."""
        return self.document.blocks

    def span(self, block: int) -> Span:
        """The tokens of a block."""
        return self._spans[block]

    @cached_property
    def _spans(self) -> list[Span]:
        return self.once("spans", lambda: list(self.doc.spans["blocks"]))

    def sentences(self, block: int) -> list[Span]:
        """The sentences of a block; those of a row never cross a cell."""
        return self.once(("sentences", block), lambda: self._sentences(block))

    def _sentences(self, block: int) -> list[Span]:
        span = self.span(block)
        starts = [at for at in range(span.start, span.end) if self.starts[at] or at == span.start]
        pairs = zip(starts, [*starts[1:], span.end], strict=True)
        return [trimmed for start, end in pairs if (trimmed := trim(self.doc[start:end]))]

    def said(self, start: int, end: int) -> str:
        """The text of the tokens `start` to `end`."""
        return self.text[self.offsets[start] : self.offsets[end - 1] + len(self.texts[end - 1])] if start < end else ""

    def cues(self, kind: str, block: int) -> list[tuple[Span, Rule]]:
        """The cues of a kind in a block, in reading order, each with its rule."""
        return self._cues.get((kind, block), [])

    def cues_in(self, kind: str, span: Span) -> list[tuple[Span, Rule]]:
        """The cues of a kind that begin in a span of a block, in reading order, each with its rule."""
        cues = self.cues(kind, self.block_of(span))
        first, last = (bisect_left(cues, at, key=lambda pair: pair[0].start) for at in (span.start, span.end))
        return cues[first:last]

    def block_of(self, span: Span) -> int:
        """The number of the block that a span starts in."""
        return self._block_of[span.start]

    def source(self, span: Span, rule: str) -> Source:
        """The evidence that this span is: its block, and its characters there."""
        block = self.block_of(span)
        offset = self.span(block).start_char
        return Source(block, span.start_char - offset, span.end_char - offset, rule)

    def find(self, source: Source) -> Span:
        """The tokens of a piece of evidence: the span that `source` was made of."""
        offset = self.span(source.block).start_char
        found = self.doc.char_span(offset + source.start, offset + source.end, alignment_mode="expand")
        return found if found is not None else self.span(source.block)

    @cached_property
    def _block_of(self) -> list[int]:
        return self.once("block of", self._blocks_by_token)

    def _blocks_by_token(self) -> list[int]:
        numbers = [0] * (len(self.doc) + 1)
        for number, span in enumerate(self._spans):
            numbers[span.start : span.end] = [number] * (span.end - span.start)
        return numbers

    @cached_property
    def _cues(self) -> dict[tuple[str, int], list[tuple[Span, Rule]]]:
        return self.once("cues", self._cues_by_block)

    def _cues_by_block(self) -> dict[tuple[str, int], list[tuple[Span, Rule]]]:
        found: dict[tuple[str, int], list[tuple[Span, Rule]]] = defaultdict(list)
        for cue in self.doc.spans["cues"]:
            found[cue.label_, self.block_of(cue)].append((cue, self.rules.by_name[cue.id_]))
        return found


def trim(span: Span) -> Span:
    """The span without white space at its ends."""
    start, end = span.start, span.end
    while start < end and span.doc[start].is_space:
        start += 1
    while end > start and span.doc[end - 1].is_space:
        end -= 1
    return span if (start, end) == (span.start, span.end) else span.doc[start:end]


def words(span: Span) -> str:
    """The span's text with white space folded."""
    return " ".join(span.text.split())
