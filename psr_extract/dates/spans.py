"""Calendar arithmetic: months, weeks, seasons and financial years as pairs of days, both inclusive."""

import calendar
import datetime as dt

Days = tuple[dt.date, dt.date]
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}


def day(year: int, month: int, number: int) -> dt.date | None:
    """The day, or `None` where there is no such day: `day(2019, 2, 31)`."""
    if not (1 <= month <= 12 and dt.MINYEAR <= year <= dt.MAXYEAR):
        return None
    return dt.date(year, month, number) if 1 <= number <= calendar.monthrange(year, month)[1] else None


def months(year: int, month: int, length: int = 1) -> Days:
    """`length` whole months from this one; a month over 12 counts into the next year."""
    first = dt.date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)
    last_month = month + length - 1
    last_year, number = year + (last_month - 1) // 12, (last_month - 1) % 12 + 1
    return first, dt.date(last_year, number, calendar.monthrange(last_year, number)[1])


def add_months(date: dt.date, number: int) -> dt.date:
    """The same day so many months on, or the last day of a shorter month."""
    first, last = months(date.year, date.month + number)
    return min(first + dt.timedelta(date.day - 1), last)


def add_working_days(date: dt.date, number: int) -> dt.date:
    """So many days on, Saturdays and Sundays not counted (bank holidays are)."""
    while number > 0:
        date += dt.timedelta(1)
        number -= date.weekday() < 5
    return date


def week(date: dt.date) -> Days:
    """Monday to Sunday."""
    monday = date - dt.timedelta(date.weekday())
    return monday, monday + dt.timedelta(6)


def season(name: str, year: int) -> Days:
    """`season("winter", 2016)` is December 2016 to February 2017."""
    return months(year, _SEASONS[name.lower()], 3)


def financial_year(start: int) -> Days:
    """`financial_year(2019)` is 1 April 2019 to 31 March 2020."""
    return months(start, 4, 12)


def financial_year_of(date: dt.date) -> int:
    """The year in which this day's financial year began."""
    return date.year if date.month >= 4 else date.year - 1


def quarter(start: int, number: int) -> Days:
    """A quarter (1 to 4) of the financial year that began in April of `start`."""
    return months(start, 1 + 3 * number, 3)


def quarter_of(date: dt.date, ahead: int = 0) -> Days:
    """The quarter that holds this day, or one `ahead` of it."""
    return months(date.year, (date.month - 1) // 3 * 3 + 1 + 3 * ahead, 3)


def nearest(date: dt.date, number: int, month: int, weekday: int | None) -> dt.date | None:
    """A day and month without a year, read from `date`: nine months ahead, else the last one.

    A weekday that fits one of the years about is believed: `nearest(2019-05-01, 14, 5, Thursday)` is in 2020.
    """
    about = [day(date.year + ahead, month, number) for ahead in (-1, 0, 1)]
    known = [found for found in about if found is not None]
    fitting = [found for found in known if weekday is not None and found.weekday() == weekday] or known
    if not fitting:
        return None
    return min(fitting, key=lambda found: (found - date).days if found >= date else 3 * (date - found).days)


def next_weekday(date: dt.date, weekday: int) -> dt.date:
    """The first such weekday after `date`."""
    return date + dt.timedelta((weekday - date.weekday() - 1) % 7 + 1)


def next_numbered(date: dt.date, number: int, weekday: int | None) -> dt.date | None:
    """The first day of this number ("the 12th", "Monday 12th") on or after `date`, within a year."""
    for ahead in range(13):
        found = day(date.year + (date.month + ahead - 1) // 12, (date.month + ahead - 1) % 12 + 1, number)
        if found and found >= date and weekday in (None, found.weekday()):
            return found
    return None


def part(days: Days, word: str) -> tuple[dt.date | None, dt.date | None]:
    """The "early", "mid" or "late" part of a period; the middle of anything longer than a month is not known."""
    first, last = days
    if word == "early":
        return first, min(first + dt.timedelta(9), last)
    if word == "late":
        return (last.replace(day=21) if (last - first).days > 6 else last - dt.timedelta(2)), last
    if (first.year, first.month) == (last.year, last.month) and (last - first).days > 20:
        return first.replace(day=11), first.replace(day=20)
    return None, None
