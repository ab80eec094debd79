"""Photos for tests: bytes, the values that name them, and the blob doors in short words."""

from base64 import b64encode
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from werkzeug.test import TestResponse

from server.services.blobs import MAX_BLOB_BYTES
from tests.cast import Cast

Json = dict[str, Any]
JPEG = b"\xff\xd8\xff\xe0"
CHUNK = 64 * 1024


@dataclass(frozen=True)
class Photo:
    """The bytes of a blob."""

    content: bytes

    @property
    def sha256(self) -> str:
        return sha256(self.content).hexdigest()

    def value(self) -> Json:
        """Name it as a form's field does."""
        thumbnail = b64encode(JPEG).decode()
        return {
            "sha256": self.sha256,
            "size": min(len(self.content), MAX_BLOB_BYTES),
            "thumbnail": thumbnail,
        }


def photo(number: int = 1, size: int = 1000, begin: bytes = JPEG) -> Photo:
    """Make a photo; another number, other bytes."""
    return Photo(begin + number.to_bytes(4, "big") + bytes(size - len(begin) - 4))


def voice(number: int = 1, size: int = 1000) -> Photo:
    """Make the bytes of a recording."""
    return photo(number, size, b"\x1aE\xdf\xa3")


def camera(cast: Cast, who: str, *photos: Photo, **parts: Any) -> Json:
    """Create a camera that shows photos."""
    content = {"photos": [one.value() for one in photos]}
    blobs = sorted({one.sha256 for one in photos})
    return cast.create(who, **{"kind": "camera", "content": content, "blobs": blobs, **parts})


def patrol(cast: Cast, who: str, *photos: Photo, **finding: Any) -> Json:
    """Create a patrol with one finding that shows photos."""
    item = {"id": cast.id(), "photos": [one.value() for one in photos], **finding}
    content = {"started_at": "2026-11-19T22:00:00+07:00", "findings": [item]}
    return cast.create(who, content=content, blobs=sorted({one.sha256 for one in photos}))


@dataclass(frozen=True)
class Door:
    """The blob doors, for one person."""

    cast: Cast
    who: str = "member"

    def call(self, method: str, sha256: str, **parts: Any) -> TestResponse:
        headers = {**self.cast.headers(self.who), **parts.pop("headers", {})}
        path = f"/api/sync/{self.cast.commune_id}/blobs/{sha256}"
        return self.cast.client.open(path, method=method, headers=headers, **parts)

    def head(self, one: Photo) -> TestResponse:
        return self.call("HEAD", one.sha256)

    def get(self, one: Photo) -> TestResponse:
        return self.call("GET", one.sha256)

    def patch(
        self,
        one: Photo,
        offset: int,
        chunk: bytes,
        *,
        last: bool = False,
        announced: int | None = None,
        headers: dict[str, str] | None = None,
    ) -> TestResponse:
        """Send one chunk. `announced`: the length that its head tells, where that is another."""
        told = {
            "Upload-Offset": str(offset),
            "Upload-Complete": "?1" if last else "?0",
            "Content-Type": "application/partial-upload",
        }
        odd = {} if announced is None else {"CONTENT_LENGTH": str(announced)}
        parts: Json = {
            "headers": {**told, **(headers or {})},
            "data": chunk,
            "environ_overrides": odd,
        }
        return self.call("PATCH", one.sha256, **parts)

    def upload(self, one: Photo, chunk: int = CHUNK) -> TestResponse:
        """Send all of it, chunk by chunk, from wherever the server stands."""
        answer = self.head(one)
        while answer.status_code in (204, 409) and answer.headers["Upload-Complete"] == "?0":
            offset = int(answer.headers["Upload-Offset"])
            end = offset + chunk
            is_last = end >= len(one.content)
            answer = self.patch(one, offset, one.content[offset:end], last=is_last)
        return answer


def place(answer: TestResponse) -> tuple[int, str, str]:
    """Give an answer's status, and how much of the blob it says is here."""
    return (
        answer.status_code,
        answer.headers.get("Upload-Offset", ""),
        answer.headers.get("Upload-Complete", ""),
    )


def pushed(cast: Cast, made: Json, who: str = "member", verdict: str = "applied") -> Json:
    """Push an act that gets this verdict, and give it."""
    assert cast.verdicts(who, made) == [verdict]
    return made
