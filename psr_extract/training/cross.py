"""Cross-validation of the whole program by body: every document is read with weights fitted on other bodies alone."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from psr_extract.certainty import ADD, Weights, likelihood
from psr_extract.evaluate import Score, calibration, scores
from psr_extract.evaluate.compare import Entry, Result, compare
from psr_extract.extract import extract
from psr_extract.records import to_json
from psr_extract.rules import Rules
from psr_extract.training import Annotated, Samples, fit, folds_of

_INNER = 4
"""In so many parts the bodies that are left are cross-validated once more, to choose the limits."""


@dataclass(frozen=True, slots=True)
class Crossed:
    """Documents compared with their gold in several ways.

    Without weights, with weights of all bodies, of other bodies only; and by weights of other bodies without any rules,
    which tell the sentences that are actions or decisions, and no more.
    """

    bare: tuple[Result, ...]
    seen: tuple[Result, ...]
    unseen: tuple[Result, ...]
    alone: tuple[Result, ...]


def cross(
    documents: Sequence[Annotated], known: Mapping[str, Samples], sentences: Mapping[str, Samples], rules: Rules
) -> Crossed:
    """Read and compare all documents in each way.

    `known` are the samples of each kind that were taken from them, `sentences` those taken as though without rules.
    """
    folds = folds_of(one.body for one in documents)
    weights_of = {fold: _without(known, folds, fold) for fold in sorted(set(folds.values()))}
    of_all: dict[str, Weights] = {kind: fit(some).weights for kind, some in known.items()}
    return Crossed(
        tuple(_compared(one, replace(rules, weights={})) for one in documents),
        tuple(_compared(one, replace(rules, weights=of_all)) for one in documents),
        tuple(_compared(one, replace(rules, weights=weights_of[folds[one.body]])) for one in documents),
        _alone(documents, sentences, folds),
    )


def summary(crossed: Crossed) -> str:
    """F1 of each kind of fact and way as lines, then what certainty is worth on bodies that the weights do not know."""
    bare, alone, seen, unseen = map(scores, (crossed.bare, crossed.alone, crossed.seen, crossed.unseen))
    lines = [f"{'F1':26}{'rules':>8}{'score':>8}{'both':>8}{'unseen':>8}{'gold':>7}"]
    for kind, score in unseen.items():
        by_score = f"{alone[kind].f1:8.3f}" if kind in alone else " " * 8
        lines.append(f"{kind:26}{bare[kind].f1:8.3f}{by_score}{seen[kind].f1:8.3f}{score.f1:8.3f}{score.gold:7}")
    return "\n".join((*lines, "", calibration.lines(crossed.unseen)))


def markdown(crossed: Crossed) -> str:
    """The figures of actions and decisions on bodies that the weights do not know, as Markdown tables."""
    ways = {"rules alone": crossed.bare, "score alone": crossed.alone, "both": crossed.unseen}
    kinds = (*calibration.KINDS, "actions+owners", "decisions+outcome")
    rows = [f"| F1 on other bodies | {' | '.join(kinds)} |", f"|---|{'---|' * len(kinds)}"]
    for way, results in ways.items():
        figures: dict[str, Score] = scores(results)
        rows.append(f"| {way} | {' | '.join(f'{figures[k].f1:.2f}' if k in figures else '' for k in kinds)} |")
    return "\n".join((*rows, "", calibration.markdown(crossed.unseen)))


def _without(known: Mapping[str, Samples], folds: Mapping[str, int], fold: int) -> dict[str, Weights]:
    """The weights of each kind that fit the bodies of all folds but one."""
    inside = {body for body, at in folds.items() if at == fold}
    return {kind: fit(some.without(inside), folds=_INNER).weights for kind, some in known.items()}


def _alone(
    documents: Sequence[Annotated], sentences: Mapping[str, Samples], folds: Mapping[str, int]
) -> tuple[Result, ...]:
    """The sentences that weights of other bodies take for actions or decisions, compared with the gold."""
    weights_of = {fold: _without(sentences, folds, fold) for fold in sorted(set(folds.values()))}
    taken: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for kind, some in sentences.items():
        for row in some.rows:
            weights = weights_of[folds[row.body]][kind] if row.body in folds else {}
            if weights and likelihood(row.features, weights) >= weights[ADD]:
                taken[row.body, row.document, kind].append(row.text)
    results = []
    for one in documents:
        results.append(Result(one.name))
        gold: Entry = {kind: one.gold[kind] for kind in sentences if kind in one.gold}
        found: Entry = {kind: [{"text": text} for text in taken[one.body, one.name, kind]] for kind in sentences}
        compare(gold, found, results[-1])
        for extra in ("actions+owners", "actions.due", "decisions+outcome"):
            results[-1].counts.pop(extra, None)
    return tuple(results)


def _compared(one: Annotated, rules: Rules) -> Result:
    """One document, extracted from with these rules and compared with its gold."""
    result = Result(one.name)
    if one.document is None or one.doc is None:
        result.problem = "could not be read"
        compare(one.gold, {}, result)
    else:
        compare(one.gold, to_json(extract(one.document, one.doc, rules)), result)
    return result
