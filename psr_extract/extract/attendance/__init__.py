"""Who was there, who sent apologies, who only spoke: `attendance(view)`; `listed(view)` those of the lists alone."""

from dataclasses import replace

from psr_extract.extract.attendance.found import attendance_of
from psr_extract.extract.attendance.lists import lists
from psr_extract.extract.attendance.marks import marks_of
from psr_extract.extract.attendance.merge import merged, with_chair
from psr_extract.extract.attendance.sentences import told
from psr_extract.extract.attendance.speakers import speakers
from psr_extract.extract.attendance.tables import has_register
from psr_extract.extract.view import View
from psr_extract.people import lexicon, same_name
from psr_extract.records import Attendance


def attendance(view: View) -> tuple[Attendance, ...]:
    """Everyone whose presence or absence the document records, in order; each once."""
    if view.kind != "minutes":
        return ()
    words = lexicon(view.rules)
    known = with_chair(listed(view), view, words)
    return (*known, *speakers(view, known, words))


def listed(view: View) -> tuple[Attendance, ...]:
    """Those who stand in a list or a sentence of attendance; apologies win over presence."""
    date = view.meeting.date
    return view.once(("listed", date if date and has_register(view, date) else None), lambda: _listed(view))


def _listed(view: View) -> tuple[Attendance, ...]:
    words, marks = lexicon(view.rules), marks_of(view)
    found = [attendance_of(one) for one in lists(view, words, marks)]
    return merged([*found, *(_in_full(entry, found) for entry in told(view, words))])


def _in_full(entry: Attendance, listed: list[Attendance]) -> Attendance:
    """An entry of one word ("Jane", "Cllr Doe") under the full name of the one in the lists that it means, if any."""
    names = {other.name for other in listed if " " not in entry.name and same_name(entry.name, other.name)}
    return replace(entry, name=names.pop()) if len(names) == 1 else entry
