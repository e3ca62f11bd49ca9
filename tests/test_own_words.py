"""What is in the project, we wrote: no name and no sentence of the real documents that it is measured on."""

import json
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"
OURS = [
    path
    for folder in ("psr_extract", "rules", "corpus", "tests", "docs")
    for path in sorted((ROOT / folder).rglob("*"))
    if path.suffix in (".py", ".toml", ".md", ".html", ".txt", ".json") and "__pycache__" not in path.parts
] + [ROOT / "README.md", ROOT / "CHANGELOG.md", ROOT / "CONTRIBUTING.md"]

pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="the real documents (../shared) are not here")


def folded(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


@cache
def real() -> tuple[frozenset[str], frozenset[str]]:
    """Full names and names of bodies of the gold files, and their sentences of ten words or more."""
    names, sentences = set(), set()
    for path in sorted(SHARED.rglob("*.gold.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        names.update(entry["name"] for entry in gold.get("attendance") or ())
        names.add((gold.get("meeting") or {}).get("body") or "")
        for kind in ("actions", "decisions", "recommendations", "milestones", "fields"):
            sentences.update(entry["text"] for entry in gold.get(kind) or ())
    full = {folded(name) for name in names if len(name.split()) > 1 and len(name) > 9}
    long = {folded(text) for text in sentences if len(text.split()) >= 10}
    return frozenset(full), frozenset(long)


@pytest.mark.parametrize("path", OURS, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_real_name_and_no_real_sentence(path: Path) -> None:
    text = f" {folded(path.read_text(encoding='utf-8'))} "
    names, sentences = real()
    assert {name for name in names if f" {name} " in text} - COMMON == set()
    assert {sentence for sentence in sentences if f" {sentence} " in text} == set()


COMMON = frozenset({
    "board meeting", "board of governors", "parish council", "parish council meeting", "committee meeting",
    "vice president",
})  # fmt: skip
"""What a gold file gives as a name that any minutes may say."""
