"""Uploads cut for real: a line that breaks, a server that is killed, a statement that fails."""

import socket
from pathlib import Path

import pytest
from sqlalchemy import func, select

from server.db import db
from server.models import Blob, Mutation
from tests.cast import Cast
from tests.faults.consistency import assert_consistent
from tests.faults.served import SERVERS, Served
from tests.faults.statements_test import Fault, armed, error_of
from tests.photos import Door, Photo, camera, photo, place

MOST_STATEMENTS = 60


def patch_head(served: Served, cast: Cast, one: Photo, offset: int, length: int | None) -> bytes:
    """Write the head of a last chunk, as it goes over the line; no `length`: it is not told."""
    lines = [
        f"PATCH /api/sync/{cast.commune_id}/blobs/{one.sha256} HTTP/1.1",
        f"Host: 127.0.0.1:{served.port}",
        f"Authorization: Bearer {cast.tokens['member']}",
        f"Upload-Offset: {offset}",
        "Upload-Complete: ?1",
        "Content-Type: application/partial-upload",
        "Transfer-Encoding: chunked" if length is None else f"Content-Length: {length}",
    ]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


@SERVERS
def test_a_line_that_breaks_in_a_chunk_changes_nothing(
    cast: Cast, instance_dir: Path, database_url: str, workers: int
) -> None:
    one = photo(size=100_000)
    cast.push("member", camera(cast, "member", one))
    assert Door(cast).patch(one, 0, one.content[:40_000]).status_code == 204
    db.session.remove()
    served = Served(instance_dir, database_url, workers)
    served.start()
    try:
        half = one.content[40_000:70_000]
        told = patch_head(served, cast, one, 40_000, 60_000) + half
        untold = patch_head(served, cast, one, 40_000, None) + b"%x\r\n%b\r\n" % (len(half), half)
        for cut in (told, untold):
            with socket.create_connection(("127.0.0.1", served.port)) as line:
                line.sendall(cut)
                line.shutdown(socket.SHUT_WR)
                while line.recv(4096):
                    pass
            assert place(Door(cast).head(one)) == (204, "40000", "?0")
        with socket.create_connection(("127.0.0.1", served.port)) as line:
            line.sendall(patch_head(served, cast, one, 40_000, 60_000) + one.content[40_000:])
            assert line.recv(4096).startswith(b"HTTP/1.1 204")
    finally:
        served.kill()
    assert place(Door(cast).head(one)) == (204, "100000", "?1")
    assert Door(cast).get(one).data == one.content


@pytest.mark.usefixtures("instance_dir")
@pytest.mark.parametrize("kind", ["disk", "busy"])
def test_a_statement_that_fails_at_the_last_chunk_leaves_all_or_nothing(
    cast: Cast, kind: str
) -> None:
    photos = [photo(number) for number in range(MOST_STATEMENTS)]
    for one in photos:
        cast.push("member", camera(cast, "member", one))
    with armed(Fault(0)) as fault:
        Door(cast).patch(photos[0], 0, photos[0].content, last=True)
    assert 5 < fault.sent < MOST_STATEMENTS

    for at in range(1, fault.sent + 1):
        one = photos[at]
        with armed(Fault(at, error_of(kind))):
            Door(cast).patch(one, 0, one.content, last=True)
        db.session.rollback()
        assert_consistent(cast.commune_id)
        assert place(Door(cast).upload(one)) == (204, "1000", "?1")
        assert Door(cast, "mate").get(one).data == one.content

    db.session.rollback()
    acts = select(func.count()).select_from(Mutation).where(Mutation.act == "blob")
    rows = select(func.count()).select_from(Blob)
    assert db.session.scalar(acts) == db.session.scalar(rows) == fault.sent + 1
