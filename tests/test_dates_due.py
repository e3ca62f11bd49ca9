import datetime as dt

import pytest

from psr_extract.dates import Context, column_due, due, find

MEETING = Context(dt.date(2019, 4, 23), dt.date(2019, 7, 16))


def day(iso: str | None) -> dt.date | None:
    return dt.date.fromisoformat(iso) if iso else None


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        ("September", None, "2019-09-30"),
        ("Sept 2020", None, "2020-09-30"),
        ("01/09/2019", None, "2019-09-01"),
        ("11.06.19", None, "2019-06-11"),
        ("24/09", None, "2019-09-24"),
        ("23-May", None, "2019-05-23"),
        ("Mar-2020", None, "2020-03-31"),
        ("late May", None, "2019-05-31"),
        ("Late Spring 2020", None, "2020-05-31"),
        ("June update", None, "2019-06-30"),
        ("March Board", None, "2020-03-31"),
        ("Mid May for comment. June Board for approval", None, "2019-06-30"),
        ("28 days", None, "2019-05-21"),
        ("2 weeks", None, "2019-05-07"),
        ("by 5 May", None, "2019-05-05"),
        ("next meeting", None, "2019-07-16"),
        ("From May 2020", "2020-05-01", None),
        ("ASAP", None, None),
        ("Ongoing", None, None),
        ("Monthly ongoing", None, None),
        ("tbc", None, None),
        ("a few weeks", None, None),
    ],
)
def test_a_deadline_column_gives_an_end(words: str, start: str | None, end: str | None) -> None:
    found = column_due(words, MEETING)
    assert found is not None and (found.text, found.start, found.end) == (words, day(start), day(end))


def test_an_empty_deadline_cell_says_nothing() -> None:
    assert column_due(" – ", MEETING) is None


def test_a_log_names_months_that_have_passed() -> None:
    log = Context(dt.date(2012, 1, 17), nearest=True)
    assert [column_due(word, log).end for word in ("August", "December", "March")] == [  # type: ignore[union-attr]
        dt.date(2011, 8, 31), dt.date(2011, 12, 31), dt.date(2012, 3, 31),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("task", "words", "start", "end"),
    [
        ("JS to report by 5 May.", "by 5 May", None, "2019-05-05"),
        ("Clerk to circulate the draft ahead of the June meeting", "ahead of the June meeting", None, "2019-06-30"),
        ("Clerk to write before the next Board meeting", "before the next Board meeting", None, "2019-07-16"),
        ("PMO to bring options to the next meeting.", "to the next meeting", "2019-07-16", "2019-07-16"),
        ("Add to the agenda for our next meeting", "for our next meeting", "2019-07-16", "2019-07-16"),
        ("Chair to update members at the July meeting", "at the July meeting", "2019-07-16", "2019-07-16"),
        ("A report will come to the Board in September.", "in September", "2019-09-01", "2019-09-30"),
        ("JS will send the invoice tomorrow", "tomorrow", "2019-04-24", "2019-04-24"),
        ("JS to meet the contractor next week to agree a price", "next week", "2019-04-29", "2019-05-05"),
        ("Treasurer to present accounts on 12 June 2019.", "on 12 June 2019", "2019-06-12", "2019-06-12"),
        ("Reply to the report of 3 May by the end of the month", "by the end of the month", None, "2019-04-30"),
        ("Clear the ditch within two weeks.", "within two weeks", None, "2019-05-07"),
        ("The draft to be sent 24/09 to the Board", "sent 24/09", "2019-09-24", "2019-09-24"),
        ("Look at the roof again 24/09.", "24/09", "2019-09-24", "2019-09-24"),
        ("Draft the plan (deadline 18 June)", "deadline 18 June", None, "2019-06-18"),
        ("Item deferred until the July meeting", "until the July meeting", None, "2019-07-16"),
        ("Order the benches asap", "asap", None, None),
        ("PMO to review the plan in due course", "in due course", None, None),
        ("Sign the lease once the solicitor has replied.", "once the solicitor has replied", None, None),
        ("Report at the next AGM", "at the next AGM", None, None),
    ],
)
def test_a_task_is_due_when_its_words_say(task: str, words: str, start: str | None, end: str | None) -> None:
    found = due(task, MEETING)
    assert found is not None and (found.text, found.start, found.end) == (words, day(start), day(end))


@pytest.mark.parametrize(
    "task",
    [
        "Reply to the letter of 3 May",
        "Publish the minutes of 4 May",
        "Circulate the accounts for 2018/19",
        "Correct the plan dated 12 March 2019",
        "Write up the event held on 6 April",
        "Chair to stay in post until the election",
        "Ask for the figures since January",
        "Book a hall",
        "A date to be agreed for the next meeting",
        "Add the paper to the agenda for the Pay Committee meeting on 16 November 2019",
        "Clerk to repeat the survey of June 2018",
    ],
)
def test_the_date_of_something_else_is_no_due_date(task: str) -> None:
    found = due(task, MEETING)
    assert found is None or (found.start, found.end) == (None, None)


def test_without_a_meeting_date_relative_words_stay_words() -> None:
    for words in ("by 5 May", "next week", "within two weeks", "at the next meeting", "on Friday", "in June"):
        found = due(f"JS to report {words}", Context())
        assert found is not None and (found.text, found.start, found.end) == (words, None, None)
    assert due("JS to report by 5 May 2019", Context()).end == dt.date(2019, 5, 5)  # type: ignore[union-attr]


def test_the_next_meeting_of_another_body_is_not_known() -> None:
    context = Context(dt.date(2019, 4, 23), dt.date(2019, 7, 16), body="Fenland Wetlands Trust Board")
    assert find("next Highways Committee meeting", context)[0].start is None
    assert find("next FWT meeting", context)[0].start == find("next Trust meeting", context)[0].start == context.next
