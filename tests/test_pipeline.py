"""From Document to annotated Doc: blocks stay apart, sentences end where they should, and it is linear in length."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from psr_extract.document import Block, Document, Place, row
from psr_extract.pipeline import annotate
from tests.reading import shipped


def document(*blocks: Block) -> Document:
    return Document("0", "x.txt", "text/plain", blocks)


def sentences(text: str) -> list[str]:
    doc = annotate(document(Block("paragraph", text)), shipped()[1])
    return [sentence.text.strip() for sentence in doc.sents]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("The crane is loud. It will be mended.", 2),
        ("Cllr. Bell spoke. Dr. Dunn did not.", 2),
        ("Mr J. Smith and A. B. Tye spoke of No. 5 quay.", 1),
        ("It rose by 3.5 per cent, i.e. Little.", 1),
        ('He said "It is done." The crane stood.', 2),
        ("Is it loud? Yes! It is.", 3),
        ("See www.harbour.example. Then write.", 2),
    ],
)
def test_sentences(text: str, parts: int) -> None:
    assert len(sentences(text)) == parts, sentences(text)


def test_cells_and_lines_of_cells_are_sentences() -> None:
    cells = ("Mend the crane", "RT\nAB")
    doc = annotate(document(row(cells, place=Place())), shipped()[1])
    assert [sentence.text.strip() for sentence in doc.sents if sentence.text.strip()] == ["Mend the crane", "RT", "AB"]


words = st.text(alphabet=st.sampled_from("abc ABC.,\t\n–-'’ü\u00a05:("), max_size=30)


@given(st.lists(words, max_size=8))
@settings(max_examples=60, deadline=None)
def test_blocks_keep_their_text(texts: list[str]) -> None:
    blocks = tuple(Block("paragraph", text) for text in texts)
    doc = annotate(document(*blocks), shipped()[1])
    assert [span.text.rstrip(" ") for span in doc.spans["blocks"]] == [text.rstrip(" ") for text in texts]
    assert doc.text == "\n".join(texts)


def test_time_grows_with_length_and_no_faster() -> None:
    def seconds(blocks: int) -> float:
        long = document(*(Block("paragraph", "RT agreed to write to the mill. It was noted."),) * blocks)
        started = time.perf_counter()
        annotate(long, shipped()[1])
        return time.perf_counter() - started

    seconds(10)
    few = min(seconds(400) for _ in range(3))
    many = min(seconds(4000) for _ in range(3))
    assert many < 25 * few
