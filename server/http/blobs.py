"""The blob doors: bytes of photos and voice notes, sent in chunks from an offset on.

As the IETF's resumable uploads, without their creation step: the hash is the address.
"""

import re
from functools import partial

from flask import Response, request
from flask.views import MethodView
from flask_smorest import Blueprint
from sqlalchemy.orm import Session
from werkzeug.exceptions import RequestEntityTooLarge

from server.errors import Problem
from server.http import parts
from server.http.access import caller
from server.http.answers import answer_problem
from server.http.sync import admit, run
from server.models import Blob
from server.services import blobs
from server.services.blobs import MAX_CHUNK_BYTES, Asker, Store, WrongOffsetError
from server.sync.arrival import arrive
from server.sync.blob_names import is_sha256
from server.sync.push import Push

blueprint = Blueprint(
    "blobs",
    __name__,
    url_prefix="/api/sync/<commune_id>/blobs",
    description="Bytes of photos and voice notes",
)
OFFSET, COMPLETE = "Upload-Offset", "Upload-Complete"
CHUNK_TYPE = "application/partial-upload"
YES, NO = "?1", "?0"
_NUMBER = re.compile(r"[0-9]{1,9}")
_TOLD = {
    OFFSET: {"schema": {"type": "integer"}, "description": "Bytes that are here"},
    COMPLETE: {"schema": {"type": "string", "enum": [YES, NO]}, "description": "Whether all are"},
}
_ASKED = [
    {"in": "header", "name": OFFSET, "required": True, "schema": {"type": "integer"}},
    {"in": "header", "name": COMPLETE, "required": True, "schema": _TOLD[COMPLETE]["schema"]},
]
_BYTES = {"schema": {"type": "string", "format": "binary"}}


@blueprint.route("/<sha256>")
class BlobBytes(MethodView):
    """One blob, addressed by the sha256 of its bytes."""

    @blueprint.doc(responses={"204": {"description": "How much is here", "headers": _TOLD}})
    def head(self, commune_id: str, sha256: str) -> Response:
        """Say how much of a blob is here."""
        blob = _offered(commune_id, sha256)
        if blob is not None:
            return _told(blob.size_bytes, is_whole=True)
        return _told(blobs.read_offset(_store(), commune_id, sha256), is_whole=False)

    @blueprint.doc(
        parameters=_ASKED,
        requestBody={"content": {CHUNK_TYPE: _BYTES}, "required": True},
        responses={"204": {"description": "The chunk is kept", "headers": _TOLD}},
    )
    def patch(self, commune_id: str, sha256: str) -> Response:
        """Append a chunk at the offset; the last one is verified with all before it."""
        offset, is_last = _read_place()
        blob = _offered(commune_id, sha256)
        if blob is not None:
            return _refuse_offset(blob.size_bytes, is_whole=True)
        chunk, store = _read_chunk(), _store()
        try:
            if not is_last:
                end = blobs.take_chunk(store, commune_id, sha256, offset, chunk)
                return _told(end, is_whole=False)
            whole = blobs.take_last_chunk(store, commune_id, sha256, offset, chunk)
        except WrongOffsetError as error:
            return _refuse_offset(error.offset, is_whole=False)
        us = parts()

        def note(session: Session) -> None:
            to = Push(session, commune_id, us.kinds, us.outside.random_bytes, us.outside.now())
            arrive(to, sha256, whole.size_bytes, whole.media_type)

        run(note, write=True)
        blobs.drop_parts(store, commune_id, sha256)
        return _told(whole.size_bytes, is_whole=True)

    @blueprint.doc(
        responses={
            "200": {"description": "The bytes", "content": {"image/*": _BYTES, "audio/*": _BYTES}}
        }
    )
    def get(self, commune_id: str, sha256: str) -> Response:
        """Give the bytes to one who reads a record that names them."""
        blob = run(partial(_readable, commune_id, sha256, _asker()), write=False)
        content = _store().get(blobs.whole_key(commune_id, sha256))
        if content is None:
            raise Problem("blob.missing", sha256=sha256)
        return Response(content, mimetype=blob.media_type)


def _store() -> Store:
    return blobs.open_store(parts().config)


def _asker() -> Asker:
    who = caller()
    return Asker(who.account_id, who.device_state == "retired")


def _offered(commune_id: str, sha256: str) -> Blob | None:
    asker = _asker()

    def work(session: Session) -> Blob | None:
        _let_in(session, commune_id, sha256)
        blob = blobs.find_offered(session, commune_id, asker, sha256)
        if blob is not None:
            session.expunge(blob)
        return blob

    found: Blob | None = run(work, write=False)
    return found


def _readable(commune_id: str, sha256: str, asker: Asker, session: Session) -> Blob:
    _let_in(session, commune_id, sha256)
    blob = blobs.find_readable(session, commune_id, asker, sha256)
    session.expunge(blob)
    return blob


def _let_in(session: Session, commune_id: str, sha256: str) -> None:
    if not is_sha256(sha256):
        raise Problem("request.not_found")
    admit(session, commune_id, caller())


def _read_place() -> tuple[int, bool]:
    """Read where the chunk goes, and whether it is the last."""
    offset, complete = request.headers.get(OFFSET, ""), request.headers.get(COMPLETE, "")
    if not _NUMBER.fullmatch(offset):
        raise Problem("request.malformed", header=OFFSET)
    if complete not in (YES, NO):
        raise Problem("request.malformed", header=COMPLETE)
    return int(offset), complete == YES


def _read_chunk() -> bytes:
    """Read the chunk whole: one that is cut on its way changes nothing.

    Not every server program says that a line broke: under gunicorn the body is only short.
    """
    encoding = request.headers.get("Content-Encoding", "identity").strip().lower()
    if request.mimetype != CHUNK_TYPE or encoding != "identity":
        raise Problem("request.media_type", expected=CHUNK_TYPE)
    try:
        chunk = request.get_data()
    except RequestEntityTooLarge:
        raise Problem("request.too_large", limit_bytes=MAX_CHUNK_BYTES) from None
    if request.content_length not in (None, len(chunk)):
        raise Problem("request.malformed", size_bytes=len(chunk), told=request.content_length)
    return chunk


def _told(offset: int, *, is_whole: bool) -> Response:
    return _with_place(Response(status=204), offset, is_whole=is_whole)


def _refuse_offset(offset: int, *, is_whole: bool) -> Response:
    return _with_place(
        answer_problem(Problem("blob.offset", offset=offset)), offset, is_whole=is_whole
    )


def _with_place(response: Response, offset: int, *, is_whole: bool) -> Response:
    response.headers[OFFSET] = str(offset)
    response.headers[COMPLETE] = YES if is_whole else NO
    return response
