"""Recording: what one phone went through, as a file that any phone's engine can replay.

A scenario is one phone's story from an empty (or given) disk to its end: what it saved, what it
asked, what came back, what its disk did. `python -m tests.simulator --record` writes them anew.
"""

import json
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from reference.transport import Http, NoAnswerError, Refusal, understand
from server.sync.lineage import parse_cursor
from tests.simulator.handset import Handset
from tests.simulator.runner import STEPS, finish, live, sign_everybody_in
from tests.simulator.scenes import SCENES, play
from tests.simulator.server import Server
from tests.simulator.wake import RULES
from tests.simulator.world import World

FOLDER = Path(__file__).parent / "scenarios"
SEEDS = range(1, 13)
EACH, MOST_BYTES = 3, 3_000_000
FAULTS = (
    "request_dropped",
    "reply_dropped",
    "request_duplicated",
    "reply_truncated",
    "portal_page",
    "portal_403",
    "wrong_gzip",
    "stale_cache",
    "status_429",
    "status_502",
    "status_503",
    "server_error",
    "pull_failed",
    "reply_delayed",
    "killed",
    "full",
    "restart",
    "erase",
    "roll_back",
    "begun_on_a_copy",
    "keep_from",
    "spoil",
    "clock_jumped",
    "device_locked",
    "sign_in.needed",
    "wipe",
    "one_too_large",
    "given_back",
)


def record(server: Server) -> list[Path]:
    """Write the scenarios anew: the smallest choice that has every rule and fault thrice."""
    found = [story for world in _worlds(server) for story in _stories(world)]
    chosen = choose(found)
    FOLDER.mkdir(exist_ok=True)
    for old in FOLDER.glob("*.json"):
        old.unlink()
    paths = []
    for story in chosen:
        path = FOLDER / f"{story['name']}.json"
        path.write_text(_text(story) + "\n", encoding="utf-8")
        paths.append(path)
    return paths


