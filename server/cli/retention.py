"""`retention`: empty what was kept as long as its kind allows."""

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
from server.services import retention as keeping
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


COMMANDS = (retention,)
