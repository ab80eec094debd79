"""Real threads on a real database: pushes race each other and a poller, and nothing is skipped.

Each thread has its own connection; the clock, chance and the waits between retries are real.
PostgreSQL takes 10,000 mutations, SQLite, which writes one at a time anyway, a smaller number.
"""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from server import create_app
from server.config import Config
from server.db import db
from tests.cast import Cast, raise_cast
from tests.faults.consistency import assert_consistent
from tests.faults.copies import Copy, history, standing

WRITERS = ("member", "mate", "leader", "mediator", "outsider")
BATCHES = (1, 1, 2, 50, 100)
Row = dict[str, Any]


@pytest.fixture
def real(app: Flask, database_url: str, tmp_path: Path) -> Iterator[Cast]:
    """The cast on an app of its own in the real world, on the same empty database."""
    served = create_app(Config(instance_dir=tmp_path, database_url=database_url, log_level="ERROR"))
    yield raise_cast(served)
    with served.app_context():
        db.engine.dispose()


def poll(cast: Cast, streams: list[str], is_over: Callable[[], bool]) -> Copy:
    """Pull again and again, small pages, until all is over, and then to the end."""
    copy, pages = Copy(), (7, 100, 500)
    while True:
        was_over = is_over()
        since = [{"cursor": copy.cursor, "streams": streams}]
        size = pages[len(copy.seqs) % len(pages)]
        reply = cast.exchange("officer", since=since, page_size=size)
        copy.take(reply)
        if was_over and not reply["more"]:
            return copy


def write(cast: Cast, who: str, count: int, start: threading.Barrier) -> list[Row]:
    """Push creates, and edits of some of them, in batches of many sizes; give all results."""
    group = "chua" if who == "outsider" else "dong"
    results: list[Row] = []
    start.wait()
    turn = 0
    while len(results) < count:
        size = min(BATCHES[turn % len(BATCHES)], count - len(results))
        creates = [cast.create(who, stream=cast.log(group)) for _ in range((size + 1) // 2)]
        edits = [cast.edit(who, one, {"handover_text": "xong"}) for one in creates]
        results += cast.push(who, *[*creates, *edits][:size])
        turn += 1
    return results


def count_of_writes(cast: Cast) -> int:
    with cast.app.app_context():
        return 10_000 if db.engine.dialect.name == "postgresql" else 1_500


def test_a_poller_misses_nothing_while_pushes_race(real: Cast) -> None:
    total = count_of_writes(real)
    before = history(real)
    streams = sorted(real.exchange("officer")["streams"])
    start, done = threading.Barrier(len(WRITERS)), threading.Event()

    with ThreadPoolExecutor(len(WRITERS) + 1) as pool:
        poller = pool.submit(poll, real, streams, done.is_set)
        writers = [pool.submit(write, real, who, total // len(WRITERS), start) for who in WRITERS]
        try:
            results = [result for writer in writers for result in writer.result()]
        finally:
            done.set()
        copy = poller.result()

    assert len(results) == total
    assert {one["verdict"] for one in results} == {"applied"}
    assert sorted(one["seq"] for one in results) == list(range(before + 1, before + total + 1))
    assert {row["id"]: row["seq"] for row in copy.rows.values()} == standing(real)
    assert copy.digests.keys() == set(streams)
    assert sum(count for count, _ in copy.digests.values()) == len(copy.rows)
    assert max(copy.received.values()) <= 2  # a create and its one edit
    with real.app.app_context():
        assert_consistent(real.commune_id)


def at_once(jobs: list[Callable[[], Any]]) -> list[Any]:
    """Run jobs in threads that start together."""
    start = threading.Barrier(len(jobs))

    def run(job: Callable[[], Any]) -> Any:
        start.wait()
        return job()

    with ThreadPoolExecutor(len(jobs)) as pool:
        return list(pool.map(run, jobs))


def test_the_same_act_sent_at_once_by_many_takes_effect_once(real: Cast) -> None:
    """Case 3."""
    batches = [[real.create("member") for _ in range(3)] for _ in range(8)]
    before = history(real)

    for batch in batches:
        answers = at_once([partial(real.push, "member", *batch)] * 6)

        firsts = [answer for answer in answers if not answer[0]["duplicate"]]
        assert len(firsts) == 1
        assert all(
            [one["seq"] for one in answer] == [one["seq"] for one in firsts[0]]
            for answer in answers
        )

    assert history(real) == before + 24
    with real.app.app_context():
        assert_consistent(real.commune_id)


def test_two_decisions_at_once_give_one_applied_and_one_conflict(real: Cast) -> None:
    patrols = [real.create("member") for _ in range(10)]
    real.push("member", *patrols)

    for patrol in patrols:
        verdicts = at_once(
            [
                partial(real.verdicts, who, decision(real, who, patrol))
                for who in ("officer", "second_officer")
            ]
        )

        assert sorted(verdicts) == [["applied"], ["conflict"]]
        seen = real.record("officer", patrol["record_id"])
        assert [one["field"] for one in seen["siblings"]] == ["review"]
        assert seen["review"]["person"] != seen["siblings"][0]["person"]
    with real.app.app_context():
        assert_consistent(real.commune_id)


def decision(cast: Cast, who: str, patrol: Row) -> Row:
    content = {"decision": "accepted" if who == "officer" else "seen"}
    parts = {"target": patrol["id"], "content": content}
    return cast.mutation(who, "review", patrol["record_id"], **parts)


def test_edits_of_one_field_at_once_lose_no_value(real: Cast) -> None:
    patrol = real.create("member")
    real.push("member", patrol)
    edits = {
        who: real.edit(who, patrol, {"handover_text": who})
        for who in ("member", "mate", "leader", "mediator")
    }

    verdicts = at_once([partial(real.verdicts, who, one) for who, one in edits.items()])

    seen = real.record("member", patrol["record_id"])
    values = [seen["content"]["handover_text"], *(one["value"] for one in seen["siblings"])]
    assert sorted(values) == sorted(edits)
    assert sorted(verdicts) == [["applied"], ["conflict"], ["conflict"], ["conflict"]]
    with real.app.app_context():
        assert_consistent(real.commune_id)


def test_access_entries_at_once_stand_in_one_chain(real: Cast) -> None:
    entry = {"at": "2026-11-20T20:00:00+07:00", "action": "xem", "object_type": "patrol"}
    officers = ["officer", "second_officer", "chief"] * 3

    at_once(
        [partial(real.exchange, who, access_log=[{**entry, "id": real.id()}]) for who in officers]
    )

    with real.app.app_context():
        assert_consistent(real.commune_id)
