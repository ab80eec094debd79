"""Every mutation takes effect once, however often and by however many it is sent (R4)."""

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from sqlalchemy import func, select

from server.db import db
from server.models import Mutation
from tests.cast import Cast
from tests.protocol.acts import TEXT, created, held_rows, note, remove
from tests.protocol.copies import Copy


def count_mutations(mutation_id: str) -> int:
    counted = select(func.count()).where(Mutation.id == mutation_id)
    return db.session.scalar(counted) or 0


def test_a_resend_after_a_lost_reply_gives_the_same_verdict_and_one_row(cast: Cast) -> None:
    patrol = cast.create("member")
    first = cast.push("member", patrol)[0]

    second = cast.push("member", patrol)[0]

    assert second == {**first, "duplicate": True}
    assert count_mutations(patrol["id"]) == 1


def test_a_resend_takes_no_seq(cast: Cast) -> None:
    patrol = created(cast)
    before = cast.exchange("member")["witness"]

    cast.push("member", patrol, patrol)

    assert cast.exchange("member")["witness"] == before


def test_a_resend_answers_the_present_verdict_and_its_seq(cast: Cast) -> None:
    create = cast.create("member")
    edit = cast.edit("member", create, {TEXT: "a"})
    held = cast.push("member", edit)[0]
    cast.push("member", create)

    again = cast.push("member", edit)[0]

    assert (again["verdict"], again["duplicate"]) == ("applied", True)
    assert again["seq"] > held["seq"]


def test_the_same_twice_in_one_batch_is_one(cast: Cast) -> None:
    patrol = cast.create("member")

    first, second = cast.push("member", patrol, patrol)

    assert (first["duplicate"], second["duplicate"]) == (False, True)
    assert second["seq"] == first["seq"]


def test_a_body_is_the_same_in_any_order_and_with_nulls_left_out(cast: Cast) -> None:
    patrol = created(cast, content={"started_at": None, TEXT: "Đèn"})
    slim = {name: value for name, value in reversed(patrol.items()) if value is not None}
    slim["content"] = {TEXT: "\u0110e\u0300n"}

    result = cast.push("member", slim)[0]

    assert (result["verdict"], result["duplicate"]) == ("applied", True)


def test_another_body_under_a_known_id_is_kept_and_alters_nothing(cast: Cast) -> None:
    patrol = created(cast)
    other = {**patrol, "content": {TEXT: "khác"}}

    result = cast.push("member", other)[0]

    assert (result["verdict"], result["code"]) == ("held", "ID_REUSED")
    assert result["id"] == patrol["id"]
    assert cast.record("member", patrol["record_id"])["content"] == patrol["content"]
    assert cast.push("member", patrol)[0]["verdict"] == "applied"


def test_another_body_under_a_known_id_is_stored_once_for_the_engineer(cast: Cast) -> None:
    patrol = created(cast)
    other = {**patrol, "content": {TEXT: "khác"}}
    first = cast.push("member", other)[0]

    second = cast.push("member", other)[0]

    assert second == {**first, "duplicate": True}
    reused = [r for r in held_rows(cast).values() if r["content"].get("code") == "ID_REUSED"]
    assert [row["content"]["mutation"] for row in reused] == [other]
    assert reused[0]["id"] != patrol["id"]


def test_two_bodies_under_one_id_in_one_batch_are_both_kept(cast: Cast) -> None:
    patrol = cast.create("member")
    other = {**patrol, "content": {TEXT: "khác"}}

    assert cast.verdicts("member", patrol, other) == ["applied", "ID_REUSED"]
    assert count_mutations(patrol["id"]) == 1


def test_an_id_that_another_person_used_takes_nothing_from_either(cast: Cast) -> None:
    patrol = created(cast)
    stolen = {**cast.create("mate"), "id": patrol["id"]}

    assert cast.verdicts("mate", stolen) == ["ID_REUSED"]
    assert cast.record("member", patrol["record_id"])["person"] == cast.people["member"]


def test_a_committed_record_is_not_resurrected_by_sending_its_create_again(cast: Cast) -> None:
    patrol = created(cast)
    cast.push("member", remove(cast, "member", patrol))

    assert cast.verdicts("member", patrol) == ["applied"]
    assert cast.record("member", patrol["record_id"])["deleted"]


def test_a_note_sent_twice_is_one_entry(cast: Cast) -> None:
    patrol = created(cast)
    entry = note(cast, "member", patrol)

    cast.push("member", entry, entry)
    cast.push("member", entry)

    assert len(cast.record("member", patrol["record_id"])["conversation"]) == 1


def test_identical_sends_in_parallel_make_one(cast: Cast) -> None:
    patrol = cast.create("member")
    start = threading.Barrier(4)

    def send(_number: int) -> dict[str, Any]:
        start.wait()
        with cast.app.app_context():
            return cast.push("member", patrol)[0]

    with ThreadPoolExecutor(4) as pool:
        results = list(pool.map(send, range(4)))

    assert sorted(one["duplicate"] for one in results) == [False, True, True, True]
    assert len({one["seq"] for one in results}) == 1
    assert count_mutations(patrol["id"]) == 1


def test_resends_leave_the_digest_alone(cast: Cast) -> None:
    patrol = created(cast)
    copy = Copy(cast, "mate")
    before = copy.pull()["digests"]

    cast.push("member", patrol, patrol)

    assert copy.pull()["digests"] == before == copy.digests()
