"""The people of a commune as its directory's records have them: members, their groups, areas."""

import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from server.errors import Problem
from server.models import Record
from server.sync.streams import DIRECTORY, GROUP, LEADER_ROLES, LEFT, MEMBER

AREA = "area"


@dataclass(frozen=True)
class Member:
    """One member record: a person's place in one group. `account`: None until there is one."""

    id: str
    account: str | None
    group: str | None
    name: str
    role: str
    has_left: bool

    @property
    def is_leader(self) -> bool:
        return self.role in LEADER_ROLES and not self.has_left


def list_members(session: Session, commune_id: str) -> list[Member]:
    """Give every member record that stands, those who left included."""
    return [_read(row.id, row.body) for row in session.execute(_rows(commune_id, MEMBER))]


def find_member(session: Session, commune_id: str, member_id: str) -> Member:
    """Give one member. Raises member.unknown."""
    row = session.execute(_rows(commune_id, MEMBER).where(Record.id == member_id)).one_or_none()
    if row is None:
        raise Problem("member.unknown", member_id=member_id)
    return _read(row.id, row.body)


def members_of_account(session: Session, commune_id: str, account_id: str) -> list[Member]:
    """Give a person's places in groups, left ones not included."""
    rows = session.execute(_rows(commune_id, MEMBER).where(Record.body.contains(account_id)))
    members = [_read(row.id, row.body) for row in rows]
    return [one for one in members if one.account == account_id and not one.has_left]


def list_contents(session: Session, commune_id: str, kind: str) -> dict[str, dict[str, Any]]:
    """Give the contents of the directory's records of one kind, by record id."""
    rows = session.execute(_rows(commune_id, kind))
    return {row.id: json.loads(row.body)["content"] for row in rows}


def list_group_names(session: Session, commune_id: str) -> dict[str, str]:
    """Give the name of every group, by its id."""
    contents = list_contents(session, commune_id, GROUP)
    return {group_id: content.get("name") or "" for group_id, content in contents.items()}


def _rows(commune_id: str, kind: str) -> Select[str, str]:
    return select(Record.id, Record.body).where(
        Record.commune_id == commune_id,
        Record.stream == DIRECTORY,
        Record.kind == kind,
        Record.deleted.is_(False),
    )


def _read(member_id: str, body: str) -> Member:
    content = json.loads(body)["content"]
    return Member(
        id=member_id,
        account=content.get("account"),
        group=content.get("group"),
        name=content.get("name") or "",
        role=content.get("role") or "",
        has_left=content.get("status") == LEFT,
    )
