"""The phone: saves at once, sends when it can, and applies each reply in one transaction."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from reference.disk import Disk, Transaction
from reference.overlay import lay_over, lies_over, what_author_saw
from reference.reply import apply_reply
from reference.transport import NoAnswerError, Refusal, Send, ask
from server.sync.blob_names import named
from server.sync.lineage import START

BATCH_MUTATIONS, BATCH_BYTES = 100, 256 * 1024
ACCESS_ENTRIES = 100
PAGE_ROWS = 500
BACK_OFF_FROM_S, BACK_OFF_TO_S, RETRY_AFTER_MAX_S = 5, 15 * 60, 60 * 60
TRY_ASIDE_AGAIN = timedelta(days=1)
POLL_AFTER_S = 300


@dataclass(frozen=True)
class Owner:
    """Whose phone it is, in which commune, with which token."""

    commune_id: str
    person: str
    token: str


@dataclass
class Surroundings:
    """What the phone takes from outside: its clock (which may be wrong), chance, network, kinds.

    `item_keys(kind)`: item list field -> the name of its items' id.
    """

    now: Callable[[], datetime]
    new_id: Callable[[], str]
    chance: Callable[[], float]
    send: Send
    item_keys: Callable[[str], Mapping[str, str]]


@dataclass
class Phone:
    """One installation for one person in one commune.

    Only `disk` outlives a kill; the rest starts anew. `paused`: the code that stopped sending
    (sign_in.needed, device_locked) until the person or the desk acts.
    """

    owner: Owner
    around: Surroundings
    disk: Disk = field(default_factory=Disk)
    batch_limit: int = BATCH_MUTATIONS
    page_size: int = PAGE_ROWS
    failures: int = 0
    not_before: datetime | None = None
    paused: str | None = None
    reports: list[str] = field(default_factory=list)
    wants_more: bool = True

    def save(self, *mutations: Mapping[str, Any]) -> None:
        """Make it last: only then may the screen say "saved on this phone"."""
        with self.disk.transaction() as to:
            order = to.get("meta", "order", 0)
            for mutation in mutations:
                order += 1
                to.put("outbox", order, {"mutation": dict(mutation), "aside_at": None})
            to.put("meta", "order", order)

    def act(self, act: str, record_id: str, **parts: Any) -> dict[str, Any]:
        """Make a mutation on what the screen shows, and save it."""
        mutation = self.mutation(act, record_id, **parts)
        self.save(mutation)
        return mutation

    def mutation(self, act: str, record_id: str, **parts: Any) -> dict[str, Any]:
        """Make a mutation on what the screen shows: its base, and what the author saw."""
        shown = self.view(record_id)
        kind = parts.pop("kind", None) or (shown or {}).get("kind")
        content = parts.pop("content", {})
        made = {
            "id": self.around.new_id(),
            "person": self.owner.person,
            "record_id": record_id,
            "stream": parts.pop("stream", None) or (shown or {}).get("stream"),
            "kind": kind,
            "kind_version": 1,
            "act": act,
            "base": _base(act, shown),
            "target": None,
            "at": self.around.now().isoformat(),
            "clock_offset_ms": self._meta("clock_offset_ms", 0),
            "content": content,
            "was": _was(act, shown, content, self.around.item_keys(kind or "")),
            "blobs": sorted(named(content)),
        }
        return {**made, **parts}

    def view(self, record_id: str) -> dict[str, Any] | None:
        """Give the record as the screen shows it."""
        copy = self.disk.stores["shown"].get(record_id)
        mutations = self._pending(record_id, copy)
        kind = copy["kind"] if copy else (mutations[0]["kind"] if mutations else "")
        return lay_over(copy, mutations, self.around.item_keys(kind))

    def state_of(self, mutation_id: str) -> str:
        """Give the true word for a mutation: saved, aside, or its verdict."""
        for entry in self.disk.stores["outbox"].values():
            if entry["mutation"]["id"] == mutation_id:
                return "aside" if entry["aside_at"] else "saved"
        retained = self.disk.stores["retained"].get(mutation_id)
        return retained["result"]["verdict"] if retained else "unknown"

    def is_due(self) -> bool:
        """Say whether it may ask now, after refusals and silences."""
        waits = self.not_before is not None and self.around.now() < self.not_before
        return self.paused is None and not waits

    def exchange(self) -> bool:
        """Make one exchange; say whether there is more to send or to fetch.

        Silence and refusals change nothing on the disk but what is set aside.
        """
        self.wants_more = self._exchange()
        return self.wants_more

    def _exchange(self) -> bool:
        turn, request = self.build_request()
        try:
            reply = ask(self.around.send, self.owner.commune_id, self.owner.token, request)
        except NoAnswerError:
            self._back_off(None)
            return False
        if isinstance(reply, Refusal):
            return self._refused(reply, request)
        self.receive(turn, request, reply)
        return bool(reply["more"]) or self._has_unsent()

    def receive(self, turn: int, request: Mapping[str, Any], reply: Mapping[str, Any]) -> bool:
        """Apply a reply in one transaction; one to another turn's request is thrown away (R10)."""
        with self.disk.transaction() as to:
            if to.get("meta", "turn", 0) != turn or reply.get("turn", turn) != turn:
                return False
            self.reports += apply_reply(to, request, reply, self.around.now())
        self.failures, self.batch_limit, self.not_before = 0, BATCH_MUTATIONS, None
        return True

    def make_room(self) -> None:
        """Drop what can be pulled again, never what was written here; the witness stays.

        The turn goes on, so that a reply to a request with the old cursors is thrown away.
        """
        with self.disk.transaction() as to:
            to.put("meta", "turn", to.get("meta", "turn", 0) + 1)
            for store, cursors in (("shown", "cursors"), ("building", "building_cursors")):
                to.clear(store)
                to.put("meta", cursors, dict.fromkeys(to.get("meta", cursors, {}), START))

    def sync(self, limit: int = 1000) -> int:
        """Exchange until nothing is left to do or something stops it; give how many it took."""
        for count in range(1, limit + 1):
            if not self.exchange() or not self.is_due():
                return count
        return limit

    def build_request(self) -> tuple[int, dict[str, Any]]:
        """Give the turn, and what to send at it: one snapshot of the disk."""
        with self.disk.transaction() as to:
            turn = to.get("meta", "turn", 0)
            entries = [
                entry
                for _, entry in to.items("access_log")
                if not (entry["acknowledged"] or entry.get("is_aside"))
            ]
            request = {
                "protocol": 1,
                "turn": turn,
                "witness": to.get("meta", "witness"),
                "streams_tag": to.get("meta", "streams_tag"),
                "now": self.around.now().isoformat(),
                "mutations": self._batch(to),
                "since": _since(to),
                "full_from": to.get("meta", "full_from"),
                "page_size": self.page_size,
                "access_log": [entry["entry"] for entry in entries[:ACCESS_ENTRIES]],
            }
        return turn, request

    def _batch(self, to: Transaction) -> list[dict[str, Any]]:
        batch: list[dict[str, Any]] = []
        size = 0
        for _, entry in to.items("outbox"):
            if entry["aside_at"] and self.around.now() < entry["aside_at"] + TRY_ASIDE_AGAIN:
                continue
            mutation = entry["mutation"]
            size += len(json.dumps(mutation, ensure_ascii=False, separators=(",", ":")).encode())
            if batch and (size > BATCH_BYTES or len(batch) >= self.batch_limit):
                break
            batch.append(mutation)
        return batch

    def _refused(self, refusal: Refusal, request: Mapping[str, Any]) -> bool:
        if refusal.code == "wipe":
            self.disk.erase()
            self.paused = refusal.code
        elif refusal.status in (401, 403):
            self.paused = refusal.code
        elif refusal.code == "sync.access_log" and request["access_log"]:
            return self._set_entries_aside(request)
        elif refusal.status in (400, 413, 422) and request["mutations"]:
            return self._halve(request)
        else:
            self._back_off(refusal.retry_after_s)
        return False

    def _halve(self, request: Mapping[str, Any]) -> bool:
        """Find the one that can't be taken by halving; set it aside and go on (R7)."""
        sent = request["mutations"]
        if len(sent) > 1:
            self.batch_limit = max(1, len(sent) // 2)
            return True
        with self.disk.transaction() as to:
            for order, entry in to.items("outbox"):
                if entry["mutation"]["id"] == sent[0]["id"]:
                    to.put("outbox", order, {**entry, "aside_at": self.around.now()})
        return self._has_unsent()

    def _set_entries_aside(self, request: Mapping[str, Any]) -> bool:
        """Keep access log entries that can't be taken: they must not stop what people wrote."""
        sent = {entry["id"] for entry in request["access_log"]}
        with self.disk.transaction() as to:
            for key, entry in to.items("access_log"):
                if key in sent:
                    to.put("access_log", key, {**entry, "is_aside": True})
        self.reports.append("access_log")
        return True

    def _has_unsent(self) -> bool:
        with self.disk.transaction() as to:
            return bool(self._batch(to))

    def _back_off(self, retry_after_s: int | None) -> None:
        """Wait with full jitter, or as long as the server asks, at most an hour."""
        self.failures += 1
        longest_s = min(BACK_OFF_TO_S, BACK_OFF_FROM_S * 2 ** min(self.failures - 1, 20))
        wait_s = BACK_OFF_FROM_S + self.around.chance() * (longest_s - BACK_OFF_FROM_S)
        if retry_after_s is not None:
            wait_s = max(wait_s, min(retry_after_s, RETRY_AFTER_MAX_S))
        self.not_before = self.around.now() + timedelta(seconds=wait_s)

    def _pending(self, record_id: str, copy: Mapping[str, Any] | None) -> list[Mapping[str, Any]]:
        # While a second copy is pulled, the shown one's cursors are of another history.
        cursors = {} if self._meta("is_building", False) else self._meta("cursors", {})
        witness, found = self._meta("witness", None), []
        for entry in self.disk.stores["retained"].values():
            mutation = entry["mutation"]
            if mutation["record_id"] != record_id:
                continue
            stream = (copy or mutation)["stream"]
            if lies_over(entry, cursors, stream, copy, witness):
                found.append((entry["order"], mutation))
        for order, entry in self.disk.stores["outbox"].items():
            if entry["mutation"]["record_id"] == record_id:
                found.append((order, entry["mutation"]))
        return [mutation for _, mutation in sorted(found, key=lambda one: one[0])]

    def _meta(self, name: str, default: Any) -> Any:
        return self.disk.stores["meta"].get(name, default)


def _since(to: Transaction) -> list[dict[str, Any]]:
    """Group the streams by their cursors: one entry in the steady state."""
    name = "building_cursors" if to.get("meta", "is_building") else "cursors"
    by_cursor: dict[str, list[str]] = {}
    for stream, cursor in sorted(to.get("meta", name, {}).items()):
        by_cursor.setdefault(cursor, []).append(stream)
    return [{"cursor": cursor, "streams": streams} for cursor, streams in by_cursor.items()]


def _base(act: str, shown: Mapping[str, Any] | None) -> str | None:
    if shown is None or act in ("create", "note", "release", "close"):
        return None
    base: str | None = shown["review_revision"] if act == "review" else shown["revision"]
    return base


def _was(
    act: str,
    shown: Mapping[str, Any] | None,
    content: Mapping[str, Any],
    item_keys: Mapping[str, str],
) -> dict[str, Any]:
    if act == "move" and shown is not None:
        return what_author_saw({"content": {"stream": shown["stream"]}}, content, {})
    return what_author_saw(shown, content, item_keys) if act in ("edit", "resolve") else {}
