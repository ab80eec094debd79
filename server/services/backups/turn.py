"""One at a time: who takes or proves a backup holds a lock that dies with its process."""

import re
import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from sqlite3 import OperationalError, connect

from server.errors import Problem

LOCK_FILE = ".backup-turn"
PROOF = ".verify-"
_DRAFT = re.compile(rf"\.\d{{8}}T\d{{6}}Z|{re.escape(PROOF)}.*")


@contextmanager
def taking_turns(instance_dir: Path, parent: Path) -> Iterator[None]:
    """Hold the turn; whatever hidden folder lies in `parent` now is a killed run's, and goes.

    The lock is SQLite's on a file of its own, which the operating system lets go of with the
    process, on Windows too. Raises backup.under_way while another has it.
    """
    with closing(connect(instance_dir / LOCK_FILE, timeout=0, isolation_level=None)) as turn:
        try:
            turn.execute("BEGIN EXCLUSIVE")
        except OperationalError as error:
            raise Problem("backup.under_way", folder=str(parent)) from error
        for path in parent.glob(".*"):
            if path.is_dir() and _DRAFT.fullmatch(path.name):
                shutil.rmtree(path)
        yield
