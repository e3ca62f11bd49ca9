"""The meeting of a page that does not state it: given by hand, by a file beside it, kept when it is read again."""

import datetime as dt
from pathlib import Path

import pytest
from click.testing import CliRunner

from psr_extract.cli import main
from psr_extract.errors import ReadError
from psr_extract.ingest.folders import Named
from psr_extract.ingest.given import beside
from psr_extract.store import Store

PAGE = "<html><body><h1>Item 5: Drains</h1><p>ACTION: Clerk to write about the ditch.</p><p>RESOLVED: noted.</p></body>"


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.html"
    path.write_text(PAGE, encoding="utf-8")
    return path


def run(path: Path, *arguments: str) -> tuple[int, str]:
    done = CliRunner().invoke(main, [*arguments, "--db", str(path.parent / "psr.db")])
    return done.exit_code, done.output


def meeting(path: Path) -> tuple[object, object]:
    with Store.open(path.parent / "psr.db") as store:
        (row,) = store.rows("SELECT body, date FROM stated_list")
        return row["body"], row["date"]


def test_a_page_without_a_date_says_so_and_can_be_given_one(page: Path) -> None:
    code, said = run(page, "ingest", str(page))
    assert code == 0 and "names no date of its meeting" in said
    assert meeting(page) == (None, None)
    code, said = run(page, "ingest", str(page), "--meeting", "Mill Ward Forum, 2025-03-20")
    assert code == 0 and "the body and the date of the meeting are as given with --meeting" in said
    assert meeting(page) == ("Mill Ward Forum", "2025-03-20")
    code, said = run(page, "rebuild")
    assert (code, said.strip()) == (0, "1 files and the log give the same views.")


def test_a_file_beside_it_gives_the_meeting(page: Path) -> None:
    said = 'body = "Mill Ward Forum"\ndate = 2025-03-20\n'
    page.with_name("page.html.meeting.toml").write_text(said, encoding="utf-8")
    code, said = run(page, "ingest", str(page.parent))
    assert code == 0 and "are from page.html.meeting.toml" in said
    assert meeting(page) == ("Mill Ward Forum", "2025-03-20")
    assert beside(page) == Named("Mill Ward Forum", dt.date(2025, 3, 20), "from page.html.meeting.toml")


@pytest.mark.parametrize("text", ['date = "soon"', "body = 5", "place = 1", "date = 2025-13-20", "date = 10:00:00"])
def test_a_wrong_file_beside_it_is_told(page: Path, text: str) -> None:
    page.with_name("page.html.meeting.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ReadError, match="page.html.meeting.toml.*It may hold body"):
        beside(page)


@pytest.mark.parametrize(
    ("value", "says"),
    [("Forum, 2025-13-20", "'2025-13-20' is no day"), ("Forum, soon", "'soon' is"), ("20 March 2025", "is no day")],
)
def test_a_wrong_meeting_is_one_line_and_changes_nothing(page: Path, value: str, says: str) -> None:
    code, said = run(page, "ingest", str(page), "--meeting", value)
    assert code == 7 and says in said and "Traceback" not in said
    assert "is a folder" in run(page, "ingest", str(page.parent), "--meeting", "Forum")[1]
