"""One world of the simulation: a commune's people with their phones, and what befalls them."""

import random
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from reference.disk import Disk, DiskFullError
from reference.phone import Owner, Phone, Surroundings
from server.db import in_transaction
from server.ids import as_uuid
from server.models import Mutation
from server.services import communes
from server.sync.lineage import cursor_at
from tests.simulator.network import Network
from tests.simulator.server import Server, Snapshot

PEOPLE = ("officer", "second_officer", "chief", "leader", "member", "mate", "mediator", "outsider")
HEALING_ROUNDS = 40


@dataclass
class Handset:
    """A phone in someone's hand. `is_broken`: its disk refuses the next commit."""

    name: str
    who: str
    device: str
    phone: Phone
    network: Network
    clock_skew: timedelta = timedelta()
    is_broken: bool = False
    older: Disk | None = None


@dataclass
class Backup:
    """A copy of the server's data, with the place in history that it holds."""

    data: Snapshot
    seq: int
    pair: str


@dataclass
class Slow:
    """A reply on its way to a tab, while other tabs go on."""

    handset: Handset
    turn: int
    request: dict[str, Any]
    reply: dict[str, Any]


@dataclass
class World:
    """Everything of one seed. `must`: ids that may not be lost; `fragile`: those whose phone died
    after the server had them, so that a later restore may lose them.
    """

    server: Server
    seed: int
    skew: timedelta = timedelta()
    handsets: list[Handset] = field(default_factory=list)
    backups: list[Backup] = field(default_factory=list)
    slow: list[Slow] = field(default_factory=list)
    must: dict[str, dict[str, Any]] = field(default_factory=dict)
    fragile: set[str] = field(default_factory=set)
    happened: Counter[str] = field(default_factory=Counter)
    violations: list[str] = field(default_factory=list)
    announced_seq: int = 0

    def __post_init__(self) -> None:
        self.server.begin(self.seed)
        self.rng = random.Random(self.seed)
        self._trace = sha256()
        self._began_at = self.server.time
        for who in PEOPLE:
            self.handsets.append(self.open_handset(who, who))

    @property
    def cast(self) -> Any:
        return self.server.cast

    @property
    def days(self) -> int:
        return (self.server.time - self._began_at).days

    @property
    def trace_hash(self) -> str:
        return self._trace.hexdigest()[:16]

    def note(self, *parts: object) -> None:
        """Add to the trace: the same seed must give the same."""
        self._trace.update(repr(parts).encode())

    def open_handset(self, name: str, who: str, disk: Disk | None = None) -> Handset:
        """Put a phone into somebody's hand, new or with a disk that there is."""
        network = Network(self.server)
        handset: Handset

        def check_disk() -> None:
            if handset.is_broken:
                handset.is_broken = False
                raise DiskFullError

        around = Surroundings(
            now=lambda: self.phone_time(handset),
            new_id=lambda: as_uuid(self.rng.randbytes(16)),
            chance=lambda: self.rng.random(),
            send=network.send,
            item_keys=self.cast.parts.kinds.item_keys,
        )
        owner = Owner(self.cast.commune_id, self.cast.people[who], self.cast.tokens[who])
        own_disk = disk or Disk()
        own_disk._check = check_disk
        phone = Phone(owner, around, own_disk)
        handset = Handset(name, who, self.cast.devices[who], phone, network)
        return handset

    def phone_time(self, handset: Handset) -> datetime:
        """Give what the phone believes the time to be."""
        return self.server.time + handset.clock_skew + self.skew

    def restart(self, handset: Handset) -> None:
        """Kill the app and open it again: only the disk is left."""
        phone = Phone(handset.phone.owner, handset.phone.around, handset.phone.disk)
        phone.reports = handset.phone.reports
        handset.phone = phone

    def save(self, handset: Handset, mutation: dict[str, Any]) -> None:
        """Let the phone save what its person did."""
        try:
            handset.phone.save(mutation)
        except DiskFullError:
            self.happened["quota_error"] += 1
            return
        self.must[mutation["id"]] = mutation
        self.note("save", handset.name, mutation["id"], mutation["act"])

    def exchange(self, handset: Handset, fault: str | None = None) -> None:
        """Let the phone make one exchange, through a fault or not."""
        if handset.phone.paused in ("sign_in.needed", "device_locked"):
            handset.phone.paused = None
        handset.network.fault, handset.network.cut_at = fault, self.rng.random()
        before = len(handset.phone.reports)
        try:
            handset.phone.exchange()
        except DiskFullError:
            self.happened["quota_error"] += 1
        self.happened["exchange"] += 1
        self.happened.update({fault: 1} if fault else {})
        for report in handset.phone.reports[before:]:
            self.happened[report.split(":")[0]] += 1
        self.note("exchange", handset.name, fault, handset.phone.disk.stores["meta"].get("witness"))

    def server_ids(self) -> set[str]:
        """Give the ids of all mutations that the server has."""
        return {row.id for row in self.server.rows(Mutation)}

    def on_disks(self) -> set[str]:
        """Give the ids that some living phone still has."""
        found = set()
        for handset in self.handsets:
            stores = handset.phone.disk.stores
            found |= {entry["mutation"]["id"] for entry in stores["outbox"].values()}
            found |= set(stores["retained"])
        return found

    def lost_phone(self) -> None:
        """Note what only a dead phone had: nobody promised that; what the server has is fragile."""
        living, stored = self.on_disks(), self.server_ids()
        for mutation_id in set(self.must) - living:
            if mutation_id in stored:
                self.fragile.add(mutation_id)
            else:
                del self.must[mutation_id]

    def back_up(self) -> None:
        """Keep a copy of the server's data."""
        data = self.server.snapshot()
        row = data["commune"][0]
        pair = str(cursor_at(row["seq"], row["lineage"]))
        self.backups = [*self.backups[-3:], Backup(data, row["seq"], pair)]

    def restore(self, *, is_marked: bool) -> None:
        """Put an older backup in the place of the server's data; never one before the verified."""
        usable = [one for one in self.backups if one.seq >= self.announced_seq]
        if not usable:
            return
        backup = self.rng.choice(usable)
        self.server.restore(backup.data)
        self.backups = [one for one in self.backups if one.seq <= backup.seq]
        self.happened["restore_marked" if is_marked else "restore_unmarked"] += 1
        stored = self.server_ids()
        for mutation_id in self.fragile - stored:
            self.must.pop(mutation_id, None)
        self.fragile &= stored
        if is_marked:
            self.as_operator(communes.mark_restored)
        self.note("restore", backup.pair)

    def confirm_rights(self) -> None:
        """Let the desk confirm the rights where a restore was marked."""
        if self.server.snapshot()["commune"][0]["restored"]:
            self.as_operator(communes.confirm_rights)

    def announce_backup(self) -> None:
        """Say that the newest backup was verified."""
        if not self.backups:
            return
        from server.sync.lineage import parse_cursor

        place = parse_cursor(self.backups[-1].pair)
        if place is not None and place.seq:
            self.as_operator(lambda session, one: communes.announce_backup(session, one, place))
            self.announced_seq = max(self.announced_seq, place.seq)
            self.happened["backup_verified"] += 1

    def as_operator(self, act: Any) -> None:
        """Do what a command does."""
        commune_id = self.cast.commune_id
        with self.server.app.app_context():
            in_transaction(lambda session: act(session, commune_id), lambda _s: None)

    def heal(self) -> bool:
        """End all faults and let every phone talk until nothing is left; say whether it ended."""
        for slow in self.slow:
            slow.handset.phone.receive(slow.turn, slow.request, slow.reply)
        self.slow = []
        for handset in self.handsets:
            for stray in handset.network.strays:
                stray()
            handset.network.strays, handset.is_broken = [], False
        self.confirm_rights()
        for _ in range(HEALING_ROUNDS):
            if self._heal_round():
                return True
        return False

    def _heal_round(self) -> bool:
        """Let each phone exchange once or more; say whether nothing changed any more."""
        before = self._state()
        for handset in self.handsets:
            self.server.advance(minutes=20)
            handset.phone.not_before = None
            for _ in range(8):
                self.exchange(handset)
                if not handset.phone.is_due() or not handset.phone.wants_more:
                    break
        return before == self._state()

    def _state(self) -> tuple[object, ...]:
        seq = self.server.snapshot()["commune"][0]["seq"]
        metas = [handset.phone.disk.stores["meta"] for handset in self.handsets]
        return (seq, *((m.get("witness"), str(m.get("cursors")), m.get("is_building")) for m in metas))
