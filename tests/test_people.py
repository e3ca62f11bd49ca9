"""Names, entries of attendance lists, and the roster: pure functions on strings."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from psr_extract.people import (
    Lexicon,
    Roster,
    fits,
    initials_of,
    is_chair,
    is_person,
    is_surely_person,
    lexicon,
    parse_entry,
    read_entries,
    same_name,
    untitled,
)
from psr_extract.records import Attendance, Source
from psr_extract.rules import load


@pytest.fixture(scope="module")
def words() -> Lexicon:
    return lexicon(load())


@pytest.mark.parametrize(
    ("text", "name", "ranks"),
    [
        ("Councillor Jane Doe", "Jane Doe", ("Councillor",)),
        ("Cllr. Dr Jane Doe MBE", "Jane Doe", ("Cllr",)),
        ("Mrs A Bell", "A Bell", ()),
        ("Chief Inspector Bob Roe", "Bob Roe", ("Chief Inspector",)),
        ("County Cllr Frost", "Frost", ("County Cllr",)),
        ("Sir Tim Lake QC", "Tim Lake", ()),
        ("Jane Doe", "Jane Doe", ()),
        ("Rev. Colin Dunn PhD", "Colin Dunn", ()),
    ],
)
def test_honorifics_and_post_nominals_are_split_off(
    words: Lexicon, text: str, name: str, ranks: tuple[str, ...]
) -> None:
    found = untitled(text, words)
    assert (found.name, found.ranks) == (name, ranks)
    assert text[found.start : found.end] == name


@pytest.mark.parametrize(
    "name",
    ["Jane Doe", "J Smith", "J. Smith", "Sean O'Hara", "Anna van der Berg", "Tim Lake-Moss", "JANE DOE", "P Hall"],
)  # fmt: skip
def test_names_are_known_by_their_shape(words: Lexicon, name: str) -> None:
    assert is_person(name, words)


@pytest.mark.parametrize(
    "text",
    ["Vale Council", "Head of Estates", "the clerk", "NHS CCG", "Matters Arising", "Jane", "12 May", "", "jane doe"],
)  # fmt: skip
def test_other_phrases_are_no_names(words: Lexicon, text: str) -> None:
    assert not is_person(text, words)


def test_a_known_given_name_makes_a_name_sure(words: Lexicon) -> None:
    assert is_surely_person("Jane Oakfield", words)
    assert is_surely_person("J Oakfield", words)
    assert not is_surely_person("Living Streets", words)


@pytest.mark.parametrize(
    ("text", "name", "about"),
    [
        ("Cllr Jane Doe (Vale Council) (JD) – Chair", "Jane Doe", {"organisation": "Vale Council", "initials": "JD"}),
        ("Ann Bell, Head of Parks, Hill Trust", "Ann Bell", {"role": "Head of Parks", "organisation": "Hill Trust"}),
        ("JD – Jane Doe", "Jane Doe", {"initials": "JD"}),
        ("A. Doe (for B. Roe)", "A. Doe", {"substitute_for": "B. Roe"}),
        ("Ann Doe deputising for Bob Roe", "Ann Doe", {"substitute_for": "Bob Roe"}),
        ("Past Chair: Tim Moss (not present)", "Tim Moss", {"role": "Past Chair", "remark": "not present"}),
        ("Jo Ash (JA) (Chair) - Oak and Elm Trust", "Jo Ash", {"role": "Chair", "organisation": "Oak and Elm Trust"}),
        ("Bob Roe, Blue Sky Homes, Inc.", "Bob Roe", {"organisation": "Blue Sky Homes, Inc."}),
        ("Clerk Mrs J Moss", "J Moss", {"role": "Clerk"}),
        ("Cllr Mr A H Lake (Chair)", "A H Lake", {"role": "Chair"}),
        ("Constable Bob Roe, Mid Vale Police", "Bob Roe", {"role": "Constable", "organisation": "Mid Vale Police"}),
        ("Bob Roe, Director, Land and Sea Group, Hill Trust", "Bob Roe",
         {"role": "Director, Land and Sea Group", "organisation": "Hill Trust"}),
        ("Christine (CD)", "Christine", {"initials": "CD", "organisation": None}),
        ("Jo (JA) - Vice Chairperson", "Jo", {"initials": "JA", "role": "Vice Chairperson"}),
        ("A Lake VDC", "A Lake", {"organisation": "VDC"}),
        ("Jane Doe from Hill Trust", "Jane Doe", {"organisation": "Hill Trust"}),
    ],
)  # fmt: skip
def test_an_entry_says_who_somebody_is(words: Lexicon, text: str, name: str, about: dict[str, str]) -> None:
    entry = parse_entry(text, words)
    assert entry is not None
    assert entry.name == name
    assert text[entry.start : entry.end] == name
    assert {key: getattr(entry, key) for key in about} == about


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Cllrs A Bell (Chair), C Dunn and E Frost", ["A Bell", "C Dunn", "E Frost"]),
        ("Councillors D Rowe (Chair) N Cole, M Ash and P Hall", ["D Rowe", "N Cole", "M Ash", "P Hall"]),
        ("Cllrs Bell, Dunn & Ward, County Cllr Frost and the Clerk.", ["Bell", "Dunn", "Ward", "Frost"]),
        ("Mrs A Bell , Messrs C Dunn , G M Frost . Councillors T Ash", ["A Bell", "C Dunn", "G M Frost", "T Ash"]),
        ("Ann Bell (AB) Dr Tim Lake (TL) Bob Roe, Treasurer (BR). Also, present, Jo Ash, Library Manager.",
         ["Ann Bell", "Tim Lake", "Bob Roe", "Jo Ash"]),
        ("Ann, Bob, Cat D. and Zed", ["Ann", "Bob", "Cat D.", "Zed"]),
        ("President Ann Bell, members Meg and Tim Ash", ["Ann Bell", "Meg Ash", "Tim Ash"]),
        ("Cllr Ann Bell (Vale Council), Cllr Roe; Cllr Dunn; Jo Ash (Oak)", ["Ann Bell", "Roe", "Dunn", "Jo Ash"]),
        ("Cllr Ann Bell and the Clerk – Tim Moss", ["Ann Bell", "Tim Moss"]),
        ("Cllr Ann Bell, Vale Council Constable Bob Roe, Mid Vale Police", ["Ann Bell", "Bob Roe"]),
        ("Councillors D Risk (Chairman) (DR), P Lake (PL)", ["D Risk", "P Lake"]),
        ("Director of Development & Infrastructure", []),
        ("None", []),
        ("2 members of the public", []),
    ],
)  # fmt: skip
def test_a_list_is_cut_into_its_people(words: Lexicon, text: str, names: list[str]) -> None:
    assert [entry.name for entry in read_entries(text, words).entries] == names


def test_initials(words: Lexicon) -> None:
    assert initials_of("Jane Doe") == "JD"
    assert initials_of("Ann Lloyd-Roe") == "ALR"
    assert fits("JD", "Jane Doe")
    assert fits("GSc", "Gail Scott")
    assert fits("T L-M", "Tim Lake-Moss")
    assert not fits("SCC", "Sara Stone")


def _person(name: str, role: str | None = None, initials: str | None = None) -> Attendance:
    return Attendance(name, "present", Source(0, 0, 0, "attendance/present"), role=role, initials=initials)


def test_a_roster_finds_people_however_they_are_written(words: Lexicon) -> None:
    jane, gail = _person("Jane Doe", "Chair"), _person("Gail Scott", "Vice Chair", "GSc")
    one, two = _person("Bob Smith"), _person("Tim Smith")
    roster = Roster((jane, gail, one, two), words)
    assert [roster.one(written) for written in ("JD", "Jane", "Cllr Doe", "the Chair", "Jane Doe", "J Doe")] == [
        jane
    ] * 6
    assert roster.one("GSc") is gail
    assert roster.one("Gail") is gail
    assert roster.find("Smith") == (one, two)
    assert roster.one("Smith") is None
    assert roster.find("Hill Trust") == ()


def test_spellings_of_one_name() -> None:
    assert same_name("J Doe", "Jane Doe")
    assert same_name("Jane", "Jane Doe")
    assert same_name("Doe", "Jane Doe")
    assert not same_name("Jane Roe", "Jane Doe")


@pytest.mark.parametrize(
    ("role", "chairs"),
    [("Chair", True), ("Chairman", True), ("Vice Chair", False), ("Past President", False), (None, False)],
)
def test_who_is_chair(role: str | None, chairs: bool) -> None:
    assert is_chair(role) is chairs


@settings(max_examples=60, deadline=None)
@given(text=st.text(alphabet=st.sampled_from("ABJane Doe.,;:()-–&'\t\n12 chair of and for"), max_size=60))
def test_any_list_is_read_and_its_names_are_quotes(text: str) -> None:
    words = Lexicon(posts=frozenset({"chair"}), substitute=frozenset({"for"}))
    for entry in read_entries(text, words).entries:
        assert entry.name
        assert text[entry.start : entry.end] in entry.name
