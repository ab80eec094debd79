"""Who may ask for, send and read a blob; what a record says is missing; cases 75 to 81."""

import pytest
from sqlalchemy import func, select

from server.db import db
from server.models import Blob, BlobName, Mutation
from tests.cast import Cast
from tests.photos import Door, Photo, camera, patrol, photo, place, voice
from tests.protocol.acts import Json, change, created, held_rows, leave_group, move, release
from tests.protocol.copies import Copy
from tests.protocol.device_test import set_state

pytestmark = pytest.mark.usefixtures("instance_dir")


def pushed(cast: Cast, made: Json, who: str = "member", verdict: str = "applied") -> Json:
    assert cast.verdicts(who, made) == [verdict]
    return made


def missing(cast: Cast, record: Json, who: str = "mate") -> list[str]:
    shown: list[str] = cast.record(who, record["record_id"]).get("missing", [])
    return shown


def readers(cast: Cast, one: Photo) -> set[str]:
    """Name everybody who is given the bytes."""
    answers = {who: Door(cast, who).get(one) for who in cast.people}
    refused = [answer.get_json()["code"] for answer in answers.values() if answer.is_json]
    assert set(refused) <= {"blob.unknown"}
    return {who for who, answer in answers.items() if answer.status_code == 200}


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


def test_what_nobody_named_is_nobodys_to_send_or_ask_for(cast: Cast) -> None:
    one = photo()
    for answer in (Door(cast).head(one), Door(cast).patch(one, 0, one.content, last=True)):
        assert answer.status_code == 404
    assert Door(cast).get(one).get_json()["code"] == "blob.unknown"

    pushed(cast, camera(cast, "member", one))
    assert Door(cast).upload(one).status_code == 204


def test_only_readers_of_a_record_that_names_it_read_a_blob(cast: Cast) -> None:
    log, talk = photo(1), photo(2)
    pushed(cast, camera(cast, "member", log))
    pushed(cast, note_in_mediation(cast, talk), "leader")
    Door(cast).upload(log)
    Door(cast, "leader").upload(talk)

    desk = {"chief", "officer", "second_officer"}
    group = {"leader", "member", "mate", "mediator"}
    assert readers(cast, log) == desk | group | {"viewer"}
    assert readers(cast, talk) == desk | {"leader", "mediator"}
    pushed(cast, hide_mediations(cast), "chief")
    assert readers(cast, talk) == {"leader", "mediator"}
    assert Door(cast, "officer").head(talk).status_code == 404


def test_a_revoked_stream_takes_its_photos_along(cast: Cast) -> None:
    one = photo()
    pushed(cast, camera(cast, "leader", one), "leader")
    Door(cast, "leader").upload(one)
    assert Door(cast, "mate").get(one).status_code == 200

    leave_group(cast, "mate")

    assert Door(cast, "mate").get(one).status_code == 404
    assert Door(cast, "mate").head(one).status_code == 404


def test_a_moved_record_takes_its_photos_along(cast: Cast) -> None:
    one = photo()
    record = pushed(cast, camera(cast, "member", one))
    Door(cast).upload(one)

    pushed(cast, move(cast, "officer", record, cast.log("chua")), "officer")

    assert Door(cast, "outsider").get(one).status_code == 200
    assert Door(cast, "mate").get(one).status_code == 404


def test_what_is_held_is_sent_by_its_author_and_read_by_the_desk_alone(cast: Cast) -> None:
    one = photo()
    held = pushed(
        cast, camera(cast, "outsider", one, stream=cast.log()), "outsider", "OUT_OF_SCOPE"
    )
    assert held_rows(cast)[held["id"]]["missing"] == [one.sha256]

    assert Door(cast, "outsider").upload(one).status_code == 204

    assert readers(cast, one) == {"chief", "officer", "second_officer"}
    assert "missing" not in held_rows(cast)[held["id"]]
    pushed(cast, release(cast, "officer", held), "officer")
    assert "mate" in readers(cast, one)
    assert "outsider" not in readers(cast, one)


