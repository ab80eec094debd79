"""Transport errors and limits: each is named, nothing is stored, nothing is lost."""

import gzip
import json
from typing import Any

import pytest

from tests.cast import Cast
from tests.protocol.acts import TEXT, Json, note
from tests.protocol.tables import count_rows

KIB = 1024
PADDING = "a" * 1000


def envelope(*mutations: Any, **parts: Any) -> Json:
    return {"protocol": 1, "mutations": list(mutations), "since": [], **parts}


def refusal(cast: Cast, body: Any, **headers: str) -> tuple[int, str]:
    """Send a body that must be refused; see that nothing was stored; give status and code."""
    before = count_rows()
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    answer = cast.client.post(
        f"/api/sync/{cast.commune_id}",
        data=data,
        headers={**cast.headers("member"), "Content-Type": "application/json", **headers},
    )
    assert count_rows() == before
    assert answer.headers["An-Thon-Protocol"] == "1"
    assert answer.headers["An-Thon-Commune"] == cast.commune_id
    assert answer.mimetype == "application/problem+json"
    return answer.status_code, answer.get_json()["code"]


def sized(cast: Cast, size_bytes: int) -> Json:
    """A mutation of a given size on the wire; its inside is wrong, which is no matter here."""
    made = cast.create("member", content={TEXT: ""})
    room = size_bytes - len(json.dumps(made, separators=(",", ":")))
    return {**made, "content": {TEXT: "a" * room}}


def test_a_batch_of_a_hundred_is_taken(cast: Cast) -> None:
    record = cast.create("member")
    batch = [record, *(note(cast, "member", record) for _ in range(99))]

    assert cast.verdicts("member", *batch) == ["applied"] * 100


def test_a_hundred_and_one_are_refused(cast: Cast) -> None:
    batch = [cast.create("member") for _ in range(101)]

    assert refusal(cast, envelope(*batch)) == (413, "sync.batch_count")


def test_a_mutation_of_64_kib_is_taken_and_held_for_its_inside(cast: Cast) -> None:
    assert cast.verdicts("member", sized(cast, 64 * KIB)) == ["BAD_DATA"]


def test_a_mutation_over_64_kib_is_refused(cast: Cast) -> None:
    good = cast.create("member")

    assert refusal(cast, envelope(good, sized(cast, 64 * KIB + 1))) == (413, "sync.mutation_size")


def test_a_batch_of_256_kib_is_taken(cast: Cast) -> None:
    batch = [sized(cast, 64 * KIB) for _ in range(4)]

    assert cast.verdicts("member", *batch) == ["BAD_DATA"] * 4


def test_a_batch_over_256_kib_is_refused(cast: Cast) -> None:
    batch = [*(sized(cast, 64 * KIB) for _ in range(4)), cast.create("member")]

    assert refusal(cast, envelope(*batch)) == (413, "sync.batch_size")


def test_vietnamese_letters_weigh_what_they_weigh_in_utf_8(cast: Cast) -> None:
    made = cast.create("member", content={TEXT: "ệ" * 20_000})

    assert cast.verdicts("member", made) == ["BAD_DATA"]


@pytest.mark.parametrize(
    "mutation_id",
    [None, 7, "", "x", "018F5C3E-7D1A-7000-8000-000000000001", "{}\n", ["a"],
     "018f5c3e-7d1a-7000-8000-000000000001\n"],
)  # fmt: skip
def test_a_mutation_without_a_valid_id_is_refused(cast: Cast, mutation_id: Any) -> None:
    odd = {**cast.create("member"), "id": mutation_id}

    assert refusal(cast, envelope(cast.create("member"), odd)) == (400, "sync.mutation_id")


@pytest.mark.parametrize("person", [None, "server", 7, "other"])
def test_a_mutation_in_anothers_name_is_refused(cast: Cast, person: Any) -> None:
    odd = {**cast.create("member"), "person": cast.people["mate"] if person == "other" else person}

    assert refusal(cast, envelope(odd)) == (400, "sync.mutation_person")


@pytest.mark.parametrize("odd", [None, 1, "x", ["a"], True])
def test_a_mutation_that_is_no_object_is_refused(cast: Cast, odd: Any) -> None:
    assert refusal(cast, envelope(odd)) == (400, "sync.envelope")


@pytest.mark.parametrize(
    "parts",
    [
        {"mutations": {}},
        {"mutations": None},
        {"since": {}},
        {"since": [{"cursor": "0"}]},
        {"since": [{"streams": ["directory"]}]},
        {"since": [{"cursor": "0", "streams": "directory"}]},
        {"since": [{"cursor": "0", "streams": [7]}]},
        {"page_size": 0},
        {"page_size": 501},
        {"page_size": "10"},
        {"page_size": 1.5},
        {"full_from": "yesterday"},
        {"full_from": 7},
        {"streams_tag": 7},
        {"turn": "x"},
        {"protocol": None},
        {"protocol": "1"},
        {"health": []},
        {"health": {"pending": "many"}},
    ],
    ids=str,
)
def test_an_odd_envelope_is_refused(cast: Cast, parts: Json) -> None:
    body = {**envelope(cast.create("member")), **parts}

    assert refusal(cast, body) == (400, "sync.envelope")


@pytest.mark.parametrize("body", [[], "x", 7, None, True])
def test_a_body_that_is_no_object_is_refused(cast: Cast, body: Any) -> None:
    assert refusal(cast, body) == (400, "sync.envelope")


