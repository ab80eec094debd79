"""Setting a commune up: `init`, `add-officer`, `reset-password`, `rotate-key`."""

from collections.abc import Callable
from typing import TypeVar

import click
from flask.cli import with_appcontext
from sqlalchemy.orm import Session

from server.cli.speech import say, speaks, speaks_first, take_password
from server.db import in_transaction
from server.http import parts
from server.services import accounts, founding, passwords
from server.services.member_file import as_name
from server.services.posts import OFFICE_POSTS

T = TypeVar("T")
PASSWORD_STDIN = click.option(
    "--password-stdin", is_flag=True, help="Đọc mật khẩu từ stdin. Read the password from stdin."
)
COMMUNE = click.option(
    "--commune", "commune_name", help="Tên xã, khi máy chủ có nhiều xã. Name of the commune."
)


@click.command("init")
@click.option("--commune", prompt="Tên xã, phường / Commune", help="Name of the commune.")
@click.option("--officer", prompt="Họ tên chỉ huy / First officer", help="Name of the chief.")
@click.option("--user-name", prompt="Tên đăng nhập / User name", help="a-z, 0-9, dot, dash.")
@click.option("--duty-phone", help="Số trực ban Công an xã. Duty number.")
@click.option("--privacy-contact", help="Nơi tiếp nhận về dữ liệu cá nhân. Privacy contact.")
@PASSWORD_STDIN
@with_appcontext
@speaks_first
def init(
    commune: str,
    officer: str,
    user_name: str,
    duty_phone: str | None,
    privacy_contact: str | None,
    password_stdin: bool,
) -> None:
    """Lập một xã: khóa, chỉ huy đầu tiên, cài đặt. Set up a commune."""
    settings = {"duty_phone": duty_phone, "privacy_contact": privacy_contact}
    wanted = founding.NewCommune(
        name=as_name(commune),
        officer=as_name(officer),
        user_name=user_name,
        password_hash=passwords.hash_password(take_password(from_stdin=password_stdin)),
        settings={name: value for name, value in settings.items() if value},
    )
    _write(
        lambda session: founding.set_up(
            session, parts().outside, parts().config, parts().kinds, wanted
        )
    )
    say(f"Đã lập xã {wanted.name}; chỉ huy: {wanted.officer}.", f"Commune {wanted.name} is set up.")
    say(
        f"Khóa của xã nằm trong {parts().config.instance_dir / 'keys'}: sao lưu cùng dữ liệu.",
        "The commune's keys lie there; back them up with the data.",
    )


@click.command("add-officer")
@click.option("--name", prompt="Họ tên / Name", help="Name of the officer.")
@click.option("--user-name", prompt="Tên đăng nhập / User name", help="a-z, 0-9, dot, dash.")
@click.option("--post", type=click.Choice(OFFICE_POSTS), default=OFFICE_POSTS[0], show_default=True)
@PASSWORD_STDIN
@COMMUNE
@with_appcontext
@speaks
def add_officer(
    name: str, user_name: str, post: str, password_stdin: bool, commune_name: str | None
) -> None:
    """Thêm cán bộ có mật khẩu. Add somebody of the office, with a password."""
    password_hash = passwords.hash_password(take_password(from_stdin=password_stdin))

    def work(session: Session) -> str:
        commune = founding.find_commune(session, commune_name)
        accounts.create_officer(
            session,
            parts().outside,
            commune.id,
            name=as_name(name),
            user_name=user_name,
            password_hash=password_hash,
            post=post,
        )
        return commune.name

    commune = _write(work)
    say(f"Đã thêm {as_name(name)} ({post}) vào xã {commune}.", "The officer can sign in now.")


@click.command("reset-password")
@click.argument("user_name")
@PASSWORD_STDIN
@with_appcontext
@speaks
def reset_password(user_name: str, password_stdin: bool) -> None:
    """Đặt lại mật khẩu, kết thúc mọi phiên. New password; every session of the person ends."""
    password_hash = passwords.hash_password(take_password(from_stdin=password_stdin))

    def work(session: Session) -> str:
        outside = parts().outside
        return accounts.reset_password(session, outside, user_name, password_hash).name

    say(f"Đã đặt lại mật khẩu của {_write(work)}.", "Every earlier session has ended.")


@click.command("rotate-key")
@COMMUNE
@with_appcontext
@speaks
def rotate_key(commune_name: str | None) -> None:
    """Thay khóa của xã, giữ khóa cũ. Give the commune a new key pair, keep the old one."""

    def work(session: Session) -> str:
        commune = founding.find_commune(session, commune_name)
        founding.rotate_key(session, parts().outside, parts().config, commune)
        return commune.name

    say(f"Đã thay khóa của xã {_write(work)}.", "Phones learn the new key at their next exchange.")


COMMANDS = (init, add_officer, reset_password, rotate_key)


def _write(work: Callable[[Session], T]) -> T:
    return in_transaction(work, parts().outside.sleep, write=True)
