"""Words + the meeting's date -> days: finds and resolves date expressions, deadlines and times. Pure functions.

`find` gives all time expressions of a text, `find_days` only whole calendar days, `find_times` times of day;
`due` the deadline stated in a task, `column_due` that of a deadline column, `parse_date` the day in a title.
"""

from psr_extract.dates.days import find_days, parse_date, proves_month_first
from psr_extract.dates.due import column_due, due
from psr_extract.dates.finding import find
from psr_extract.dates.model import Context, Kind, When
from psr_extract.dates.times import find_times

__all__ = [
    "Context",
    "Kind",
    "When",
    "column_due",
    "due",
    "find",
    "find_days",
    "find_times",
    "parse_date",
    "proves_month_first",
]
