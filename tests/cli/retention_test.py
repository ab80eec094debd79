"""Retention from the command line: values, inner ones too, and the photos that go with them."""

import json
import os
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from server.db import db
from server.models import Blob, Mutation
from server.services.blobs import open_store, quarantine
from server.sync.canonical import was_hash
from tests.cast import Cast
from tests.conftest import HeldWorld
from tests.photos import Door, Photo, camera, patrol, photo, place
from tests.protocol.acts import Json, change, release
from tests.protocol.copies import Copy
from tests.protocol.tables import snapshot

Keep = Callable[..., str]
CLOSED = {"outcome": "da_xong", "closed_on": "2026-08-01"}  # 111 days ago


@pytest.fixture
def keep(app: Flask, instance_dir: Path) -> Keep:
    """Run the command and give what it says."""

    def run(*args: str) -> str:
        result = app.test_cli_runner().invoke(args=["retention", *args])
        assert result.exit_code == 0, result.output
        db.session.remove()
        return result.output

    return run


def pushed(cast: Cast, made: Json, *photos: Photo, who: str = "member") -> Json:
    """Push a record and upload what it names."""
    assert cast.verdicts(who, made) == ["applied"]
    for one in photos:
        assert Door(cast, who).upload(one).status_code == 204
    return made


def stored(cast: Cast) -> set[str]:
    """Name every whole blob of the store."""
    found = open_store(cast.parts.config).list(cast.commune_id)
    return {one.key.removeprefix(f"{cast.commune_id}/") for one in found}


def finding(cast: Cast, record: Json) -> Json:
    found: Json = cast.record("mate", record["record_id"])["content"]["findings"][0]
    return found


def test_a_findings_photos_go_on_their_own_day_and_nothing_else(cast: Cast, keep: Keep) -> None:
    old, young = photo(1), photo(2)
    gone = pushed(cast, patrol(cast, "member", old, description="Đèn hỏng", **CLOSED), old)
    lately = {**CLOSED, "closed_on": "2026-10-01"}
    kept = pushed(cast, patrol(cast, "member", young, **lately), young)
    copy = Copy(cast, "mate")
    copy.pull()

    assert "1 bản ghi hết hạn" in keep("--dry-run")
    assert stored(cast) == {old.sha256, young.sha256}
    keep()

    assert "photos" not in finding(cast, gone)
    assert finding(cast, gone)["description"] == "Đèn hỏng"
    assert finding(cast, kept)["photos"] == [young.value()]
    assert stored(cast) == {young.sha256}
    bodies = db.session.scalars(select(Mutation.body)).all()
    assert not any(f'"sha256":"{old.sha256}"' in body for body in bodies)
    assert Door(cast, "mate").get(old).get_json()["code"] == "blob.unknown"
    assert copy.pull()["digests"] == copy.digests()
    assert "0 bản ghi hết hạn" in keep()


def test_a_purged_photo_that_an_old_phone_offers_stays_purged(cast: Cast, keep: Keep) -> None:
    one = photo()
    record = pushed(cast, patrol(cast, "member", one, **CLOSED), one)
    keep()

    assert cast.push("member", record)[0]["duplicate"] is True
    assert Door(cast).head(one).status_code == 404
    assert Door(cast).patch(one, 0, one.content, last=True).status_code == 404
    assert stored(cast) == set()


def test_a_photo_that_something_else_names_stays(cast: Cast, keep: Keep) -> None:
    one = photo()
    pushed(cast, patrol(cast, "member", one, **CLOSED), one)
    pushed(cast, camera(cast, "mate", one), who="mate")

    keep()

    assert stored(cast) == {one.sha256}
    assert Door(cast, "leader").get(one).data == one.content


def test_a_photo_that_was_taken_out_does_not_stay_in_the_history_for_years(
    cast: Cast, keep: Keep
) -> None:
    out, tombstone = photo(1), photo(2)
    first = pushed(cast, patrol(cast, "member", out), out)
    item = {"id": first["content"]["findings"][0]["id"], **CLOSED}
    _edit_items(cast, first, item)
    second = patrol(cast, "member", tombstone)
    second["content"]["started_at"] = "2026-08-01T22:00:00+07:00"
    pushed(cast, second, tombstone)
    _edit_items(cast, second, {"id": second["content"]["findings"][0]["id"], "removed": True})

    keep()

    assert stored(cast) == set()
    assert "0 bản ghi hết hạn" in keep()


