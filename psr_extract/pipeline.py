"""Document in, annotated spaCy Doc out. Decides nothing.

`load(rules)` makes a blank English pipeline with matchers for all cues; `annotate(document, pipeline)` gives a Doc with
sentence boundaries and the span groups `blocks` (one span a block, in order, its label the block's kind) and `cues`
(`span.label_` is the rule's kind, `span.id_` its name, for instance "actions/agreed-to").
"""

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

import numpy
from spacy.lang.en import English
from spacy.language import Language
from spacy.matcher import Matcher, PhraseMatcher
from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found]
from spacy.tokens import Doc, Span
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex, filter_spans

from psr_extract.document import CELL, Document
from psr_extract.rules import Rules

_LONGEST_SENTENCE = 250
"""So many tokens at most are one sentence: no minutes have longer ones, and what looks at pairs in one stays quick."""
_RUN = re.compile(r"\S{200}").match
"""Runs without a space that nobody reads as words: the tokenizer would take its time to cut them up."""
_ENDS = frozenset(".!?")
_CLOSERS = frozenset("\"')]”’»")


@dataclass(frozen=True, slots=True)
class Pipeline:
    """A tokenizer and the matchers of the rules' cues; `unless` cancels the cues of the same name that it overlaps."""

    nlp: Language
    cues: PhraseMatcher
    tokens: Matcher
    unless: PhraseMatcher
    abbreviations: frozenset[str]


def load(rules: Rules) -> Pipeline:
    """The pipeline for these rules; takes a moment, mostly spaCy's own start."""
    nlp = English(create_tokenizer=_tokenizer)
    nlp.max_length = 100_000_000
    cues, unless = PhraseMatcher(nlp.vocab, attr="LOWER"), PhraseMatcher(nlp.vocab, attr="LOWER")
    tokens = Matcher(nlp.vocab)
    for rule in rules.rules:
        if rule.cue:
            cues.add(rule.name, [nlp.make_doc(phrase) for phrase in rule.cue])
        if rule.unless:
            unless.add(rule.name, [nlp.make_doc(phrase) for phrase in rule.unless])
        if rule.tokens:
            tokens.add(rule.name, [list(pattern) for pattern in rule.tokens])
    return Pipeline(nlp, cues, tokens, unless, rules.words("people/abbreviations"))


def _tokenizer(nlp: Language) -> Tokenizer:
    """English as spaCy cuts it up, but for what minutes write otherwise. Made at one go: each change takes its time."""
    known = nlp.Defaults
    # without the smileys, of which minutes have none, but "Action (RT):" is full
    rules = {text: how for text, how in (known.tokenizer_exceptions or {}).items() if any(map(str.isalnum, text))}
    # "Action(RT):" and "Update- RT" are several words, as a reader sees them
    infixes = [*(known.infixes or ()), r"(?<=[a-zA-Z0-9])[()\[\]](?=[a-zA-Z0-9])"]
    return Tokenizer(
        nlp.vocab,
        rules=rules,
        prefix_search=compile_prefix_regex(known.prefixes or ()).search,
        suffix_search=compile_suffix_regex([*(known.suffixes or ()), r"(?<=[a-zA-Z:])[-–—]"]).search,
        infix_finditer=compile_infix_regex(infixes).finditer,
        token_match=_RUN,
        url_match=known.url_match,
    )


def annotate(document: Document, pipeline: Pipeline) -> Doc:
    """The document's blocks as one Doc, a newline between them, with sentences, `blocks` and `cues`.

    The Doc's text is the texts of the blocks joined by newlines, and no token crosses from one block to the next.
    """
    parts = [pipeline.nlp.make_doc(block.text) for block in document.blocks]
    words: list[str] = []
    spaces: list[bool] = []
    ranges: list[tuple[int, int]] = []
    for part in parts:
        if ranges:
            words.append("\n")
            spaces.append(False)
        ranges.append((len(words), len(words) + len(part)))
        for token in part:
            words.append(token.text)
            spaces.append(bool(token.whitespace_))
    doc = Doc(pipeline.nlp.vocab, words=words, spaces=spaces)
    pairs = zip(document.blocks, ranges, strict=True)
    doc.spans["blocks"] = [Span(doc, start, end, label=block.kind) for block, (start, end) in pairs]
    starts = _sentence_starts(words, spaces, {start for start, _ in ranges}, pipeline.abbreviations)
    # all at once: setting them token by token makes spaCy look through the whole Doc each time
    values: Any = numpy.array([[1 if start else -1] for start in starts], dtype="int64").astype("uint64")
    doc.from_array(["SENT_START"], values)
    doc.spans["cues"] = _cues(doc, words, pipeline)
    return doc


def _sentence_starts(
    words: list[str], spaces: list[bool], block_starts: set[int], abbreviations: frozenset[str]
) -> list[bool]:
    """A sentence begins with a block, a cell, a line in a cell, and behind a full stop before a capital or a digit."""
    starts: list[bool] = []
    ended, last = False, 0
    for at, word in enumerate(words):
        closes = ended and word[0] in _CLOSERS
        starts.append(
            not closes
            and (
                at == 0 or ended or at in block_starts or words[at - 1].isspace() or at - last >= _LONGEST_SENTENCE
            )
        )
        last = at if starts[-1] else last
        if not closes:
            ended = word[-1] in _ENDS and _ends_sentence(words, spaces, at, abbreviations)
    return starts


def _ends_sentence(words: list[str], spaces: list[bool], at: int, abbreviations: frozenset[str]) -> bool:
    """Whether the full stop (or ! or ?) that ends this token ends a sentence."""
    word, before = words[at], words[at - 1] if at else None
    following = next((i for i in range(at + 1, min(at + 3, len(words))) if words[i][0] not in _CLOSERS), None)
    if following is None or words[following][0].islower():
        return False
    if not spaces[following - 1] and words[following][0] not in "\n\t":
        return False
    if len(word) > 1:
        return word.lower() not in abbreviations and not (len(word) == 2 and word[0].isupper())
    if word != "." or before is None:
        return True
    initial = len(before) == 1 and before.isupper() and before.isalpha()
    return not initial and f"{before.lower()}." not in abbreviations


def _cues(doc: Doc, words: list[str], pipeline: Pipeline) -> list[Span]:
    """The cues of all rules in reading order; of overlapping cues of one rule, the longest."""
    cancelled: dict[str, set[int]] = defaultdict(set)
    for span in pipeline.unless(doc, as_spans=True):
        cancelled[span.label_].update(range(span.start, span.end))
    by_rule: dict[str, list[Span]] = defaultdict(list)
    found = [*pipeline.cues(doc), *(pipeline.tokens(doc) if len(pipeline.tokens) else ())]
    breaks = {at for at, word in enumerate(words) if word in ("\n", CELL)}
    for key, start, end in found:
        name = doc.vocab.strings[key]
        if breaks.isdisjoint(range(start, end)) and cancelled[name].isdisjoint(range(start, end)):
            by_rule[name].append(Span(doc, start, end, label=name.partition("/")[0], span_id=name))
    longest = (span for spans in by_rule.values() for span in filter_spans(spans))
    return sorted(longest, key=lambda span: (span.start, -span.end, span.id_))
