import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from support import ROOT, action, by, dump, minutes, save

from psr_extract import __version__, tracker
from psr_extract.cli import main
from psr_extract.store import Store

MINUTES = """Wye Hollow Parks Partnership

Minutes of the meeting held on 20 March 2025

Present: Jane Roe (Chair), Alan Holt

1. Footpaths

Action: Alan Holt to write to the landowner about the bridge by 5 May 2025.
"""


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture
def filled(db: Path) -> Path:
    with Store.open(db, create=True) as store:
        save(
            store,
            minutes(
                "2025-03-20",
                action("Write to the landowner about the bridge", "PMO", due=by(2025, 5, 5)),
                action("Order =signs [red]for the mill", "JR", due=by(2025, 8, 1)),
                people=[("Jane Roe", "present")],
                initials="JR",
                decisions=["The budget for signs was agreed"],
            ),
        )
        tracker.link(store)
    return db


@pytest.mark.parametrize("option", ["--help", "--version"])
def test_help_and_version_answer_at_once(option: str) -> None:
    code = "import atexit, sys; atexit.register(lambda: print(*sys.modules)); from psr_extract.cli import main; main()"
    done = subprocess.run([sys.executable, "-c", code, option], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert "psr_extract.cli" in loaded
    assert loaded.isdisjoint({"spacy", "lxml", "numpy", "pydantic", "sqlite_utils", "rich", "psutil", "rapidfuzz"})
    assert (__version__ if option == "--version" else "Exit codes") in done.stdout


def test_help_loads_nothing_heavy() -> None:
    heavy = {"spacy", "rich", "sqlite_utils", "pydantic", "lxml"}
    code = f"import sys, psr_extract.cli; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("command", sorted(main.commands))
def test_every_command_has_help(command: str) -> None:
    result = run(command, "--help")
    assert result.exit_code == 0
    assert len(result.output.splitlines()) > 5


def test_ingest_twice_changes_nothing(tmp_path: Path, db: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "march.txt").write_text(MINUTES, encoding="utf-8")
    (folder / "copy.txt").write_text(MINUTES, encoding="utf-8")
    (folder / ".hidden.txt").write_text("no", encoding="utf-8")
    (folder / "README.md").write_text("# About these minutes", encoding="utf-8")
    (folder / "march.gold.json").write_text("{}", encoding="utf-8")
    first = run("ingest", folder, "--db", db)
    assert first.exit_code == 0, first.output
    assert "1 read, 1 copy" in first.output
    assert "1 .gold.json, 1 README, 1 hidden" in first.output
    with Store.open(db) as store:
        before = dump(store)
    second, third = run("ingest", folder, "--db", db), run("ingest", folder, "--db", db, "--again")
    assert "1 unchanged, 1 copy" in second.output
    assert "1 read again, 1 copy" in third.output
    with Store.open(db) as store:
        assert dump(store) == before
    assert "landowner" in run("actions", "--db", db).output


def test_a_corrected_file_replaces_the_old_one(tmp_path: Path, db: Path) -> None:
    path = tmp_path / "march.txt"
    path.write_text(MINUTES, encoding="utf-8")
    run("ingest", path, "--db", db)
    path.write_text(MINUTES.replace("landowner", "county council"), encoding="utf-8")
    run("ingest", path, "--db", db)
    rows = json.loads(run("actions", "--db", db, "--format", "json").output)
    assert len(rows) == 1
    assert "county council" in rows[0]["text"]
    assert rows[0]["id"].endswith("-01")


def test_a_moved_file_is_known(tmp_path: Path, db: Path) -> None:
    path = tmp_path / "march.txt"
    path.write_text(MINUTES, encoding="utf-8")
    run("ingest", path, "--db", db)
    path.rename(tmp_path / "2025-march.txt")
    assert "1 moved" in run("ingest", tmp_path / "2025-march.txt", "--db", db).output


def test_extract_prints_json_and_touches_no_database(tmp_path: Path) -> None:
    path = tmp_path / "march.txt"
    path.write_text(MINUTES, encoding="utf-8")
    result = run("extract", path)
    record = json.loads(result.stdout)
    assert record["name"] == "march.txt"
    assert [one["due"]["end"] for one in record["actions"]] == ["2025-05-05"]
    assert sorted(tmp_path.iterdir()) == [path]


def test_actions_in_every_format(filled: Path) -> None:
    command = ("actions", "--db", filled, "--today", "2025-06-01", "--format")
    rows = json.loads(run(*command, "json").stdout)
    assert [(row["owners"], row["due_end"], row["overdue"]) for row in rows] == [
        ("PMO", "2025-05-05", 1), ("JR", "2025-08-01", 0)]  # fmt: skip
    assert len(list(csv.reader(io.StringIO(run(*command, "csv").stdout)))) == 3
    assert run(*command, "tsv").stdout.count("\n") == 3
    assert run(*command, "markdown").stdout.startswith("| id | status |")
    table = run(*command, "table").stdout
    assert "PMO (1, 1 overdue)" in table
    assert "Jane Roe (1, 0 overdue)" in table
    assert "Order =signs [red]for the mill" in table
    assert "2 actions, 1 overdue." in table


@pytest.mark.parametrize(
    ("options", "count"),
    [
        (["--owner", "the pmo"], 1),
        (["--owner", "Jane Roe"], 1),
        (["--overdue"], 1),
        (["--status", "done"], 0),
        (["--status", "all"], 2),
        (["--since", "01/04/2025"], 0),
        (["--until", "2025-03-20", "--body", "whpp"], 2),
        (["--search", "landowner"], 1),
    ],
)
def test_filters(filled: Path, options: list[str], count: int) -> None:
    result = run("actions", "--db", filled, "--today", "2025-06-01", "--format", "json", *options)
    assert result.exit_code == 0
    assert len(json.loads(result.stdout)) == count


@pytest.mark.parametrize("command", ["decisions", "meetings", "people"])
@pytest.mark.parametrize("form", ["table", "csv", "tsv", "json", "markdown"])
def test_lists_in_every_format(filled: Path, command: str, form: str) -> None:
    result = run(command, "--db", filled, "--format", form)
    assert result.exit_code == 0
    assert {"decisions": "budget for signs", "meetings": "2025-03-20", "people": "Jane Roe"}[command] in result.stdout


def test_show_quotes_the_evidence(filled: Path) -> None:
    result = run("show", "whpp-2025-03-20-01", "--db", filled)
    assert "status: open" in result.stdout
    assert "20 March 2025: raised" in result.stdout
    assert "“Write to the landowner about the bridge”" in result.stdout
    assert "2025-03-20.txt, line 3; rule actions/labelled" in result.stdout


def test_show_tells_what_is_overdue(filled: Path) -> None:
    for today, status in (("2025-01-01", "open"), ("2026-01-01", "open, overdue")):
        shown = run("show", "whpp-2025-03-20-01", "--db", filled, "--today", today).stdout
        assert f"  status: {status}\n" in shown


def test_report_writes_both_files_and_says_where(filled: Path, tmp_path: Path) -> None:
    result = run("report", "--db", filled, "--out", tmp_path / "out", "--today", "2025-06-01")
    assert "2 open actions under 2 owners, 1 overdue." in result.stdout
    assert str(tmp_path / "out" / "actions.html") in result.stdout
    assert "5 May 2025" in (tmp_path / "out" / "actions.md").read_text(encoding="utf-8")
    assert (tmp_path / "out" / "actions.html").read_text(encoding="utf-8").endswith("</html>\n")


def test_rules_are_listed() -> None:
    rows = json.loads(run("rules", "list", "--format", "json").stdout)
    assert len(rows) > 20
    assert all(row["note"] for row in rows)


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        pytest.param(["actions", "--status", "odd"], 2, "odd", id="usage"),
        pytest.param(["extract", "none.pdf"], 3, "none.pdf", id="no file"),
        pytest.param(["rules", "list", "--rules", "none"], 4, "none", id="no rules"),
        pytest.param(["actions", "--db", "none.db"], 5, "ingest", id="no database"),
        pytest.param(["evaluate", "none"], 6, "gold", id="no gold"),
    ],
)
def test_exit_codes(arguments: list[str], code: int, words: str) -> None:
    result = run(*arguments)
    assert result.exit_code == code
    assert words in result.stderr
    assert "Traceback" not in result.output


@pytest.mark.parametrize("arguments", [["actions", "--owner", "Jane Rowe"], ["show", "whpp-2025-03-20-9"]])
def test_what_is_not_found_gets_a_hint(filled: Path, arguments: list[str]) -> None:
    result = run(*arguments, "--db", filled)
    assert result.exit_code == 6
    assert "Did you mean" in result.stderr


def test_a_broken_pipe_is_quiet(filled: Path) -> None:
    code = "from psr_extract.cli import main; main()"
    command = f"{sys.executable} -c '{code}' actions --db {filled} --format csv | true"
    done = subprocess.run(command, shell=True, capture_output=True, text=True, cwd=ROOT)
    assert done.stderr == ""


def test_the_command_itself_loads_nothing_heavy() -> None:
    """What --help and every other command start with: no pipeline, no database."""
    heavy = ("spacy", "numpy", "pydantic", "sqlite_utils")
    code = f"import sys, psr_extract.cli; print([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
