"""A commune after a restore, and after an upgrade of the server."""

from collections.abc import Callable

import click
from flask.cli import with_appcontext
from sqlalchemy.orm import Session

from server.cli.setup import COMMUNE
from server.cli.speech import say, speaks
from server.db import in_transaction
from server.http import parts
from server.models import Commune
from server.services import access_log, communes, founding
from server.sync.push import Push


@click.command("mark-restored")
@COMMUNE
@with_appcontext
@speaks
def mark_restored(commune_name: str | None) -> None:
    """Báo dữ liệu vừa khôi phục từ bản sao lưu. Say that data came out of a backup."""
    _act(commune_name, communes.mark_restored)
    say(
        "Đã đánh dấu. Máy thành viên chỉ gửi được, chưa nhận, đến khi xã xác nhận quyền.",
        "Marked: phones can send but receive nothing until the desk confirms the rights.",
    )


@click.command("confirm-rights")
@COMMUNE
@with_appcontext
@speaks
def confirm_rights(commune_name: str | None) -> None:
    """Xác nhận quyền sau khi khôi phục. Confirm people and phones after a restore."""
    _act(commune_name, communes.confirm_rights)
    say("Đã xác nhận quyền.", "Rights confirmed: records go out again.")


@click.command("upgrade")
@COMMUNE
@with_appcontext
@speaks
def upgrade(commune_name: str | None) -> None:
    """Xét lại các mục máy chủ cũ chưa đọc được. Judge again what was held as unreadable."""
    outside, kinds = parts().outside, parts().kinds

    def work(session: Session) -> tuple[int, int]:
        commune = founding.find_commune(session, commune_name)
        to = Push(session, commune.id, kinds, outside.random_bytes, outside.now())
        return communes.judge_held_again(to)

    judged, taken = in_transaction(work, outside.sleep)
    say(f"Đã xét lại {judged} mục, nhận {taken}.", f"Judged {judged} again, {taken} changed.")


def _act(commune_name: str | None, change: Callable[[Session, str], None]) -> None:
    def work(session: Session) -> None:
        commune: Commune = founding.find_commune(session, commune_name)
        change(session, commune.id)
        access_log.write(
            session, parts().outside, commune.id, None, change.__name__, "commune", commune.id
        )

    in_transaction(work, parts().outside.sleep)


COMMANDS = (mark_restored, confirm_rights, upgrade)