def test_a_protocol_that_is_not_spoken_here_is_refused(cast: Cast) -> None:
    assert refusal(cast, envelope(protocol=2)) == (400, "sync.protocol")


def test_a_stream_named_twice_is_refused(cast: Cast) -> None:
    one = {"cursor": "0", "streams": ["directory"]}

    assert refusal(cast, envelope(since=[one, one])) == (400, "sync.stream_twice")
    twice = {"cursor": "0", "streams": ["directory", "directory"]}
    assert refusal(cast, envelope(since=[twice])) == (400, "sync.stream_twice")


@pytest.mark.parametrize("text", [b"", b"{", b"{}x", b"\xff\xfe", b"<html>", b"{'a':1}"])
def test_a_body_that_is_not_json_is_refused(cast: Cast, text: bytes) -> None:
    assert refusal(cast, text) == (400, "body.not_json")


def nested(depth: int) -> bytes:
    """An exchange with an unknown part in which lists lie in lists, so many deep in all."""
    lists = "[" * (depth - 1) + "]" * (depth - 1)
    return f'{{"protocol":1,"deep":{lists}}}'.encode()


def test_json_twelve_deep_is_taken(cast: Cast) -> None:
    answer = cast.client.post(
        f"/api/sync/{cast.commune_id}", data=nested(12), headers=cast.headers("member")
    )

    assert answer.status_code == 200


@pytest.mark.parametrize("depth", [13, 100, 100_000])
def test_json_deeper_than_twelve_is_refused(cast: Cast, depth: int) -> None:
    assert refusal(cast, nested(depth)) == (400, "body.depth")


@pytest.mark.parametrize("number", ["9007199254740992", "-9007199254740992", "1e400", "NaN",
                                    "Infinity", "9" * 5000])  # fmt: skip
def test_a_number_that_json_programs_do_not_share_is_refused(cast: Cast, number: str) -> None:
    assert refusal(cast, f'{{"protocol":1,"x":{number}}}'.encode()) == (400, "body.number")


@pytest.mark.parametrize("text", ['{"a":"\\ud800"}', '{"\\udfff":1}', '{"a":1,"a":2}'])
def test_half_a_surrogate_and_a_key_twice_are_refused(cast: Cast, text: str) -> None:
    assert refusal(cast, text.encode()) == (400, "body.text")


def test_keys_that_are_one_in_nfc_are_refused(cast: Cast) -> None:
    odd = cast.create("member", content={"\u1ec7": 1, "e\u0323\u0302": 2})

    assert refusal(cast, envelope(odd)) == (400, "body.text")


def test_a_body_inflated_to_a_mebibyte_is_read(cast: Cast) -> None:
    body = json.dumps(envelope(padding=[PADDING] * 1000)).encode().ljust(1024 * KIB)

    answer = cast.client.post(
        f"/api/sync/{cast.commune_id}",
        data=gzip.compress(body),
        headers={**cast.headers("member"), "Content-Encoding": "gzip"},
    )

    assert answer.status_code == 200


def test_a_body_inflated_beyond_a_mebibyte_is_refused(cast: Cast) -> None:
    bomb = gzip.compress(b" " * (1024 * KIB + 1))

    assert refusal(cast, bomb, **{"Content-Encoding": "gzip"}) == (413, "request.too_large")


def test_a_plain_body_beyond_a_mebibyte_is_refused(cast: Cast) -> None:
    assert refusal(cast, b" " * (1024 * KIB + 1)) == (413, "request.too_large")


@pytest.mark.parametrize("cut", [slice(0, -4), slice(0, 5), slice(3, None)])
def test_wrong_gzip_is_refused(cast: Cast, cut: slice) -> None:
    body = gzip.compress(json.dumps(envelope(cast.create("member"))).encode())

    assert refusal(cast, body[cut], **{"Content-Encoding": "gzip"}) == (400, "body.gzip")


def test_two_gzips_in_one_body_are_refused(cast: Cast) -> None:
    body = gzip.compress(json.dumps(envelope()).encode())

    assert refusal(cast, body + body, **{"Content-Encoding": "gzip"}) == (400, "body.gzip")


def test_an_unknown_content_encoding_is_refused(cast: Cast) -> None:
    assert refusal(cast, b"x", **{"Content-Encoding": "br"}) == (415, "request.media_type")


def test_unknown_parts_of_a_request_are_left_aside_for_newer_phones(cast: Cast) -> None:
    assert cast.exchange("member", colour="red", deep={"a": [1]})["results"] == []


def test_hello_tells_every_limit(cast: Cast) -> None:
    hello = cast.client.get("/api/sync/hello", headers=cast.headers("member")).get_json()

    assert hello["limits"] == {
        "batch_mutations": 100,
        "batch_bytes": 256 * KIB,
        "mutation_bytes": 64 * KIB,
        "page_rows": 500,
        "page_bytes": 256 * KIB,
        "body_bytes": 1024 * KIB,
        "json_depth": 12,
        "access_log_entries": 100,
        "blob_bytes": 10240 * KIB,
        "blob_chunk_bytes": 1024 * KIB,
    }
    assert [one["id"] for one in hello["communes"]] == [cast.commune_id]
    assert (hello["protocol"], hello["min_app"]) == (1, "0.1.0")
    assert hello["time"].endswith("+00:00")
