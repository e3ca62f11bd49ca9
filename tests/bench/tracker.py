"""How quickly questions are answered, and a new document is linked, where much is stored.

    python tests/bench/tracker.py                                     # 100,000 actions over 5,000 meetings of 10 bodies
    python tests/bench/tracker.py --meetings 200 --bodies 4 --db FILE

Makes a database of invented minutes (nothing is read: the records are made up), then times each question, in seconds
of this process; whole commands, with their start and all that they print; and the linking of a document that comes
last, a year back, in the middle and first.
"""

import argparse
import datetime as dt
import hashlib
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from psr_extract import reports, tracker
from psr_extract.document import Block, Document, Place
from psr_extract.errors import NotFound
from psr_extract.records import Action, Attendance, Due, Meeting, Record, Source, Update
from psr_extract.reports.owners import lives_of
from psr_extract.store import File, Store
from psr_extract.tracker import log

FIRST, APART = dt.date(1985, 1, 8), 28
TODAY = dt.date(2026, 1, 31)
VERBS = ("write to", "price", "repair", "inspect", "paint", "order", "insure", "map", "survey", "replace", "report on",
         "publish", "review", "clean", "move", "fence", "light", "drain", "count", "register")  # fmt: skip
GIVEN = ("Ada", "Ben", "Cleo", "Dov", "Edda", "Finn", "Gwen", "Hal", "Ines", "Jude", "Kit", "Lena", "Moss", "Nia", "O")


def invented(dice: random.Random, count: int) -> list[str]:
    """Words of no language, so that any two are told apart."""
    parts = [c + v for c in ("b", "d", "f", "gr", "h", "k", "l", "m", "n", "pr", "s", "t", "w") for v in "aeiou"]
    return sorted({"".join(dice.choices(parts, k=3)) for _ in range(2 * count)})[:count]


class Body:
    """One invented body: its words and people, and what is open."""

    def __init__(self, number: int, dice: random.Random) -> None:
        self.dice = dice
        things = invented(dice, 1500)
        self.name = f"{things[number].title()} {things[-number - 1].title()} Board"
        self.things, self.places = things[:1000], things[1000:]
        surnames = [word.title() for word in invented(dice, 15)]
        self.people = [f"{given} {name}" for given, name in zip(GIVEN, surnames, strict=True)]
        self.open: list[tuple[str, str]] = []

    def minutes(self, date: dt.date, count: int) -> tuple[Document, Record]:
        """Minutes of one meeting: what became of the last ones' actions, and `count` new ones."""
        lines = [f"{self.name} {date}", *self.people]
        attendance = tuple(Attendance(name, "present", Source(at, 0, len(name), "attendance/present"))
                           for at, name in enumerate(self.people, 1))  # fmt: skip
        actions, updates, still = [], [], []
        for text, owner in self.open:
            end = self.dice.random()
            if end < 0.7:
                told = f"{owner} said that this had been done: {text[len(owner) + 4:]}"
                updates.append(Update(told, "done", self._whole(lines, told, "status/done-tag"), "Matters arising"))
            elif end < 0.9:
                actions.append(self._task(lines, text, owner, date))
                still.append((text, owner))
        for _ in range(count - len(actions)):
            owner = self.dice.choice(self.people)
            thing, other = self.dice.sample(self.things, 2)
            text = f"{owner} to {self.dice.choice(VERBS)} the {thing} {other} at {self.dice.choice(self.places)}"
            actions.append(self._task(lines, text, owner, date))
            still.append((text, owner))
        self.open = still
        sha256 = hashlib.sha256("\n".join(lines).encode()).hexdigest()
        blocks = tuple(Block("paragraph", line, Place(line=number)) for number, line in enumerate(lines, 1))
        name = f"{date}-{sha256[:6]}.txt"
        meeting = Meeting(self.name, date)
        record = Record(name, sha256, "minutes", meeting, attendance, actions=tuple(actions),
                        updates=tuple(updates))  # fmt: skip
        return Document(sha256, name, "text/plain", blocks), record

    def _task(self, lines: list[str], text: str, owner: str, date: dt.date) -> Action:
        due = Due("by then", end=date + dt.timedelta(self.dice.randrange(10, 200)))
        due = due if self.dice.random() < 0.6 else None
        return Action(text, self._whole(lines, text, "actions/labelled"), (owner,), due, "Business")

    @staticmethod
    def _whole(lines: list[str], text: str, rule: str) -> Source:
        lines.append(text)
        return Source(len(lines) - 1, 0, len(text), rule)


