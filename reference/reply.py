"""Applying a reply: everything of it in the caller's one transaction, or nothing (R10)."""

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from reference.disk import Transaction
from server.sync.digest import as_hex, row_hash
from server.sync.lineage import START, parse_cursor

KEEP_RETAINED = timedelta(days=30)
RETAINED_BYTES = 20 * 1024 * 1024
SHOWN, BUILDING = "shown", "building"


def apply_reply(
    to: Transaction, request: Mapping[str, Any], reply: Mapping[str, Any], now: datetime
) -> list[str]:
    """Apply a reply; give what should be reported to those who run the server."""
    to.put("meta", "turn", to.get("meta", "turn", 0) + 1)
    _take_results(to, reply, now)
    _acknowledge_access_log(to, request, reply)
    if reply["reset"]:
        _reset(to, reply)
        return ["reset"]
    for result in reply["late_results"]:
        _take_late_result(to, result, reply)
    to.put("meta", "witness", reply["witness"])
    to.put("meta", "restored", reply["restored"])
    if reply["restored"]:  # the screen says why nothing new comes
        return []
    _take_streams(to, reply)
    store = _store(to)
    _take_rows(to, store, reply)
    _advance(to, store, request, reply)
    reports = _compare(to, store, reply)
    _drop_backed_up(to, reply.get("backup", START), now)
    return reports


def _store(to: Transaction) -> str:
    return BUILDING if to.get("meta", "is_building") else SHOWN


def _cursors_of(store: str) -> str:
    return "building_cursors" if store == BUILDING else "cursors"


def _take_results(to: Transaction, reply: Mapping[str, Any], now: datetime) -> None:
    waiting = {entry["mutation"]["id"]: order for order, entry in to.items("outbox")}
    for result in reply["results"]:
        order = waiting.get(result["id"])
        if order is None:
            continue
        mutation = to.get("outbox", order)["mutation"]
        to.delete("outbox", order)
        kept = {
            "mutation": mutation,
            "order": order,
            "result": result,
            "until": reply["witness"],
            "since": now,
            "size_bytes": len(json.dumps(mutation)),
        }
        to.put("retained", mutation["id"], kept)


def _acknowledge_access_log(
    to: Transaction, request: Mapping[str, Any], reply: Mapping[str, Any]
) -> None:
    sent = {entry["id"] for entry in request.get("access_log", ())}
    place = parse_cursor(reply["witness"])
    for key, entry in to.items("access_log"):
        if key in sent:
            seq = place.seq if place else 2**62
            to.put("access_log", key, {**entry, "acknowledged": True, "seq": seq})


def _take_late_result(to: Transaction, result: Mapping[str, Any], reply: Mapping[str, Any]) -> None:
    kept = to.get("retained", result["id"])
    if kept is not None:
        to.put("retained", result["id"], {**kept, "result": result, "until": reply["witness"]})


def _reset(to: Transaction, reply: Mapping[str, Any]) -> None:
    """The server lacks what this phone knew: give everything back, and pull a second copy."""
    for mutation_id, kept in to.items("retained"):
        to.put("outbox", kept["order"], {"mutation": kept["mutation"], "aside_at": None})
        to.delete("retained", mutation_id)
    for key, entry in to.items("access_log"):
        to.put("access_log", key, {**entry, "acknowledged": False})
    to.put("meta", "witness", reply["witness"])
    to.put("meta", "restored", bool(reply.get("restored")))
    _take_streams(to, reply)
    _start_second_copy(to)


def _start_second_copy(to: Transaction) -> None:
    to.clear(BUILDING)
    to.put("meta", "is_building", True)
    streams = to.get("meta", "streams", {})
    to.put("meta", "building_cursors", dict.fromkeys(streams, START))


def _take_streams(to: Transaction, reply: Mapping[str, Any]) -> None:
    """Note the granted streams; of a revoked one drop the copy and forget the cursor."""
    if "streams" not in reply:
        return
    granted = reply["streams"]
    to.put("meta", "streams", granted)
    to.put("meta", "streams_tag", reply["streams_tag"])
    for store in (SHOWN, BUILDING):
        cursors = to.get("meta", _cursors_of(store), {})
        for record_id, row in to.items(store):
            if row["stream"] not in granted:
                to.delete(store, record_id)
        kept = {stream: cursors.get(stream, START) for stream in granted}
        to.put("meta", _cursors_of(store), kept)


def _take_rows(to: Transaction, store: str, reply: Mapping[str, Any]) -> None:
    granted = to.get("meta", "streams", {})
    for row in reply.get("records", ()):
        held = to.get(store, row["id"])
        if row["stream"] in granted and (held is None or held["seq"] <= row["seq"]):
            to.put(store, row["id"], row)
            _purge_retained(to, row)
    for gone in reply.get("departures", ()):
        held = to.get(store, gone["id"])
        if held is not None and held["stream"] == gone["stream"] and held["seq"] < gone["seq"]:
            to.delete(store, gone["id"])  # R9


