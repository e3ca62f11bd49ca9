"""Runs the examples of the rules through the whole program, as `psr-extract rules check` and the tests do.

`finds` must give exactly the records that its marks say, and its own rule must be the evidence of one of them; `skips`
must give none of this rule's records, and must contain one of its words (else it tests nothing).
"""

from collections.abc import Iterator
from dataclasses import replace

from psr_extract.extract import extract
from psr_extract.parsers.text import parse_text
from psr_extract.pipeline import Pipeline, annotate, load
from psr_extract.records import Record, Source
from psr_extract.rules import Rule, Rules, example

_SUPPORTING = ("status", "ref", "progress")
"""Values that stand in a record without evidence of their own."""

_OWN_MARKS = (
    "text", "name", "organisation", "role", "title", "number", "subject", "workstream", "item", "ref", "progress",
    "body",
)  # fmt: skip

Found = list[tuple[str, str]]


def check(rules: Rules) -> list[str]:
    """What is wrong with the examples, one sentence each; empty when all hold."""
    pipeline = load(rules)
    return [problem for rule in rules.rules for problem in check_rule(rule, rules, pipeline)]


def check_rule(rule: Rule, rules: Rules, pipeline: Pipeline) -> Iterator[str]:
    """The problems of one rule's examples."""
    for text in rule.finds:
        plain = example(text)
        record = _read(plain.text, rules, pipeline)
        marks = {mark for mark, _ in plain.marks}
        found = [(mark, words) for mark, words in found_marks(record, rule.kind) if mark in marks]
        if set(found) != set(plain.marks):
            yield f"{rule.name}: {text!r} should give {sorted(plain.marks)}, gave {sorted(found)}"
        elif rule.value not in _SUPPORTING and rule.name not in rules_used(record, rule.kind):
            used = sorted(rules_used(record, rule.kind))
            yield f"{rule.name}: {text!r} is not found by this rule but by {used}"
    for text in rule.skips:
        record = _read(text, rules, pipeline)
        if rule.name in rules_used(record, rule.kind):
            yield f"{rule.name}: {text!r} should give nothing, gave {found_marks(record, rule.kind)}"
        elif rule.cue and not any(phrase.casefold() in text.casefold() for phrase in (*rule.cue, *rule.unless)):
            yield f"{rule.name}: {text!r} has none of the rule's words and so tests nothing"


def found_marks(record: Record, kind: str) -> Found:
    """What a record says, as the marks of examples would: ("owner", "JS"), ("text", "to write"), ..."""
    if kind == "kind":
        return [("text", record.kind)]
    if kind == "meeting":
        return [(fact, str(getattr(record.meeting, fact))) for fact, _ in record.meeting.sources]
    if kind == "papers":
        return list(_of_paper(record))
    plural = {"dates": "actions", "owners": "actions", "people": "attendance", "organisations": "attendance",
              "status": "updates"}  # fmt: skip
    found: Found = []
    for entry in getattr(record, plural.get(kind, kind)):
        for mark in _OWN_MARKS:
            if value := getattr(entry, mark, None):
                found.append((mark, value))
        for mark, value in (("status", getattr(entry, "status", None)), ("owner", getattr(entry, "owner", None))):
            if value:
                found.append((mark, value))
        found += [("owner", owner) for owner in getattr(entry, "owners", ())]
        if due := getattr(entry, "due", None):
            found.append(("due", due.text))
    return found


def _of_paper(record: Record) -> Iterator[tuple[str, str]]:
    """The marks of what a paper says of itself, and of the body that it goes to."""
    if paper := record.paper:
        named = {"title": paper.title, "author": paper.author, "of": paper.report_of, "item": paper.item}
        named |= {"date": str(paper.date) if paper.date else None, "body": record.meeting.body}
        yield from ((mark, words) for mark, words in named.items() if words)
        yield from (("appendix", title) for title in paper.appendices)


def rules_used(record: Record, kind: str) -> set[str]:
    """The names of the rules that are the evidence of a record's facts of this kind."""
    if kind in ("meeting", "papers"):
        own = record.paper.sources if record.paper and kind == "papers" else ()
        return {source.rule for _, source in (*record.meeting.sources, *own)}
    sources: list[Source | None] = []
    for entries in (record.attendance, record.items, record.actions, record.updates, record.referrals, record.decisions,
                    record.recommendations, record.milestones,
                    record.statuses, record.budget, record.fields):  # fmt: skip
        for entry in entries:
            sources += [entry.source, getattr(entry, "owner_source", None), getattr(entry, "due_source", None)]
    return {source.rule for source in sources if source}


def _read(text: str, rules: Rules, pipeline: Pipeline) -> Record:
    """The record of an example by the rules alone: what they propose is tested here, not how it is weighed."""
    rules = replace(rules, weights={})
    document = parse_text(text.strip("\n"))
    return extract(document, annotate(document, pipeline), rules)
