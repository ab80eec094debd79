"""A commune is set up once: its row, streams, key pair, first chief and settings record."""

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.config import Config
from server.errors import Problem
from server.ids import new_id
from server.kinds import Kinds
from server.models import Account, Commune, Membership
from server.outside import Outside
from server.services import access_log, accounts, directory, keys
from server.services.member_file import as_key
from server.services.planner import tell_of_new_tables
from server.sync.streams import CHIEF, SETTING, open_commune


@dataclass(frozen=True)
class NewCommune:
    """What set-up is told. `settings`: more fields of the settings record (duty_phone, …)."""

    name: str
    officer: str
    user_name: str
    password_hash: str
    settings: dict[str, Any] = field(default_factory=dict)


def set_up(
    session: Session, outside: Outside, config: Config, kinds: Kinds, wanted: NewCommune
) -> Commune:
    """Make a commune with its first officer, who is its chief.

    Raises commune.name_taken, commune.setting_odd, account.name_taken, account.user_name_odd.
    """
    content = {"name": wanted.name, **wanted.settings}
    fault = kinds.check(SETTING, kinds[SETTING].version, content)
    if fault is not None:
        raise Problem("commune.setting_odd", field=fault.field, reason=fault.detail)
    names = session.scalars(select(Commune.name))
    if as_key(wanted.name) in {as_key(name) for name in names}:
        raise Problem("commune.name_taken", name=wanted.name)
    commune = Commune(id=new_id(outside), name=wanted.name, created_at=outside.now())
    session.add(commune)
    session.flush()
    open_commune(session, commune.id)
    chief = accounts.create_officer(
        session,
        outside,
        commune.id,
        name=wanted.officer,
        user_name=wanted.user_name,
        password_hash=wanted.password_hash,
        post=CHIEF,
    )
    commune.public_key = keys.commune_key(config.instance_dir, commune.id)
    keys.code_key(config.instance_dir, outside.random_bytes)
    draft = (SETTING, commune.id, content)
    directory.create_records(session, kinds, outside, commune.id, chief.id, [draft])
    tell_of_new_tables(session)
    return commune


def find_commune(session: Session, name: str | None) -> Commune:
    """Find a commune by name; without a name, the only one there is. Raises commune.unknown."""
    communes = session.scalars(select(Commune).order_by(Commune.name)).all()
    fits = [one for one in communes if name is None or as_key(one.name) == as_key(name)]
    if len(fits) != 1:
        raise Problem("commune.unknown", name=name, communes=[one.name for one in communes])
    return fits[0]


def first_chief(session: Session, commune_id: str) -> Account:
    """Give the chief of longest standing, in whose name the command line writes the directory."""
    return session.scalars(
        select(Account)
        .join(Membership, Membership.account_id == Account.id)
        .where(Membership.commune_id == commune_id, Membership.post == CHIEF)
        .order_by(Membership.since, Account.id)
    ).first() or _refuse_headless(commune_id)


def rotate_key(session: Session, outside: Outside, config: Config, commune: Commune) -> str:
    """Give the commune a new key pair; the old one stays beside it. Gives the new JWK."""
    access_log.write(session, outside, commune.id, None, "sua", "commune_key", commune.id)
    jwk = keys.rotate_commune_key(config.instance_dir, commune.id, outside.now())
    commune.public_key = jwk
    return jwk


def _refuse_headless(commune_id: str) -> Account:
    raise Problem("account.unknown", commune_id=commune_id, post=CHIEF)
