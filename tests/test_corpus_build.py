"""The corpus is whole: built files are current, gold is literal and well formed, and the lives agree with the gold."""

import datetime as dt
import json
import runpy
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import lxml.html
import pytest

from psr_extract import records

CORPUS = Path(__file__).parents[1] / "corpus"
GOLD = sorted(CORPUS.rglob("*.gold.json"))
SERIES = sorted(path.parent for path in CORPUS.rglob("lives.json"))
QUOTED = ("body", "venue", "chair", "name", "organisation", "for", "title", "text", "subject", "workstream", "item")
FORMATS = {".pdf", ".docx", ".html", ".txt", ".md"}
markup = runpy.run_path(str(CORPUS / "markup.py"), run_name="markup")
SOURCES = [markup["read_source"](path) for path in sorted((CORPUS / "source").glob("*.toml"))]


def run_build(corpus: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(corpus / "build.py"), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def documents() -> list[Path]:
    return sorted(path for path in CORPUS.rglob("20*") if path.suffix in FORMATS)


def fold(text: str) -> str:
    return " ".join(text.split())


def text_of(document: Path) -> str:
    """The document's text, white space folded; of a built one its source's, which the build test ties to the file."""
    built = {source.file: source for source in SOURCES}
    if document.name in built:
        return str(markup["words"](built[document.name]))
    text = document.read_text(encoding="utf-8")
    if document.suffix == ".html":
        text = str(lxml.html.fromstring(text).xpath("string()"))
    return fold(text.replace("**", ""))


def document_of(gold: Path) -> Path:
    stem = gold.name.removesuffix(".gold.json")
    return next(path for path in documents() if (path.parent, path.stem) == (gold.parent, stem))


def load(path: Path) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return data


def entries(gold: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield gold["meeting"]
    for section in gold.values():
        if isinstance(section, list):
            yield from section


def quotes(gold: dict[str, Any]) -> Iterator[str]:
    """Every string of a gold file that must stand in its document."""
    for entry in entries(gold):
        yield from (entry[key] for key in QUOTED if entry.get(key))
        for owners in (entry.get("owners", []), *entry.get("alt_owners", [])):
            yield from owners
        if entry.get("due"):
            yield entry["due"]["text"]
        yield from entry.get("alt", [])


def test_built_files_are_current() -> None:
    done = run_build(CORPUS, "--check")
    assert (done.returncode, done.stdout) == (0, ""), done.stdout + done.stderr


def test_check_tells_a_stale_file_and_build_mends_it(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    shutil.copytree(CORPUS, corpus, ignore=shutil.ignore_patterns("*2026*", "__pycache__"))
    for name, old, new in (("2024-10-17", "costed plan", "costed map"), ("2025-01-16", "hoped", "feared")):
        source = corpus / "source" / f"{name}-board-minutes.toml"
        source.write_text(source.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    stale = run_build(corpus, "--check")
    assert stale.returncode == 1
    assert stale.stdout == "2024-10-17-board-minutes.pdf: not current\n2025-01-16-board-minutes.docx: not current\n"
    assert run_build(corpus).returncode == 0
    assert run_build(corpus, "--check").returncode == 0


def test_a_build_gives_the_same_bytes_twice(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    shutil.copytree(CORPUS, corpus, ignore=shutil.ignore_patterns("__pycache__", "*.pdf", "*.docx"))
    names = ["2025-04-10-board-minutes.pdf", "2026-01-22-board-minutes.docx"]
    run_build(corpus)
    first = [(corpus / name).read_bytes() for name in names]
    for name in names:
        (corpus / name).unlink()
    run_build(corpus)
    assert [(corpus / name).read_bytes() for name in names] == first


def test_every_document_has_gold_and_every_gold_a_document() -> None:
    assert [path.stem for path in documents()] == [path.name.removesuffix(".gold.json") for path in GOLD]
    assert {path.suffix for path in documents()} == FORMATS


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.name)
def test_gold_is_literally_in_its_document(path: Path) -> None:
    text = text_of(document_of(path)).casefold()
    assert [quote for quote in quotes(load(path)) if fold(quote).casefold() not in text] == []


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.name)
def test_gold_uses_the_words_of_the_records(path: Path) -> None:
    gold = load(path)
    assert gold["kind"] in get_args(records.Kind)
    assert {person["status"] for person in gold["attendance"]} <= set(get_args(records.AttendanceStatus))
    assert {decision["outcome"] for decision in gold["decisions"]} <= set(get_args(records.Outcome))
    assert {status["rag"] for status in gold.get("statuses", [])} <= set(get_args(records.Rag))


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.name)
def test_gold_dates_are_intervals(path: Path) -> None:
    for entry in entries(load(path)):
        days = [dt.date.fromisoformat(day) for key in ("start", "end") if (day := (entry.get("due") or {}).get(key))]
        assert days == sorted(days), entry


def test_there_are_two_bodies_with_sixty_actions() -> None:
    lives = [load(folder / "lives.json") for folder in SERIES]
    assert len({one["body"] for one in lives}) == 2
    assert sum(len(one["documents"]) for one in lives) >= 10
    assert sum(len(one["actions"]) for one in lives) >= 60


@pytest.mark.parametrize("folder", SERIES, ids=lambda path: path.name)
def test_lives_agree_with_the_gold(folder: Path) -> None:
    lives = load(folder / "lives.json")
    order = lives["documents"]
    inside = [path for path in documents() if path.parent == folder]
    minutes = [path.name for path in inside if load(path.with_suffix(".gold.json"))["kind"] == "minutes"]
    assert order == minutes
    for action in lives["actions"]:
        gold = load((folder / action["raised"]).with_suffix(".gold.json"))
        assert action["text"] in {entry["text"] for entry in gold["actions"]}
        steps = [order.index(name) for name in (action["raised"], *(event["document"] for event in action["events"]))]
        assert steps == sorted(set(steps)), action
        last = action["events"][-1]["status"] if action["events"] else "carried"
        assert action["final"] == (last if last in {"done", "dropped"} else "open"), action


@pytest.mark.parametrize("folder", SERIES, ids=lambda path: path.name)
def test_events_of_lives_are_literally_in_their_documents(folder: Path) -> None:
    lives = load(folder / "lives.json")
    texts = {name: text_of(folder / name) for name in lives["documents"]}
    events = [event for action in lives["actions"] for event in action["events"]]
    assert [event for event in events if fold(event["text"]) not in texts[event["document"]]] == []