def choose(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Take the smallest stories first wherever something is not yet had thrice."""
    had: Counter[str] = Counter()
    chosen = []
    for story in sorted(found, key=lambda one: (len(_text(one)), one["name"])):
        marks = {*story["rules"], *story["faults"]}
        if any(had[mark] < EACH for mark in marks):
            had.update(marks)
            chosen.append(story)
    missing = [mark for mark in (*RULES, *FAULTS) if had[mark] < EACH]
    if missing:
        raise LookupError(f"not met {EACH} times in any world: {missing}")
    return sorted(chosen, key=lambda one: str(one["name"]))


def _worlds(server: Server) -> Iterator[World]:
    for name, scene in SCENES.items():
        world = play(server, name, scene, is_recording=True)[0]
        yield world
    for seed in SEEDS:
        world = World(server, seed, is_recording=True)

        def story(world: World) -> None:
            sign_everybody_in(world)
            live(world, STEPS)

        finish(world, f"seed-{seed}", story)
        yield world


def _stories(world: World) -> Iterator[dict[str, Any]]:
    for handset in [*world.handsets, *world.taken_away]:
        if handset.log is not None and len(handset.log) > 3:
            yield _story(world, handset)


def _story(world: World, handset: Handset) -> dict[str, Any]:
    log = [_step(step, handset.phone.owner.commune_id) for step in handset.log or ()]
    name = f"{world.name}.{handset.name}"
    return {
        "name": name,
        "commune_id": handset.phone.owner.commune_id,
        "person": handset.phone.owner.person,
        "rules": sorted(_rules(log)),
        "faults": sorted(_faults(log)),
        "steps": log,
        "end": end_of(handset.phone.disk.stores, handset.phone),
    }


def end_of(stores: dict[str, dict[Any, Any]], phone: Any) -> dict[str, Any]:
    """Give what must be on the disk at the end, and what the screen shows of the own acts."""
    outbox = {str(key): one["mutation"]["id"] for key, one in sorted(stores["outbox"].items())}
    mine = {one["mutation"]["record_id"] for one in stores["retained"].values()}
    mine |= {one["mutation"]["record_id"] for one in stores["outbox"].values()}
    end = {
        "meta": {key: one for key, one in stores["meta"].items() if key != "clock_offset_ms"},
        "outbox": outbox,
        "aside": sorted(
            one["mutation"]["id"] for one in stores["outbox"].values() if one["aside_at"]
        ),
        "retained": {
            key: [kept["result"][name] for name in ("verdict", "code", "seq")]
            for key, kept in sorted(stores["retained"].items())
        },
        "shown": _rows(stores["shown"]),
        "building": _rows(stores["building"]),
        "access_log": {
            key: one["acknowledged"] for key, one in sorted(stores["access_log"].items())
        },
        "screen": {one: _seen(phone.view(one)) for one in sorted(mine)},
    }
    return json.loads(_text(end))  # type: ignore[no-any-return]


def _rows(store: dict[str, Any]) -> dict[str, Any]:
    return {
        key: [row["stream"], row["seq"], row["revision"], row["review_revision"]]
        for key, row in sorted(store.items())
    }


def _seen(shown: Any) -> Any:
    if shown is None:
        return None
    return {name: shown.get(name) for name in ("content", "deleted", "revision", "stream")}


def _step(step: dict[str, Any], commune_id: str) -> dict[str, Any]:
    if step["do"] != "exchange":
        return step
    request = step.get("request")
    parts = {name: step[name] for name in ("do", "now", "outcome", "applied", "fault")}
    if request is None:  # nothing was sent
        return {**parts, "request": None, "got": None}
    return {**parts, "request": sent(request), "got": _got(step.get("got"), commune_id)}


def sent(request: dict[str, Any]) -> dict[str, Any]:
    """Give a request with the ids of its mutations for the mutations themselves."""
    return {**request, "mutations": [one["id"] for one in request["mutations"]]}


def _got(answer: Http | None, commune_id: str) -> dict[str, Any]:
    if answer is None:
        return {"silence": True}
    try:
        understood = understand(answer, commune_id)
    except NoAnswerError:
        return {"silence": True}
    if isinstance(understood, Refusal):
        return {"refusal": [understood.status, understood.code, understood.retry_after_s]}
    return {"reply": understood}


def _rules(log: list[dict[str, Any]]) -> Iterator[str]:
    held: dict[str, str] = {}
    for step in log:
        reply = (step.get("got") or {}).get("reply")
        if step["do"] == "receive_slowly" and not step["applied"]:
            yield "R10"
        if (step.get("got") or {}).get("refusal", [0])[0] in (400, 413):
            yield "R7"
        if reply is None or not step["applied"]:
            continue
        yield from _rules_of(step["request"], reply)
        for result in (*reply["results"], *reply["late_results"]):
            if result["code"] is None and held.get(result["id"]):
                yield held[result["id"]]
            held[result["id"]] = _rule_of_hold(result["code"])


def _rule_of_hold(code: str | None) -> str:
    return {"UNKNOWN_BASE": "R5", "OUT_OF_SCOPE": "R6", "READ_ONLY": "R6"}.get(code or "", "")


def _rules_of(request: dict[str, Any], reply: dict[str, Any]) -> Iterator[str]:
    conflicts = [one for one in reply["results"] if one["verdict"] == "conflict"]
    marks = {
        "R1": conflicts,
        "R2": reply["reset"],
        "R3": conflicts or [one for one in reply["results"] if one["verdict"] == "merged"],
        "R4": reply["late_results"] or [one for one in reply["results"] if one["duplicate"]],
        "R8": reply["more"] and reply.get("records") and request["since"],
        "R9": reply.get("departures"),
        "R11": reply["results"] and _is_behind(reply),
        "R12": reply.get("backup", "0") != "0",
        "R13": reply["restored"] if not reply["reset"] else reply.get("restored"),
    }
    yield from (rule for rule, is_there in marks.items() if is_there)


def _is_behind(reply: dict[str, Any]) -> bool:
    cursor, witness = parse_cursor(reply.get("cursor", "0")), parse_cursor(reply["witness"])
    return cursor is not None and witness is not None and cursor.seq < witness.seq


def _faults(log: list[dict[str, Any]]) -> set[str]:
    found, before = set[str](), None
    for step in log:
        found |= {step["do"], str(step.get("fault")), str(step.get("outcome"))}
        refusal = (step.get("got") or {}).get("refusal")
        if refusal:
            found |= {refusal[1], "server_error" if refusal[0] == 500 else ""}
            found |= {"one_too_large"} if refusal[0] in (400, 413) else set()
        results = ((step.get("got") or {}).get("reply") or {}).get("results", ())
        found |= {"given_back"} if any(one["code"] == "RECOVERED" for one in results) else set()
        now = step.get("now")
        if now is not None and before is not None and abs((now - before).days) > 300:
            found.add("clock_jumped")
        before = now or before
    if log and log[0].get("stores"):
        found.add("begun_on_a_copy")
    if "ask_slowly" in found:
        found.add("reply_delayed")
    return found & set(FAULTS)


def _text(value: Any) -> str:
    return json.dumps(
        value, ensure_ascii=False, separators=(",", ":"), default=_plain, sort_keys=True
    )


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    raise TypeError(f"no JSON for {value!r}")
