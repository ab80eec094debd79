"""The mutation: one act of one person on one record; history, audit and deduplication at once."""

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from server.columns import Moment
from server.db import Base


class Mutation(Base):
    """One act, append-only but for its verdict.

    `seq`: when it arrived; `verdict_seq`: when its present verdict was given. `salt`: the 8
    random bytes of its lineage link, hex. `body`: as it came, JSON. `body_hash`: sha256 of
    its canonical form. `siblings`: JSON list of field names. `waits_for`: the id whose judgement
    releases it. `replaced_by`: the mutation that took its place. Columns copied from an odd body
    are null where the value has not the right form.
    """

    __tablename__ = "mutation"
    __table_args__ = (
        UniqueConstraint("commune_id", "seq"),
        Index(None, "commune_id", "person", "verdict_seq"),
        Index(None, "commune_id", "record_id", "seq"),
        Index("ix_mutation_waits_for", "commune_id", "waits_for"),
        Index("ix_mutation_verdict_code", "commune_id", "verdict", "code", "seq"),
    )

    commune_id: Mapped[str] = mapped_column(ForeignKey("commune.id"), primary_key=True)
    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    seq: Mapped[int] = mapped_column(BigInteger)
    salt: Mapped[str] = mapped_column(String(16))
    lineage: Mapped[str] = mapped_column(String(64))
    person: Mapped[str] = mapped_column(String(36))
    device_id: Mapped[str | None] = mapped_column(String(36))
    record_id: Mapped[str | None] = mapped_column(String(36))
    stream: Mapped[str | None] = mapped_column(String(80))
    kind: Mapped[str | None] = mapped_column(String(40))
    act: Mapped[str | None] = mapped_column(String(10))
    base: Mapped[str | None] = mapped_column(String(36))
    body: Mapped[str] = mapped_column(Text)
    body_hash: Mapped[str] = mapped_column(String(64))
    verdict: Mapped[str] = mapped_column(String(8))
    code: Mapped[str | None] = mapped_column(String(16))
    verdict_seq: Mapped[int] = mapped_column(BigInteger)
    siblings: Mapped[str] = mapped_column(Text, default="[]")
    waits_for: Mapped[str | None] = mapped_column(String(36))
    replaced_by: Mapped[str | None] = mapped_column(String(36))
    received_at: Mapped[datetime] = mapped_column(Moment)
    purged_seq: Mapped[int | None] = mapped_column(BigInteger)
