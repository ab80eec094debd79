"""The canonical form is the same on phone and server: vectors that both must pass."""

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from server.sync.canonical import body_hash, canonical, compose, was_hash
from tests.cast import Cast
from tests.protocol.acts import TEXT
from tests.protocol.phones import open_phone, start_patrol

SHARED = json.loads(Path(__file__).with_name("canonical.json").read_text(encoding="utf-8"))
VECTORS: list[dict[str, Any]] = SHARED["vectors"]
REFUSED: list[dict[str, str]] = SHARED["refused"]


@pytest.mark.parametrize("vector", VECTORS, ids=lambda one: str(one["name"]))
def test_every_vector_has_its_text_and_its_hashes(vector: dict[str, Any]) -> None:
    value = compose(vector["value"])

    assert canonical(value).decode() == vector["canonical"]
    assert body_hash(value) == vector["sha256"]
    assert was_hash(value) == vector["was"]


@pytest.mark.parametrize("vector", VECTORS, ids=lambda one: str(one["name"]))
def test_every_vector_agrees_with_itself(vector: dict[str, Any]) -> None:
    digits = sha256(vector["canonical"].encode()).hexdigest()

    assert vector["sha256"] == digits
    assert vector["was"] in (None, digits[:8])


@pytest.mark.parametrize("vector", REFUSED, ids=lambda one: one["name"])
def test_what_has_no_canonical_form_is_refused_at_the_door(
    cast: Cast, vector: dict[str, str]
) -> None:
    answer = cast.client.post(
        f"/api/sync/{cast.commune_id}",
        data=f'{{"protocol":1,"x":{vector["json"]}}}',
        headers=cast.headers("member"),
    )

    assert (answer.status_code, answer.get_json()["code"]) == (400, vector["code"])


def test_a_phone_that_types_decomposed_letters_never_conflicts_with_itself(cast: Cast) -> None:
    phone, _ = open_phone(cast, "member")
    phone.sync()
    saved = start_patrol(cast, phone, handover_text="Đe\u0300n ho\u0309ng")
    edit = phone.act("edit", saved["record_id"], content={TEXT: "Đã thay đe\u0300n"})

    phone.sync()

    assert [phone.state_of(one["id"]) for one in (saved, edit)] == ["applied", "applied"]
    content = cast.record("mate", saved["record_id"])["content"]
    assert content[TEXT] == "Đã thay đèn"
