"""How well actions are followed over the meetings of the two invented bodies."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from support import ROOT

from psr_extract.certainty import parse_weights
from psr_extract.cli import main
from psr_extract.cli.series import compared
from psr_extract.evaluate.lives import Followed, followed, share
from psr_extract.ingest.reader import reader
from psr_extract.tracker.wording import weights


@pytest.fixture(scope="module")
def results() -> list[Followed]:
    return [result for _, result in compared(ROOT / "corpus", reader())]


def test_links_and_ends_over_the_corpus(results: list[Followed]) -> None:
    assert len(results) == 2
    right = sum(result.links.right for result in results)
    told = "\n".join(line for result in results for line in result.log)
    assert right / sum(result.links.found for result in results) >= PRECISION, told
    assert right / sum(result.links.gold for result in results) >= RECALL, told
    ends = [sum(result.final[at] for result in results) for at in (0, 1)]
    assert ends[0] / ends[1] >= FINAL, told


PRECISION, RECALL, FINAL = 0.98, 0.91, 0.92
"""Floors: they only ever rise."""


def test_followed_counts_links_states_and_ends() -> None:
    def action(text: str, final: str, *events: tuple[str, str], **more: object) -> dict[str, object]:
        told = [{"document": name, "status": status, "text": "x"} for name, status in events]
        return {"text": text, "raised": "1.txt", "events": told, "final": final, **more}

    gold = {"actions": [
        action("Paint the gate of the mill", "done", ("2.txt", "carried"), ("3.txt", "done")),
        action("Count the swans on the weir", "open", ("2.txt", "updated"), alt_final="dropped"),
        action("Feed the ducks", "open", optional=True),
        action("Sell the boat", "open"),
    ]}  # fmt: skip
    gold["actions"][1]["events"][0]["alt_status"] = ["carried"]  # type: ignore[index]
    found = {"actions": [
        action("Paint the gate of the mill", "open", ("2.txt", "done"), ("4.txt", "done")),
        action("Count the swans on the weir", "dropped", ("2.txt", "carried")),
        action("Feed the ducks", "done", ("2.txt", "done")),
    ]}  # fmt: skip
    result = followed(gold, found)  # type: ignore[arg-type]
    assert (result.actions.right, result.actions.found, result.actions.gold) == (2, 2, 3)
    assert (result.links.right, result.links.found, result.links.gold) == (2, 3, 3)
    assert (result.status, result.final) == ((1, 2), (1, 2))
    assert [line.split(":")[0].strip() for line in result.log] == ["missed link", "false link", "final"]
    assert share((0, 0)) == 1.0


def test_evaluate_lives_prints_the_figures_of_a_folder(tmp_path: Path) -> None:
    text = "Minutes of the Mill Ward Forum\n\n{}\n\nAction: JR to paint the sluice gate of the mill\n"
    for name, day in (("1.txt", "10 January 2024"), ("2.txt", "12 March 2024")):
        (tmp_path / name).write_text(text.format(day), encoding="utf-8")
    gold = {"body": "Mill Ward Forum", "documents": ["1.txt", "2.txt", "gone.txt"], "actions": [
        {"text": "JR to paint the sluice gate of the mill", "owners": ["JR"], "raised": "1.txt", "final": "done",
         "events": [{"document": "2.txt", "status": "carried", "text": "x"}]}]}  # fmt: skip
    (tmp_path / "lives.json").write_text(json.dumps(gold), encoding="utf-8")
    told = CliRunner().invoke(main, ["evaluate", str(tmp_path), "--lives", "--details"])
    assert told.exit_code == 0, told.output
    assert "links    P 1.000  R 1.000  (gold 1, found 1)" in told.output
    assert "final: gold done found open: JR to paint" in told.output
    (tmp_path / "lives.json").unlink()
    assert "no lives.json" in CliRunner().invoke(main, ["evaluate", str(tmp_path), "--lives"]).stderr


def test_links_are_fitted_on_series_and_scored_on_those_left_out(tmp_path: Path) -> None:
    pytest.importorskip("sklearn")
    told = CliRunner().invoke(main, ["train-links", str(ROOT / "corpus"), "--out", str(tmp_path), "--link", "0.5"])
    assert told.exit_code == 0, told.output
    assert "limit      P      R  links" in told.output
    fitted = parse_weights((tmp_path / "weights-status.tsv").read_text(encoding="utf-8").splitlines(), "fitted")
    assert (fitted["(link)"], fitted["(doubt)"]) == (0.5, 0.35)
    assert fitted["around"] > 0 > fitted["(bias)"]
    assert {name for name in fitted if name.startswith("w:")} == {name for name in weights() if name.startswith("w:")}
