"""Text made to be slow: what is quadratic in anything, or a pattern that blows up, takes minutes here."""

import time

import pytest

from psr_extract.parsers.text import parse_text
from tests.reading import record_of

KINDS = {
    "letters": "a", "capitals": "A", "digits": "1", "dots": ".", "spaces": "a ", "tabs": "a\t", "brackets": "(",
    "pairs": "()", "to": "to ", "and": "A and ", "commas": "Ann, ", "quotes": '"', "passives": "to be sent by ",
    "slashes": "AB/", "dates": "5 May 2025 ", "labels": "Action:\n", "numbers": "1. ", "lists": "Present: ",
    "promises": "agreed to ", "underscores": "_", "names": "Ann Bell ", "amounts": "£4.5m ", "tags": "<p><b>",
    "pipes": "|a", "colons": "a: ", "quarters": "Q2 2025/26 ", "bullets": "- ", "unclosed": "[(“", "hyphens": "a-",
}  # fmt: skip
HEAD = "Minutes of the Harbour Board\n\nPresent: Ann Bell (AB)\n\n"


@pytest.mark.parametrize("kind", KINDS)
def test_time_does_not_explode(kind: str) -> None:
    """Ten thousand characters of each kind; what is quadratic shows already, what is exponential never ends."""
    start = time.process_time()
    record_of(parse_text(HEAD + KINDS[kind] * (10_000 // len(KINDS[kind]))))
    assert time.process_time() - start < 15


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(" " * 100_000 + "x", id="one line of spaces"),
        pytest.param("a\t" * 50_000, id="a row of 50,000 cells"),
        pytest.param(". " * 50_000, id="50,000 sentences in a block"),
        pytest.param("agreed to " * 5_000, id="cues without a name before them"),
    ],
)
def test_long_lines_cost_no_more_than_their_length(text: str) -> None:
    start = time.process_time()
    record_of(parse_text(text))
    assert time.process_time() - start < 15


@pytest.mark.slow
def test_a_megabyte_of_it_is_read_in_bounded_time() -> None:
    size = 1_000_000 // len(KINDS)
    start = time.process_time()
    record = record_of(parse_text(HEAD + "\n\n".join(unit * (size // len(unit)) for unit in KINDS.values())))
    assert record.kind
    assert time.process_time() - start < 110


def test_a_line_of_a_thousand_markers_has_one() -> None:
    blocks = parse_text("- " * 1_000 + "end").blocks
    assert [block.marker for block in blocks] == ["-"]
