"""What a push judges over: the touched part of a commune in memory, and what changed in it.

Filled by `store.load`, changed by `docket`, written by `store.save`. Nothing here knows a
database.
"""

import json
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from server.ids import hash_id
from server.sync import lineage, streams
from server.sync.acts import RELEASE, SERVER, Kinds
from server.sync.head import DESK, HELD, Head
from server.sync.mutation import Mutation
from server.sync.recover import stand_in_id


@dataclass(slots=True)
class Known:
    """A mutation that has a verdict. `seq`: when it came; `verdict_seq`: its present verdict.

    `mutation` is read only where it may be judged again: while it is held.
    """

    id: str
    seq: int
    person: str
    hash: str
    record_id: str | None = None
    act: str | None = None
    base: str | None = None
    mutation: Mutation | None = None
    verdict: str = ""
    code: str | None = None
    verdict_seq: int = 0
    siblings: tuple[str, ...] = ()
    waits_for: str | None = None
    replaced_by: str | None = None
    is_purged: bool = False

    @property
    def is_held(self) -> bool:
        """Say whether it took no effect yet."""
        return self.verdict == HELD

    def result(self, *, duplicate: bool = False, as_id: str | None = None) -> dict[str, Any]:
        """Give the verdict as it goes over the wire."""
        return {
            "id": as_id or self.id,
            "seq": self.verdict_seq,
            "verdict": self.verdict,
            "code": self.code,
            "siblings": list(self.siblings),
            "duplicate": duplicate,
        }


@dataclass
class Written:
    """What an act said of its record, as a recover asks it. `purged`: what was emptied since."""

    id: str
    seq: int
    act: str | None
    code: str | None
    target: Any
    content: dict[str, Any]
    purged: tuple[str, ...] = ()


class Entry(NamedTuple):
    """A new line of the history: what is written of a mutation once and never changed."""

    known: Known
    text: str
    salt: str
    link: str
    device_id: str | None
    stream: str | None
    kind: str | None