def keep(store: Store, reading: tuple[Document, Record]) -> None:
    document = reading[0]
    store.save(File(f"/made/{document.name}", document.sha256, 100, "2026-01-01T00:00:00+00:00", "made"), [reading])


def fill(store: Store, bodies: list[Body], meetings: int, actions: int) -> None:
    """All meetings of all bodies; the count of actions is that of mentions as tasks."""
    for body in bodies:
        for number in range(meetings // len(bodies)):
            with store.transaction():
                keep(store, body.minutes(FIRST + dt.timedelta(number * APART), actions // meetings))


def seconds(run: Callable[[], object]) -> tuple[float, object]:
    start = time.process_time()
    found = run()
    return time.process_time() - start, found


def questions(store: Store, body: Body) -> dict[str, Callable[[], object]]:
    """Every question, by the name that it has on the command line."""
    owner, thing = body.people[0], body.things[0]
    one = str(store.rows("SELECT id FROM action_list LIMIT 1")[0]["id"])
    filters: dict[str, dict[str, object]] = {
        "(all open)": {}, "--status all": {"status": None}, "--status all --limit 100": {"status": None, "limit": 100},
        "--status all --body": {"status": None, "body": body.name}, "--overdue": {"overdue": True},
        "--overdue --body": {"overdue": True, "body": body.name}, "--owner": {"owner": owner},
        "--body": {"body": body.name}, "--item": {"item": "business"}, "--search": {"search": thing},
        "--since": {"since": TODAY - dt.timedelta(365)}, "--until": {"until": dt.date(1990, 1, 1)},
        "--due-within 90": {"due_by": TODAY + dt.timedelta(90)}, "--carried 3": {"carried": 3},
        "--raised-since": {"raised_since": TODAY - dt.timedelta(365)}, "--silent": {"silent": True},
    }  # fmt: skip
    asked: dict[str, Callable[[], object]] = {}
    for name, given in filters.items():
        most = given.pop("limit", None)
        wanted = reports.Filters(**{"status": "open", **given})  # type: ignore[arg-type]

        def ask(wanted: reports.Filters = wanted, most: int | None = most) -> object:  # type: ignore[assignment]
            rows = reports.actions(store, wanted, today=TODAY, most=most)
            reports.by_owner(store, rows)
            return len(rows) if most is None else reports.tally(store, wanted, today=TODAY)[0]

        asked[f"actions {name}"] = ask
    asked["show"] = lambda: len(reports.life(store, one, today=TODAY)[1])
    asked["show (no such id)"] = lambda: refused(lambda: reports.life(store, f"{one}x", today=TODAY))
    asked["actions --owner (nobody)"] = lambda: refused(lambda: lives_of(store, "Nobody Known"))
    asked["stats"] = lambda: len(reports.stats(store, reports.Filters(), today=TODAY))
    asked["stats --body"] = lambda: len(reports.stats(store, reports.Filters(body=body.name), today=TODAY))
    asked["meetings --body"] = lambda: len(reports.meetings(store, reports.Filters(body=body.name)))
    keys = reports.bodies(store, body.name)
    meeting = str(store.rows("SELECT prefix FROM document_list LIMIT 1")[0]["prefix"])
    asked["people"] = lambda: len(reports.people(store, reports.Filters()))
    asked["people --body"] = lambda: len(reports.people(store, reports.Filters(body=body.name)))
    asked["review"] = lambda: len(reports.review(store, None))
    asked["lint"] = lambda: len(reports.lint(store, None))
    asked["lint --body"] = lambda: len(reports.lint(store, body.name))
    asked["lives --body"] = lambda: len(reports.lives(store, keys)[0]["actions"])  # type: ignore[arg-type]
    asked["lives"] = lambda: len(reports.lives(store, reports.bodies(store, None)))
    asked["diff"] = lambda: len(reports.diff(store, meeting)[1])
    asked["log export"] = lambda: len(log.export(store))
    return asked


def refused(ask: Callable[[], object]) -> str:
    """What is said where there is no such thing."""
    try:
        ask()
    except NotFound as error:
        return str(error)[:24]
    return "found"


def say(store: Store, count: int) -> None:
    """Let people say so many things, so that there is a log."""
    rows = store.rows("SELECT * FROM action_list ORDER BY id LIMIT ?", [count])
    with store.transaction():
        for number, row in enumerate(rows):
            at = (dt.datetime(2026, 1, 1) + dt.timedelta(minutes=number)).isoformat()
            log.add(store, "note", row, value="Seen", who="bench", at=at, why=None)


COMMANDS = ("actions --limit 20", "actions --status all --limit 100", "actions --overdue --format csv",
            "actions --status all --format csv", "actions --status all --format json", "stats",
            "lint --format csv", "review", "lives", "log export")  # fmt: skip


def whole_commands(path: Path) -> None:
    """Time whole commands: processor time from start to end, printing included."""
    for command in COMMANDS:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        asked = [sys.executable, "-m", "psr_extract", *command.split(), "--db", str(path)]
        lines = subprocess.run(asked, check=True, capture_output=True).stdout.count(b"\n")
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        took = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        print(f"psr-extract {command:35}{took:8.2f} s {lines:>8} lines")


def main() -> int:
    """Fill a database and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--meetings", type=int, default=5000)
    parser.add_argument("--actions", type=int, default=100_000)
    parser.add_argument("--bodies", type=int, default=10)
    parser.add_argument("--db", type=Path)
    parser.add_argument("--new", action="store_true", help="only time new documents in a database that is filled")
    args = parser.parse_args()
    if args.new:
        new_documents(args.db, args.actions // args.meetings, args.meetings // args.bodies)
        return 0
    path = args.db or Path(tempfile.mkdtemp()) / "tracker.db"
    bodies = [Body(number, random.Random(number)) for number in range(args.bodies)]
    known = path.exists()
    with Store.open(path, create=True) as store:
        if known:
            fill_state(bodies, args.meetings, args.actions)
        else:
            took, _ = seconds(lambda: fill(store, bodies, args.meetings, args.actions))
            print(f"stored in {took:.1f} s")
        took, _ = seconds(lambda: tracker.link(store))
        counts = store.rows("SELECT count(*) AS n, sum(status = 'open') AS open FROM action_list")[0]
        mentions = store.rows("SELECT count(*) AS n FROM mention_list")[0]["n"]
        print(f"linked all in {took:.1f} s: {mentions} tasks, {counts['n']} actions, {counts['open']} open")
        say(store, 1000)
        tracker.link(store)
        for name, ask in questions(store, bodies[0]).items():
            took, found = min((seconds(ask) for _ in range(3)), key=lambda pair: pair[0])
            print(f"{name:32}{1000 * took:8.0f} ms {found!s:>8} rows")
    whole_commands(path)
    # in a process of its own, as they come: this one holds all that it has just linked
    subprocess.run([sys.executable, __file__, "--new", "--db", str(path), "--meetings", str(args.meetings), "--actions",
                    str(args.actions), "--bodies", str(args.bodies)], check=True)  # fmt: skip
    return 0


def new_documents(path: Path, count: int, apart: int) -> None:
    """Time the linking of documents that come last, in the middle and first."""
    body = Body(0, random.Random(0))
    last = FIRST + dt.timedelta(APART * apart)
    with Store.open(path) as store:
        for name, day in (("last", last), ("last again", last + dt.timedelta(APART)),
                          ("a year before", last - dt.timedelta(365)), ("in the middle", FIRST + (last - FIRST) / 2),
                          ("first", FIRST)):  # fmt: skip
            keep(store, body.minutes(day, count))
            took, _ = seconds(lambda: tracker.link(store))
            print(f"new document, {name:14}{1000 * took:8.0f} ms")


def fill_state(bodies: list[Body], meetings: int, actions: int) -> None:
    """Bring the bodies to where they were when the database was filled."""
    for body in bodies:
        for number in range(meetings // len(bodies)):
            body.minutes(FIRST + dt.timedelta(number * APART), actions // meetings)


if __name__ == "__main__":
    sys.exit(main())
