"""R12: what was answered is kept until a verified backup covers it, and then thirty days."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from reference import reply as replies
from reference.disk import Disk
from reference.reply import apply_reply

NOW = datetime(2026, 11, 20, tzinfo=UTC)
IDS = [f"00000000-0000-7000-8000-00000000000{number}" for number in range(4)]


def mutation(mutation_id: str, text: str = "") -> dict[str, Any]:
    return {"id": mutation_id, "record_id": IDS[0], "content": {"handover_text": text}}


def result(mutation_id: str, seq: int) -> dict[str, Any]:
    return {"id": mutation_id, "seq": seq, "verdict": "applied", "code": None, "siblings": []}


def reply(seq: int, backup: str = "0", **parts: Any) -> dict[str, Any]:
    return {
        "results": [],
        "late_results": [],
        "witness": f"{seq}.00000000",
        "reset": False,
        "restored": False,
        "more": True,
        "cursor": "0",
        "backup": backup,
        **parts,
    }


def answered_disk(texts: list[str]) -> Disk:
    """A disk whose outbox was answered: one mutation a text, seqs from 1."""
    disk = Disk()
    with disk.transaction() as to:
        for order, text in enumerate(texts, 1):
            to.put("outbox", order, {"mutation": mutation(IDS[order], text), "aside_at": None})
    results = [result(IDS[order], order) for order in range(1, len(texts) + 1)]
    receive(disk, reply(len(texts), results=results), NOW)
    return disk


def receive(disk: Disk, answer: dict[str, Any], now: datetime) -> None:
    with disk.transaction() as to:
        apply_reply(to, {"since": []}, answer, now, IDS[0])


def test_nothing_is_dropped_that_no_verified_backup_covers() -> None:
    disk = answered_disk(["a", "b"])

    receive(disk, reply(2), NOW + timedelta(days=400))

    assert set(disk.stores["retained"]) == {IDS[1], IDS[2]}


def test_what_a_backup_covers_stays_thirty_days() -> None:
    disk = answered_disk(["a", "b"])

    receive(disk, reply(2, "1.00000000"), NOW + timedelta(days=29))
    early = set(disk.stores["retained"])
    receive(disk, reply(2, "1.00000000"), NOW + timedelta(days=30))

    assert early == {IDS[1], IDS[2]}
    assert set(disk.stores["retained"]) == {IDS[2]}


def test_over_the_cap_the_oldest_that_a_backup_covers_go_early_and_are_counted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    disk = answered_disk(["x" * 400, "y" * 400, "z" * 400])
    monkeypatch.setattr(replies, "RETAINED_BYTES", 1200)

    receive(disk, reply(3, "2.00000000"), NOW + timedelta(days=1))

    assert set(disk.stores["retained"]) == {IDS[2], IDS[3]}
    assert disk.stores["meta"]["dropped_early"] == 1


def test_over_the_cap_nothing_goes_that_no_backup_covers(monkeypatch: pytest.MonkeyPatch) -> None:
    disk = answered_disk(["x" * 400, "y" * 400])
    monkeypatch.setattr(replies, "RETAINED_BYTES", 0)

    receive(disk, reply(2), NOW + timedelta(days=1))

    assert set(disk.stores["retained"]) == {IDS[1], IDS[2]}


def test_the_outbox_is_never_dropped_even_if_a_backup_once_covered_it() -> None:
    disk = answered_disk(["a"])
    receive(disk, reply(1, reset=True), NOW)

    receive(disk, reply(1, "1.00000000"), NOW + timedelta(days=400))

    assert [entry["mutation"]["id"] for entry in disk.stores["outbox"].values()] == [IDS[1]]
