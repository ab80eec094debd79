"""Bringing people in: `import-members`, `invite`, `print-invitations`."""

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click
from flask.cli import with_appcontext
from sqlalchemy.orm import Session

from server.cli.setup import COMMUNE
from server.cli.speech import refuse, say, speaks
from server.db import in_transaction
from server.errors import Problem
from server.http import parts
from server.services import directory, founding, invitations, invitees, keys, member_file
from server.services.invitation_pages import VIETNAM, Page, render, spell_code, spell_moment
from server.services.invitees import Choice, Invitee
from server.services.members_import import Plan, plan_import


@click.command("import-members")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Chỉ kiểm tra, không ghi. Check only.")
@click.option("--create-groups", is_flag=True, help="Lập tổ, thôn còn thiếu. Make new groups.")
@COMMUNE
@with_appcontext
@speaks
def import_members(
    file: Path, dry_run: bool, create_groups: bool, commune_name: str | None
) -> None:
    """Nhập danh sách thành viên từ tệp CSV. Import members from a CSV file."""
    say(f"Đọc {file} …", "Reading the file …")
    rows, bad = member_file.read_rows(file.read_bytes())

    def work(session: Session) -> Plan:
        commune = founding.find_commune(session, commune_name)
        outside, kinds = parts().outside, parts().kinds
        plan = plan_import(session, outside, kinds, commune.id, rows, create_groups=create_groups)
        if plan.records and not (plan.bad or dry_run):
            chief = founding.first_chief(session, commune.id)
            directory.create_records(session, kinds, outside, commune.id, chief.id, plan.records)
        return plan

    say(f"Kiểm tra {len(rows)} dòng …", f"Checking {len(rows)} rows …")
    plan = Plan(bad=bad) if bad else in_transaction(work, parts().outside.sleep, write=not dry_run)
    _refuse_bad(plan)
    _report(plan, dry_run=dry_run)


@click.command("invite")
@click.argument("members", nargs=-1)
@click.option("--group", help="Mọi người của một tổ chưa có máy. A group's people.")
@click.option("--all", "everyone", is_flag=True, help="Mọi người chưa có máy. Everybody.")
@COMMUNE
@with_appcontext
@speaks
def invite(
    members: tuple[str, ...], group: str | None, everyone: bool, commune_name: str | None
) -> None:
    """Cấp mã mời cho thành viên. Make invitation codes; MEMBERS are names or ids."""
    _name, pages = _invite(members, group, everyone, commune_name)
    for page in pages:
        click.echo(f"{spell_code(page.code)}   {page.name} - {page.place}")
        click.secho(f"          {page.link}", dim=True)
    if pages:
        expires = spell_moment(pages[-1].expires_at)
        say(f"Mỗi mã dùng một lần, trước {expires}.", "Each code works once, for 48 hours.")


@click.command("print-invitations")
@click.argument("members", nargs=-1)
@click.option("--group", help="Mọi người của một tổ chưa có máy. A group's people.")
@click.option("--all", "everyone", is_flag=True, help="Mọi người chưa có máy. Everybody.")
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="HTML file.")
@COMMUNE
@with_appcontext
@speaks
def print_invitations(
    members: tuple[str, ...],
    group: str | None,
    everyone: bool,
    output: Path | None,
    commune_name: str | None,
) -> None:
    """Làm tệp giấy mời khổ A5 để in. Make a file of A5 invitations to print."""
    day = parts().outside.now().astimezone(VIETNAM).date().isoformat()
    path = (output or Path(f"giay-moi-{day}.html")).resolve()
    if not path.parent.is_dir():  # said before codes are made that nobody would see
        raise refuse(f"Không có thư mục {path.parent}.", "There is no such folder.")
    name, pages = _invite(members, group, everyone, commune_name)
    if not pages:
        return
    address = invitations.address(parts().config)
    _write_private(path, render(name, address, pages))
    say(f"Đã ghi {len(pages)} giấy mời vào {path}.", "Open it in a browser and print it on A5.")
    say("In xong hãy xóa tệp này: nó chứa mã.", "Delete it after printing: it holds the codes.")


COMMANDS = (import_members, invite, print_invitations)


def _refuse_bad(plan: Plan) -> None:
    """End with every bad row named, and with nothing written."""
    if not plan.bad:
        return
    for bad in plan.bad:
        click.echo(f"Dòng {bad.line}: {bad.vi}", err=True)
        click.secho(f"  line {bad.line}: {bad.en}", dim=True, err=True)
    raise refuse(f"{len(plan.bad)} lỗi, chưa ghi gì.", f"{len(plan.bad)} faults, nothing written.")


def _report(plan: Plan, *, dry_run: bool) -> None:
    areas, groups, members = len(plan.areas), len(plan.groups), len(plan.members)
    for row in plan.left:
        say(f"Dòng {row.line}: {row['name']} đã nghỉ, giữ nguyên.", "This member has left.")
    verb_vi, verb_en = ("Sẽ thêm", "Would add") if dry_run else ("Đã thêm", "Added")
    say(
        f"{verb_vi} {members} thành viên, {groups} tổ, {areas} địa bàn; đã có {plan.known}.",
        f"{verb_en} {members} members, {groups} groups, {areas} areas; {plan.known} stood already.",
    )


def _invite(
    members: Sequence[str], group: str | None, everyone: bool, commune_name: str | None
) -> tuple[str, list[Page]]:
    """Invite the chosen, each in a transaction of its own; give the commune's name and pages."""
    if sum((bool(members), group is not None, everyone)) != 1:
        raise refuse("Ghi tên thành viên, hoặc --group, hoặc --all.", "Say whom to invite.")

    def choose(session: Session) -> tuple[str, str, Choice]:
        commune = founding.find_commune(session, commune_name)
        if members:
            return commune.id, commune.name, invitees.choose_named(session, commune.id, members)
        return commune.id, commune.name, invitees.choose_all(session, commune.id, group)

    commune_id, name, choice = _run(choose, write=False)
    if choice.passed_over:
        say(f"Bỏ qua {choice.passed_over} người đã có máy.", "People with a phone are passed over.")
    _warn_of_address()
    return name, _invite_each(commune_id, choice.invitees)


def _invite_each(commune_id: str, chosen: Sequence[Invitee]) -> list[Page]:
    pages = []
    with click.progressbar(chosen, label="Cấp mã / Inviting", file=sys.stderr) as waiting:
        for one in waiting:
            page = _invite_one(commune_id, one)
            pages += [page] if page else []
    return pages


def _invite_one(commune_id: str, one: Invitee) -> Page | None:
    config, outside = parts().config, parts().outside
    key = keys.code_key(config.instance_dir, outside.random_bytes)

    def work(session: Session) -> invitations.Invited:
        return invitations.invite(session, outside, key, commune_id, one.member_id, invited_by=None)

    try:
        invited = _run(work, write=True)
    except Problem as problem:
        if problem.code != "member.not_invitable":
            raise
        say(f"Không mời được {one.name}.", f"{one.name} can't be invited: {problem.details}")
        return None
    link = invitations.link(config, invited.secret)
    return Page(one.name, one.place, invited.code, link, invited.expires_at)


def _warn_of_address() -> None:
    if not parts().config.public_url:
        say(
            "Chưa đặt PUBLIC_URL: mã QR chỉ mở được trên chính máy này.",
            "PUBLIC_URL is not set: the QR opens on this machine only.",
        )


def _write_private(path: Path, text: str) -> None:
    """Write a file that only its owner may read."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)


def _run(work: Callable[[Session], Any], *, write: bool) -> Any:
    return in_transaction(work, parts().outside.sleep, write=write)
