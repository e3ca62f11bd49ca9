"""What approval changed: the versions of one meeting's minutes compared, action by action and decision by decision."""

from collections.abc import Sequence

from rapidfuzz import fuzz, process

from psr_extract.errors import NotFound
from psr_extract.store import Store
from psr_extract.store.rows import Row
from psr_extract.words import file_order

_SAME = 70.0
"""Texts this alike are one action (or decision) in two wordings."""


def diff(store: Store, meeting: str) -> tuple[list[str], list[Row]]:
    """The files of a meeting's minutes, draft first, and what each adds, changes and leaves out of the one before.

    A meeting is named by its day, or by what the ids of its actions begin with. NotFound where there is none, or more
    than one body met that day.
    """
    versions = _versions(store, meeting)
    rows: list[Row] = []
    for old, new in zip(versions, versions[1:], strict=False):
        for kind in ("action", "decision"):
            rows += _compare(kind, _texts(store, kind, old), _texts(store, kind, new), str(new["name"]))
    return [str(row["name"]) for row in versions], rows


def _versions(store: Store, meeting: str) -> list[Row]:
    wanted = meeting.strip().casefold()
    rows = store.rows(
        "SELECT s.document, s.name, s.sha256, s.date, s.body_key, s.draft, d.prefix FROM stated_list s "
        "JOIN document_list d ON d.document = s.document WHERE s.kind = 'minutes' AND s.date IS NOT NULL"
    )
    rows.sort(key=lambda row: (str(row["date"]), not row["draft"], file_order(str(row["name"])), str(row["sha256"])))
    found = [row for row in rows if row["date"] == wanted or str(row["prefix"]).casefold() == wanted]
    if not found:
        known = sorted({str(row["prefix"]) for row in rows})
        near = [name for name, *_ in process.extract(meeting, known, limit=3, score_cutoff=60)]
        do = f"Did you mean {' or '.join(near)}?" if near else "Give its day, as 2026-03-31"
        raise NotFound(f"no minutes of a meeting {meeting!r}", do=do)
    bodies = {row["body_key"] for row in found}
    if len(bodies) > 1:
        prefixes = " or ".join(sorted(str(row["prefix"]) for row in found))
        raise NotFound(f"{len(bodies)} bodies met on {meeting}", do=f"Name one: {prefixes}")
    return [row for row in rows if (row["date"], row["body_key"]) == (found[0]["date"], found[0]["body_key"])]


def _texts(store: Store, kind: str, version: Row) -> list[str]:
    view = "mention_list" if kind == "action" else "decision_list"
    where = "document = ? ORDER BY number" if kind == "action" else "file = ? AND date IS ? ORDER BY id"
    values = [version["document"]] if kind == "action" else [version["name"], version["date"]]
    return [str(row["text"]) for row in store.rows(f"SELECT text FROM {view} WHERE {where}", values)]


def _compare(kind: str, old: Sequence[str], new: Sequence[str], name: str) -> list[Row]:
    """What stands only in the new, only in the old, or in both in other words."""
    left = list(old)
    rows: list[Row] = []
    for text in new:
        best = process.extractOne(text, left, scorer=fuzz.token_sort_ratio, score_cutoff=_SAME)
        if best is None:
            rows.append({"change": "added", "kind": kind, "before": None, "text": text, "file": name})
            continue
        left.remove(best[0])
        if best[0] != text:
            rows.append({"change": "changed", "kind": kind, "before": best[0], "text": text, "file": name})
    return rows + [{"change": "gone", "kind": kind, "before": text, "text": None, "file": name} for text in left]
