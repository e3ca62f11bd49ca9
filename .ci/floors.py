"""Scores psr-extract on the shared example documents and compares with floors.toml; exits 1 where one is missed."""

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
SCORER = SHARED / "evaluation" / "score.py"


def measure(folder: Path) -> dict:
    """What the scorer says of a folder: documents, failures, and scores by kind of fact."""
    run = f"{ROOT / '.venv/bin/psr-extract'} extract {{file}}"
    command = [sys.executable, str(SCORER), str(folder), "--run", run, "--json", "--jobs", "2"]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"the scorer failed on {folder}: {done.stderr.strip()}")
    # Before the JSON stands a line for each document that failed.
    failed, brace, scores = done.stdout.partition("{\n")
    if failed:
        print(failed.rstrip())
    return json.loads(brace + scores)


def compare(name: str, floors: dict) -> bool:
    """Print a table of what was measured against the floors; whether all are held."""
    found = measure(SHARED / floors["folder"])
    allowed = floors["failures"]
    held = found["failures"] <= allowed
    print(f"\n{name}: {found['documents']} documents, {found['failures']} failed (allowed: {allowed})")
    print(f"  {'':28}{'measured':>9}{'floor':>7}")
    for kind, score in found["scores"].items():
        floor = floors.get(kind)
        fell = floor is not None and round(score["f1"], 3) < floor
        held = held and not fell
        print(f"  {kind:28}{score['f1']:9.3f}{floor if floor is not None else '':>7}{'  BELOW' if fell else ''}")
    missing = floors.keys() - found["scores"].keys() - {"folder", "failures"}
    for kind in sorted(missing):
        print(f"  {kind:28}{'none':>9}{floors[kind]:>7}  BELOW")
    return held and not missing


def follow(floors: dict) -> bool:
    """Print how well actions are followed in each series of documents, and whether no floor is missed."""
    held = True
    for folder, least in floors.items():
        where = ROOT / folder if folder.startswith("corpus") else SHARED / folder
        done = subprocess.run([str(ROOT / ".venv/bin/psr-extract"), "evaluate", str(where), "--lives"],
                              capture_output=True, text=True)  # fmt: skip
        if done.returncode:
            sys.exit(f"lives of {folder}: {done.stderr.strip()}")
        # A folder may hold others that are series too: each begins with its name.
        own = re.split(r"^(?=\S)", done.stdout, flags=re.MULTILINE)[1]
        links = re.search(r"links +P ([\d.]+) +R ([\d.]+)", own)
        final = re.search(r"final ([\d.]+)", own)
        found = {"precision": float(links[1]), "recall": float(links[2]), "final": float(final[1])}
        fell = {kind: floor for kind, floor in least.items() if found[kind] < floor}
        held = held and not fell
        shown = "  ".join(f"{kind} {value:.3f}{' BELOW ' + str(fell[kind]) if kind in fell else ''}"
                          for kind, value in found.items())  # fmt: skip
        print(f"  {folder:52} {shown}")
    return held


def main() -> int:
    """Compare all sets of documents."""
    if not SCORER.exists():
        print(f"SKIPPED: the floors of quality were not measured, as {SHARED} is not there.")
        return 0
    sets = tomllib.loads((Path(__file__).parent / "floors.toml").read_text(encoding="utf-8"))
    lives = sets.pop("lives")
    held = [compare(name, floors) for name, floors in sets.items()]
    print("\nlives: links and final states")
    held.append(follow(lives))
    print("\nAll floors hold." if all(held) else "\nA floor is missed.")
    return 0 if all(held) else 1


if __name__ == "__main__":
    sys.exit(main())
