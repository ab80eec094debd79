"""Backups: taken while the server runs, proven by being restored elsewhere, put back whole.

One backup is one folder: the database as a SQLite file (whatever the server itself runs on), the
keys, the blobs, and `backup.json`, which names every file with its hash. Copied anywhere it is an
instance folder of its own, so restoring it elsewhere needs nothing but the server.
"""

from server.services.backups.archive import Backup, list_backups, open_backup
from server.services.backups.give_back import give_back
from server.services.backups.recount import recount
from server.services.backups.take import Taken, take
from server.services.backups.turn import taking_turns

__all__ = [
    "Backup",
    "Taken",
    "give_back",
    "list_backups",
    "open_backup",
    "recount",
    "take",
    "taking_turns",
]
