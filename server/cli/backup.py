"""Backups: `backup`, `verify-backup`, `restore`."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import click
from alembic.script import ScriptDirectory
from flask import Flask
from flask.cli import with_appcontext
from flask_migrate import Migrate
from flask_migrate import upgrade as migrate
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from server.cli.speech import say, speaks, speaks_first
from server.config import ROOT, Config
from server.db import db, in_transaction, prepare_engine
from server.errors import Problem
from server.http import parts
from server.models import Commune
from server.services import backups, communes
from server.services.backups import Backup
from server.services.backups.archive import FOLDER, check_files
from server.services.backups.blobs import check_blobs
from server.services.backups.give_back import give_back_keys
from server.services.backups.rows import count_rows
from server.services.backups.turn import PROOF
from server.services.blobs import open_store
from server.sync.lineage import BEGINNING, parse_cursor

MIGRATIONS = ROOT / "server" / "migrations"

PARENT = click.option(
    "--to",
    "parent",
    type=click.Path(path_type=Path, file_okay=False),
    help="Thư mục chứa các bản sao lưu. Folder of the backups.",
)


@click.command("backup")
@PARENT
@click.option("--verify", is_flag=True, help="Kiểm tra ngay. Verify it at once.")
@click.option("--keep", type=click.IntRange(min=1), help="Giữ lại mấy bản. Keep so many.")
@click.option("--due", type=datetime.fromisoformat, help="Bản của lượt này. Unless it stands.")
@with_appcontext
@speaks
def backup(parent: Path | None, verify: bool, keep: int | None, due: datetime | None) -> None:
    """Sao lưu trong khi máy chủ vẫn chạy. Back up while the server runs."""
    parent = parent or parts().config.instance_dir / FOLDER
    try:
        taken = _take(parent, due)
    except Problem as problem:
        if due is None or problem.code != "backup.under_way":
            raise
        return  # another worker was faster
    say(f"Đã sao lưu vào {taken.folder}", f"{sum(taken.rows.values())} rows were backed up.")
    if taken.lost_blobs:
        say(
            f"Nhưng {taken.lost_blobs} ảnh, ghi âm không còn nguyên trong kho.",
            "So many photos and voice notes are lost or damaged in the store.",
        )
    if verify:
        _verify(taken)
    for old in backups.list_backups(parent)[:-keep] if keep else []:
        shutil.rmtree(old.folder)
        say(f"Đã xóa bản cũ {old.folder.name}", "An old backup was deleted.")


@click.command("verify-backup")
@click.argument("folder", required=False, type=click.Path(path_type=Path, file_okay=False))
@with_appcontext
@speaks
def verify_backup(folder: Path | None) -> None:
    """Khôi phục thử ở chỗ khác, đếm lại rồi báo cho các máy. Prove a backup; the newest one."""
    _verify(backups.open_backup(folder or _newest()))


@click.command("restore")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option("--replace", is_flag=True, help="Thay dữ liệu đang có. Replace what is here.")
@with_appcontext
@speaks_first
def restore(folder: Path, replace: bool) -> None:
    """Khôi phục từ một bản sao lưu. Put a backup back; stop the server first."""
    config, outside = parts().config, parts().outside
    found, store = backups.open_backup(folder), open_store(config)
    with restored_elsewhere(found) as engine, engine.connect() as source:
        in_transaction(
            lambda session: backups.give_back(
                session, outside, found, source, store, replaces=replace
            ),
            outside.sleep,
        )
    give_back_keys(found, config.instance_dir, outside)
    say(
        f"Đã khôi phục bản {found.folder.name}. Máy thành viên tự gửi lại phần còn thiếu.",
        "Restored. Phones send what it lacks, and receive nothing before `confirm-rights`.",
    )


@contextmanager
def restored_elsewhere(found: Backup) -> Iterator[Engine]:
    """Restore a backup into a folder of its own, bring it up to this server's tables, recount it.

    Raises backup.damaged, backup.too_new.
    """
    check_files(found)
    _refuse_newer(found)
    sleep, parent = parts().outside.sleep, found.folder.parent
    with (
        backups.taking_turns(parts().config.instance_dir, parent),
        TemporaryDirectory(prefix=PROOF, dir=parent) as folder,
    ):
        shutil.copy2(found.database, folder)
        with _scratch_app(Path(folder)).app_context():
            engine = db.engine
            prepare_engine(engine)
            migrate()
            counted = in_transaction(backups.recount, sleep, write=False)
        try:
            _compare(found, counted, engine)
            yield engine  # outside of its app: what is written meanwhile goes to this server
        finally:
            engine.dispose()


COMMANDS = (backup, verify_backup, restore)


def _take(parent: Path, due: datetime | None) -> Backup:
    config, outside = parts().config, parts().outside
    of = backups.Taken(config.instance_dir, open_store(config))
    parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with backups.taking_turns(config.instance_dir, parent):
        return in_transaction(
            lambda session: backups.take(session.connection(), of, parent, outside.now(), due),
            outside.sleep,
            write=False,
        )


def _verify(found: Backup) -> None:
    outside = parts().outside
    with restored_elsewhere(found):
        pass
    strangers = in_transaction(partial(_announce, found=found), outside.sleep)
    say(
        f"Bản sao lưu {found.folder.name} đã khôi phục thử được, số liệu khớp.",
        "It was restored elsewhere and everything was counted again.",
    )
    for name in strangers:
        say(
            f"Nhưng không phải của lịch sử hiện nay: {name}. Các máy không được báo.",
            "It is not of this history, so phones are not told of it.",
        )


def _announce(session: Session, found: Backup) -> list[str]:
    """Tell each commune of its backup; give the names of those that never went through it."""
    strangers = []
    for commune_id, text in found.communes.items():
        place = parse_cursor(text)
        if place is None or place == BEGINNING:
            continue
        if not communes.announce_backup(session, commune_id, place, found.taken_at):
            commune = session.get(Commune, commune_id)
            strangers.append(commune.name if commune else commune_id)
    return strangers


def _newest() -> Path:
    parent = parts().config.instance_dir / FOLDER
    found = backups.list_backups(parent)
    if not found:
        raise Problem("backup.unknown", folder=str(parent))
    return found[-1].folder


def _refuse_newer(found: Backup) -> None:
    known = {one.revision for one in ScriptDirectory(str(MIGRATIONS)).walk_revisions()}
    if found.revision not in known:
        raise Problem("backup.too_new", revision=found.revision, known=sorted(known))


def _scratch_app(folder: Path) -> Flask:
    app = Flask("restored")
    app.config["SQLALCHEMY_DATABASE_URI"] = Config(instance_dir=folder).database
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = {"hide_parameters": True}
    db.init_app(app)
    Migrate(app, db, directory=str(MIGRATIONS))
    return app


def _compare(found: Backup, counted: dict[str, str], engine: Engine) -> None:
    if counted != found.communes:
        raise Problem("backup.damaged", counted=counted, told=found.communes)
    with engine.connect() as again:
        rows = count_rows(again)
    told = {name: found.rows.get(name, 0) for name in rows}
    if rows != told:
        raise Problem("backup.damaged", counted=rows, told=told)
    check_blobs(found, rows["blob"])
