"""The vocabulary of dates as parts of regular expressions, and what its words count."""

import re

MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary|uary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?"
DAY = r"(?:3[01]|[12]\d|0?[1-9])(?!\d)(?:\s?(?:st|nd|rd|th)\b)?"
YEAR = r"(?:(?:19|20)\d\d(?!\d|\s*(?:hrs|hours|h\b))|['’]\d\d(?!\d))"
SHORT_YEAR = r"\d\d(?=\s*(?:$|[)\],;\t\n]|\.(?!\d)))"
NOT_IN_NUMBER = r"(?<![^\W_])(?<![£$€#])(?<!\d[.,:/-])"
NUMBER = (
    r"(?:\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
    r"|(?:a\s+)?couple\s+of|(?:a\s+)?few|several|an?)"
)
SEASON = r"(?:spring|summer|autumn|fall|winter)"
MEETING = (
    r"(?:meetings?|boards?|committee|council|telecon|teleconference|conference\s+call|call|plenum|plenary|session"
    r"|a\.?g\.?m\.?|egm|forum|trustees)"
)

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAYS = ("mo", "tu", "we", "th", "fr", "sa", "su")
_NUMBERS = ("a", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_ORDINALS = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4}

_MONTH_WORDS = """
    jan january feb february febuary mar march apr april may jun june jul july aug august sep sept september
    oct october nov november dec december
"""
MONTH_WORDS = frozenset(_MONTH_WORDS.split())
_NUMERIC = re.compile(r"\d\s?[/._-]\s?\d\d?\s?[/._-]\s?\d|\d/\d|(?:19|20)\d\d")
_WORD = re.compile(r"[a-z]+")


def rx(pattern: str) -> re.Pattern[str]:
    """The pattern compiled, without regard to case."""
    return re.compile(pattern, re.IGNORECASE)


def may_hold_date(text: str, words: frozenset[str]) -> bool:
    """Whether it is worth looking for dates: the text has one of the words, or a number written like a date."""
    return bool(_NUMERIC.search(text)) or not words.isdisjoint(_WORD.findall(text.lower()))


def month_number(word: str) -> int:
    """`month_number("Sept")` is 9."""
    return _MONTHS.index(word[:3].lower()) + 1


def weekday_number(word: str) -> int:
    """`weekday_number("Tues")` is 1; Monday is 0, as in `datetime`."""
    return _WEEKDAYS.index(word[:2].lower())


def year_number(word: str) -> int:
    """`year_number("'19")` is 2019, `year_number("87")` 1987."""
    digits = int(word.lstrip("'’"))
    return digits if digits > 99 else digits + (2000 if digits < 70 else 1900)


def day_number(word: str) -> int:
    """`day_number("15 th")` is 15."""
    return int(word[:2]) if word[1:2].isdecimal() else int(word[0])


def count(word: str) -> int:
    """`count("two")` is 2, `count("couple of")` too, `count("28")` 28; of "few" and "several" there is no saying."""
    word = word.lower()
    if word.isdecimal():
        return int(word)
    if "couple" in word:
        return 2
    return 1 if word in {"a", "an", "one"} else _NUMBERS.index(word)


def ordinal(word: str) -> int:
    """`ordinal("second")` is 2; so is `ordinal("two")` and `ordinal("2")`: for quarters and weeks, 1 to 4."""
    word = word.lower()
    return _ORDINALS[word] if word in _ORDINALS else count(word)
