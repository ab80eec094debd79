"""The story told once for many tests, and what they read of it."""

import json
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from flask_migrate import upgrade
from sqlalchemy import select

from demo import story
from demo.stage import Stage
from server.config import Config
from server.db import Base, db
from server.models import Mutation, Record
from server.sync.acts import SERVER

LAST_DAY = date(2026, 11, 21)
DAYS = 7
# Real secrets, and what is made of them: they differ from server to server, and must.
SECRET_COLUMNS = {
    ("account", "password_hash"),
    ("commune", "public_key"),
    ("invitation", "code_hmac"),
    ("rate_limit", "key"),
}


@dataclass
class Told:
    """One telling: its settings, its stage, its records as they go over the wire, people's acts."""

    config: Config
    stage: Stage
    records: list[dict[str, Any]]
    mutations: list[dict[str, Any]]
    fingerprint: str

    def of_kind(self, kind: str) -> list[dict[str, Any]]:
        return [one for one in self.records if one["kind"] == kind]


def tell(folder: Path, days: int = DAYS) -> Told:
    """Tell the story into a database of its own."""
    config = Config(
        instance_dir=folder, database_url=f"sqlite:///{folder / 'story.sqlite3'}", log_level="ERROR"
    )
    stage = story.open_stage(config, days, LAST_DAY)
    with stage.app.app_context():
        upgrade()
        story.tell(stage)
        records = [json.loads(body) for body in db.session.scalars(select(Record.body))]
        acts = select(Mutation.body).where(Mutation.person != SERVER)
        mutations = [json.loads(body) for body in db.session.scalars(acts)]
        told = Told(config, stage, records, mutations, fingerprint())
        db.session.remove()
    return told


def fingerprint() -> str:
    """Hash every value of every table but the secrets."""
    digest = sha256()
    for table in Base.metadata.sorted_tables:
        columns = [one for one in table.columns if (table.name, one.name) not in SECRET_COLUMNS]
        if columns:
            rows = sorted(repr(tuple(row)) for row in db.session.execute(select(*columns)))
            digest.update("\n".join([table.name, *rows]).encode())
    return digest.hexdigest()
