"""The tables give the same as one world in memory, however the acts are cut into batches.

A push loads only the part of a commune that it can touch; here the same acts are judged by a world
that holds everything, and both must end alike: heads, verdicts, seqs.
"""

import json
from collections.abc import Mapping
from random import Random
from typing import Any

from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from server.db import transaction
from server.sync.head import Head
from tests.cast import Cast, raise_cast
from tests.faults.consistency import Tables, assert_consistent, read_tables
from tests.sync.shuffle_test import LIVES, PERSONS, SCRIPTS, Raw, live, scatter, write
from tests.sync.village import LOG, WatchedWorld, deliver

AUTHORS = ("member", "mate", "leader", "mediator")
SLOW = settings(
    deadline=None,
    max_examples=15,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def translate(cast: Cast, raws: list[Raw]) -> list[Raw]:
    """Give the authors of a village the accounts of a commune."""
    text = json.dumps(raws).replace(LOG, cast.log())
    for person, who in zip(PERSONS, AUTHORS, strict=True):
        text = text.replace(person, cast.people[who])
    translated: list[Raw] = json.loads(text)
    return translated


def read_all(cast: Cast) -> Tables:
    with transaction(write=False) as session:
        return read_tables(session, cast.commune_id)


def whole_world(cast: Cast) -> WatchedWorld:
    """Load a commune whole, as no push does."""
    tables = read_all(cast)
    world = WatchedWorld(
        commune_id=cast.commune_id,
        kinds=cast.parts.kinds,
        random_bytes=bytes,
        seq=tables.commune.seq,
        link=tables.commune.lineage,
        closed_until=None,
        desk_reads_mediations=True,
        heads=dict(tables.heads),
        streams={row.name for row in tables.streams},
    )
    for row in tables.grants:
        by_source = world.grants.setdefault(row.person, {})
        by_source.setdefault(row.source, []).append((row.stream, row.role))
    return world


def push_split(cast: Cast, arrived: list[Raw], chance: Random) -> None:
    """Send acts in this order: neighbours of one author in batches cut by chance, some twice."""
    left = list(arrived)
    while left:
        who = AUTHORS[[cast.people[name] for name in AUTHORS].index(left[0]["person"])]
        batch = [left.pop(0)]
        while left and left[0]["person"] == batch[0]["person"] and chance.random() < 0.7:
            batch.append(left.pop(0))
        cast.push(who, *batch)
        if chance.random() < 0.2:
            assert all(result["duplicate"] for result in cast.push(who, *batch))


def undated(heads: Mapping[str, Head]) -> dict[str, Head]:
    """Leave out when a row came in: the tables alone know, and a batch later is a batch later."""
    return {key: head._replace(received_at=None) for key, head in heads.items()}


def assert_alike(cast: Cast, world: WatchedWorld) -> None:
    tables = read_all(cast)
    assert undated(tables.heads) == undated(world.heads)
    assert tables.commune.seq == world.seq
    stored = {row.id: (row.seq, row.verdict, row.code, row.verdict_seq) for row in tables.mutations}
    for known in world.known.values():
        ruling = (known.seq, known.verdict, known.code, known.verdict_seq)
        assert stored[known.id] == ruling
    assert_consistent(cast.commune_id)


@SLOW
@given(script=SCRIPTS, chance=st.randoms(use_true_random=False))
def test_scattered_acts_in_any_batches_end_as_one_by_one(
    app: Flask, script: list[tuple[int, str, str]], chance: Random
) -> None:
    cast = raise_cast(app)
    world, arrived = whole_world(cast), translate(cast, scatter(write(script), chance))

    deliver(world, arrived)
    push_split(cast, arrived, chance)

    assert_alike(cast, world)


@SLOW
@given(life=LIVES, chance=st.randoms(use_true_random=False))
def test_lives_with_resolves_and_removals_in_any_batches_end_as_one_by_one(
    app: Flask, life: list[tuple[int, str, str, int]], chance: Random
) -> None:
    cast = raise_cast(app)
    arrived: list[dict[str, Any]] = translate(cast, list(live(life)[1].values()))
    world = whole_world(cast)

    deliver(world, arrived)
    push_split(cast, arrived, chance)

    assert_alike(cast, world)
