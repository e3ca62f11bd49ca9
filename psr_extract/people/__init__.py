"""Names, initials, posts, honorifics, organisations; one person's many spellings in a document. Pure functions."""

from psr_extract.people.entries import Entry, Reading, has_remit, parse_entry, read_entries
from psr_extract.people.lexicon import Lexicon, bare, lexicon
from psr_extract.people.names import (
    Titled,
    fits,
    initials_of,
    is_initial,
    is_initials,
    is_person,
    is_surely_person,
    untitled,
)
from psr_extract.people.roster import Roster, is_chair, same_name

__all__ = [
    "Entry",
    "Lexicon",
    "Reading",
    "Roster",
    "Titled",
    "bare",
    "fits",
    "has_remit",
    "initials_of",
    "is_chair",
    "is_initial",
    "is_initials",
    "is_person",
    "is_surely_person",
    "lexicon",
    "parse_entry",
    "read_entries",
    "same_name",
    "untitled",
]
