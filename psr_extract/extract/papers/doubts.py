"""What a paper leaves open or gets wrong: said to the reader, never mended by guessing."""

from psr_extract.extract.papers import rated
from psr_extract.extract.view import View
from psr_extract.records import Record


def doubts(view: View, record: Record) -> tuple[str, ...]:
    """One sentence for each: colours that are no rating, words that a colour contradicts."""
    if record.kind != "paper":
        return ()
    return tuple(dict.fromkeys(rated.doubts(view)))
