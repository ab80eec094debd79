"""The blob doors: chunks by offset, whole by hash, whatever the network does to them."""

from pathlib import Path

import pytest
from sqlalchemy import select

from server.db import db
from server.models import Blob
from server.services.blobs import upload
from server.services.blobs.media import media_type_of
from tests.cast import Cast
from tests.photos import Door, Photo, camera, photo, place

MB = 1024 * 1024
pytestmark = pytest.mark.usefixtures("instance_dir")


def named(cast: Cast, one: Photo, who: str = "member") -> Door:
    """Push a record that names the blob; give the author's door."""
    assert cast.verdicts(who, camera(cast, who, one)) == ["applied"]
    return Door(cast, who)


def whole_rows() -> list[tuple[str, int, str]]:
    db.session.rollback()
    rows = db.session.execute(select(Blob.sha256, Blob.size_bytes, Blob.media_type))
    return [(row.sha256, row.size_bytes, row.media_type) for row in rows]


def test_a_photo_goes_up_in_chunks_and_comes_back_byte_for_byte(cast: Cast) -> None:
    one = photo(size=150_000)
    door = named(cast, one)
    assert place(door.head(one)) == (204, "0", "?0")

    first = door.patch(one, 0, one.content[:65536])
    second = door.patch(one, 65536, one.content[65536:131072])
    last = door.patch(one, 131072, one.content[131072:], last=True)

    assert [place(first), place(second)] == [(204, "65536", "?0"), (204, "131072", "?0")]
    assert place(last) == place(door.head(one)) == (204, "150000", "?1")
    got = Door(cast, "mate").get(one)
    assert (got.status_code, got.data, got.mimetype) == (200, one.content, "image/jpeg")
    assert got.headers["Cache-Control"] == "no-store"
    assert got.headers["X-Content-Type-Options"] == "nosniff"
    assert whole_rows() == [(one.sha256, 150_000, "image/jpeg")]


@pytest.mark.parametrize("cut", [0, 1, 4, 65535, 65536, 65537, 149_999])
def test_an_upload_goes_on_after_a_cut_at_any_byte(cast: Cast, cut: int) -> None:
    one = photo(size=150_000)
    door = named(cast, one)
    assert door.patch(one, 0, one.content[:cut]).status_code == 204

    assert place(door.head(one)) == (204, str(cut), "?0")
    assert place(door.upload(one)) == (204, "150000", "?1")
    assert door.get(one).data == one.content


def test_a_chunk_that_comes_twice_or_out_of_order_is_told_the_right_offset(cast: Cast) -> None:
    one = photo(size=3000)
    door = named(cast, one)
    ahead = door.patch(one, 1000, one.content[1000:2000])
    assert place(ahead) == (409, "0", "?0")
    assert ahead.get_json()["code"] == "blob.offset"
    door.patch(one, 0, one.content[:1000])

    twice = door.patch(one, 0, one.content[:1000])
    late = door.patch(one, 2000, one.content[2000:], last=True)

    assert place(twice) == place(late) == (409, "1000", "?0")
    assert place(door.upload(one)) == (204, "3000", "?1")


def test_a_chunk_cut_in_the_middle_changes_nothing(cast: Cast) -> None:
    one = photo(size=3000)
    door = named(cast, one)
    door.patch(one, 0, one.content[:1000])

    cut = door.patch(one, 1000, one.content[1000:1500], last=True, announced=2000)

    assert cut.status_code == 400
    assert place(door.head(one)) == (204, "1000", "?0")
    assert place(door.upload(one)) == (204, "3000", "?1")


def test_a_body_that_a_portal_shortened_and_says_so_goes_on_from_there(cast: Cast) -> None:
    one = photo(size=3000)
    door = named(cast, one)

    assert place(door.patch(one, 0, one.content[:700])) == (204, "700", "?0")

    assert place(door.upload(one, chunk=1000)) == (204, "3000", "?1")


def test_two_uploaders_with_chunks_of_their_own_make_one_blob(cast: Cast) -> None:
    one = photo(size=4000)
    author = named(cast, one)
    mate = Door(cast, "mate")
    author.patch(one, 0, one.content[:1000])
    mate.patch(one, 1000, one.content[1000:1600])

    late = author.patch(one, 1000, one.content[1000:2000])

    assert place(late) == (409, "1600", "?0")
    assert place(author.upload(one, 900)) == (204, "4000", "?1")
    assert place(mate.patch(one, 1600, one.content[1600:], last=True)) == (409, "4000", "?1")
    assert mate.get(one).data == one.content


