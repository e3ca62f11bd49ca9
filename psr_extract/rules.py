"""Rules are data: reads `rules/*.toml`, checks them, merges a user's folder over the shipped one. Matches nothing.

One file a record kind. A `[[rule]]` says which words (`cue`) in which `shape` give a record; `[[words]]` is a list
of words that code asks for by name (`rules.words("actions/verbs")`). docs/rules.md tells the whole format.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path
from typing import Literal, get_args

from pydantic import BaseModel, ConfigDict, ValidationError

from psr_extract.certainty import Weights, parse_weights
from psr_extract.errors import RuleError
from psr_extract.records import AttendanceStatus, Kind, Outcome, Rag, Told, Way

Shape = Literal[
    "CUE TASK",
    "OWNER CUE TASK",
    "TASK CUE OWNER",
    "TASK CUE",
    "CUE OWNER TASK",
    "CUE VERB",
    "OWNER CUE",
    "OWNER TASK",
    "OWNER CUE BULLETS",
    "COLUMN",
    "MARGIN",
    "SECTION",
    "HEADING",
    "LABEL",
    "SENTENCE",
]
"""Where the cue stands: before the task (a label), between owner and task, at the end before the owner, anywhere in
the sentence, before an owner and a verb, first and before a verb, behind an owner at the end,
nowhere (owner and verb alone), at the end of a
lead-in over bullets, as a column's title, beside the block, as a section's heading, as a label before a value, in a
sentence that is no task."""

MARKS: dict[str, tuple[str, ...]] = {
    "actions": ("text", "owner", "due", "ref", "status", "progress"),
    "attendance": ("name", "organisation", "role"),
    "budget": ("text",),
    "dates": ("due",),
    "decisions": ("text", "item"),
    "fields": ("text", "workstream"),
    "items": ("title", "number"),
    "kind": ("text",),
    "meeting": ("body", "date", "start", "end", "venue", "chair", "previous", "next"),
    "milestones": ("text", "due", "owner", "workstream"),
    "organisations": ("organisation",),
    "owners": ("owner",),
    "papers": ("title", "author", "of", "date", "item", "body", "appendix"),
    "people": ("name",),
    "recommendations": ("text",),
    "referrals": ("body",),
    "status": ("text",),
    "statuses": ("subject",),
}
"""The rule files there may be, and the marks that their examples may use."""

VALUES: dict[str, tuple[str, ...]] = {
    "attendance": get_args(AttendanceStatus),
    "decisions": get_args(Outcome),
    "kind": get_args(Kind),
    "meeting": MARKS["meeting"],
    "papers": ("title", "author", "report_of", "date", "item", "meeting", "appendix"),
    "referrals": get_args(Way),
    "status": get_args(Told),
    "statuses": (*get_args(Rag), "matrix"),
    "actions": ("owner", "due", "task", "ref", "status", "progress"),
}
"""What `value` may say, by kind; kinds that are not here take any word."""

WEIGHTS = "weights-"
_BARE: dict[str, dict[str, object]] = {
    "rule": {"note": "", "shape": "SENTENCE", "finds": ()},
    "words": {"note": "", "words": ()},
}
"""What an entry that is only there to switch another off may leave out."""
_CUELESS: tuple[Shape, ...] = ("MARGIN", "OWNER TASK", "HEADING")
_MARK = re.compile(r"\[([^\[\]]+)\]\(([a-z]+)\)")
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class Rule(BaseModel):
    """One rule, as written in its file. `kind` is the file's name without `.toml`.

    `verb` names the list of verbs one of which must follow the cue. Of the words that stand before the cue in its
    sentence, one must be in `needs` (where it has any), and none in `bars`.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: str
    id: str
    note: str
    shape: Shape
    cue: tuple[str, ...] = ()
    tokens: tuple[tuple[dict[str, str | bool | dict[str, str | list[str]]], ...], ...] = ()
    unless: tuple[str, ...] = ()
    value: str | None = None
    verb: str | None = None
    needs: tuple[str, ...] = ()
    bars: tuple[str, ...] = ()
    finds: tuple[str, ...]
    skips: tuple[str, ...] = ()
    off: bool = False

    @property
    def name(self) -> str:
        """What evidence calls it: "actions/agreed-to"."""
        return f"{self.kind}/{self.id}"


class Words(BaseModel):
    """A named list of words or phrases."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: str
    id: str
    note: str
    words: tuple[str, ...]
    off: bool = False

    @property
    def name(self) -> str:
        """What code asks for: "actions/verbs"."""
        return f"{self.kind}/{self.id}"


@dataclass(frozen=True, slots=True)
class Example:
    """An example without its marks: the plain text, and each marked word's (mark, words)."""

    text: str
    marks: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Rules:
    """All rules that are on, in the order of their files and of their places in them."""

    rules: tuple[Rule, ...]
    lists: tuple[Words, ...]
    weights: Mapping[str, Weights] = field(default_factory=dict)
    """For each kind that is weighed ("actions", "decisions") its weights, from `weights-KIND.tsv`."""

    def of(self, kind: str, *shapes: Shape) -> tuple[Rule, ...]:
        """The rules of a kind, of these shapes or of all."""
        if (kind, shapes) not in self._of:
            fits = (rule for rule in self.rules if rule.kind == kind and (not shapes or rule.shape in shapes))
            self._of[kind, shapes] = tuple(fits)
        return self._of[kind, shapes]

    @cached_property
    def _of(self) -> dict[tuple[str, tuple[Shape, ...]], tuple[Rule, ...]]:
        return {}

    @cached_property
    def by_name(self) -> dict[str, Rule]:
        """The rule of each name."""
        return {rule.name: rule for rule in self.rules}

    @cached_property
    def _words(self) -> dict[str, frozenset[str]]:
        return {words.name: frozenset(word.casefold() for word in words.words) for words in self.lists}

    def words(self, name: str) -> frozenset[str]:
        """The words of a list, casefolded; empty where there is none of this name (a user may switch one off)."""
        return self._words.get(name, frozenset())


