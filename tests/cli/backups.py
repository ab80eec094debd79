"""Backups in short words."""

from contextlib import closing
from dataclasses import replace
from pathlib import Path
from sqlite3 import connect

from click.testing import Result
from flask import Flask

from server.services.backups import archive
from tests.cast import Cast
from tests.protocol.copies import Copy


def run(app: Flask, *args: object) -> Result:
    return app.test_cli_runner().invoke(args=[str(arg) for arg in args])


def taken(app: Flask, *args: object) -> Path:
    """Take a backup; give its folder."""
    result = run(app, "backup", *args)
    assert result.exit_code == 0, result.output
    return Path(result.output.split("Đã sao lưu vào ")[1].splitlines()[0])


def pulled_backup(cast: Cast) -> str:
    backup: str = Copy(cast, "member").pull()["backup"]
    return backup


def tampered(folder: Path, statement: str) -> None:
    """Change a backup's database as a thief would: its list of files fits again."""
    found = archive.open_backup(folder)
    with closing(connect(found.database)) as database, database:
        database.execute(statement)
    files = {**found.files, archive.DATABASE_FILE: archive.hash_file(found.database)}
    archive.write_list(replace(found, files=files))
