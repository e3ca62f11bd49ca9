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


@MIGRATIONS()
def referenced(db: Database) -> None:
    """Actions of two bodies with the same printed reference, without looking through those that have none."""
    shared = str(next(db.query("SELECT sql FROM sqlite_master WHERE name = 'shared_refs'"))["sql"])
    db.execute("DROP VIEW shared_refs")
    few = "FROM actions a INDEXED BY actions_ref JOIN life_events v ON v.action = a.action"
    shared = shared.replace("FROM life_events v JOIN actions a ON a.action = v.action", few)
    db.execute(shared.replace(" JOIN ", " CROSS JOIN "))  # a cross join is never begun at its other end


@MIGRATIONS()
def versions(db: Database) -> None:
    """All is linked anew: of two approved versions of one meeting, the corrected one is heard after the other now."""
    db.execute("DELETE FROM link_states")
    db.execute("INSERT OR IGNORE INTO unlinked (scope) SELECT DISTINCT coalesce(body_key, '') FROM meetings")