def test_two_who_write_the_same_part_at_once_leave_a_whole_chain(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = photo(size=4000)
    author, mate = named(cast, one), Door(cast, "mate")
    author.patch(one, 0, one.content[:1000])
    shipped = upload._chain

    def overtaken(store: object, folder: str) -> object:
        """Another uploader's longer chunk, and one after it, come between look and write."""
        monkeypatch.setattr(upload, "_chain", shipped)
        found = shipped(store, folder)  # type: ignore[arg-type]
        mate.patch(one, 1000, one.content[1000:2000])
        mate.patch(one, 2000, one.content[2000:3000])
        return found

    monkeypatch.setattr(upload, "_chain", overtaken)
    assert place(author.patch(one, 1000, one.content[1000:1500])) == (204, "1500", "?0")

    assert place(author.upload(one, 500)) == (204, "4000", "?1")
    assert author.get(one).data == one.content


def test_two_who_end_it_at_once_write_one_row_and_one_act(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = photo()
    author, mate = named(cast, one), Door(cast, "mate")
    shipped = media_type_of

    def overtaken(content: bytes) -> str | None:
        monkeypatch.setattr(upload, "media_type_of", shipped)
        assert place(mate.patch(one, 0, one.content, last=True)) == (204, "1000", "?1")
        return shipped(content)

    monkeypatch.setattr(upload, "media_type_of", overtaken)
    assert place(author.patch(one, 0, one.content, last=True)) == (204, "1000", "?1")

    assert len(whole_rows()) == 1
    assert author.get(one).data == one.content


def test_a_wrong_hash_drops_the_parts_and_begins_anew(cast: Cast) -> None:
    one = photo(size=2000)
    door = named(cast, one)
    door.patch(one, 0, one.content[:1000])

    wrong = door.patch(one, 1000, bytes([1] * 1000), last=True)

    assert (wrong.status_code, wrong.get_json()["code"]) == (422, "blob.hash")
    assert place(door.head(one)) == (204, "0", "?0")
    assert door.get(one).get_json()["code"] == "blob.missing"
    assert place(door.upload(one)) == (204, "2000", "?1")


HEIC = bytes(4) + b"ftypheic"
KINDS_OF_BYTES = {
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"RIFF\x00\x00\x00\x00WEBP": "image/webp",
    b"\x1aE\xdf\xa3": "audio/webm",
    b"OggS": "audio/ogg",
    bytes(4) + b"ftypiso5": "audio/mp4",
    b"<html><script>": None,
    b"GIF89a": None,
    b"%PDF-1.7": None,
    HEIC: None,
}


@pytest.mark.parametrize("begin", KINDS_OF_BYTES, ids=lambda begin: repr(begin[:8]))
def test_bytes_are_kept_by_what_they_are(cast: Cast, begin: bytes) -> None:
    one = photo(begin=begin)
    door = named(cast, one)

    answer = door.upload(one)

    if KINDS_OF_BYTES[begin]:
        assert door.get(one).mimetype == KINDS_OF_BYTES[begin]
    else:
        assert (answer.status_code, answer.get_json()["code"]) == (422, "blob.media_type")
        assert place(door.head(one)) == (204, "0", "?0")


def test_limits_are_named_and_nothing_over_them_is_kept(cast: Cast, instance_dir: Path) -> None:
    one = photo(size=10 * MB + 1)
    door = named(cast, one)
    long = door.patch(one, 0, one.content[: MB + 1])
    assert (long.status_code, long.get_json()["code"]) == (413, "request.too_large")

    answer = door.upload(one, MB)

    assert (answer.status_code, answer.get_json()["code"]) == (413, "blob.too_large")
    assert place(door.head(one)) == (204, str(10 * MB), "?0")
    assert list((instance_dir / "blobs").rglob(one.sha256)) != []
    hello = cast.client.get("/api/sync/hello", headers=cast.headers("member")).get_json()
    assert (hello["limits"]["blob_bytes"], hello["limits"]["blob_chunk_bytes"]) == (10 * MB, MB)


def test_parts_are_counted_too(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upload, "MAX_PARTS", 3)
    one = photo()
    door = named(cast, one)

    answers = [door.patch(one, at, one.content[at : at + 1]) for at in range(4)]

    assert answers[3].get_json()["code"] == "blob.too_large"
    assert place(door.patch(one, 3, one.content[3:], last=True)) == (204, "1000", "?1")


def test_an_empty_chunk_moves_nothing(cast: Cast) -> None:
    one = photo()
    door = named(cast, one)

    assert place(door.patch(one, 0, b"")) == (204, "0", "?0")
    assert place(door.patch(one, 0, one.content)) == (204, "1000", "?0")
    assert place(door.patch(one, 1000, b"", last=True)) == (204, "1000", "?1")


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Upload-Offset": "-1"}, 400),
        ({"Upload-Offset": "0, 0"}, 400),
        ({"Upload-Offset": "٣"}, 400),
        ({"Upload-Complete": "true"}, 400),
        ({"Content-Type": "image/jpeg"}, 415),
        ({"Content-Encoding": "gzip"}, 415),
    ],
)
def test_odd_headers_are_refused(cast: Cast, headers: dict[str, str], status: int) -> None:
    one = photo()
    door = named(cast, one)
    odd = {name: text.encode().decode("latin-1") for name, text in headers.items()}

    answer = door.patch(one, 0, one.content, last=True, headers=odd)
    assert answer.status_code == status
    assert place(door.head(one)) == (204, "0", "?0")


@pytest.mark.parametrize("name", ["x", "a" * 63, "A" * 64, "a" * 65, "..%2f..%2fcodes.key"])
def test_an_address_that_is_no_hash_names_nothing(cast: Cast, name: str) -> None:
    for method in ("HEAD", "GET", "PATCH"):
        headers = {"Upload-Offset": "0", "Upload-Complete": "?1"}
        assert Door(cast).call(method, name, headers=headers).status_code == 404


def test_a_server_that_dies_before_it_says_so_takes_the_last_chunk_again(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = photo(size=2000)
    door = named(cast, one)
    door.patch(one, 0, one.content[:1000])
    with monkeypatch.context() as patch:
        patch.setattr("server.http.blobs.arrive", lambda *_args: 1 / 0)
        assert door.patch(one, 1000, one.content[1000:], last=True).status_code == 500
    assert door.get(one).get_json()["code"] == "blob.missing"

    assert place(door.head(one)) == (204, "1000", "?0")
    assert place(door.upload(one)) == (204, "2000", "?1")


def test_bytes_that_the_store_lost_are_missing_and_no_fault(cast: Cast, instance_dir: Path) -> None:
    one = photo()
    door = named(cast, one)
    door.upload(one)
    (instance_dir / "blobs" / cast.commune_id / one.sha256).unlink()

    assert door.get(one).get_json()["code"] == "blob.missing"