def shipped() -> Path:
    """The folder of the rules that come with the program."""
    inside = Path(__file__).parent / "_rules"
    return inside if inside.is_dir() else Path(__file__).parent.parent / "rules"


def load(*folders: Path) -> Rules:
    """The shipped rules, with the rules of each further folder laid over them.

    A rule of the same file and id replaces the shipped one, a new id adds, `off = true` removes. RuleError where a
    file is no TOML, has an unknown key, a duplicate id, no example, or a broken mark.
    """
    rules: dict[str, Rule] = {}
    lists: dict[str, Words] = {}
    weights: dict[str, Weights] = {}
    for folder in (shipped(), *folders):
        if not folder.is_dir():
            raise RuleError("no such folder of rules", where=folder, do="Name a folder that holds *.toml files")
        for path in sorted(folder.glob("*.toml")):
            for entry in _read(path):
                laid: dict[str, Rule] | dict[str, Words] = rules if isinstance(entry, Rule) else lists
                if entry.off and entry.name not in laid:
                    raise _unknown(entry, path, laid)
                laid[entry.name] = entry  # type: ignore[assignment]
        for path in sorted(folder.glob(f"{WEIGHTS}*.tsv")):
            lines = path.read_text(encoding="utf-8").splitlines()
            weights[path.stem.removeprefix(WEIGHTS)] = parse_weights(lines, str(path))
    return Rules(
        tuple(rule for rule in rules.values() if not rule.off),
        tuple(words for words in lists.values() if not words.off),
        weights,
    )


def example(text: str) -> Example:
    """An example with its marks taken out: `[JS](owner) to write` gives "JS to write" and (("owner", "JS"),)."""
    return Example(_MARK.sub(r"\1", text), tuple((mark, words) for words, mark in _MARK.findall(text)))


def _read(path: Path) -> list[Rule | Words]:
    """The rules and lists of one file, checked."""
    kind = path.stem
    if kind not in MARKS:
        raise RuleError(f"no kind of record is called {kind!r}", where=path, do=f"Use one of: {', '.join(MARKS)}")
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise RuleError(f"cannot be read as TOML: {error}", where=path, do="Mend the file") from error
    if unknown := sorted(set(data) - {"rule", "words"}):
        raise RuleError(f"unknown table {unknown[0]!r}", where=path, do="Only [[rule]] and [[words]] may stand here")
    entries: list[Rule | Words] = []
    for table, model in (("rule", Rule), ("words", Words)):
        for number, raw in enumerate(data.get(table, ()), 1):
            where = f"{path}, [[{table}]] {number} ({raw.get('id', 'no id')})"
            try:
                entry = model.model_validate({"kind": kind, **(_BARE[table] if raw.get("off") else {}), **raw})
            except ValidationError as error:
                first = error.errors()[0]
                key = ".".join(str(part) for part in first["loc"])
                allowed = ", ".join(name for name in model.model_fields if name != "kind")
                raise RuleError(f"{key}: {first['msg']}", where=where, do=f"The keys are: {allowed}") from error
            if any(other.name == entry.name and type(other) is type(entry) for other in entries):
                raise RuleError(f"two entries have the id {entry.id!r}", where=where, do="Give one of them another id")
            if isinstance(entry, Rule):
                _check(entry, where)
            entries.append(entry)
    return entries


def _unknown(entry: Rule | Words, path: Path, known: Iterable[str]) -> RuleError:
    """That there is nothing of this name to switch off, and what may have been meant."""
    near = get_close_matches(entry.name, known, 1, 0.5)
    do = f"Did you mean {near[0].partition('/')[2]!r} in {near[0].partition('/')[0]}.toml?" if near else ""
    return RuleError(f"there is no {entry.name} to switch off", where=path, do=do or "See `psr-extract rules list`")


def _check(rule: Rule, where: str) -> None:
    """RuleError for whatever the types alone cannot tell."""
    problem = do = ""
    if rule.off:
        return
    if not _ID.fullmatch(rule.id):
        problem, do = f"the id {rule.id!r} is no slug", "Use small letters, digits and hyphens"
    elif not rule.finds:
        problem, do = "no example in `finds`", "Add a sentence that this rule is for"
    elif not (rule.cue or rule.tokens) and rule.shape not in _CUELESS:
        problem, do = "neither `cue` nor `tokens`", "Say which words the rule goes by"
    elif rule.value is not None and rule.kind in VALUES and rule.value not in VALUES[rule.kind]:
        problem, do = f"the value {rule.value!r} is unknown", f"Use one of: {', '.join(VALUES[rule.kind])}"
    for text in () if problem else (*rule.finds, *rule.skips):
        bad = [mark for mark, _ in example(text).marks if mark not in MARKS[rule.kind]]
        if bad:
            problem, do = f"unknown mark ({bad[0]}) in {text!r}", f"Use one of: {', '.join(MARKS[rule.kind])}"
        elif "](" in example(text).text or "[[" in text:
            problem, do = f"a broken mark in {text!r}", "A mark is [words](name), with no brackets inside the words"
    if problem:
        raise RuleError(problem, where=where, do=do)
