"""Retention: values go, what makes the protocol hold stays."""

import json

from sqlalchemy import select

from server.db import db, in_transaction
from server.models import BlobName, Mutation
from server.sync.purge import empty_body, purge
from server.sync.push import Push
from tests.cast import Cast
from tests.photos import photo
from tests.protocol.acts import TEXT, Json, created, note
from tests.protocol.copies import Copy
from tests.protocol.phones import open_phone, start_patrol
from tests.protocol.tables import restore, snapshot


def empty(cast: Cast, record_id: str, *fields: str) -> None:
    """Let retention take fields of a record."""
    us = cast.parts
    in_transaction(
        lambda session: purge(
            Push(session, cast.commune_id, us.kinds, us.outside.random_bytes, us.outside.now()),
            record_id,
            set(fields),
        ),
        us.outside.sleep,
    )
    db.session.remove()


def test_the_value_is_gone_from_the_record_and_from_its_mutations(cast: Cast) -> None:
    record = created(cast, content={TEXT: "riêng", "extra_people_count": 2})

    empty(cast, record["record_id"], TEXT)

    shown = cast.record("mate", record["record_id"])
    assert shown["content"] == {"extra_people_count": 2}
    assert shown["purged"].keys() == {TEXT}
    bodies = db.session.scalars(select(Mutation.body)).all()
    assert not any("ri\\u00eang" in body for body in bodies)


def test_resends_still_answer(cast: Cast) -> None:
    record = created(cast, content={TEXT: "riêng"})

    empty(cast, record["record_id"], TEXT)

    result = cast.push("member", record)[0]
    assert (result["verdict"], result["duplicate"]) == ("applied", True)


def test_a_full_copy_that_comes_after_an_emptied_one_is_the_same_mutation(cast: Cast) -> None:
    whole = cast.create("member", content={TEXT: "riêng"})
    emptied = empty_body(whole, {TEXT})

    first, second = cast.push("member", emptied)[0], cast.push("member", whole)[0]

    assert (first["verdict"], first["duplicate"]) == ("applied", False)
    assert (second["verdict"], second["duplicate"]) == ("applied", True)


def test_only_the_seq_moves_and_digests_hold(cast: Cast) -> None:
    record = created(cast, content={TEXT: "riêng"})
    copy = Copy(cast, "mate")
    copy.pull()
    before = copy.rows[record["record_id"]]

    empty(cast, record["record_id"], TEXT)

    assert copy.pull()["digests"] == copy.digests()
    after = copy.rows[record["record_id"]]
    assert after["seq"] > before["seq"]
    assert after["revision"] == before["revision"]


def test_note_texts_go_and_the_entries_stay(cast: Cast) -> None:
    record = created(cast)
    entry = note(cast, "member", record, "riêng")
    cast.push("member", entry)

    empty(cast, record["record_id"], "conversation")

    shown = cast.record("mate", record["record_id"])["conversation"]
    assert [(one["id"], one["text"]) for one in shown] == [(entry["id"], None)]


def test_phones_empty_what_they_retained_and_it_is_known_again_after_a_restore(cast: Cast) -> None:
    phone, _ = open_phone(cast, "member")
    saved = start_patrol(cast, phone, handover_text="riêng")
    phone.sync()
    backup = snapshot()
    empty(cast, saved["record_id"], TEXT)
    phone.sync()
    kept: Json = phone.disk.stores["retained"][saved["id"]]["mutation"]
    assert "riêng" not in json.dumps(kept, ensure_ascii=False)

    restore(backup)
    phone.sync()

    assert phone.state_of(saved["id"]) == "applied"


def test_a_field_of_one_item_goes_everywhere_and_its_photo_is_named_no_more(cast: Cast) -> None:
    phone, _ = open_phone(cast, "member")
    one, two = photo(1), photo(2)
    items = [{"id": cast.id(), "photos": [each.value()]} for each in (one, two)]
    saved = start_patrol(cast, phone, findings=items)
    phone.sync()

    empty(cast, saved["record_id"], f"findings/{items[0]['id']}/photos")
    phone.sync()

    kept: Json = phone.disk.stores["retained"][saved["id"]]["mutation"]
    left = [{"id": items[0]["id"]}, items[1]]
    assert kept["content"]["findings"] == left
    shown = cast.record("mate", saved["record_id"])
    assert shown["content"]["findings"] == left
    assert shown["missing"] == [two.sha256]
    names = select(BlobName.sha256)
    assert db.session.scalars(names).all() == [two.sha256]
    db.session.rollback()

    again = {**kept, "id": cast.id(), "record_id": cast.id()}  # a restored server knows neither
    assert cast.verdicts("member", again) == ["applied"]
    assert db.session.scalars(names).all() == [two.sha256] * 2
