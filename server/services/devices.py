"""A device is one installation of the app; the desk locks, retires or reports it stolen.

Locked and active go back and forth. Retired stays retired, but may still turn out to be stolen;
stolen is the end.
"""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from server.errors import Problem
from server.ids import new_id
from server.models import Account, Device, Membership, Token
from server.outside import Outside
from server.services import access_log
from server.services.posts import HIGHER_POSTS, require_desk
from server.services.tokens import Caller

ACTIVE, LOCKED, RETIRED, STOLEN = "active", "locked", "retired", "stolen"
STATES = (ACTIVE, LOCKED, RETIRED, STOLEN)
BECOMES = {
    ACTIVE: (LOCKED,),
    LOCKED: (ACTIVE,),
    RETIRED: (ACTIVE, LOCKED),
    STOLEN: (ACTIVE, LOCKED, RETIRED),
}
"""State -> the states that it may follow."""


@dataclass(frozen=True)
class Install:
    """The installation that asks to be let in. `label`: what the phone calls itself."""

    install_id: str
    label: str = ""


@dataclass(frozen=True)
class ListedDevice:
    """One line of the desk's list. `health`: the phone's latest report, None before the first."""

    id: str
    person: str
    name: str
    label: str
    state: str
    created_at: datetime
    health: dict[str, Any] | None
    health_at: datetime | None


def register(session: Session, outside: Outside, account_id: str, install: Install) -> Device:
    """Give the device row of this person on this installation, a new one unless one is active.

    Tokens given to it before are ended: an installation holds one at a time.
    """
    now = outside.now()
    device = session.scalar(
        select(Device)
        .where(
            Device.account_id == account_id,
            Device.install_id == install.install_id,
            Device.state == ACTIVE,
        )
        .order_by(Device.created_at)
        .limit(1)
    )
    if device is None:
        device = Device(
            id=new_id(outside),
            account_id=account_id,
            install_id=install.install_id,
            state=ACTIVE,
            created_at=now,
        )
        session.add(device)
    device.label = install.label or device.label or ""
    session.flush()
    session.execute(
        update(Token)
        .where(Token.device_id == device.id, Token.revoked_at.is_(None))
        .values(revoked_at=now)
    )
    return device


def has_locked_device(session: Session, account_id: str) -> bool:
    """Say whether the desk locked a phone of this person."""
    rows = select(Device.id).where(Device.account_id == account_id, Device.state == LOCKED)
    return session.scalar(rows.limit(1)) is not None


def list_devices(session: Session, commune_id: str, caller: Caller) -> list[ListedDevice]:
    """Give the phones and browsers of the commune's people. Raises rights.missing."""
    require_desk(session, commune_id, caller)
    rows = session.execute(
        select(Device, Account.name)
        .join(Account, Account.id == Device.account_id)
        .join(Membership, Membership.account_id == Account.id)
        .where(Membership.commune_id == commune_id)
        .order_by(Account.name, Device.created_at, Device.id)
    )
    return [_listed(device, name) for device, name in rows]


def change_state(
    session: Session,
    outside: Outside,
    commune_id: str,
    caller: Caller,
    device_id: str,
    *,
    state: str,
    reason: str,
) -> str:
    """Lock, unlock, retire or report a phone as stolen; give the state that it has now.

    Asked twice, the second changes nothing. Raises rights.missing, device.unknown, device.final.
    """
    post = require_desk(session, commune_id, caller)
    device, owner_post = _find(session, commune_id, device_id)
    if owner_post in HIGHER_POSTS and post not in HIGHER_POSTS:
        raise Problem("rights.missing", post=post, needed=sorted(HIGHER_POSTS))
    if device.state == state:
        return state
    # First the log, which locks the commune: an exchange locks it before it touches a device too.
    access_log.write(session, outside, commune_id, caller, "sua", "device", device_id, reason)
    changed = session.execute(
        update(Device)
        .where(Device.id == device_id, Device.state.in_(BECOMES[state]))
        .values(state=state)
        .returning(Device.id)
    ).one_or_none()
    if changed is None:
        raise Problem("device.final", state=device.state, wanted=state)
    return state


def _find(session: Session, commune_id: str, device_id: str) -> tuple[Device, str]:
    row = session.execute(
        select(Device, Membership.post)
        .join(Membership, Membership.account_id == Device.account_id)
        .where(Device.id == device_id, Membership.commune_id == commune_id)
    ).one_or_none()
    if row is None:
        raise Problem("device.unknown", device_id=device_id)
    device, post = row
    return device, post


def _listed(device: Device, name: str) -> ListedDevice:
    return ListedDevice(
        id=device.id,
        person=device.account_id,
        name=name,
        label=device.label,
        state=device.state,
        created_at=device.created_at,
        health=json.loads(device.health) if device.health else None,
        health_at=device.health_at,
    )
