"""One world of the simulation: a commune's people with their phones, and what befalls them."""

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from reference.disk import DiskFullError
from reference.phone import Owner, Phone, Surroundings
from reference.transport import NoAnswerError, Refusal, ask
from server.ids import as_uuid
from server.services import communes
from server.sync.lineage import parse_cursor
from server.sync.push import Push
from tests.simulator.disk import FaultyDisk, KilledError
from tests.simulator.handset import Handset, Slow
from tests.simulator.ledger import Ledger
from tests.simulator.network import Network
from tests.simulator.people import sign_in, take_away
from tests.simulator.server import Backup, Server
from tests.simulator.wake import Wake

PEOPLE = (
    "officer",
    "second_officer",
    "chief",
    "viewer",
    "leader",
    "member",
    "mate",
    "mediator",
    "outsider",
)
HEALING_ROUNDS = 40
KEPT_BACKUPS = 4
Observer = Callable[["World", Handset, dict[str, Any], dict[str, Any]], None]


@dataclass
class World:
    """Everything of one seed. `epoch`: how many restores there were.

    `observers` see each request and reply at the server's door, whatever becomes of it later.
    `codes`: the code that was told last for a mutation.
    """

    server: Server
    seed: int
    skew: timedelta = timedelta()
    people: tuple[str, ...] = PEOPLE
    observers: tuple[Observer, ...] = ()
    handsets: list[Handset] = field(default_factory=list)
    backups: list[Backup] = field(default_factory=list)
    happened: Counter[str] = field(default_factory=Counter)
    worked: Counter[str] = field(default_factory=Counter)
    violations: list[str] = field(default_factory=list)
    codes: dict[str, str | None] = field(default_factory=dict)
    devices: dict[str, tuple[str, str]] = field(default_factory=dict)
    epoch: int = 0
    announced_seq: int = 0
    is_suspect: bool = False
    is_recording: bool = False
    name: str = ""
    taken_away: list[Handset] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.server.begin(self.seed)
        self.rng = random.Random(self.seed)
        self.ledger, self.wake = Ledger(self), Wake()
        self._trace = sha256()
        self._began_at = self.server.time
        cast = self.cast
        self.devices = {who: (cast.devices[who], cast.tokens[who]) for who in self.people}
        for who in self.people:
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

    def hand(self, who: str) -> Handset:
        """Give the first phone of a person."""
        return next(one for one in self.handsets if one.who == who)

    def note(self, *parts: object) -> None:
        """Add to the trace: the same seed must give the same."""
        self._trace.update(repr(parts).encode())

    def new_id(self) -> str:
        """Make an id that depends on the seed alone."""
        return as_uuid(self.rng.randbytes(16))

    def open_handset(
        self, name: str, who: str, disk: FaultyDisk | None = None, like: Handset | None = None
    ) -> Handset:
        """Put a phone into somebody's hand: new, or a copy of one, on a disk that there is."""
        handset: Handset

        def observe(request: dict[str, Any], reply: dict[str, Any]) -> None:
            for observer in self.observers:
                observer(self, handset, request, reply)

        network = Network(self.server, observe, lambda fault: self.happened.update((fault,)))
        around = Surroundings(
            now=lambda: self.phone_time(handset),
            new_id=self.new_id,
            chance=lambda: self.rng.random(),
            send=network.send,
            item_keys=self.cast.parts.kinds.item_keys,
        )
        device, token = self.devices[who]
        if like is not None:
            device, token = like.device, like.phone.owner.token
        owner = Owner(self.cast.commune_id, self.cast.people[who], token)
        own_disk = disk or FaultyDisk()
        phone = Phone(owner, around, own_disk)
        handset = Handset(name, who, device, f"install-{name}", phone, own_disk, network)
        if self.is_recording:
            handset.log = []
            handset.write_down("begin", stores=disk and disk.copy().stores)
        return handset

    def phone_time(self, handset: Handset) -> datetime:
        """Give what the phone believes the time to be."""
        return self.server.time + handset.clock_skew + self.skew

    def restart(self, handset: Handset) -> None:
        """Kill the app and open it again: only the disk is left."""
        old = handset.phone
        handset.phone = Phone(old.owner, old.around, handset.disk, page_size=old.page_size)
        handset.phone.reports = old.reports
        handset.write_down("restart")

    def save(self, handset: Handset, mutation: dict[str, Any]) -> bool:
        """Let the phone save what its person did; say whether the screen said "saved"."""
        handset.is_touched = True
        order = handset.stores["meta"].get("order", 0)
        outcome = self._met_by_the_disk(handset, lambda: handset.phone.save(mutation))
        is_saved = handset.stores["meta"].get("order", 0) != order
        handset.write_down("save", mutation=mutation, outcome=outcome, is_saved=is_saved)
        self._get_over(handset, outcome)
        if outcome == "full" or (outcome == "killed" and not is_saved):
            return False
        self.ledger.saved(handset, mutation)
        self.note("save", handset.name, mutation["id"], mutation["act"])
        return True

    def exchange(self, handset: Handset, fault: str | None = None) -> None:
        """Let the phone make one exchange, through a fault or not; none if it was taken away."""
        if handset not in self.handsets:
            return
        if handset.phone.paused == "sign_in.needed":
            sign_in(self, handset)
        if handset.phone.paused == "device_locked":
            handset.phone.paused = None
        handset.network.begin(fault, self.rng.random())
        turn = handset.stores["meta"].get("turn", 0)
        now = handset.phone.around.now()
        outcome = self._met_by_the_disk(handset, handset.phone.exchange)
        handset.is_touched = True
        self.happened["exchange"] += 1
        has_applied = handset.stores["meta"].get("turn", 0) != turn
        if has_applied and fault != "stale_cache":
            handset.epoch = max(handset.epoch, self.epoch)
        elif fault == "stale_cache" and outcome == "done" and handset.network.is_answered:
            self.worked["R10"] += 1
        parts = {"now": now, "outcome": outcome, "applied": has_applied, "fault": fault}
        handset.write_down("exchange", **parts, **handset.network.seen)
        self.wake.notice(self.happened, self.worked)
        self._get_over(handset, outcome)
        self.note("exchange", handset.name, fault, handset.stores["meta"].get("witness"))

    def _met_by_the_disk(self, handset: Handset, do: Callable[[], object]) -> str:
        """Do what the phone does; say what the disk did meanwhile: done, full, killed."""
        before, shown = len(handset.phone.reports), self._old_copy(handset)
        try:
            do()
        except DiskFullError:
            self.happened["quota_error"] += 1
            return "full"
        except KilledError:
            self.happened["phone_killed"] += 1
            return "killed"
        finally:
            if shown and not handset.stores["meta"].get("is_building"):
                self.ledger.replaced(handset, shown)
            reported = handset.phone.reports[before:]
            self.happened.update(report.split(":")[0] for report in reported)
        return "done"

    def _old_copy(self, handset: Handset) -> list[dict[str, Any]]:
        """Give the rows that a phone shows while it pulls a second copy after a restore."""
        if self.is_suspect or not handset.stores["meta"].get("is_building"):
            return []
        return list(handset.stores["shown"].values())

    def _get_over(self, handset: Handset, outcome: str) -> None:
        if outcome == "full":
            handset.phone.make_room()
        elif outcome == "killed":
            self.restart(handset)
        elif handset.phone.paused == "wipe":
            take_away(self, handset)

    def ask_slowly(self, handset: Handset) -> None:
        """Let a tab ask; its reply stays on the way while other tabs go on."""
        handset.network.begin(None, 0.5)
        turn, request = handset.phone.build_request()
        owner = handset.phone.owner
        try:
            reply = ask(handset.network.send, owner.commune_id, owner.token, request)
        except NoAnswerError:
            return
        if not isinstance(reply, Refusal):
            handset.slow.append(Slow(turn, request, reply, self.epoch))
            handset.write_down("ask_slowly", request=request, reply=reply)
            self.happened["reply_delayed"] += 1

    def receive_slowly(self, handset: Handset, index: int = 0) -> None:
        """Let a reply that was on the way arrive at its tab."""
        slow, turn = handset.slow.pop(index), handset.stores["meta"].get("turn", 0)
        now, taken = handset.phone.around.now(), list[bool]()
        receive = handset.phone.receive
        outcome = self._met_by_the_disk(
            handset, lambda: taken.append(receive(slow.turn, slow.request, slow.reply))
        )
        handset.is_touched = True
        has_applied = handset.stores["meta"].get("turn", 0) != turn
        if has_applied:
            handset.epoch = max(handset.epoch, slow.epoch)
        elif outcome == "done":
            self.worked["R10"] += 1
        self.happened["slow_reply_taken" if has_applied else "slow_reply_thrown_away"] += 1
        parts = {"now": now, "outcome": outcome, "applied": has_applied}
        handset.write_down("receive_slowly", index=index, **parts)
        self.wake.notice(self.happened, self.worked)
        self._get_over(handset, outcome)
        self.note("slow", handset.name, has_applied)

    def back_up(self) -> None:
        """Keep a copy of the server's data."""
        self.backups = [*self.backups[1 - KEPT_BACKUPS :], self.server.back_up()]

    def restore(self, *, is_marked: bool, newest: bool = False) -> bool:
        """Put an older backup in the place of the server's data; never one before the verified."""
        usable = [one for one in self.backups if one.seq >= self.announced_seq]
        if not usable:
            return False
        backup = usable[-1] if newest else self.rng.choice(usable)
        self.server.restore(backup.data)
        self.epoch += 1
        self.backups = [one for one in self.backups if one.seq <= backup.seq]
        self.happened["restore_marked" if is_marked else "restore_unmarked"] += 1
        self.ledger.restored()
        if is_marked:
            self.server.operate(communes.mark_restored)
        self.note("restore", backup.pair)
        return True

    def confirm_rights(self) -> None:
        """Let the desk confirm the rights where a restore was marked."""
        if self.server.commune().restored:
            self.server.operate(communes.confirm_rights)

    def upgrade_server(self) -> None:
        """Judge again what an older server could not read, as the upgrade command does."""
        parts = self.cast.parts

        def work(session: Any, commune_id: str) -> tuple[int, int]:
            outside = parts.outside
            to = Push(session, commune_id, parts.kinds, outside.random_bytes, outside.now())
            return communes.judge_held_again(to)

        self.server.operate(work)
        self.happened["server_upgraded"] += 1

    def announce_backup(self) -> None:
        """Say that the newest backup was verified."""
        place = parse_cursor(self.backups[-1].pair) if self.backups else None
        if place is not None and place.seq:
            now = self.server.time
            self.server.operate(
                lambda session, one: communes.announce_backup(session, one, place, now)
            )
            self.announced_seq = max(self.announced_seq, place.seq)
            self.happened["backup_verified"] += 1
