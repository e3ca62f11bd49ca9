"""Times of day: "4.00 pm", "7.30-9.15pm", "19:30", "1400hrs", "noon"."""

import re

from psr_extract.dates.words import rx

_SUFFIX = r"(?:[ap]\.?\s?m\b\.?)"
_START = r"(?<![\w£$€:])(?<!\d[.,/-])"
_TWELVE = rx(
    rf"{_START}(?:(?P<h1>\d{{1,2}})(?:[.:](?P<m1>[0-5]\d))?\s*(?P<s1>{_SUFFIX})?\s*(?:-|–|—|\bto\b|\bto|\buntil\b)\s*)?"
    rf"(?P<h2>\d{{1,2}})(?:[.:](?P<m2>[0-5]\d)(?::[0-5]\d)?)?\s*(?P<s2>{_SUFFIX})"
)
_UNSTOPPED = rx(rf"{_START}(?P<h>[1-9]|1[0-2])(?P<m>[0-5]\d)\s*(?P<s>{_SUFFIX})")
_CLOCK = rx(rf"{_START}(?P<h>[01]?\d|2[0-3]):(?P<m>[0-5]\d)(?::[0-5]\d)?(?![\d:%]|\.\d)")
_HOURS = rx(rf"{_START}(?P<h>[01]\d|2[0-3])[.:]?(?P<m>[0-5]\d)\s*(?:hrs|hours|h)\b")
_DOTTED = rx(
    r"(?:\b(?:at|from|to|until|till|by|time|start(?:s|ed)?|finish(?:es|ed)?|ended|closed|opened|commenced)\b:?|[-–—])\s*"
    r"(?P<time>(?P<h>0\d|1\d|2[0-3])\.(?P<m>[0-5]\d))(?![\d%]|\.\d|\s*(?:million|m\b|k\b|per))"
)
_NOON = rx(r"\b(?:12(?:[.:]00)?\s*)?(?P<word>noon|midday|midnight)\b")
_CLUE = rx(r"\d\s*[ap]\.?\s?m\b|\d:\d\d|\d\s*h|\d\d\.\d\d|noon|midday|midnight")

Time = tuple[str, int, int]


def find_times(text: str) -> tuple[Time, ...]:
    """The times in a text as ("HH:MM", start, end), left to right; a range gives two.

    `find_times("7.30-9.15pm")` is `(("19:30", 0, 4), ("21:15", 5, 11))`. A time without am or pm is read as 24-hour.
    """
    if not _CLUE.search(text):
        return ()
    found = [time for match in _TWELVE.finditer(text) for time in _twelve(match)]
    found += [(f"{int(match['h']):02}:{match['m']}", *match.span()) for match in _CLOCK.finditer(text)]
    found += [
        (f"{hour:02}:{match['m']}", *match.span())
        for match in _UNSTOPPED.finditer(text)
        if (hour := _hour(match["h"], match["s"][0].lower())) is not None
    ]
    found += [(f"{match['h']}:{match['m']}", *match.span()) for match in _HOURS.finditer(text)]
    found += [(f"{match['h']}:{match['m']}", *match.span("time")) for match in _DOTTED.finditer(text)]
    found += [
        ("00:00" if match["word"].lower() == "midnight" else "12:00", *match.span()) for match in _NOON.finditer(text)
    ]
    kept: list[Time] = []
    for time in sorted(found, key=lambda time: (time[1], -time[2])):
        if not kept or time[1] >= kept[-1][2]:
            kept.append(time)
    return tuple(kept)


def _twelve(match: re.Match[str]) -> list[Time]:
    """One time with am or pm, and the one before it in a range, which may borrow the suffix ("7.30-9.15pm")."""
    times: list[Time] = []
    suffix = match["s2"][0].lower()
    second = _hour(match["h2"], suffix)
    if second is None:
        return times
    if match["h1"] is not None:
        first = _hour(match["h1"], match["s1"][0].lower() if match["s1"] else suffix)
        if first is not None and match["s1"] is None and suffix == "p" and first > second:
            first = _hour(match["h1"], "a")  # "11-1pm" starts in the morning
        if first is not None:
            end = match.end("s1") if match["s1"] else match.end("m1") if match["m1"] else match.end("h1")
            times.append((f"{first:02}:{match['m1'] or '00'}", match.start("h1"), end))
    times.append((f"{second:02}:{match['m2'] or '00'}", match.start("h2"), match.end()))
    return times


def _hour(word: str, suffix: str) -> int | None:
    hour = int(word)
    if 13 <= hour <= 23:
        return hour if suffix == "p" else None
    if not 1 <= hour <= 12:
        return None
    return hour % 12 + (12 if suffix == "p" else 0)
