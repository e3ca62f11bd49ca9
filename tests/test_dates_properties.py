import datetime as dt

from hypothesis import given, settings
from hypothesis import strategies as st

from psr_extract.dates import (
    Context,
    column_due,
    due,
    find,
    find_days,
    find_times,
    parse_date,
    proves_month_first,
)

WORDS = """
by before until from to and or on in at for the of within between w/c week commencing ending early mid late end next
last this another meeting Board 31 30 29 5 5th 1st 14-16 2.30pm 2019/20 2019 '19 31/02/2019 5/6 2019-02-30 20190230
May March February sept. Monday Sunday spring winter quarter Q2 two a couple weeks months days working fortnight
financial year tomorrow today Christmas new year's eve £40 3.5 ( ) , - – / . ; asap once 12th 0 00/00/0000 99 days
""".split()  # noqa: SIM905
FORMS = ["%d/%m/%Y", "%d.%m.%Y", "%Y-%m-%d", "%d %B %Y", "%A, %d %b %Y", "%B %d, %Y", "%d-%b-%y", "%d/%m/%y"]
texts = st.one_of(
    st.text(max_size=80),
    st.lists(st.sampled_from(WORDS), max_size=10).map(" ".join),
    st.lists(st.sampled_from(WORDS), max_size=6).map("".join),
)
dates = st.one_of(st.none(), st.dates(), st.sampled_from([dt.date.min, dt.date.max, dt.date(2020, 2, 29)]))
contexts = st.builds(Context, dates, dates, st.booleans(), st.booleans(), st.sampled_from([None, "", "Fen Trust"]))


@settings(max_examples=400, deadline=None)
@given(texts, contexts)
def test_found_expressions_are_ordered_slices_of_the_text(text: str, context: Context) -> None:
    for found in (find(text, context), find_days(text, context)):
        last = 0
        for when in found:
            assert last <= when.start_char < when.end_char <= len(text)
            assert when.text == text[when.start_char : when.end_char]
            assert when.start is None or when.end is None or when.start <= when.end
            last = when.end_char


@settings(max_examples=400, deadline=None)
@given(texts, contexts)
def test_any_text_has_an_answer_and_always_the_same(text: str, context: Context) -> None:
    for function in (find, find_days, due, column_due, parse_date):
        assert function(text, context) == function(text, context)
    assert find_times(text) == find_times(text)
    assert proves_month_first(text) in {True, False}


@settings(max_examples=400, deadline=None)
@given(texts, contexts)
def test_a_due_date_is_quoted_and_does_not_end_before_it_starts(text: str, context: Context) -> None:
    found = due(text, context)
    if found is not None:
        assert found.text and found.text in text
        assert found.start is None or found.end is None or found.start <= found.end
    column = column_due(text, context)
    assert column is None or column.start is None or column.end is None


@settings(max_examples=200, deadline=None)
@given(texts)
def test_times_are_times_of_day(text: str) -> None:
    last = 0
    for time, start, end in find_times(text):
        assert last <= start < end <= len(text)
        assert dt.time.fromisoformat(time)
        last = end


@settings(max_examples=200, deadline=None)
@given(
    st.dates(dt.date(1990, 1, 1), dt.date(2069, 12, 31)),
    st.sampled_from(FORMS),
)
def test_a_written_day_is_read_back(day: dt.date, form: str) -> None:
    written = day.strftime(form)
    if "%y" in form and day.year < 2000:
        return
    assert parse_date(f"Meeting held on {written}", Context()) == day
