"""Weighing: which of the rules' finds stay, which sentences that no rule found are added, and how sure each is."""

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Span

from psr_extract.certainty import ADD, DROP, called, probability
from psr_extract.extract.owners import Owners, owners_of
from psr_extract.extract.sections import Section, sections
from psr_extract.extract.units import Found, Weigher, untaken
from psr_extract.extract.view import View
from psr_extract.records import Certainty, Source

MODEL = "model"
"""The rule's name (behind the kind: "actions/model") of what no rule found and the weights added."""


@dataclass(frozen=True, slots=True)
class Verdicts:
    """For each find of the rules its certainty, or None where it is to be dropped; and what is to be added."""

    finds: tuple[Certainty | None, ...]
    added: tuple[tuple[Span, Certainty], ...]


def weigher_of(view: View, kind: str, sources: Sequence[Source]) -> Weigher:
    """What weighs the pieces of a document for one kind, whose finds by rules have these `sources`."""
    return Weigher(view, owners_of(view), sections(view), kind, [source.rule for source in sources])


def weigh(
    view: View,
    owners: Owners,
    parts: tuple[Section, ...],
    kind: str,
    sources: Sequence[Source],
    keep: frozenset[str],
) -> Verdicts:
    """Weigh the finds of one kind ("actions", "decisions"), given by their evidence.

    What the rules in `keep` found is never dropped, and neither is what a rule found that the weights do not know (a
    user's own). What no rule found is never stated. Without weights for this kind, all finds are stated and nothing is
    added.
    """
    weights = view.rules.weights.get(kind)
    if not weights:
        return Verdicts(tuple("stated" for _ in sources), ())
    weigher = Weigher(view, owners, parts, kind, [source.rule for source in sources])
    spans = [view.find(source) for source in sources]
    verdicts: list[Certainty | None] = []
    for source, span in zip(sources, spans, strict=True):
        likely = probability(weigher.unit(Found(span, source.rule)), weights)
        stays = source.rule in keep or f"rule={source.rule}" not in weights
        verdicts.append(called(likely, weights) if stays or likely >= weights.get(DROP, 0.0) else None)
    added: list[tuple[Span, Certainty]] = []
    for sentence in untaken(view, spans):
        likely = probability(weigher.unit(Found(sentence, None)), weights)
        if likely >= weights.get(ADD, 1.0):
            how = called(likely, weights)
            added.append((sentence, "inferred" if how == "stated" else how))
    return Verdicts(tuple(verdicts), tuple(added))