@dataclass
class World:
    """The part of one commune that a push can touch."""

    commune_id: str
    kinds: Kinds
    random_bytes: Callable[[int], bytes]
    seq: int
    link: str
    closed_until: str | None
    desk_reads_mediations: bool
    device_id: str | None = None
    posts: dict[str, str] = field(default_factory=dict)
    grants: dict[str, dict[str, list[tuple[str, str]]]] = field(default_factory=dict)
    streams: set[str] = field(default_factory=set)
    heads: dict[str, Head] = field(default_factory=dict)
    known: dict[str, Known] = field(default_factory=dict)
    chain: dict[str, tuple[str | None, int]] = field(default_factory=dict)

    loaded_heads: dict[str, Head] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)
    reruled: set[str] = field(default_factory=set)
    departures: dict[tuple[str, str], int | None] = field(default_factory=dict)
    opened_streams: list[str] = field(default_factory=list)
    projected: dict[str, list[tuple[str, str, str]]] = field(default_factory=dict)
    settings_changed: bool = False
    freed: deque[tuple[str, str]] = field(default_factory=deque)
    waiting: dict[str, set[str]] = field(default_factory=dict)
    written: dict[str, dict[str, Written]] = field(default_factory=dict)
    found_roles: dict[tuple[str, str], frozenset[str]] = field(default_factory=dict)

    def wait(self, known: Known, awaited: str | None) -> None:
        """Let a held mutation wait for an id, or for nothing more; its row is written again."""
        if known.waits_for:
            self.waiting.get(known.waits_for, set()).discard(known.id)
        known.waits_for = awaited
        if awaited:
            self.waiting.setdefault(awaited, set()).add(known.id)
        self.reruled.add(known.id)

    def enter(self, known: Known, mutation: Mutation | None, text: str) -> Known:
        """Add a line to the history: it takes the next seq and the next link of the lineage."""
        self.seq += 1
        salt = self.random_bytes(lineage.SALT_BYTES).hex()
        self.link = lineage.link(self.link, known.id, salt)
        known.seq = known.verdict_seq = self.seq
        self.known[known.id] = known
        stream, kind = (mutation.stream, mutation.kind) if mutation else (None, None)
        if mutation is not None and known.record_id in self.written:
            said = Written(known.id, known.seq, known.act, None, mutation.target, mutation.content)
            self.written[known.record_id][known.id] = said
        device_id = None if known.person == SERVER else self.device_id
        self.entries.append(Entry(known, text, salt, self.link, device_id, stream, kind))
        return known

    def enter_server_act(self, act: str, target: Known, cause: str) -> Known:
        """Add an act of the server's own that follows from `cause`: judged without rights."""
        mutation_id = hash_id(cause, target.id)
        body = {"id": mutation_id, "person": SERVER, "act": act, "target": target.id}
        body["cause"] = cause
        known = Known(mutation_id, 0, SERVER, hash_id(cause), target.record_id, act)
        known.verdict = "applied"
        return self.enter(known, None, json.dumps(body))

    def enter_stand_in(self, mutation_id: str, recover: Known) -> Known:
        """Add the server's own act that says which recover stands for a lost mutation."""
        body = {"id": mutation_id, "person": SERVER, "act": RELEASE, "target": recover.id}
        known = Known(mutation_id, 0, SERVER, hash_id(recover.id), recover.record_id, RELEASE)
        known.verdict = "applied"
        return self.enter(known, None, json.dumps(body))

    def put(self, head: Head) -> None:
        """Make this the record's present state; leave a departure where it stood before."""
        before = self.heads.get(head.id)
        self.heads[head.id] = head
        if before is not None and before.stream != head.stream:
            self.departures[before.stream, head.id] = head.seq
            self.departures[head.stream, head.id] = None
        self._project(head)

    def touched(self) -> Iterator[tuple[Head | None, Head]]:
        """Go through the changed records: as loaded, and as they are now."""
        for record_id, head in self.heads.items():
            before = self.loaded_heads.get(record_id)
            if before is not head:
                yield before, head

    def roles(self, person: str, stream: str) -> frozenset[str]:
        """Give the person's roles on a stream as of now; none on a stream that does not exist.

        A batch asks the same for each of its mutations, so what was found is kept until a record
        comes on which roles hang.
        """
        found = self.found_roles.get((person, stream))
        if found is None:
            found = self.found_roles[person, stream] = self._find_roles(person, stream)
        return found

    def _find_roles(self, person: str, stream: str) -> frozenset[str]:
        if stream not in self.streams:
            return frozenset()
        sources = self.grants.get(person, {}).values()
        found = frozenset(role for rows in sources for name, role in rows if name == stream)
        post = streams.role_of_post(
            self.posts.get(person), stream, desk_reads_mediations=self.desk_reads_mediations
        )
        return found | {post} if post else found

    def base_of(self, mutation: Mutation) -> str | None:
        """Give its base; where that was replaced by its author, what took its place."""
        base, steps = mutation.base, 0
        if base is not None and base not in self.known and stand_in_id(base) in self.known:
            base = stand_in_id(base)
        while base in self.known and self.known[base].replaced_by and steps < len(self.known):
            base, steps = self.known[base].replaced_by, steps + 1
        return base

    def ancestors(self, mutation: Mutation) -> set[str]:
        """Give the ids that it builds on, by base."""
        found: set[str] = set()
        step = self.base_of(mutation)
        while step is not None and step not in found:
            found.add(step)
            step = self.chain[step][0] if step in self.chain else None
        return found

    def position(self, revision: str) -> int:
        """Give the seq at which a revision got its verdict; far ahead when it is unknown."""
        return self.chain[revision][1] if revision in self.chain else 2**62

    def held_row_id(self, known: Known) -> str:
        """Give the id of its row in the desk's stream: its own, unless a record has that one."""
        taken = self.heads.get(known.id)
        return known.id if taken is None or taken.kind == HELD else hash_id(HELD, known.id)

    def held_row(self, known: Known, cause: str, seq: int) -> Head:
        """Make the desk's row of a held mutation; emptied once it is no longer waiting there."""
        is_over = not known.is_held or known.code in ("CLOSED", "REPLACED")
        return Head(
            id=self.held_row_id(known),
            stream=DESK,
            kind=HELD,
            kind_version=1,
            revision=cause,
            person=known.person,
            content={} if is_over else self._held_content(known),
            removed="" if is_over else None,
            state="removed" if is_over else HELD,
            is_open=not is_over,
            seq=seq,
        )

    def _held_content(self, known: Known) -> dict[str, Any]:
        text = next((e.text for e in self.entries if e.known is known), None)
        mutation = known.mutation
        body = json.loads(mutation.text if mutation else text or "null")
        head = self.heads.get(known.record_id or "")
        stream = head.stream if head else (mutation.stream if mutation else None)
        hidden = not self.desk_reads_mediations and self._may_be_mediation(mutation, stream)
        return {"code": known.code, "stream": stream, "mutation": None if hidden else body}

    def _may_be_mediation(self, mutation: Mutation | None, stream: str | None) -> bool:
        """Say whether it belongs to a mediation, also where its own stream is wrong or odd."""
        type_by_kind = self.kinds.stream_type((mutation and mutation.kind) or "") or ""
        return f"{type_by_kind}:" == streams.MEDIATION or (
            (stream or streams.MEDIATION).startswith(streams.MEDIATION)
        )

    def _project(self, head: Head) -> None:
        if head.kind in streams.PROJECTED:
            self.found_roles.clear()
        if head.kind == streams.GROUP:
            names = set(streams.streams_of_group(head.id)) - self.streams
            self.opened_streams += sorted(names)
            self.streams |= names
        elif head.kind == streams.MEMBER:
            rows = streams.grants_of_member(head)
            self.projected[head.id] = rows
            for sources in self.grants.values():
                sources.pop(head.id, None)
            for person, stream, role in rows:
                self.grants.setdefault(person, {}).setdefault(head.id, []).append((stream, role))
        elif head.kind == streams.SETTING and head.id == self.commune_id:
            is_removed = head.removed is not None
            self.closed_until = None if is_removed else head.content.get("closed_until")
            self.desk_reads_mediations = head.content.get("desk_reads_mediations") is not False
            self.settings_changed = True
