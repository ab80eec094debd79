"""The store: the same promises of the folder and of a bucket behind an S3 server program."""

import os
import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from socket import socket

import pytest

from server.config import Config
from server.services.blobs import Store, open_store
from server.services.blobs.store import FolderStore
from tests import bucket
from tests.cast import Cast
from tests.photos import Door, camera, photo, place


@pytest.fixture(scope="module")
def s3() -> Iterator[str]:
    with bucket.serve() as endpoint:
        yield endpoint


@pytest.fixture(params=["folder", "bucket", "prefix"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    if request.param == "folder":
        return open_store(Config(instance_dir=tmp_path))
    address = bucket.make(request.getfixturevalue("s3"))
    return open_store(
        Config(blob_store=address.format("/a/b" if request.param == "prefix" else ""))
    )


def test_what_was_put_is_there_whole(store: Store) -> None:
    content = bytes(range(256)) * 4096
    store.put("x/aa", content)
    store.put("x/parts/aa/00000000", b"")

    assert store.get("x/aa") == content
    assert store.get("x/parts/aa/00000000") == b""
    assert store.get("x/bb") is None
    assert store.get("y/aa") is None


def test_an_object_is_written_anew_as_a_whole(store: Store) -> None:
    store.put("x/aa", b"a longer content")
    store.put("x/aa", b"short")

    assert store.get("x/aa") == b"short"
    assert [one.size_bytes for one in store.list("x")] == [5]


def test_a_list_holds_what_is_below_in_the_order_of_keys(store: Store) -> None:
    for key in ("x/bb", "x/aa", "x/parts/aa/00000010", "x/parts/aa/00000000", "xx/aa"):
        store.put(key, key.encode())

    assert [one.key for one in store.list("x/parts/aa")] == [
        "x/parts/aa/00000000",
        "x/parts/aa/00000010",
    ]
    found = store.list("x")
    assert [one.key for one in found][:2] == ["x/aa", "x/bb"]
    assert len(found) == 4
    assert store.list("x/parts/a") == store.list("z") == []
    assert all(abs(datetime.now(UTC) - one.modified_at) < timedelta(hours=1) for one in found)


def test_more_than_a_page_is_listed_whole(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("server.services.blobs.s3.PAGE_OBJECTS", 3)
    for number in range(7):
        store.put(f"x/{number}", b"")

    assert len(store.list("x")) == 7


def test_what_is_deleted_is_gone_and_stays_gone(store: Store) -> None:
    store.put("x/parts/aa/00000000", b"1")
    store.put("x/aa", b"1")

    for _ in range(2):
        store.delete("x/parts/aa/00000000")
        store.delete("x/aa")

    assert store.list("x") == []
    store.put("x/parts/aa/00000000", b"2")
    assert store.get("x/parts/aa/00000000") == b"2"


def test_writers_at_once_leave_one_whole_content(store: Store) -> None:
    contents = [bytes([number]) * 100_000 for number in range(8)]
    threads = [threading.Thread(target=store.put, args=("x/aa", one)) for one in contents]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert store.get("x/aa") in contents
    assert len(store.list("x")) == 1


def test_a_part_put_while_its_folder_is_deleted_is_there(tmp_path: Path) -> None:
    store = FolderStore(tmp_path / "blobs")

    def churn() -> None:
        for _ in range(200):
            store.put("x/parts/aa/00000000", b"1")
            store.delete("x/parts/aa/00000000")

    other = threading.Thread(target=churn)
    other.start()
    for number in range(1, 200):
        key = f"x/parts/aa/{number:08d}"
        store.put(key, b"2")
        assert store.get(key) == b"2"
        store.delete(key)
    other.join()


def test_a_full_disk_leaves_what_was_there_and_no_draft(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = FolderStore(tmp_path)
    store.put("x/aa", b"before")

    def fail(_descriptor: int) -> None:
        raise OSError("no space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", fail)
        with pytest.raises(OSError, match="no space"):
            store.put("x/aa", b"after")

    assert store.get("x/aa") == b"before"
    assert len(list((tmp_path / "x").iterdir())) == 1


def test_blobs_are_for_the_owner_alone(tmp_path: Path) -> None:
    store = FolderStore(tmp_path / "blobs")
    store.put("x/aa", b"1")

    path = tmp_path / "blobs" / "x" / "aa"
    assert (path.stat().st_mode & 0o77, path.parent.stat().st_mode & 0o77) == (0, 0)


def test_the_doors_work_over_a_bucket(cast: Cast, s3: str, monkeypatch: pytest.MonkeyPatch) -> None:
    parts = cast.parts
    config = replace(parts.config, blob_store=bucket.make(s3).format("/photos"))
    monkeypatch.setitem(cast.app.extensions, "an_thon", replace(parts, config=config))
    one = photo(size=150_000)
    cast.push("member", camera(cast, "member", one))

    assert place(Door(cast).upload(one)) == (204, "150000", "?1")
    assert Door(cast, "mate").get(one).data == one.content
    assert [one.key for one in open_store(config).list(cast.commune_id)] == [
        f"{cast.commune_id}/{one.sha256}"
    ]


def test_a_bucket_that_does_not_answer_is_no_missing_photo(tmp_path: Path) -> None:
    with closing(socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    store = open_store(Config(blob_store=f"s3://none?endpoint=http://127.0.0.1:{port}"))

    with pytest.raises(Exception, match="connect"):
        store.get("x/aa")
