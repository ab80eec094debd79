"""The backup of the night: started by the first request after its hour, in a process of its own.

Phones ask every few minutes, so no timer is needed. Several workers may start it: the backup is
named by the moment it is due, and only one of them finds that name free.
"""

import os
import subprocess
import sys
from datetime import datetime

from flask import Flask

from server.config import ROOT, Config
from server.outside import Outside
from server.services.backups.schedule import last_due

KEPT = 14


class Night:
    """What this worker knows of the nights: `process` is the last backup that it started."""

    def __init__(self, config: Config, outside: Outside) -> None:
        self._config = config
        self._outside = outside
        self._started_for: datetime | None = None
        self.process: subprocess.Popen[bytes] | None = None

    def look(self, _error: BaseException | None = None) -> None:
        """Start the backup if its hour has come since the last look."""
        if self.process is not None:
            self.process.poll()  # else it would stand in the system's list for ever
        due = last_due(self._outside.now(), self._config.backup_at)
        if due == self._started_for:
            return
        self._started_for = due
        command = ["-m", "flask", "--app", "server", "backup", "--verify", "--keep", str(KEPT)]
        self.process = subprocess.Popen(
            [sys.executable, *command, "--due", due.isoformat()],
            cwd=ROOT,
            env={
                **os.environ,
                "INSTANCE_DIR": str(self._config.instance_dir),
                "DATABASE_URL": self._config.database_url,
            },
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,  # what goes wrong is on stderr, beside the server's log
            start_new_session=True,
        )


def set_up(app: Flask, config: Config, outside: Outside) -> None:
    """Look after each request, where the server is told an hour."""
    if not config.backup_at:
        return
    night = Night(config, outside)
    app.extensions["an_thon_night"] = night
    app.teardown_request(night.look)
