"""The communes that the load is sent to: one group each, whose members' phones are signed in."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask_migrate import upgrade
from sqlalchemy.orm import Session

from server import create_app
from server.config import Config
from server.db import db, in_transaction
from server.http import Parts
from server.ids import new_id
from server.models import Account, Commune, Device, Membership
from server.services.directory import create_records
from server.services.planner import tell_of_new_tables
from server.services.tokens import issue_token
from server.sync.streams import LOG, open_commune

PHONES = 8
CHIEF = "chief"


@dataclass(frozen=True)
class Phone:
    """A phone of one member, signed in; `stream` is the log of his group."""

    commune_id: str
    person: str
    token: str
    stream: str


def found_communes(instance_dir: Path, database_url: str, count: int) -> list[list[Phone]]:
    """Make so many communes in an empty database; give the phones of each."""
    app = create_app(Config(instance_dir=instance_dir, database_url=database_url))
    parts: Parts = app.extensions["an_thon"]
    with app.app_context():
        upgrade()
        made = [
            in_transaction(lambda session: _found(session, parts), parts.outside.sleep)
            for _ in range(count)
        ]
        db.engine.dispose()
    return made


def _found(session: Session, parts: Parts) -> list[Phone]:
    commune = Commune(id=new_id(parts.outside), name="Lương Phong", created_at=parts.outside.now())
    session.add(commune)
    session.flush()
    open_commune(session, commune.id)
    chief, _ = _admit(session, parts, commune.id, CHIEF)
    people = [_admit(session, parts, commune.id, "member") for _ in range(PHONES)]
    group = new_id(parts.outside)
    creates: list[tuple[str, str, dict[str, Any]]] = [
        ("setting", commune.id, {"duty_phone": "02043872222"}),
        ("group", group, {"name": "Tổ 1", "group_type": "to_tu_quan_ccb"}),
        *(("member", new_id(parts.outside), _member(person, group)) for person, _ in people),
    ]
    create_records(session, parts.kinds, parts.outside, commune.id, chief, creates)
    tell_of_new_tables(session)
    return [Phone(commune.id, person, token, LOG + group) for person, token in people]


def _member(person: str, group: str) -> dict[str, Any]:
    content = {"account": person, "group": group, "role": "to_vien", "mediator": False}
    return {**content, "name": "Thành viên", "status": "dang_tham_gia"}


def _admit(session: Session, parts: Parts, commune_id: str, post: str) -> tuple[str, str]:
    """Give a new account's id, and a token for the phone that it gets."""
    outside = parts.outside
    now, person = outside.now(), new_id(outside)
    session.add(Account(id=person, name="Thành viên", created_at=now))
    session.flush()
    session.add(Membership(commune_id=commune_id, account_id=person, post=post, since=now))
    install_id = new_id(outside)
    device = Device(id=new_id(outside), account_id=person, install_id=install_id, created_at=now)
    session.add(device)
    session.flush()
    return person, issue_token(session, device, outside.random_bytes(32), now)
