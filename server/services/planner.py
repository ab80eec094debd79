"""What PostgreSQL's planner is told before its autovacuum first comes by. SQLite plans without."""

from sqlalchemy import TextClause, text
from sqlalchemy.orm import Session

NEW = text("ANALYZE mutation (commune_id, id, waits_for), record (commune_id, id)")
FULL = text('ANALYZE mutation, record, departure, stream, "grant", blob_name')


def tell_of_new_tables(session: Session) -> None:
    """Tell that rows are of one commune and that ids are not alike.

    Until it knows, it takes a commune for one of two hundred, and walks all rows of the one there
    is for the ids of a push. Of seqs it is told nothing: it would take the few of now for all.
    """
    _tell(session, NEW)


def tell_of_full_tables(session: Session) -> None:
    """Tell what the tables hold, after a restore filled them."""
    _tell(session, FULL)


def _tell(session: Session, analyze: TextClause) -> None:
    if session.get_bind().dialect.name == "postgresql":
        session.flush()
        session.execute(analyze)
