"""Minutes set as one nested list: titles are headings, other lists stay lists."""

import pytest

from psr_extract.document import Document
from psr_extract.parsers.markdown import parse_markdown


def read(text: str) -> Document:
    return parse_markdown(text, name="a.md", sha256="")


MINUTES = """# Mill Ward Forum

- Roads and verges:
  - Jane told the forum that the county will mend the road in May
  - JR to write to the county about the verge
- Ponds
  - The pond was dredged last week and is clean again
    - Fish are back in it too, said John
- Next meeting
"""


def test_titles_with_text_below_them_are_headings() -> None:
    assert [(block.kind, block.level, block.text.split()[0]) for block in read(MINUTES).blocks] == [
        ("heading", 1, "Mill"),
        ("heading", 2, "Roads"),
        ("bullet", 1, "Jane"),
        ("bullet", 1, "JR"),
        ("heading", 2, "Ponds"),
        ("bullet", 1, "The"),
        ("bullet", 2, "Fish"),
        ("heading", 2, "Next"),
    ]


def test_titles_with_paragraphs_between_them_are_headings() -> None:
    text = "# Forum\n\n* Roads #12\n\nJane told of the road.\n\n* Is the pond clean?\n\nJohn said that it is.\n"
    assert [block.kind for block in read(text).blocks] == ["heading", "heading", "paragraph", "heading", "paragraph"]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(MINUTES.replace("Mill Ward Forum", "Actions by person"), id="actions"),
        pytest.param("# Forum\n\n- Trust:\n  - Ann Bell\n  - Joe Fox\n- Council:\n  - Sue Day\n", id="names"),
        pytest.param(
            "# Forum\n\n- The road was closed for a week in May.\n  - Jane asked why that had been so\n"
            "- The pond was dredged by a firm.\n  - John asked what it had cost them\n", id="sentences",
        ),
        pytest.param(
            "# Forum\n\n- JR to write\n  - by the end of the month\n- Ann to ask\n  - before the next meeting\n",
            id="tasks",
        ),
    ],
)  # fmt: skip
def test_other_lists_stay_lists(text: str) -> None:
    assert [block.kind for block in read(text).blocks if block.kind == "heading"] == ["heading"]


def test_points_under_an_item_among_others_stay_points() -> None:
    points = "- Cost of it\n  - Jane thinks that it is too dear\n- Time it takes\n  - John thinks that it is too long\n"
    more = "".join(f"## Item {n}\n\nThe forum heard of it.\n\nIt was noted.\n\n" for n in range(6))
    assert sum(block.kind == "heading" for block in read(f"# Forum\n\n{more}## Bridge\n\n{points}").blocks) == 8
