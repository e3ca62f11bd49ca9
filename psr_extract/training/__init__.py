"""Fits the weights of `certainty` on annotated minutes: gold data in, `weights-KIND.tsv` out; deterministic.

What the rules alone find, and every other sentence, is labelled by the gold; a logistic regression (scikit-learn, a
library for development only) is fitted on it. Cross-validation by body, that is by folder, says how well it does on
bodies that it has not seen, and sets the limits.
"""

import json
import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from spacy.tokens import Doc

from psr_extract.certainty import ADD, BIAS, DROP, INFERRED, STATED, features
from psr_extract.document import Document
from psr_extract.errors import NotFound, ReadError
from psr_extract.evaluate import GOLD
from psr_extract.evaluate.compare import Entry, by_text, entries_of, options, pair
from psr_extract.extract import extract
from psr_extract.extract.owners import owners_of
from psr_extract.extract.sections import sections
from psr_extract.extract.units import Found, Weigher, untaken
from psr_extract.extract.view import View, words
from psr_extract.parsers import read
from psr_extract.pipeline import annotate, load
from psr_extract.rules import Rules

KINDS = ("actions", "decisions")
MIN_BODIES = 5
FOLDS = 12
_STATED = 0.95
"""So many of the facts that are called stated are right, on bodies that the weights have not seen."""
STRENGTH = 0.1
"""The regression's C: small, so that no single word weighs much."""


@dataclass(frozen=True, slots=True)
class Sample:
    """One piece of a document: its body, the rule that found it, whether it is right (None: does not count).

    `judged` is what `evaluate` makes of it as a record: there a part of a gold entry is wrong, here it does not count.
    """

    body: str
    rule: str | None
    right: bool | None
    judged: bool | None
    features: frozenset[str]
    document: str
    text: str


@dataclass(frozen=True, slots=True)
class Fit:
    """The weights of one kind, with its limits, and the figures of the cross-validation as lines to print."""

    weights: dict[str, float]
    report: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Annotated:
    """One document with its gold: `name` is its path below `folder`, `body` the name of the folder it lies in.

    `document` and `doc` are None where it cannot be read.
    """

    folder: Path
    name: str
    body: str
    gold: Entry
    document: Document | None
    doc: Doc | None


@dataclass(frozen=True, slots=True)
class Samples:
    """The samples of one kind, and how many gold entries each body has to find."""

    rows: tuple[Sample, ...]
    wanted: Mapping[str, int]

    def without(self, bodies: Collection[str]) -> "Samples":
        """The samples of all other bodies."""
        rows = tuple(row for row in self.rows if row.body not in bodies)
        return Samples(rows, {body: count for body, count in self.wanted.items() if body not in bodies})


def annotated(folders: Sequence[Path], rules: Rules) -> list[Annotated]:
    """All documents in these folders that have gold beside them, in order of their paths; NotFound where none has."""
    pipeline = load(rules)
    found: list[Annotated] = []
    for folder in folders:
        for path, gold in _documents(folder):
            try:
                document = read(path)[0]
            except ReadError:
                document = None
            doc = annotate(document, pipeline) if document else None
            found.append(Annotated(folder, str(path.relative_to(folder)), path.parent.name, gold, document, doc))
    if not found:
        where = ", ".join(map(str, folders))
        raise NotFound("no document with a gold file beside it", where=where, do="See docs/rules.md")
    return found


def samples(documents: Iterable[Annotated], rules: Rules, *, alone: bool = False) -> dict[str, Samples]:
    """The samples of each kind in all minutes among these documents. One that cannot be read is passed over.

    `alone`: as though there were no rules that propose, so that every sentence is one, and none knows of any rule.
    """
    rules = replace(rules, weights={})
    rows: dict[str, list[Sample]] = {kind: [] for kind in KINDS}
    wanted: dict[str, Counter[str]] = {kind: Counter() for kind in KINDS}
    for one in documents:
        kinds = [kind for kind in KINDS if one.gold.get("kind") == "minutes" and kind in one.gold]
        for kind in kinds:
            entries = entries_of(one.gold[kind])
            wanted[kind][one.body] += sum(not entry.get("optional") for entry in entries)
            rows[kind] += _of_document(one, entries, kind, rules, alone=alone)
    return {kind: Samples(tuple(rows[kind]), wanted[kind]) for kind in KINDS}


