"""Views rewritten so that SQLite goes straight to the rows that are asked for."""

from sqlite_utils import Database

from psr_extract.store.across import across as across
from psr_extract.store.schema import MIGRATIONS


@MIGRATIONS()
def direct(db: Database) -> None:
    """Doubts without looking through all evidence; owners without their lives."""
    db.execute("CREATE VIEW owning_list AS SELECT life, position, name, key, person FROM life_owners")
    doubts = str(next(db.query("SELECT sql FROM sqlite_master WHERE name = 'doubt_list'"))["sql"])
    db.execute("DROP VIEW doubt_list")
    db.execute(doubts.replace("LEFT JOIN evidence_list e", "JOIN evidence_list e"))
