"""`retention`: empty what was kept as long as its kind allows, and delete photos nothing names."""

from datetime import timedelta
from functools import partial

import click
from click.termui import progressbar
from flask.cli import with_appcontext
from sqlalchemy import select
from sqlalchemy.orm import Session

from server.cli.speech import say, speaks
from server.db import in_transaction
from server.http import parts
from server.models import Commune
from server.services import blobs
from server.services import retention as keeping
from server.services.blobs import quarantine
from server.services.retention import Due
from server.sync.push import Push

VIETNAM = timedelta(hours=7)


@click.command("retention")
@click.option("--dry-run", is_flag=True, help="Chỉ liệt kê, không xóa. List only.")
@with_appcontext
@speaks
def retention(dry_run: bool) -> None:
    """Xóa dữ liệu đã hết hạn lưu. Empty what is past its time, in every commune."""
    outside, kinds = parts().outside, parts().kinds
    today = (outside.now() + VIETNAM).date()
    names = in_transaction(_communes, outside.sleep, write=False)
    for commune_id, name in names:
        due = in_transaction(
            partial(keeping.find_due, kinds=kinds, commune_id=commune_id, today=today),
            outside.sleep,
            write=False,
        )
        say(f"{name}: {len(due)} bản ghi hết hạn.", f"{name}: {len(due)} records are due.")
        if not dry_run:
            _carry_out(commune_id, due)
        _delete_blobs(commune_id, name, dry_run=dry_run)


def _communes(session: Session) -> list[tuple[str, str]]:
    return [(row.id, row.name) for row in session.execute(select(Commune.id, Commune.name))]


def _carry_out(commune_id: str, due: list[Due]) -> None:
    outside, kinds = parts().outside, parts().kinds

    def work(session: Session, one: Due) -> None:
        to = Push(session, commune_id, kinds, outside.random_bytes, outside.now())
        keeping.carry_out(to, one)

    with progressbar(due, label="Xóa / Emptying") as rows:
        for one in rows:
            in_transaction(partial(work, one=one), outside.sleep)


def _delete_blobs(commune_id: str, name: str, *, dry_run: bool) -> None:
    """Delete photos and voice notes whose time is over, then what uploads left behind."""
    outside, store = parts().outside, blobs.open_store(parts().config)
    now = outside.now()
    if dry_run:
        count = in_transaction(
            partial(quarantine.count_due, commune_id=commune_id, now=now),
            outside.sleep,
            write=False,
        )
        _say_blobs(name, count)
        return
    in_transaction(partial(quarantine.look_through, commune_id=commune_id, now=now), outside.sleep)
    delete = partial(quarantine.delete_due, store=store, commune_id=commune_id, now=now)
    deleted = 0
    while count := in_transaction(delete, outside.sleep):
        deleted += count
    find = partial(quarantine.find_leftovers, store=store, commune_id=commune_id, now=now)
    if in_transaction(find, outside.sleep, write=False):
        sweep = partial(quarantine.delete_leftovers, store=store, commune_id=commune_id, now=now)
        in_transaction(sweep, outside.sleep)
    _say_blobs(name, deleted)


def _say_blobs(name: str, count: int) -> None:
    say(
        f"{name}: {count} ảnh, ghi âm không còn nơi nào dùng.",
        f"{name}: {count} photos and voice notes that nothing names.",
    )


COMMANDS = (retention,)