def _documents(folder: Path) -> Iterator[tuple[Path, Entry]]:
    """The documents of a folder that have gold beside them, with it."""
    for gold_file in sorted(folder.rglob(f"*{GOLD}")):
        stem = gold_file.name.removesuffix(GOLD)
        others = (path for path in sorted(gold_file.parent.iterdir()) if not path.name.endswith(GOLD))
        beside = [path for path in others if path.is_file() and stem in (path.stem, path.name)]
        if beside:
            yield beside[0], json.loads(gold_file.read_text(encoding="utf-8"))


def _of_document(one: Annotated, gold: list[Entry], kind: str, rules: Rules, *, alone: bool) -> list[Sample]:
    """The samples of one kind in one document; none where it was not read, or is not taken for minutes."""
    if one.document is None or one.doc is None:
        return []
    record = extract(one.document, one.doc, rules)
    if record.kind != "minutes":
        return []
    view = View(one.document, one.doc, rules, record.kind, record.meeting, record.items, record.attendance)
    finds = record.actions if kind == "actions" else record.decisions
    sources = [find.source for find in finds if not alone]
    spans = [view.find(source) for source in sources]
    weigher = Weigher(view, owners_of(view), sections(view), kind, [source.rule for source in sources])
    pieces = [Found(span, source.rule) for span, source in zip(spans, sources, strict=True)]
    pieces += [Found(sentence, None) for sentence in untaken(view, spans)]
    texts = [words(piece.span) for piece in pieces]
    units = (features(weigher.unit(piece)) for piece in pieces)
    if alone:
        units = (frozenset(feature for feature in unit if not feature.startswith(("rule=", "cue="))) for unit in units)
    rows = zip(pieces, _labels(gold, texts), units, texts, strict=True)
    return [Sample(one.body, piece.rule, *label, unit, one.name, text) for piece, label, unit, text in rows]


def _labels(gold: list[Entry], texts: list[str]) -> list[tuple[bool | None, bool | None]]:
    """Whether each text is a gold entry; None where it is an optional one.

    Twice: the first is None also where a text is a part of an entry of several sentences, the second False.
    """
    entries: list[Entry] = [{"text": text, "number": number} for number, text in enumerate(texts)]
    pairs, _, false = pair(gold, entries, by_text(0.6))
    right = {entry["number"] for _, entry in pairs}
    wrong = {entry["number"] for entry in false}
    whole = [" ".join(option.casefold().split()) for entry in gold for option in options(entry, "text")]
    labels: list[tuple[bool | None, bool | None]] = []
    for number, text in enumerate(texts):
        part = len(text.split()) > 3 and any(" ".join(text.casefold().split()).strip(" .") in other for other in whole)
        judged = True if number in right else False if number in wrong else None
        labels.append((None if part and judged is False else judged, judged))
    return labels


def fit(known: Samples, *, folds: int = FOLDS) -> Fit:
    """The weights that fit these samples, with limits and figures from a cross-validation by body in so many parts."""
    import numpy
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    rows, wanted = known.rows, sum(known.wanted.values())
    bodies = sorted({row.body for row in rows})
    seen: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        for feature in row.features:
            seen[feature].add(row.body)
    least = min(MIN_BODIES, len(bodies))
    kept = {feature for feature, used in seen.items() if len(used) >= least}
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform([dict.fromkeys(sorted(row.features & kept), 1.0) for row in rows])
    right = numpy.array([-1 if row.right is None else int(row.right) for row in rows])
    fold_of = folds_of(bodies, folds)
    part = numpy.array([fold_of[row.body] for row in rows])
    likely = numpy.zeros(len(rows))
    for fold in range(folds):
        inside, trained = part == fold, (part != fold) & (right >= 0)
        if inside.any() and 0 < right[trained].sum() < trained.sum():
            model = LogisticRegression(C=STRENGTH, solver="liblinear", random_state=0)
            likely[inside] = model.fit(matrix[trained], right[trained]).predict_proba(matrix[inside])[:, 1]
    judged = right >= 0
    model = LogisticRegression(C=STRENGTH, solver="liblinear", random_state=0).fit(matrix[judged], right[judged])
    named = zip(vectorizer.get_feature_names_out(), model.coef_[0], strict=True)
    weights = {str(feature): round(float(weight), 3) for feature, weight in named if abs(weight) >= 0.005}
    limits, report = _limits(rows, [float(value) for value in likely], wanted)
    return Fit({BIAS: round(float(model.intercept_[0]), 3), **limits, **weights}, (f"{len(bodies)} bodies", *report))


