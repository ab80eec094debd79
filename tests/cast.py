"""The fixed cast of the tests: who owns, who is on the team, who is outside."""

import json
from dataclasses import dataclass, field
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from server.db import in_transaction
from server.http import Parts
from server.ids import new_id
from server.models import Account, Commune, Device, Membership
from server.services.directory import create_records
from server.services.tokens import issue_token
from server.sync.canonical import was_hash
from server.sync.streams import open_commune

POSTS = {
    "chief": "chief",
    "officer": "officer",
    "second_officer": "officer",
    "viewer": "viewer",
    "administrator": "administrator",
    "leader": "member",
    "member": "member",
    "mate": "member",
    "mediator": "member",
    "outsider": "member",
}
# who -> (group, role, mediator)
MEMBERS = {
    "leader": ("dong", "to_truong", False),
    "member": ("dong", "to_vien", False),
    "mate": ("dong", "to_vien", False),
    "mediator": ("dong", "to_vien", True),
    "outsider": ("chua", "to_truong", False),
}
GROUPS = ("dong", "chua")


@dataclass
class Cast:
    """One commune with its people, and short words to act for them over HTTP."""

    app: Flask
    commune_id: str
    people: dict[str, str] = field(default_factory=dict)
    members: dict[str, str] = field(default_factory=dict)
    groups: dict[str, str] = field(default_factory=dict)
    devices: dict[str, str] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)

    @property
    def parts(self) -> Parts:
        parts: Parts = self.app.extensions["an_thon"]
        return parts

    @property
    def client(self) -> FlaskClient:
        return self.app.test_client()

    def id(self) -> str:
        """Make a new id."""
        return new_id(self.parts.outside)

    def log(self, group: str = "dong") -> str:
        return f"log:{self.groups[group]}"

    def mediation(self, group: str = "dong") -> str:
        return f"mediation:{self.groups[group]}"

    def headers(self, who: str) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.tokens[who]}"}

    def mutation(
        self, who: str, act: str, record_id: str | None = None, **parts: Any
    ) -> dict[str, Any]:
        """Make a mutation: a patrol in the first group's log unless told otherwise."""
        return {
            "id": self.id(),
            "person": self.people[who],
            "record_id": record_id or self.id(),
            "stream": self.log(),
            "kind": "patrol",
            "kind_version": 1,
            "act": act,
            "base": None,
            "target": None,
            "at": self.parts.outside.now().isoformat(),
            "clock_offset_ms": 0,
            "content": {},
            "was": {},
            "blobs": [],
            **parts,
        }

    def create(self, who: str, record_id: str | None = None, **parts: Any) -> dict[str, Any]:
        parts.setdefault("content", {"started_at": "2026-11-19T22:00:00+07:00"})
        return self.mutation(who, "create", record_id, **parts)

    def edit(
        self, who: str, base: dict[str, Any], content: dict[str, Any], **parts: Any
    ) -> dict[str, Any]:
        """Edit what `base` made, having seen nothing in the fields unless `saw` says what."""
        saw = parts.pop("saw", {})
        was = {name: was_hash(saw.get(name)) for name in content}
        for name in ("stream", "kind"):
            parts.setdefault(name, base[name])
        parts.setdefault("was", was)
        parts.setdefault("base", base["id"])
        return self.mutation(who, "edit", base["record_id"], content=content, **parts)

    def post(self, who: str, body: object, **headers: str) -> TestResponse:
        """Send any body through the exchange door."""
        return self.client.post(
            f"/api/sync/{self.commune_id}",
            data=json.dumps(body),
            headers={**self.headers(who), "Content-Type": "application/json", **headers},
        )

    def exchange(self, who: str, *mutations: dict[str, Any], **parts: Any) -> dict[str, Any]:
        """Exchange and expect 200."""
        body = {"protocol": 1, "mutations": list(mutations), "since": [], **parts}
        response = self.post(who, body)
        assert response.status_code == 200, response.text
        reply: dict[str, Any] = response.get_json()
        return reply

    def push(self, who: str, *mutations: dict[str, Any]) -> list[dict[str, Any]]:
        """Push and give the results."""
        results: list[dict[str, Any]] = self.exchange(who, *mutations)["results"]
        return results

    def verdicts(self, who: str, *mutations: dict[str, Any]) -> list[str]:
        """Push and give verdicts, or the codes of what is held."""
        return [one["code"] or one["verdict"] for one in self.push(who, *mutations)]

    def pull(self, who: str, *streams: str, cursor: str = "0", **parts: Any) -> dict[str, Any]:
        """Pull one page of the named streams."""
        since = [{"cursor": cursor, "streams": list(streams)}]
        return self.exchange(who, since=since, **parts)

    def record(self, who: str, record_id: str) -> dict[str, Any]:
        """Read one record whole."""
        response = self.client.get(
            f"/api/sync/{self.commune_id}/records/{record_id}", headers=self.headers(who)
        )
        assert response.status_code == 200, response.text
        record: dict[str, Any] = response.get_json()
        return record


def raise_cast(app: Flask, name: str = "Lương Phong") -> Cast:
    """Write a commune with its people and groups, as set-up would."""
    outside = app.extensions["an_thon"].outside
    cast = Cast(app, new_id(outside))
    with app.app_context():
        in_transaction(lambda session: _settle(session, cast, name), outside.sleep)
    return cast


def _settle(session: Any, cast: Cast, name: str) -> None:
    now = cast.parts.outside.now()
    session.add(Commune(id=cast.commune_id, name=name, created_at=now))
    session.flush()
    open_commune(session, cast.commune_id)
    for who, post in POSTS.items():
        _admit(session, cast, who, post)
    cast.groups = {group: cast.id() for group in GROUPS}
    creates: list[tuple[str, str, dict[str, Any]]] = [
        ("setting", cast.commune_id, {"duty_phone": "02043872222"})
    ]
    for group, group_id in cast.groups.items():
        content = {"name": f"Tổ {group}", "group_type": "to_tu_quan_ccb"}
        creates.append(("group", group_id, content))
    for who, (group, role, mediator) in MEMBERS.items():
        cast.members[who] = cast.id()
        creates.append(("member", cast.members[who], _member(cast, who, group, role, mediator)))
    chief = cast.people["chief"]
    parts = cast.parts
    create_records(session, parts.kinds, parts.outside, cast.commune_id, chief, creates)


def _admit(session: Any, cast: Cast, who: str, post: str) -> None:
    now = cast.parts.outside.now()
    person, device_id = cast.id(), cast.id()
    cast.people[who], cast.devices[who] = person, device_id
    session.add(Account(id=person, name=who, created_at=now))
    session.flush()
    session.add(Membership(commune_id=cast.commune_id, account_id=person, post=post, since=now))
    device = Device(id=device_id, account_id=person, install_id=cast.id(), created_at=now)
    session.add(device)
    session.flush()
    cast.tokens[who] = issue_token(session, device, cast.parts.outside.random_bytes(32), now)
    session.flush()


def _member(cast: Cast, who: str, group: str, role: str, mediator: bool) -> dict[str, Any]:
    return {
        "account": cast.people[who],
        "group": cast.groups[group],
        "role": role,
        "mediator": mediator,
        "name": who,
        "status": "dang_tham_gia",
    }
