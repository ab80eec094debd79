"""Who may ask for, send and read a blob: streams, held acts, mediations, restores."""

import pytest

from tests.cast import Cast
from tests.photos import Door, Photo, camera, photo, place, pushed
from tests.protocol.acts import Json, change, created, held_rows, leave_group, move, release
from tests.protocol.device_test import set_state

pytestmark = pytest.mark.usefixtures("instance_dir")


def readers(cast: Cast, one: Photo) -> set[str]:
    """Name everybody who is given the bytes."""
    answers = {who: Door(cast, who).get(one) for who in cast.people}
    refused = [answer.get_json()["code"] for answer in answers.values() if answer.is_json]
    assert set(refused) <= {"blob.unknown"}
    return {who for who, answer in answers.items() if answer.status_code == 200}


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
