"""Text in, record out, for tests of the extractors; the rules and the pipeline are made once."""

from functools import cache
from pathlib import Path

from psr_extract import rules as rule_files
from psr_extract.document import Document
from psr_extract.extract import extract
from psr_extract.parsers.text import parse_text
from psr_extract.pipeline import Pipeline, annotate, load
from psr_extract.records import Record
from psr_extract.rules import Rules

SHARED = Path(__file__).parent.parent.parent / "shared"


@cache
def shipped() -> tuple[Rules, Pipeline]:
    rules = rule_files.load()
    return rules, load(rules)


def record_of(document: Document) -> Record:
    rules, pipeline = shipped()
    return extract(document, annotate(document, pipeline), rules)


def minutes(text: str, *, date: str = "3 June 2025") -> Record:
    """The record of minutes with this text under a plain head; the head itself holds no action and no decision."""
    head = f"Minutes of the Harbour Board held on {date}\n\nPresent: Ann Bell (AB), Colin Dunn (CD), Rosa Tye (RT)\n\n"
    return record_of(parse_text(head + text))
