"""Writing the demo commune into a database: the whole of it, or nothing that counts.

On SQLite the story is written into a draft file beside, which takes the database's place when it
is told to its end. On PostgreSQL the commune bears the name UNFINISHED until then. What an
interrupted start leaves is thrown away by the next.
"""

import os
from contextlib import closing
from dataclasses import replace
from datetime import date
from enum import Enum
from pathlib import Path
from typing import Any

from flask_migrate import upgrade
from sqlalchemy import event, inspect, make_url, select
from sqlalchemy.orm import Session

from demo import story
from demo.directory import UNFINISHED
from server.config import Config
from server.db import Base, db, in_transaction
from server.http.logs import LOGGER
from server.models import Commune
from server.outside import Outside

SIDE_FILES = ("-wal", "-shm", "-journal")


class Standing(Enum):
    """What a database holds: nothing, a demo cut short, the demo, or a commune of real people."""

    EMPTY = "empty"
    UNFINISHED = "unfinished"
    DEMO = "demo"
    REAL = "real"


def look() -> Standing:
    """Say what the current app's database holds."""
    if not inspect(db.engine).has_table(Commune.__tablename__):
        return Standing.EMPTY
    return in_transaction(_judge, Outside().sleep, write=False)


def _judge(session: Session) -> Standing:
    communes = session.scalars(select(Commune)).all()
    if not communes:
        return Standing.EMPTY
    if not all(one.is_demo for one in communes):
        return Standing.REAL
    is_cut_short = any(one.name == UNFINISHED for one in communes)
    return Standing.UNFINISHED if is_cut_short else Standing.DEMO


def seed(config: Config, days: int, last_day: date, progress: story.Progress) -> None:
    """Write the story into the current app's database, which holds nothing or a cut short demo.

    Afterwards the app opens the database anew.
    """
    if make_url(config.database).get_backend_name() == "sqlite":
        _seed_beside(config, days, last_day, progress)
    else:
        _seed_in_place(config, days, last_day, progress)
    db.session.remove()
    db.engine.dispose()
    LOGGER.setLevel(config.log_level)  # the story's own app speaks of errors alone


def _seed_in_place(config: Config, days: int, last_day: date, progress: story.Progress) -> None:
    upgrade()
    if look() is Standing.UNFINISHED:
        in_transaction(_empty, Outside().sleep)
    stage = story.open_stage(config, days, last_day)
    with stage.app.app_context():
        story.tell(stage, progress)


def _empty(session: Session) -> None:
    for table in reversed(Base.metadata.sorted_tables):
        session.execute(table.delete())


def _seed_beside(config: Config, days: int, last_day: date, progress: story.Progress) -> None:
    target = Path(str(make_url(config.database).database))
    draft = target.with_name(f"{target.name}.draft")
    _delete(draft)
    drafted = replace(config, database_url=f"sqlite:///{draft}")
    stage = story.open_stage(drafted, days, last_day)
    with stage.app.app_context():
        # Nobody relies on a draft, so it need not reach the disk before it is whole.
        event.listen(db.engine, "connect", _write_carelessly)
        upgrade()
        story.tell(stage, progress)
        db.session.remove()
        with closing(db.engine.raw_connection()) as connection:
            # The file is moved alone: bring what stands in the write-ahead log into it.
            connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        db.engine.dispose()
    _replace(draft, target)


def _replace(draft: Path, target: Path) -> None:
    """Put the draft in the database's place. Raises FileExistsError if that is empty no more."""
    if look() not in (Standing.EMPTY, Standing.UNFINISHED):
        raise FileExistsError(f"{target} holds a commune by now; the draft stays at {draft}")
    db.session.remove()
    db.engine.dispose()
    with draft.open("rb+") as file:
        os.fsync(file.fileno())
    _delete(target)
    draft.replace(target)


def _write_carelessly(connection: Any, _record: object) -> None:
    connection.execute("PRAGMA synchronous=OFF")


def _delete(file: Path) -> None:
    for suffix in ("", *SIDE_FILES):
        file.with_name(f"{file.name}{suffix}").unlink(missing_ok=True)
