"""Purge: retention empties values and note texts, in the record and in its mutations.

Ids, seqs, lineage bytes, verdicts and body hashes stay, so resends still answer and digests
hold. An emptied body says which fields it lost, so that a phone's emptied copy of it is known
again after a restore.

A field is named as itself, or as `list/item id/field` inside one item of a list.
"""

import json
from collections.abc import Mapping
from typing import Any, cast

from sqlalchemy import Table, bindparam, select, update

from server.ids import hash_id
from server.models import Mutation
from server.sync import acts
from server.sync import mutation as reading
from server.sync.blobs import forget_names
from server.sync.emptying import CONVERSATION, said_without, value_without, without
from server.sync.head import HELD, Head
from server.sync.load import load, open_world
from server.sync.merge import REVIEW
from server.sync.push import Push, lock
from server.sync.save import save
from server.sync.wire import write
from server.sync.world import Known, World

PURGE = "purge"
_MUTATION = cast(Table, Mutation.__table__)


def purge(to: Push, record_id: str, fields: set[str]) -> int:
    """Empty these fields of a record, `conversation` for its texts, and give the seq of the act.

    The caller commits. Values written later stay.
    """
    lock(to.session, to.commune_id)
    bodies = _bodies(to, record_id)
    held = [mutation_id for mutation_id, (_, verdict) in bodies.items() if verdict == HELD]
    world = open_world(to.session, to.commune_id, to.kinds, to.random_bytes, None)
    load(to.session, world, [], held, [record_id])
    known = _enter(world, record_id, fields)
    world.put(_emptied_head(world.heads[record_id], fields, known.seq))
    emptied = {key: empty_body(json.loads(body), fields) for key, (body, _) in bodies.items()}
    for mutation_id in held:
        _empty_held(world, world.known[mutation_id], emptied[mutation_id], known)
    save(to.session, world, to.now)
    _save_bodies(to, emptied, known.seq)
    forget_names(to.session, to.commune_id, record_id, emptied)
    return known.seq


def empty_body(body: Mapping[str, Any], fields: set[str]) -> dict[str, Any]:
    """Take the fields out of a mutation's body, and say which in `purged`."""
    content = body.get("content")
    if not isinstance(content, dict):
        return dict(body)
    texts = {"text", "question"} if CONVERSATION in fields else set()
    kept = without(content, fields | texts)
    if body.get("act") == acts.RECOVER:
        kept = said_without(content, fields)
    if kept == content:
        return dict(body)
    return {**body, "content": kept, "purged": sorted({*(body.get("purged") or ()), *fields})}


def _bodies(to: Push, record_id: str) -> dict[str, tuple[str, str]]:
    rows = to.session.execute(
        select(Mutation.id, Mutation.body, Mutation.verdict).where(
            Mutation.commune_id == to.commune_id,
            Mutation.record_id == record_id,
            Mutation.person != acts.SERVER,
        )
    )
    return {row.id: (row.body, row.verdict) for row in rows}


def _enter(world: World, record_id: str, fields: set[str]) -> Known:
    mutation_id = hash_id(PURGE, record_id, str(world.seq))
    body = {"id": mutation_id, "person": acts.SERVER, "act": PURGE, "record_id": record_id}
    known = Known(mutation_id, 0, acts.SERVER, hash_id(*sorted(fields)), record_id, PURGE)
    known.verdict = "applied"
    return world.enter(known, None, json.dumps({**body, "fields": sorted(fields)}))


def _emptied_head(head: Head, fields: set[str], seq: int) -> Head:
    talks = CONVERSATION in fields
    return head._replace(
        content=without(head.content, fields),
        siblings=[_emptied_sibling(one, fields) for one in head.siblings],
        conversation=[{**entry, "text": None} if talks else entry for entry in head.conversation],
        review={**head.review, "question": None} if talks and head.review else head.review,
        purged={**head.purged, **dict.fromkeys(sorted(fields), seq)},
        seq=seq,
    )


def _emptied_sibling(sibling: Mapping[str, Any], fields: set[str]) -> dict[str, Any]:
    if sibling["field"] == REVIEW and CONVERSATION in fields and sibling["value"]:
        return {**sibling, "value": {**sibling["value"], "question": None}}
    return {**sibling, "value": value_without(sibling["field"], sibling["value"], fields)}


def _empty_held(world: World, known: Known, body: dict[str, Any], by: Known) -> None:
    known.mutation = reading.read(body, write(body), world.kinds)
    if world.held_row_id(known) in world.heads:
        world.put(world.held_row(known, by.id, by.seq))


def _save_bodies(to: Push, emptied: Mapping[str, dict[str, Any]], seq: int) -> None:
    rows = [
        {"key": key, "body": write(body), "purged_seq": seq}
        for key, body in emptied.items()
        if body.get("purged")
    ]
    if rows:
        mine = _MUTATION.c.commune_id == to.commune_id
        to.session.execute(update(_MUTATION).where(mine, _MUTATION.c.id == bindparam("key")), rows)
