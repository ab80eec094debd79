"""The arrival of a blob: a server act that moves every row which lacked it."""

import json

from sqlalchemy import insert, select

from server.ids import hash_id
from server.models import Blob
from server.sync.acts import SERVER
from server.sync.blobs import find_naming
from server.sync.load import load, open_world
from server.sync.push import Push, lock
from server.sync.save import save
from server.sync.world import Known, World

BLOB = "blob"


def arrive(to: Push, sha256: str, size_bytes: int, media_type: str) -> None:
    """Note that a blob is whole in the store, once; the caller commits.

    Every row that names it takes the act's seq, so that everybody's list of what is missing
    changes.
    """
    lock(to.session, to.commune_id)
    mine = Blob.commune_id == to.commune_id
    if to.session.scalar(select(Blob.sha256).where(mine, Blob.sha256 == sha256)):
        return  # another uploader was faster
    row = {"commune_id": to.commune_id, "sha256": sha256, "size_bytes": size_bytes}
    to.session.execute(insert(Blob), [{**row, "media_type": media_type, "complete_at": to.now}])
    naming = find_naming(to.session, to.commune_id, sha256)
    world = open_world(to.session, to.commune_id, to.kinds, to.random_bytes, None)
    load(to.session, world, [], (), naming.records | naming.held_rows)
    lacking = [head for head in world.heads.values() if sha256 in head.missing]
    if lacking:
        known = _enter(world, sha256)
        for head in lacking:
            world.put(head._replace(seq=known.seq))
        save(to.session, world, to.now)


def _enter(world: World, sha256: str) -> Known:
    mutation_id = hash_id(BLOB, sha256, str(world.seq))
    known = Known(mutation_id, 0, SERVER, hash_id(BLOB, sha256), act=BLOB)
    known.verdict = "applied"
    body = {"id": mutation_id, "person": SERVER, "act": BLOB, "blob": sha256}
    return world.enter(known, None, json.dumps(body))
