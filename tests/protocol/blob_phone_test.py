"""Reference phones with photos: lines cut at any byte, phones killed, servers restored."""

import random
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from reference.blobs import Blobs
from reference.transport import Http, NoAnswerError
from server.db import db
from server.services.blobs import open_store
from tests.cast import Cast
from tests.conftest import HeldWorld
from tests.photos import Door, Photo, photo
from tests.protocol.acts import change
from tests.protocol.phones import (
    Line,
    lose_reply,
    lose_request,
    open_phone,
    show_portal,
    strip_headers,
)
from tests.protocol.tables import Rows, restore, snapshot

SEEDS = 4
FAULTS = [lose_request, lose_reply, show_portal, strip_headers]
pytestmark = pytest.mark.usefixtures("instance_dir")


class CutLine(Line):
    """A line that may also break in the middle of a body: so much of it arrives."""

    def send(self, method: str, path: str, headers: object, body: bytes) -> Http:
        if self.cut_at is None or method != "PATCH":
            return super().send(method, path, headers, body)  # type: ignore[arg-type]
        cut, self.cut_at = min(self.cut_at, len(body)), None
        length = {"CONTENT_LENGTH": str(len(body))}
        self.client.open(
            path, method=method, headers=headers, data=body[:cut], environ_overrides=length
        )
        raise NoAnswerError("the line broke")

    cut_at: int | None = None


def start(cast: Cast, who: str) -> tuple[Blobs, CutLine]:
    phone, _ = open_phone(cast, who)
    line = CutLine(cast.app.test_client())
    phone.around.send = line.send
    return Blobs(phone), line


def save(cast: Cast, blobs: Blobs, *photos: Photo) -> str:
    content = {"photos": [one.value() for one in photos]}
    parts = {"stream": cast.log(), "kind": "camera", "content": content}
    made = blobs.phone.mutation("create", cast.id(), **parts)
    blobs.save(made, *(one.content for one in photos))
    return str(made["record_id"])


def heal(blobs: Blobs, line: CutLine, clock: HeldWorld) -> None:
    """Go on over a whole line until there is nothing to send."""
    line.faults, line.cut_at = [], None
    for _ in range(10):
        clock.advance(minutes=20)
        blobs.phone.sync()
        blobs.offer()
    assert blobs.unsent() == {}


def check_store(cast: Cast, photos: list[Photo]) -> None:
    """Each named blob whose phone lives is whole, under its own hash, and no other is."""
    store = open_store(cast.parts.config)
    whole = [one.key for one in store.list(cast.commune_id) if "/parts/" not in one.key]
    assert {key.rsplit("/", 1)[1] for key in whole} == {one.sha256 for one in photos}
    for key in whole:
        assert sha256(store.get(key) or b"").hexdigest() == key.rsplit("/", 1)[1]
    for one in photos:
        assert Door(cast, "officer").get(one).data == one.content


def test_text_goes_first_and_photos_after_its_verdict(cast: Cast) -> None:
    blobs, line = start(cast, "member")
    one = photo(size=100_000)
    record_id = save(cast, blobs, one)
    assert blobs.offer() == 0
    assert line.sent == 0

    blobs.phone.sync()

    assert cast.record("mate", record_id)["missing"] == [one.sha256]
    assert blobs.offer() == 1
    assert "missing" not in cast.record("mate", record_id)
    blobs.phone.sync()
    assert blobs.offer() == 0


def test_after_a_reset_blobs_are_offered_again(cast: Cast, clock: HeldWorld) -> None:
    blobs, line = start(cast, "member")
    blobs.phone.sync()
    empty = snapshot()
    one = photo()
    save(cast, blobs, one)
    blobs.phone.sync()
    blobs.offer()
    blobs.phone.sync()

    restore(empty)
    heal(blobs, line, clock)

    check_store(cast, [one])


def test_a_server_restored_to_just_before_the_photo_came_gets_it_again(
    cast: Cast, clock: HeldWorld
) -> None:
    blobs, line = start(cast, "member")
    one = photo()
    save(cast, blobs, one)
    blobs.phone.sync()
    before = snapshot()
    blobs.offer()

    restore(before)  # its lineage is the one that the phone knows: no reset
    heal(blobs, line, clock)

    check_store(cast, [one])


def test_a_purged_photo_is_given_up(cast: Cast, clock: HeldWorld, instance_dir: Path) -> None:
    blobs, line = start(cast, "member")
    record_id = save(cast, blobs, photo())
    blobs.phone.sync()
    cast.push("member", change(cast, "member", record_id, {"removed_on": "2026-01-01"}))
    assert cast.app.test_cli_runner().invoke(args=["retention"]).exit_code == 0
    db.session.remove()

    heal(blobs, line, clock)

    check_store(cast, [])


@pytest.mark.parametrize("seed", range(SEEDS))
def test_whatever_befalls_the_line_every_named_blob_becomes_whole(
    cast: Cast, clock: HeldWorld, seed: int
) -> None:
    chance = random.Random(seed)
    phones = [start(cast, who) for who in ("member", "mate")]
    photos: list[Photo] = []
    backups: list[Rows] = [snapshot()]

    def write(blobs: Blobs, _line: CutLine) -> None:
        known = chance.sample(photos, min(len(photos), chance.randint(0, 1)))
        new = photo(len(photos), chance.choice([20, 5_000, 40_000, 150_000]))
        photos.append(new)
        save(cast, blobs, new, *known)

    def work(blobs: Blobs, line: CutLine) -> None:
        line.faults = [chance.choice(FAULTS) for _ in range(chance.randint(0, 2))]
        if chance.random() < 0.5:
            line.cut_at = chance.randint(0, 70_000)
        clock.advance(minutes=20)
        blobs.phone.exchange()
        blobs.offer()

    def kill(blobs: Blobs, _line: CutLine) -> None:
        blobs.phone.disk = blobs.phone.disk.copy()
        blobs.__init__(blobs.phone)  # type: ignore[misc]

    def back_up(_blobs: Blobs, _line: CutLine) -> None:
        backups.append(snapshot())

    def go_back(_blobs: Blobs, _line: CutLine) -> None:
        restore(chance.choice(backups))

    steps: list[Callable[[Blobs, CutLine], None]] = [write, kill, back_up, go_back, *[work] * 3]
    for _ in range(25):
        chance.choice(steps)(*chance.choice(phones))
    for _ in range(2):  # what one offers the other may have to hear of
        for blobs, line in phones:
            heal(blobs, line, clock)

    check_store(cast, photos)