def test_what_is_held_and_may_be_a_mediations_is_hidden_where_mediations_are(cast: Cast) -> None:
    one = photo()
    made = note_in_mediation(cast, one, who="mate")
    pushed(cast, made, "mate", "OUT_OF_SCOPE")
    Door(cast, "mate").upload(one)
    assert readers(cast, one) == {"chief", "officer", "second_officer"}

    pushed(cast, hide_mediations(cast), "chief")

    assert readers(cast, one) == set()


def test_what_the_desk_closed_names_nothing_any_more(cast: Cast) -> None:
    one = photo()
    held = pushed(
        cast, camera(cast, "outsider", one, stream=cast.log()), "outsider", "OUT_OF_SCOPE"
    )
    Door(cast, "outsider").upload(one)

    pushed(cast, release(cast, "officer", held, "close"), "officer")

    assert readers(cast, one) == set()
    assert Door(cast, "outsider").head(one).status_code == 404


def test_a_record_that_has_the_id_of_a_held_act_lends_it_no_reader(cast: Cast) -> None:
    one = photo()
    held = camera(cast, "outsider", one, stream=cast.log())
    created(cast, record_id=held["id"])
    pushed(cast, held, "outsider", "OUT_OF_SCOPE")
    Door(cast, "outsider").upload(one)

    assert readers(cast, one) == {"chief", "officer", "second_officer"}


def test_a_commune_knows_nothing_of_anothers_blobs(cast: Cast, new_cast: object) -> None:
    one = photo()
    pushed(cast, camera(cast, "member", one))
    Door(cast).upload(one)
    other: Cast = new_cast("Yên Bình")  # type: ignore[operator]

    path = f"/api/sync/{cast.commune_id}/blobs/{one.sha256}"
    assert cast.client.get(path, headers=other.headers("chief")).status_code == 403
    assert Door(other).get(one).status_code == 404
    pushed(other, camera(other, "member", one))
    assert place(Door(other).head(one)) == (204, "0", "?0")


def test_after_a_restore_own_blobs_are_taken_and_none_are_given(cast: Cast) -> None:
    own, others = photo(1), photo(2)
    pushed(cast, camera(cast, "member", own))
    pushed(cast, camera(cast, "leader", others), "leader")
    cast.app.test_cli_runner().invoke(args=["mark-restored"])

    assert Door(cast).upload(own).status_code == 204
    assert Door(cast).head(others).status_code == 404
    assert Door(cast).get(own).get_json()["code"] == "commune.restored"


def test_a_retired_phone_hands_in_its_own_and_reads_nothing(cast: Cast) -> None:
    own, others = photo(1), photo(2)
    pushed(cast, camera(cast, "member", own))
    pushed(cast, camera(cast, "leader", others), "leader")
    Door(cast, "leader").upload(others)
    set_state(cast, "retired")

    assert Door(cast).upload(own).status_code == 204
    assert Door(cast).get(own).status_code == 404
    assert Door(cast).head(others).status_code == 404


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


def note_in_mediation(cast: Cast, one: Photo, who: str = "leader") -> Json:
    """A mediation has no photo; whatever names a blob there hides as the mediation does."""
    content = {"type": "remark", "blob": one.sha256}
    parts = {"stream": cast.mediation(), "kind": "mediation"}
    record = cast.create("leader", content={"place_text": "nhà văn hóa"}, **parts)
    cast.push("leader", record)
    return cast.mutation(
        who, "note", record["record_id"], content=content, blobs=[one.sha256], **parts
    )


def hide_mediations(cast: Cast) -> Json:
    return change(cast, "chief", cast.commune_id, {"desk_reads_mediations": False})


def _head(cast: Cast) -> int:
    db.session.rollback()
    mine = Mutation.commune_id == cast.commune_id
    return db.session.scalar(select(func.max(Mutation.seq)).where(mine)) or 0