def test_a_sibling_loses_its_photos_with_its_item(cast: Cast, keep: Keep) -> None:
    one, two = photo(1), photo(2)
    record = pushed(cast, patrol(cast, "member", one, **CLOSED), one)
    item_id = record["content"]["findings"][0]["id"]
    content = {"findings": [{"id": item_id, "photos": [two.value()], **CLOSED}]}
    parts = {"blobs": [two.sha256], "was": {"findings": {item_id: None}}}
    edit = cast.edit("mate", record, content, **parts)
    assert cast.verdicts("mate", edit) == ["conflict"]
    Door(cast, "mate").upload(two)

    keep()

    assert stored(cast) == set()
    siblings = cast.record("mate", record["record_id"])["siblings"]
    assert siblings[0]["value"] == {"id": item_id, **CLOSED}


def test_what_nothing_names_any_more_lies_unreadable_for_90_days(
    cast: Cast, keep: Keep, clock: HeldWorld
) -> None:
    one = photo()
    held = camera(cast, "outsider", one, stream=cast.log())
    assert cast.verdicts("outsider", held) == ["OUT_OF_SCOPE"]
    Door(cast, "outsider").upload(one)
    cast.push("officer", release(cast, "officer", held, "close"))
    keep()
    clock.advance(days=89)
    keep()
    assert stored(cast) == {one.sha256}

    clock.advance(days=1)
    assert "1 ảnh" in keep("--dry-run")
    assert stored(cast) == {one.sha256}
    keep()

    assert stored(cast) == set()
    assert db.session.scalars(select(Blob.sha256)).all() == []


def test_what_is_named_anew_in_time_leaves_the_quarantine(
    cast: Cast, keep: Keep, clock: HeldWorld
) -> None:
    one = photo()
    held = camera(cast, "outsider", one, stream=cast.log())
    cast.push("outsider", held)
    Door(cast, "outsider").upload(one)
    cast.push("officer", release(cast, "officer", held, "close"))
    keep()
    clock.advance(days=95)
    pushed(cast, camera(cast, "member", one))

    keep()

    assert place(Door(cast).head(one)) == (204, "1000", "?1")
    assert Door(cast, "mate").get(one).data == one.content
    assert [row["delete_after"] for row in snapshot()["blob"]] == [None]


def test_what_uploads_left_behind_goes_after_90_days(
    cast: Cast, keep: Keep, instance_dir: Path, clock: HeldWorld
) -> None:
    whole, begun, fresh = photo(1), photo(2), photo(3)
    pushed(cast, camera(cast, "member", whole, begun, fresh), whole)
    for one in (begun, fresh):
        Door(cast).patch(one, 0, one.content[:10])
    folder = instance_dir / "blobs" / cast.commune_id
    (folder / ".draft").write_bytes(b"x")
    (folder / ("0" * 64)).write_bytes(b"x")
    old = (clock.time - timedelta(days=91)).timestamp()
    for path in folder.rglob("*"):
        if path.is_file() and fresh.sha256 not in str(path):
            os.utime(path, (old, old))
    young = clock.time.timestamp()
    os.utime(folder / "parts" / fresh.sha256 / "00000000", (young, young))

    keep()

    assert stored(cast) == {whole.sha256, f"parts/{fresh.sha256}/00000000"}


def test_a_job_killed_between_bytes_and_row_ends_the_next_night(
    cast: Cast, keep: Keep, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = photo()
    pushed(cast, patrol(cast, "member", one, **CLOSED), one)
    with monkeypatch.context() as patch:
        patch.setattr(quarantine, "whole_key", lambda *_parts: 1 / 0)
        result = app.test_cli_runner().invoke(args=["retention"])
        assert isinstance(result.exception, ZeroDivisionError)
    db.session.remove()
    assert Door(cast).head(one).status_code == 404

    keep()

    assert stored(cast) == set()
    assert json.dumps(snapshot()["blob"], default=str) == "[]"


def _edit_items(cast: Cast, record: Json, item: Json) -> None:
    shown = finding(cast, record)
    was = {"findings": {item["id"]: was_hash(shown)}}
    edit = change(cast, "member", record["record_id"], {"findings": [item]}, was=was)
    assert cast.verdicts("member", edit) == ["applied"]
