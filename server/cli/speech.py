"""How commands speak: Vietnamese first, then English, and refusals as sentences."""

import sys
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

import click
from flask_migrate import upgrade as migrate
from sqlalchemy import inspect

from server.db import db
from server.errors import Problem
from server.services.directory import NotTakenError

P = ParamSpec("P")
T = TypeVar("T")

REFUSALS = {
    "account.name_taken": "Tên đăng nhập này đã có người dùng.",
    "account.password_weak": "Mật khẩu phải có từ 10 đến 200 ký tự.",
    "account.user_name_odd": "Tên đăng nhập gồm 3 đến 60 ký tự a-z, 0-9, dấu chấm, gạch.",
    "account.unknown": "Không có tài khoản này.",
    "backup.damaged": "Bản sao lưu bị hỏng.",
    "backup.not_empty": "Ở đây đang có dữ liệu. Muốn thay thì ghi thêm --replace.",
    "backup.too_new": "Bản sao lưu của máy chủ mới hơn: nâng cấp máy chủ này trước.",
    "backup.under_way": "Đang sao lưu rồi.",
    "backup.unknown": "Không có bản sao lưu ở đây.",
    "commune.name_taken": "Đã có xã tên này.",
    "commune.setting_odd": "Giá trị cài đặt không hợp lệ.",
    "commune.unknown": "Không rõ xã nào: ghi thêm --commune và tên xã.",
    "group.unknown": "Không có tổ tên này, hoặc có nhiều tổ trùng tên.",
    "member.unknown": "Không có thành viên này.",
    "member.name_shared": "Nhiều thành viên trùng tên: ghi mã thành viên.",
    "member.not_invitable": "Không mời được: đã nghỉ, hoặc có tài khoản cán bộ.",
}


def say(vi: str, en: str) -> None:
    """Print a message in both languages."""
    click.echo(vi)
    click.secho(f"  {en}", dim=True)


def refuse(vi: str, en: str) -> click.ClickException:
    """Make the exception that ends a command with a sentence in both languages."""
    return click.ClickException(f"{vi}\n  {en}")


def speaks(command: Callable[P, T]) -> Callable[P, T]:
    """Let a command end refusals with a sentence; a database without tables is one."""
    return _speaking(command, _refuse_without_tables)


def speaks_first(command: Callable[P, T]) -> Callable[P, T]:
    """The same for the first command on a new machine, which makes the tables itself."""
    return _speaking(command, _make_tables)


def _speaking(command: Callable[P, T], prepare: Callable[[], None]) -> Callable[P, T]:
    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> T:
        prepare()
        try:
            return command(*args, **kwargs)
        except Problem as problem:
            details = ", ".join(f"{name}: {value}" for name, value in problem.details.items())
            vi = REFUSALS.get(problem.code, problem.code)
            raise refuse(f"{vi} ({details})", problem.title) from problem
        except NotTakenError as error:
            raise refuse("Máy chủ không nhận dữ liệu này.", str(error)) from error

    return run


def _refuse_without_tables() -> None:
    if not _has_tables():
        raise refuse(
            "Cơ sở dữ liệu chưa sẵn sàng. Hãy chạy trước: flask --app server init",
            "The database has no tables yet; run the command above first.",
        )


def _make_tables() -> None:
    if not _has_tables():
        say("Chuẩn bị cơ sở dữ liệu …", "Making the database's tables …")
        migrate()


def _has_tables() -> bool:
    return inspect(db.engine).has_table("commune")


def take_password(*, from_stdin: bool) -> str:
    """Take a new password: the first line of standard input, or asked for twice."""
    if from_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    asked: str = click.prompt(
        "Mật khẩu / Password", hide_input=True, confirmation_prompt="Nhập lại / Again"
    )
    return asked
