"""The papers of the corpus give all that their gold says beyond what is scored, and the pack comes apart rightly."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from support import ROOT
from test_papers import tools

from psr_extract import parsers, reports, tracker
from psr_extract.document import Document
from psr_extract.ingest.reader import Reader, read_records
from psr_extract.records import Record
from psr_extract.store import File, Store

CORPUS = ROOT / "corpus"
PACK = CORPUS / "2026-11-06-agenda-pack.pdf"
GOLD = sorted(CORPUS.glob("*.gold.json"))
PAPERS = [path for path in GOLD if json.loads(path.read_text(encoding="utf-8"))["kind"] == "paper"]


@cache
def read(path: Path) -> tuple[tuple[Document, Record], ...]:
    rules, pipeline = tools()
    return read_records(path, Reader(rules, pipeline, ""))


def document_of(gold: Path) -> Path:
    stem = gold.name.removesuffix(".gold.json")
    return next(path for path in CORPUS.glob(f"{stem}.*") if not path.name.endswith(".gold.json"))


def beyond(gold: dict[str, Any], section: str, keys: tuple[str, ...], name: str) -> list[tuple[str, ...]]:
    entries = [one for one in gold.get(section, []) if not one.get("optional") and any(key in one for key in keys)]
    return sorted((one[name], *(str(one.get(key)) for key in keys)) for one in entries)


@pytest.mark.parametrize("path", PAPERS, ids=lambda path: path.name)
@pytest.mark.parametrize(
    ("section", "name", "keys"),
    [
        ("statuses", "subject", ("previous", "trend")), ("fields", "text", ("side",)), ("budget", "text", ("upto",)),
        ("risks", "text", ("ref", "topic", "likelihood", "impact", "score", "rag", "mitigation", "owner")),
    ],
)  # fmt: skip
def test_papers_give_what_gold_says_beyond_the_score(
    path: Path, section: str, name: str, keys: tuple[str, ...]
) -> None:
    gold = json.loads(path.read_text(encoding="utf-8"))
    wanted = beyond(gold, section, keys, name)
    ((_, record),) = read(document_of(path))
    found = [
        (str(getattr(one, name)), *(str(None if (value := getattr(one, key)) is None else value) for key in keys))
        for one in getattr(record, section)
    ]
    numbers = [tuple(value.removesuffix(".0") for value in one) for one in found]
    assert [one for one in wanted if one not in numbers] == []


def test_what_is_wrong_in_a_paper_is_told() -> None:
    ((_, record),) = read(CORPUS / "2026-09-04-budget-monitoring.pdf")
    assert record.warnings == (
        "“Total” says 309,950 in the column “Forecast outturn”, but the lines above it add up to 307,950",
    )
    assert [one.text for one in record.budget if one.total] == ["Total"]
    others = (record for path in PAPERS if "monitoring" not in path.name for _, record in read(document_of(path)))
    assert [record.warnings for record in others if record.warnings] == []


def test_a_pack_comes_apart_into_its_parts_and_loses_no_page() -> None:
    parts = read(PACK)
    assert [(document.pages, record.kind) for document, record in parts] == [
        ((1, 1), "agenda"), ((2, 2), "minutes"), ((3, 3), "paper"), ((4, 5), "paper"), ((6, 25), "paper"),
        ((26, 26), "paper"), ((27, 44), "paper"),
    ]  # fmt: skip
    assert [record.paper.title for _, record in parts if record.paper] == [
        "Action log", "Survey of bus stops", "Appendix A: list of bus stops", "Calls to the booking line",
        "Appendix B: calls by day",
    ]  # fmt: skip
    whole = parsers.PARSERS["application/pdf"](PACK)
    assert tuple(block for document, _ in parts for block in document.blocks) == whole.blocks
    assert sorted(out.text for document, _ in parts for out in document.left_out) == sorted(
        out.text for out in whole.left_out
    )


def test_the_papers_of_a_pack_go_to_the_meeting_that_its_agenda_calls() -> None:
    meetings = {(record.kind, record.meeting.body, str(record.meeting.date)) for _, record in read(PACK)}
    body = "Wexmoor Vale Delivery Group"
    assert meetings == {("agenda", body, "2026-11-06"), ("minutes", body, "2026-09-04"), ("paper", body, "2026-11-06")}


def test_the_parts_of_a_pack_keep_their_own_facts() -> None:
    records = {record.paper.title: record for _, record in read(PACK) if record.paper}
    log = records["Action log"].actions
    assert [(one.ref, one.status, one.owners) for one in log] == [
        ("DG-11", "Open", ("Nadia Quillfeather",)), ("DG-12", "Done", ("Bronagh Castellane",)),
        ("DG-13", "Open", ("Joel Abara",)), ("DG-09", "Closed", ("Sunita Bramhall",)),
    ]  # fmt: skip
    survey, calls = records["Survey of bus stops"], records["Calls to the booking line"]
    assert (len(survey.recommendations), [one.amount for one in survey.budget]) == (3, [16000, 8000, 24000])
    assert [(one.previous, one.rag, one.trend) for one in calls.statuses] == [
        ("green", "amber", "worsening"), ("amber", "green", "improving")
    ]  # fmt: skip


def test_two_highlight_reports_and_a_pack_tell_what_slipped_and_what_was_decided(store: Store) -> None:
    paths = [document_of(path) for path in PAPERS if path.name.startswith(("2026-07-03", "2026-09-04"))]
    for path in (*paths, PACK):
        store.save(File(str(path), path.name, 1, "2026-11-01T00:00:00+00:00", "r"), read(path))
    tracker.link(store)
    slipped = reports.milestones(store, reports.Filters(body="Delivery Group"), slipped=True)
    assert [(row["text"], row["baseline"], row["latest"], row["slip"]) for row in slipped] == [
        ("Fit-out contract let", "2026-04-30", "2026-07-29", 90),
        ("Hub open to the public", "2026-11-02", "2027-01-18", 77),
        ("First minibus journeys", "2026-09-07", "2026-11-02", 56),
        ("Evaluation of the pilot", "2026-08-31", "2026-09-30", 30),
    ]
    assert slipped[1]["forecasts"] == "3 July 2026: 2 November 2026; 4 September 2026: 18 January 2027"
    asked = reports.recommendations(store, reports.Filters(since=None, search="transfer"))
    assert [(row["answer"], row["minutes"]) for row in asked] == [("amended", f"{PACK.name}, page 2")]
    pages = {row["title"]: row["pages"] for row in reports.papers(store, reports.Filters())}
    assert pages["Survey of bus stops"] == "4–5" and pages["Programme risk register"] is None
