import datetime as dt
import re

import pytest

from psr_extract.dates import Context, find, find_days, find_times, parse_date, proves_month_first

MEETING = Context(dt.date(2019, 4, 23), dt.date(2019, 7, 16))  # a Tuesday; the financial year is 2019/20


LOOK_ALIKES = """
The Chair may ask members to vote | Members may 5 times a year apply | of the 12 may attend
residents march on the town hall | Mr March thanked all | June to circulate the papers | April Smith will write
May I ask the Clerk | the sun was out | he sat on the board | the second reading | wait a second | £40 was spent
£4.50 per head | £2,019 was raised | ring 01257 515151 | 020 7946 0018 | page 1/1 | page 3 of 12 | item 3.5
section 10.2 | clause 4.1.12 | 2.30pm | from 7.30 to 9.15 pm | 24/7 cover | a 50/50 split | 3-4 members
5 - 2 in favour | a vote of 7 to 3 | Q&A | version 1.2.3 | the year group | the week was busy
a month by month account | two weeks' notice | the spring clean | spring water | the fall in numbers
Friday's newsletter | the Tuesday club | every third Tuesday | next steps | next to the hall | the last item
this item | the March Hare | room 2016 | 2019 members voted | A1067 road | postcode PR7 1DP
12 decisions were taken | ratio 1:10 | 3% in all | 10.10.10.1 | the minutes were agreed | standing order 31
resolution 2/3 | two of the days | today's papers | the dec report | a 1 in 10 chance | the meeting ended
31/13/2019 | 99/99/99 | marching season | mayor of Leeds | second-hand | The board meeting next door
4 may be lost
"""


@pytest.mark.parametrize("text", re.split(r" \| |\n", LOOK_ALIKES.strip()))
def test_a_look_alike_is_no_date(text: str) -> None:
    assert find(text, MEETING) == ()
    assert find_days(text, MEETING) == ()
    assert parse_date(text, MEETING) is None


HEADERS = """
2019 June 3  =>  2019-06-03
June the 3rd 2019  =>  2019-06-03
2019-Jun-03  =>  2019-06-03
Tuesday, 23rd April 2019 4.00 pm  =>  2019-04-23
15 th May 2019  =>  2019-05-15
11/01/2021  =>  2021-01-11
2019-05-08  =>  2019-05-08
March 3, 2016  =>  2016-03-03
7.1.2020  =>  2020-01-07
20090917  =>  2009-09-17
16TH of July 2019  =>  2019-07-16
Thursday 14th May  =>  None
MINUTES OF MEETING HELD ON MONDAY 5TH JUNE 2017 AT 7.30PM  =>  2017-06-05
minutes_2019-05-08.pdf  =>  2019-05-08
minutes-2019_05_08  =>  2019-05-08
Minutes_8_May_2019  =>  2019-05-08
Wed 6 th  March 2019  =>  2019-03-06
11th Jan. 2021  =>  2021-01-11
8 Jan, 2013  =>  2013-01-08
13 14 May 2013  =>  2013-05-14
May 2019  =>  None
31 February 2019  =>  None
8/28/17  =>  2017-08-28
2 May 19  =>  2019-05-02
No date here  =>  None
12-03-19  =>  2019-03-12
Feb 29 2019  =>  None
Feb 29 2020  =>  2020-02-29
5thMay2019  =>  None
Tue, 9 Jul 2019  =>  2019-07-09
01.02.2003  =>  2003-02-01
9th/10th May 2019  =>  2019-05-09
2019.05.08  =>  2019-05-08
The 4th day of May 2019  =>  2019-05-04
4th of July  =>  None
5.7.21  =>  2021-07-05
Thurs. 9th May 2019  =>  2019-05-09
Meeting 12 - 5 May 2019  =>  2019-05-05
Item 3, 5 May 2019  =>  2019-05-05
20191399  =>  None
"""


@pytest.mark.parametrize(("text", "expected"), [line.split("  =>  ") for line in HEADERS.strip().splitlines()])
def test_a_header_line_gives_its_day(text: str, expected: str) -> None:
    assert parse_date(text, Context()) == (None if expected == "None" else dt.date.fromisoformat(expected))


def test_a_day_without_a_year_is_read_from_the_meeting() -> None:
    assert parse_date("Thursday 14th May", Context(dt.date(2020, 4, 30))) == dt.date(2020, 5, 14)
    assert parse_date("report of 3 May", Context(dt.date(2019, 5, 10))) == dt.date(2019, 5, 3)
    assert parse_date("4 January", Context(dt.date(2019, 12, 10))) == dt.date(2020, 1, 4)


def test_month_first_where_the_context_says_so() -> None:
    american = Context(dt.date(2018, 5, 8), month_first=True)
    assert parse_date("3/5/2018", american) == dt.date(2018, 3, 5)
    assert parse_date("28/3/2018", american) == dt.date(2018, 3, 28)
    assert find("Revisit 5/22.", american)[0].end == dt.date(2018, 5, 22)


@pytest.mark.parametrize(
    ("text", "proved"),
    [
        ("Due 8/28/17", True),
        ("Monday 5/6/2019", True),  # 6 May 2019 was a Monday, 5 June was not
        ("Wednesday 6/5/2019", True),
        ("Monday 6/5/2019", False),
        ("8/28/17 and 28/8/17", False),
        ("5/6/2019", False),
        ("28.8.17", False),
        ("no date, page 8/28", False),
    ],
)
def test_what_proves_month_first(text: str, proved: bool) -> None:
    assert proves_month_first(text) is proved


def test_days_of_a_text_from_left_to_right() -> None:
    text = "Met 3 May 2019; then 14-16 May, 31/05/2019 and on 2019-06-01. Not in June 2019."
    assert [when.text for when in find_days(text, MEETING)] == ["3 May 2019", "14-16 May", "31/05/2019", "2019-06-01"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("7.30-9.15pm", ["19:30", "21:15"]),
        ("7pm", ["19:00"]),
        ("4.00 pm", ["16:00"]),
        ("19:30", ["19:30"]),
        ("7:30 p.m.", ["19:30"]),
        ("10.00am", ["10:00"]),
        ("1400hrs", ["14:00"]),
        ("14.00 hrs", ["14:00"]),
        ("12 noon", ["12:00"]),
        ("10am - 12.30pm", ["10:00", "12:30"]),
        ("11-1pm", ["11:00", "13:00"]),
        ("7 to 9pm", ["19:00", "21:00"]),
        ("The meeting closed at 19.30", ["19:30"]),
        ("12.30pm", ["12:30"]),
        ("12am", ["00:00"]),
        ("midnight", ["00:00"]),
        ("7.30 p.m. to 9.00 p.m.", ["19:30", "21:00"]),
        ("started at 18:00 and closed at 20:15", ["18:00", "20:15"]),
        ("from 09.30 to 16.00", ["09:30", "16:00"]),
        ("5 May 7pm", ["19:00"]),
        ("16:30:00", ["16:30"]),
        ("£4.00", []),
        ("£4pm", []),
        ("2.1", []),
        ("item 10.30", []),
        ("25:00", []),
        ("at 19.50%", []),
        ("10.2.30pm", []),
        ("I am here", []),
    ],
)
def test_times_of_day(text: str, expected: list[str]) -> None:
    found = find_times(text)
    assert [time for time, _, _ in found] == expected
    assert all(text[start:end].strip() for _, start, end in found)
