"""Fits the weights of links (`rules/weights-status.tsv`) on series of documents whose lives are known; deterministic.

Each series is heard in its order. Every unit beside every life that it may belong to is a sample, labelled by the gold,
and the right links are made, so that the later samples stand on what is right. Cross-validation by series says how
well links do on bodies that were not seen, and sets the limit from which a link is made.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from psr_extract.evaluate.compare import Entry, entries_of, options, overlap
from psr_extract.tracker.likeness import every_features, repeats, weighed
from psr_extract.tracker.lives import Match, pairs, rivals_of, settle
from psr_extract.tracker.model import Heard, Verdicts
from psr_extract.tracker.state import State
from psr_extract.tracker.wording import weights

STRENGTH = 1.0
"""The regression's C: small, as there are few series."""
PRECISION = 0.95
AGAIN, DOUBT = 0.3, 0.7
"""What share of the limit of links is enough for a task that one document says twice, and for a person to be asked."""
_LIKE = 0.5
_SURE, _STRONG = 0.99, 0.9


@dataclass(frozen=True, slots=True)
class Pair:
    """A unit of a document beside a life: the features, and whether it speaks of that action."""

    series: str
    document: int
    unit: int
    life: int
    features: Mapping[str, float]
    right: bool


@dataclass(frozen=True, slots=True)
class LinkFit:
    """Weights and limits, and the figures of the cross-validation as lines."""

    weights: Mapping[str, float]
    report: tuple[str, ...]


def pairs_of(series: str, documents: Sequence[Heard], gold: Entry) -> list[Pair]:
    """The samples of one series."""
    state, actions = State(Verdicts()), entries_of(gold["actions"])
    found: list[Pair] = []
    for heard in documents:
        state.meet(heard.date or "")
        chosen: list[Match] = []
        for number, unit in enumerate(heard.units):
            near = list(pairs(state, heard, number))
            texts = f"{unit.about} {unit.text}", unit.text
            most = max((_likeness(one, heard, *texts) for one in actions), default=0.0)
            rivals = rivals_of(state, unit, (at for _, at, _ in near))
            for mine, at, why in near:
                seen = state.seen[at]
                clear = why == "reference" or bool(repeats(unit, seen.profile))
                right = _right(_action_of(state, at, actions), heard, most, *texts)
                if right or clear:
                    chosen.append(Match(_STRONG, number, at, why))
                if right is not None and not clear:
                    meetings = state.meetings_after(seen.mentioned)
                    every = every_features(mine, seen.profile, state.rarity, meetings=meetings, rivals=rivals)
                    found.append(Pair(series, heard.document, number, at, max(every, key=weighed), right))
        settle(state, heard, chosen)
    return found


def _action_of(state: State, at: int, actions: Sequence[Entry]) -> Entry | None:
    """The gold action that a life is."""
    first = state.lives[at].links[0]
    scored = [(max(overlap(option, first.unit.text) for option in options(one, "text")), -number)
              for number, one in enumerate(actions) if one["raised"] == first.heard.name]  # fmt: skip
    best = max(scored, default=(0.0, 0))
    return actions[-best[1]] if best[0] >= _LIKE else None


def _events(action: Entry, heard: Heard) -> list[Entry]:
    """What the gold says that a document shows of an action."""
    return [one for one in entries_of(action["events"]) if one["document"] == heard.name]


def _likeness(action: Entry, heard: Heard, *texts: str) -> float:
    """How alike the words of a unit are to those that show an action in its document."""
    return max((overlap(str(one["text"]), text) for one in _events(action, heard) for text in texts), default=0.0)


def _right(action: Entry | None, heard: Heard, most: float, *texts: str) -> bool | None:
    """Whether a unit shows an action again, as the gold has it; None where the gold does not say.

    `most`: how alike the unit is to the words that show any action; what shows another one better is no sample.
    """
    if action is None:
        return None
    if not (events := _events(action, heard)):
        return False
    likeness = _likeness(action, heard, *texts)
    sure = likeness >= max(_LIKE, most) and not events[0].get("optional")
    return True if sure else None


def fit_links(samples: Sequence[Pair], link: float | None = None) -> LinkFit:
    """The weights that fit these samples, and the limits: `link`, or what does on series which were not seen."""
    import numpy
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    vectorizer = DictVectorizer(sparse=False)
    matrix = vectorizer.fit_transform([dict(sorted(one.features.items())) for one in samples])
    right = numpy.array([one.right for one in samples])
    series = numpy.array([one.series for one in samples])
    likely = numpy.zeros(len(samples))
    model = LogisticRegression(C=STRENGTH, solver="liblinear", random_state=0)
    for name in sorted(set(series)):
        inside = series == name
        if 0 < right[~inside].sum() < (~inside).sum():
            likely[inside] = model.fit(matrix[~inside], right[~inside]).predict_proba(matrix[inside])[:, 1]
    model.fit(matrix, right)
    named = zip(vectorizer.get_feature_names_out(), model.coef_[0], strict=True)
    found = {str(name): round(float(weight), 2) for name, weight in named}
    limit, report = _limit(samples, [float(one) for one in likely])
    link = limit if link is None else link
    limits = {"(bias)": round(float(model.intercept_[0]), 2), "(link)": link, "(again)": round(link * AGAIN, 2)}
    return LinkFit({**limits, "(doubt)": round(link * DOUBT, 2), **dict(sorted(found.items()))}, tuple(report))


def _limit(samples: Sequence[Pair], likely: Sequence[float]) -> tuple[float, list[str]]:
    """The least limit at which links are right often enough, and what each limit gives.

    A unit is linked to the likeliest life alone, and a life is linked to a document once.
    """
    wanted = {(one.series, one.document, one.life) for one in samples if one.right}
    best: dict[tuple[str, int, int], tuple[float, Pair]] = {}
    for p, one in zip(likely, samples, strict=True):
        place = one.series, one.document, one.unit
        if place not in best or p > best[place][0]:
            best[place] = p, one
    lines = [f"{len(samples)} pairs, {len(wanted)} links", f"{'limit':>6}{'P':>7}{'R':>7}{'links':>7}"]
    chosen = _SURE
    for step in range(10, 95, 5):
        links = {(one.series, one.document, one.life) for p, one in best.values() if 0.9 * p >= step / 100}
        precision = len(links & wanted) / len(links) if links else 1.0
        lines.append(f"{step / 100:6.2f}{precision:7.3f}{len(links & wanted) / max(1, len(wanted)):7.3f}{len(links):7}")
        if precision >= PRECISION:
            chosen = min(chosen, step / 100)
    return chosen, lines


def write_links(fitted: Mapping[str, float]) -> str:
    """The weights as the lines of a file; how common words are stays as it was counted."""
    common = {name: count for name, count in weights().items() if name.startswith("w:")}
    lines = ["# How likely words of a later document speak of an action: what counts for and against it."]
    lines += ["# Fitted by `psr-extract train-links`; psr_extract/tracker/likeness.py tells what the lines mean."]
    lines += [f"{name}\t{weight:g}" for name, weight in fitted.items()]
    lines += ["# w: a common word, and how many bodies use it; all others are rare"]
    lines += [f"{name}\t{count:g}" for name, count in common.items()]
    return "\n".join(lines) + "\n"
