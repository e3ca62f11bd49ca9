import datetime as dt

import pytest

from psr_extract.dates import Context, find

MEETING = Context(dt.date(2019, 4, 23), dt.date(2019, 7, 16))  # a Tuesday; the financial year is 2019/20

PHRASES = [
    line.rsplit(maxsplit=2)
    for line in """
5 May  2019-05-05  2019-05-05
by 5 May  -  2019-05-05
5th May 2019  2019-05-05  2019-05-05
5 th May  2019-05-05  2019-05-05
the 5th of May 2019  2019-05-05  2019-05-05
Sunday 5 May  2019-05-05  2019-05-05
Monday, 5 May 2019  2019-05-05  2019-05-05
May 5  2019-05-05  2019-05-05
May 5, 2019  2019-05-05  2019-05-05
Sunday, May 5th, 2019  2019-05-05  2019-05-05
05/05/2019  2019-05-05  2019-05-05
5/5/19  2019-05-05  2019-05-05
5.5.2019  2019-05-05  2019-05-05
05.05.19  2019-05-05  2019-05-05
2019-05-05  2019-05-05  2019-05-05
5-May-2019  2019-05-05  2019-05-05
05-May-19  2019-05-05  2019-05-05
5 May '19  2019-05-05  2019-05-05
16TH of July 2019  2019-07-16  2019-07-16
14-16 May  2019-05-14  2019-05-16
14 – 16 May 2019  2019-05-14  2019-05-16
14 and 15 May  2019-05-14  2019-05-15
14th or 21st May  2019-05-14  2019-05-21
May 14-16, 2019  2019-05-14  2019-05-16
4th and 11th December 2014  2014-12-04  2014-12-11
30 April to 2 May  2019-04-30  2019-05-02
from 3 May to 5 June  2019-05-03  2019-06-05
between 3 and 5 June  2019-06-03  2019-06-05
between March and May 2020  2020-03-01  2020-05-31
from 3 December to 5 January 2020  2019-12-03  2020-01-05
30 - 2 June  2019-05-30  2019-06-02
w/c 6 May  2019-05-06  2019-05-12
w/c 6th or 13th May  2019-05-06  2019-05-19
week commencing 6 May 2019  2019-05-06  2019-05-12
week beginning Monday 6 May  2019-05-06  2019-05-12
w/e 10/05/19  2019-05-04  2019-05-10
week ending 10 May  2019-05-04  2019-05-10
the week of 6 May  2019-05-06  2019-05-12
early May  2019-05-01  2019-05-10
mid-May  2019-05-11  2019-05-20
mid May 2020  2020-05-11  2020-05-20
late May  2019-05-21  2019-05-31
end of May  2019-05-21  2019-05-31
the end of May  2019-05-21  2019-05-31
beginning of June  2019-06-01  2019-06-10
start of June 2019  2019-06-01  2019-06-10
by the end of June  -  2019-06-30
no later than the beginning of June  -  2019-06-10
end of 2012  2012-12-21  2012-12-31
by the end of 2019  -  2019-12-31
end of spring 2020  2020-05-21  2020-05-31
late February 2020  2020-02-21  2020-02-29
early summer  2019-06-01  2019-06-10
first week of May  2019-05-01  2019-05-07
last week in June  2019-06-24  2019-06-30
second week of May  2019-05-08  2019-05-14
later in the year  2019-04-23  2019-12-31
in September  2019-09-01  2019-09-30
by September  -  2019-09-30
in April  2019-04-01  2019-04-30
in March  2020-03-01  2020-03-31
next April  2020-04-01  2020-04-30
last March  2019-03-01  2019-03-31
June 2016  2016-06-01  2016-06-30
Sept 2019  2019-09-01  2019-09-30
Mar-2020  2020-03-01  2020-03-31
May and June 2019  2019-05-01  2019-06-30
June/July  2019-06-01  2019-07-31
Feb/March 2020  2020-02-01  2020-03-31
July-August  2019-07-01  2019-08-31
Q2  2019-07-01  2019-09-30
Q2 2014/15  2014-07-01  2014-09-30
Quarter Two 2014/15  2014-07-01  2014-09-30
Quarter One  2019-04-01  2019-06-30
second quarter of 2014/15  2014-07-01  2014-09-30
Q4 2019/20  2020-01-01  2020-03-31
next quarter  2019-07-01  2019-09-30
2019/20  2019-04-01  2020-03-31
financial year 2019-20  2019-04-01  2020-03-31
FY 2020/21  2020-04-01  2021-03-31
by the end of the financial year  -  2020-03-31
next financial year  2020-04-01  2021-03-31
end of the year  2019-12-21  2019-12-31
next year  2020-01-01  2020-12-31
this year  2019-01-01  2019-12-31
in 2020  2020-01-01  2020-12-31
by 2021  -  2021-12-31
in the spring  2019-03-01  2019-05-31
by the autumn  -  2019-11-30
this summer  2019-06-01  2019-08-31
next winter  2019-12-01  2020-02-29
Autumn 2019  2019-09-01  2019-11-30
in winter  2019-12-01  2020-02-29
before the summer  -  2019-05-31
on Friday  2019-04-26  2019-04-26
by Monday  -  2019-04-29
next Tuesday  2019-04-30  2019-04-30
this Thursday  2019-04-25  2019-04-25
on Tuesday  2019-04-30  2019-04-30
before Friday  -  2019-04-26
Monday 13th  2019-05-13  2019-05-13
by the 12th  -  2019-05-12
for Saturday  2019-04-27  2019-04-27
today  2019-04-23  2019-04-23
tonight  2019-04-23  2019-04-23
tomorrow  2019-04-24  2019-04-24
this week  2019-04-22  2019-04-28
next week  2019-04-29  2019-05-05
this weekend  2019-04-27  2019-04-28
next month  2019-05-01  2019-05-31
this month  2019-04-01  2019-04-30
end of the month  2019-04-21  2019-04-30
end of the week  2019-04-26  2019-04-28
by the end of the week  -  2019-04-28
by the end of next week  -  2019-05-05
before the weekend  -  2019-04-26
the week after next  2019-05-06  2019-05-12
within two weeks  -  2019-05-07
in six weeks  2019-06-04  2019-06-04
in 6 weeks' time  2019-06-04  2019-06-04
within 10 working days  -  2019-05-07
within 28 days  -  2019-05-21
in the next two months  2019-04-23  2019-06-23
over the next three weeks  2019-04-23  2019-05-14
within a month  -  2019-05-23
in a fortnight  2019-05-07  2019-05-07
within 28 days of receipt  -  -
within two weeks of the meeting  -  2019-05-07
six weeks from 10 January 2020  -  2020-02-21
in the next few weeks  -  -
in a couple of weeks  -  -
another month  -  2019-05-23
next meeting  2019-07-16  2019-07-16
at the next meeting  2019-07-16  2019-07-16
by the next meeting  -  2019-07-16
before the next Board meeting  -  2019-07-16
May meeting  2019-05-01  2019-05-31
the July meeting  2019-07-16  2019-07-16
October meeting  2019-10-01  2019-10-31
the next meeting on 16 July  2019-07-16  2019-07-16
next meeting (July)  2019-07-16  2019-07-16
at the April and June meetings  2019-04-01  2019-06-30
the next AGM  -  -
31 February  -  -
31 February 2020  -  -
31/02/2019  -  -
Christmas  -  -
by Christmas  -  -
Christmas Eve  2019-12-24  2019-12-24
in the new year  2020-01-01  -
Easter  -  -
half term  -  -
from May  2019-05-01  -
from 6 May  2019-05-06  -
after the summer  -  -
starting 6 May  2019-05-06  -
before 6 May  -  2019-05-06
ahead of the meeting in June  -  2019-06-30
due 2019-06-12  -  2019-06-12
deadline 18 May  -  2019-05-18
by 24/09  -  2019-09-24
until June  -  2019-06-30
Tues 7th May  2019-05-07  2019-05-07
Wed, 8 May  2019-05-08  2019-05-08
the 9th day of May 2019  2019-05-09  2019-05-09
May 9th  2019-05-09  2019-05-09
Oct. 12  2019-10-12  2019-10-12
12 Oct.  2019-10-12  2019-10-12
Saturday, June 1  2019-06-01  2019-06-01
1/6/2019  2019-06-01  2019-06-01
01-06-2019  2019-06-01  2019-06-01
2019/06/01  2019-06-01  2019-06-01
end of next month  2019-05-21  2019-05-31
by mid-June  -  2019-06-20
early September 2019  2019-09-01  2019-09-10
beginning of the financial year  2019-04-01  2019-04-10
first quarter of 2020/21  2020-04-01  2020-06-30
quarter 3  2019-10-01  2019-12-31
Q1 2020  2020-04-01  2020-06-30
this quarter  2019-04-01  2019-06-30
this financial year  2019-04-01  2020-03-31
the rest of the year  2019-04-23  2019-12-31
by close of May  2019-05-01  2019-05-31
20-22 June 2019  2019-06-20  2019-06-22
Friday 3rd or Saturday 4th May  2019-05-03  2019-05-04
w/b 3 June  2019-06-03  2019-06-09
w.c. 10 June  2019-06-10  2019-06-16
weeks commencing 3 June  2019-06-03  2019-06-09
from 1 to 5 July  2019-07-01  2019-07-05
September 2019 to March 2020  2019-09-01  2020-03-31
by next Friday  -  2019-04-26
in three months  2019-07-23  2019-07-23
within the next month  2019-04-23  2019-05-23
within 6 months  -  2019-10-23
in 10 days  2019-05-03  2019-05-03
by tomorrow  -  2019-04-24
later today  2019-04-23  2019-04-23
last week  2019-04-15  2019-04-21
yesterday  2019-04-22  2019-04-22
last month  2019-03-01  2019-03-31
New Year's Day  2020-01-01  2020-01-01
Boxing Day  2019-12-26  2019-12-26
by no later than 3 June  -  2019-06-03
prior to 3 June  -  2019-06-03
in time for the July meeting  -  2019-07-16
up to 30 June  -  2019-06-30
due on 3 June  -  2019-06-03
third week of June  2019-06-15  2019-06-21
the beginning of next month  2019-05-01  2019-05-10
early June to mid-July  2019-06-01  2019-07-20
by 6pm on 3 June  -  2019-06-03
in January  2020-01-01  2020-01-31
in February 2020  2020-02-01  2020-02-29
during May  2019-05-01  2019-05-31
throughout July  2019-07-01  2019-07-31
May 2019  2019-05-01  2019-05-31
before next month  -  2019-04-30
the next plenum  2019-07-16  2019-07-16
upcoming Board meeting  2019-07-16  2019-07-16
next time  2019-07-16  2019-07-16
by the October meeting  -  2019-10-31
the February 2020 meeting  2020-02-01  2020-02-29
""".strip().splitlines()
]


@pytest.mark.parametrize(("phrase", "start", "end"), PHRASES)
def test_a_phrase_means_this_interval(phrase: str, start: str, end: str) -> None:
    sentence = f"The Clerk to report {phrase}, as agreed."
    for text in (phrase, sentence):
        (when,) = find(text, MEETING)
        assert (when.start, when.end) == tuple(
            None if word == "-" else dt.date.fromisoformat(word) for word in (start, end)
        )
        assert when.text == text[when.start_char : when.end_char]