def folds_of(bodies: Iterable[str], folds: int = FOLDS) -> dict[str, int]:
    """The fold of each body, dealt out by a fixed step, so that neighbours in the alphabet spread."""
    return {body: (number * 7) % folds for number, body in enumerate(sorted(set(bodies)))}


def _limits(rows: Sequence[Sample], likely: list[float], wanted: int) -> tuple[dict[str, float], list[str]]:
    """The limits at which F1 over unseen bodies is best, those of certainty, and the figures as lines."""
    pairs = list(zip(rows, likely, strict=True))

    def score(drop: float, add: float) -> tuple[float, float, float]:
        chosen = [row for row, p in pairs if (p >= drop if row.rule else p >= add)]
        hits, misses = sum(row.right is True for row in chosen), sum(row.right is False for row in chosen)
        return 2 * hits / max(1, hits + misses + wanted), hits / max(1, hits + misses), hits / max(1, wanted)

    steps = [step / 20 for step in range(21)]
    drop = max(steps[:13], key=lambda limit: (score(limit, 1.01)[0], -limit))
    add = max([*steps[5:], 1.01], key=lambda limit: (score(drop, limit)[0], limit))
    fine = [step / 100 for step in range(101)]
    stated = next((limit for limit in fine if _surely(pairs, limit) >= _STATED), 1.0)
    inferred = min(stated, next((limit for limit in steps if _precision(pairs, limit, stated) >= 0.75), stated))
    lines = [f"{'':14}{'P':>7}{'R':>7}{'F1':>7}"]
    for name, limits in (("rules alone", (0.0, 1.01)), ("weighed", (drop, 1.01)), ("with additions", (drop, add))):
        f1, precision, recall = score(*limits)
        lines.append(f"{name:14}{precision:7.3f}{recall:7.3f}{f1:7.3f}")
    for low, high in zip((0.0, *steps[2::4]), (*steps[2::4], 1.01), strict=True):
        inside = [row.right for row, p in pairs if row.rule and low <= p < high and row.right is not None]
        if inside:
            lines.append(
                f"likely {low:.2f} to {min(high, 1):.2f}: {len(inside):5} finds, {sum(inside) / len(inside):.2f} right"
            )
    return {DROP: drop, ADD: min(add, 1.0) if add <= 1 else 2.0, STATED: stated, INFERRED: inferred}, lines


def _surely(pairs: list[tuple[Sample, float]], low: float) -> float:
    """The share of the rules' finds from this probability on that are right, as it is at least, 19 times in 20.

    (The lower end of Wilson's interval: the fewer finds there are, the more of them have to be right.)
    """
    inside = [row.judged for row, p in pairs if row.rule and p >= low and row.judged is not None]
    count, z = len(inside), 1.645
    if not count:
        return 0.0
    share = sum(inside) / count
    margin = z * math.sqrt(share * (1 - share) / count + z * z / (4 * count * count))
    return (share + z * z / (2 * count) - margin) / (1 + z * z / count)


def _precision(pairs: list[tuple[Sample, float]], low: float, high: float) -> float:
    """The share of the rules' finds with a probability in this range that are right."""
    inside = [row.right for row, p in pairs if row.rule and low <= p < high and row.right is not None]
    return sum(inside) / len(inside) if inside else 0.0


def write(weights: dict[str, float], path: Path) -> None:
    """The weights as a file that a person can read: the limits first, then by weight."""
    limits = (BIAS, DROP, ADD, STATED, INFERRED)
    rest = sorted(
        (pair for pair in weights.items() if pair[0] not in limits), key=lambda pair: (-abs(pair[1]), pair[0])
    )
    lines = ["# Fitted by `make train`; psr_extract/certainty.py tells what the lines mean."]
    lines += [f"{feature}\t{weight:g}" for feature, weight in (*((name, weights[name]) for name in limits), *rest)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