def _purge_retained(to: Transaction, row: Mapping[str, Any]) -> None:
    """Empty in retained bodies what retention emptied on the server."""
    purged = row.get("purged")
    if not purged:
        return
    for mutation_id, kept in to.items("retained"):
        mutation = kept["mutation"]
        fields = {name for name, seq in purged.items() if seq >= kept["result"]["seq"]}
        if mutation["record_id"] != row["id"] or not fields:
            continue
        content = _without(mutation["content"], fields)
        if content != mutation["content"]:
            names = sorted({*mutation.get("purged", ()), *fields})
            emptied = {**mutation, "content": content, "purged": names}
            to.put("retained", mutation_id, {**kept, "mutation": emptied})


def _without(content: Mapping[str, Any], fields: set[str]) -> dict[str, Any]:
    """Take fields out, and `list/item id/field` out of that item."""
    kept = {name: value for name, value in content.items() if not _is_purged(name, fields)}
    for name, item_id, inner in (path.split("/") for path in sorted(fields) if "/" in path):
        kept[name] = [
            {key: value for key, value in item.items() if key != inner}
            if item["id"] == item_id
            else item
            for item in kept.get(name) or ()
        ]
    return {name: value for name, value in kept.items() if name in content}


def _is_purged(name: str, fields: set[str]) -> bool:
    return name in fields or (name in ("text", "question") and "conversation" in fields)


def _advance(
    to: Transaction, store: str, request: Mapping[str, Any], reply: Mapping[str, Any]
) -> None:
    """Set each asked stream to the greater of the reply's cursor and its own."""
    cursors = dict(to.get("meta", _cursors_of(store), {}))
    reached = parse_cursor(reply.get("cursor", START))
    for stream in (name for one in request["since"] for name in one["streams"]):
        own = parse_cursor(cursors.get(stream))
        if stream in cursors and reached and own and reached.seq > own.seq:
            cursors[stream] = reply["cursor"]
    to.put("meta", _cursors_of(store), cursors)


def _compare(to: Transaction, store: str, reply: Mapping[str, Any]) -> list[str]:
    """Compare digests once the pull is complete; a differing stream is pulled anew."""
    if reply["more"] or "digests" not in reply:
        return []
    sums: dict[str, list[int]] = {}
    for _, row in to.items(store):
        part = sums.setdefault(row["stream"], [0, 0])
        part[0] += 1
        part[1] ^= row_hash(row["id"], row["seq"], row["revision"], row["review_revision"])
    wrong = [
        stream
        for stream, (count, xor) in sorted(reply["digests"].items())
        if [count, xor] != [sums.get(stream, [0, 0])[0], as_hex(sums.get(stream, [0, 0])[1])]
    ]
    if not wrong:
        to.put("meta", "mismatches", 0)
        _finish_second_copy(to)
        return []
    return _pull_anew(to, store, wrong)


def _pull_anew(to: Transaction, store: str, wrong: list[str]) -> list[str]:
    count = to.get("meta", "mismatches", 0) + 1
    to.put("meta", "mismatches", count)
    if count > 1:
        _start_second_copy(to)
        return [f"mismatch again: {', '.join(wrong)}"]
    for record_id, row in to.items(store):
        if row["stream"] in wrong:
            to.delete(store, record_id)
    cursors = to.get("meta", _cursors_of(store), {})
    to.put("meta", _cursors_of(store), {**cursors, **dict.fromkeys(wrong, START)})
    return [f"mismatch: {', '.join(wrong)}"]


def _finish_second_copy(to: Transaction) -> None:
    if not to.get("meta", "is_building"):
        return
    rows = to.items(BUILDING)
    to.clear(SHOWN)
    for record_id, row in rows:
        to.put(SHOWN, record_id, row)
    to.clear(BUILDING)
    to.put("meta", "cursors", to.get("meta", "building_cursors"))
    to.put("meta", "is_building", False)


def _drop_backed_up(to: Transaction, backup: str, now: datetime) -> None:
    """Drop only what has a verdict at or below a verified backup (R12): after 30 days, or, where
    all that is retained passes its cap, the oldest first; those are counted.
    """
    place = parse_cursor(backup)
    if place is None or place.seq == 0:
        return
    retained = sorted((kept["order"], key, kept) for key, kept in to.items("retained"))
    excess = sum(kept["size_bytes"] for _, _, kept in retained) - RETAINED_BYTES
    for _, mutation_id, kept in retained:
        is_old = now - kept["since"] >= KEEP_RETAINED
        if kept["result"]["seq"] > place.seq or not (is_old or excess > 0):
            continue
        to.delete("retained", mutation_id)
        excess -= kept["size_bytes"]
        if not is_old:
            to.put("meta", "dropped_early", to.get("meta", "dropped_early", 0) + 1)
    for key, entry in to.items("access_log"):
        if entry["acknowledged"] and entry.get("seq", 2**62) <= place.seq:
            to.delete("access_log", key)
