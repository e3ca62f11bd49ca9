"""Cross-validation of the whole program by body: every document is read with weights fitted on other bodies alone."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from psr_extract.certainty import Weights
from psr_extract.evaluate import scores
from psr_extract.evaluate.compare import Result, compare
from psr_extract.extract import extract
from psr_extract.records import to_json
from psr_extract.rules import Rules
from psr_extract.training import Annotated, Samples, fit, folds_of


@dataclass(frozen=True, slots=True)
class Crossed:
    """Documents compared with their gold: without weights, with weights of all bodies, and of other bodies only."""

    bare: tuple[Result, ...]
    seen: tuple[Result, ...]
    unseen: tuple[Result, ...]


def cross(documents: Sequence[Annotated], known: dict[str, Samples], rules: Rules) -> Crossed:
    """Read and compare all documents three times; `known` are the samples of each kind that were taken from them."""
    folds = folds_of(one.body for one in documents)
    weights_of: dict[int, dict[str, Weights]] = {}
    for fold in sorted(set(folds.values())):
        inside = {body for body, at in folds.items() if at == fold}
        weights_of[fold] = {kind: fit(some.without(inside)).weights for kind, some in known.items()}
    of_all: dict[str, Weights] = {kind: fit(some).weights for kind, some in known.items()}
    return Crossed(
        tuple(_compared(one, replace(rules, weights={})) for one in documents),
        tuple(_compared(one, replace(rules, weights=of_all)) for one in documents),
        tuple(_compared(one, replace(rules, weights=weights_of[folds[one.body]])) for one in documents),
    )


def summary(crossed: Crossed) -> str:
    """F1 of each kind of fact as lines: the rules alone, weighed with all bodies, weighed with other bodies only."""
    bare, seen, unseen = scores(crossed.bare), scores(crossed.seen), scores(crossed.unseen)
    lines = [f"{'F1':26}{'rules':>8}{'weighed':>9}{'unseen':>8}{'gold':>7}"]
    for kind, score in unseen.items():
        lines.append(f"{kind:26}{bare[kind].f1:8.3f}{seen[kind].f1:9.3f}{score.f1:8.3f}{score.gold:7}")
    return "\n".join(lines)


def _compared(one: Annotated, rules: Rules) -> Result:
    """One document, extracted from with these rules and compared with its gold."""
    result = Result(one.name)
    if one.document is None or one.doc is None:
        result.problem = "could not be read"
        compare(one.gold, {}, result)
    else:
        compare(one.gold, to_json(extract(one.document, one.doc, rules)), result)
    return result
