"""What a record says of its blobs, and what is missing; cases 75 to 81."""

import pytest
from sqlalchemy import func, select

from server.db import db
from server.models import Blob, BlobName, Mutation
from tests.cast import Cast
from tests.photos import Door, camera, patrol, photo, place, pushed, voice
from tests.protocol.acts import Json, change, created
from tests.protocol.copies import Copy

pytestmark = pytest.mark.usefixtures("instance_dir")


def missing(cast: Cast, record: Json, who: str = "mate") -> list[str]:
    shown: list[str] = cast.record(who, record["record_id"]).get("missing", [])
    return shown


def test_a_record_lists_what_it_lacks_and_everybodys_list_moves(cast: Cast) -> None:
    one, two = photo(1), photo(2)
    record = pushed(cast, patrol(cast, "member", one, two))
    assert missing(cast, record) == sorted([one.sha256, two.sha256])
    copy = Copy(cast, "mate")
    copy.pull()
    before = copy.rows[record["record_id"]]

    Door(cast).upload(one)

    assert copy.pull()["digests"] == copy.digests()
    after = copy.rows[record["record_id"]]
    assert after["missing"] == [two.sha256]
    assert after["seq"] > before["seq"]
    assert after["revision"] == before["revision"]
    Door(cast).upload(two)
    assert "missing" not in cast.record("mate", record["record_id"])


def test_75_the_same_bytes_are_stored_once_whoever_names_them(cast: Cast) -> None:
    one = photo()
    twice = pushed(cast, patrol(cast, "member", one, one))
    other = pushed(cast, camera(cast, "leader", one), "leader")
    seqs = _head(cast)

    Door(cast).upload(one)

    assert missing(cast, twice) == missing(cast, other) == []
    assert _head(cast) == seqs + 1  # one act moves both rows
    assert place(Door(cast, "leader").head(one)) == (204, "1000", "?1")
    assert db.session.scalar(select(func.count()).select_from(Blob)) == 1


def test_77_an_edit_that_sends_the_list_anew_asks_for_what_is_new_alone(cast: Cast) -> None:
    one, two = photo(1), photo(2)
    record = pushed(cast, camera(cast, "member", one))
    Door(cast).upload(one)

    edit = change(
        cast,
        "member",
        record["record_id"],
        {"photos": [one.value(), two.value()]},
        blobs=sorted([one.sha256, two.sha256]),
    )
    pushed(cast, edit)

    assert missing(cast, record) == [two.sha256]
    assert place(Door(cast).head(one)) == (204, "1000", "?1")
    assert Door(cast, "mate").get(one).data == one.content


def test_79_a_chunk_whose_bytes_are_wrong_never_becomes_the_blob(cast: Cast) -> None:
    one = photo()
    record = pushed(cast, camera(cast, "member", one))

    assert Door(cast).patch(one, 0, bytes(1000), last=True).status_code == 422

    assert place(Door(cast).head(one)) == (204, "0", "?0")
    assert missing(cast, record) == [one.sha256]


def test_81_a_record_that_names_a_photo_nobody_has_any_more_still_syncs(cast: Cast) -> None:
    gone, one = photo(1), photo(2)
    record = pushed(cast, camera(cast, "member", gone))
    edit = change(
        cast,
        "mate",
        record["record_id"],
        {"photos": [gone.value(), one.value()]},
        blobs=sorted([gone.sha256, one.sha256]),
    )
    pushed(cast, edit, "mate")
    Door(cast, "mate").upload(one)

    assert missing(cast, record) == [gone.sha256]
    assert Door(cast, "member").get(gone).get_json()["code"] == "blob.missing"


def test_a_photo_in_a_conflict_is_uploaded_and_read_as_any_other(cast: Cast) -> None:
    first, one, two = photo(1), photo(2), photo(3)
    record = pushed(cast, camera(cast, "member", first))
    edits = [
        cast.edit(who, record, {"photos": [new.value()]}, blobs=[new.sha256], saw=record["content"])
        for who, new in (("member", one), ("mate", two))
    ]
    pushed(cast, edits[0])
    pushed(cast, edits[1], "mate", "conflict")

    assert missing(cast, record) == sorted([one.sha256, two.sha256])
    Door(cast, "mate").upload(two)

    assert missing(cast, record) == [one.sha256]
    assert Door(cast, "member").get(two).data == two.content


@pytest.mark.parametrize(
    "odd", [[], ["0" * 64], "twice", "other order", "x"], ids=lambda odd: str(odd)[:12]
)
def test_blobs_are_what_the_content_names_or_it_is_held(cast: Cast, odd: object) -> None:
    one, two = photo(1), photo(2)
    made = camera(cast, "member", one, two)
    right = made["blobs"]
    made["blobs"] = {"twice": [*right, right[0]], "other order": right[::-1]}.get(str(odd), odd)

    assert cast.verdicts("member", made) == ["BAD_DATA"]


def test_a_note_names_its_recording(cast: Cast) -> None:
    sound = voice()
    record = created(cast)
    content = {"type": "remark", "blob": sound.sha256}
    parts = {"stream": record["stream"], "content": content, "blobs": [sound.sha256]}
    pushed(cast, cast.mutation("mate", "note", record["record_id"], **parts), "mate")
    assert missing(cast, record) == [sound.sha256]

    Door(cast, "mate").upload(sound)

    assert missing(cast, record) == []
    assert Door(cast, "member").get(sound).mimetype == "audio/webm"


def test_a_resend_names_nothing_twice(cast: Cast) -> None:
    made = pushed(cast, patrol(cast, "member", photo(1), photo(2)))
    cast.push("member", made)

    assert db.session.scalar(select(func.count()).select_from(BlobName)) == 2


def _head(cast: Cast) -> int:
    db.session.rollback()
    mine = Mutation.commune_id == cast.commune_id
    return db.session.scalar(select(func.max(Mutation.seq)).where(mine)) or 0
