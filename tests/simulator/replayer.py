"""Replaying a recorded scenario on the reference phone: the same requests, the same end."""

import json
from collections.abc import Callable, Mapping
from copy import deepcopy
from datetime import datetime
from typing import Any

from reference.disk import DiskFullError
from reference.phone import Owner, Phone, Surroundings
from reference.transport import COMMUNE_HEADER, PROTOCOL_HEADER, Http, NoAnswerError
from tests.simulator.disk import DIES_AFTER, DIES_BEFORE, FULL, FaultyDisk, KilledError
from tests.simulator.recorder import end_of, sent

ItemKeys = Callable[[str], Mapping[str, str]]


class Replayer:
    """One phone that is led through a scenario's steps. Raises AssertionError where it differs."""

    def __init__(self, scenario: dict[str, Any], item_keys: ItemKeys) -> None:
        self._scenario = scenario
        self._now = datetime.fromisoformat("2026-11-20T13:00:00+00:00")
        self._step: dict[str, Any] = {}
        self._slow: list[tuple[int, Any, Any]] = []
        self._older: FaultyDisk | None = None
        self.disk = FaultyDisk()
        around = Surroundings(
            now=lambda: self._now,
            new_id=lambda: "",
            chance=lambda: 0.5,
            send=self._send,
            item_keys=item_keys,
        )
        owner = Owner(scenario["commune_id"], scenario["person"], "token")
        self.phone = Phone(owner, around, self.disk)

    def run(self) -> dict[str, Any]:
        """Go through all steps and give the end."""
        for step in self._scenario["steps"]:
            self._step = step
            if step.get("now"):
                self._now = datetime.fromisoformat(step["now"])
            getattr(self, f"_{step['do']}")(step)
        return end_of(self.disk.stores, self.phone)

    def _begin(self, step: dict[str, Any]) -> None:
        for store, values in (step["stores"] or {}).items():
            is_numbered = store == "outbox"
            for key, value in values.items():
                self.disk.stores[store][int(key) if is_numbered else key] = _with_times(value)

    def _save(self, step: dict[str, Any]) -> None:
        self._with_disk(step, step["is_saved"], lambda: self.phone.save(step["mutation"]))

    def _exchange(self, step: dict[str, Any]) -> None:
        if self.phone.paused in ("sign_in.needed", "device_locked"):
            self.phone.paused = None
        if step["request"] is not None:
            self.phone.page_size = step["request"]["page_size"]
        self._with_disk(step, step["applied"], self.phone.exchange)

    def _ask_slowly(self, step: dict[str, Any]) -> None:
        self._slow.append((step["request"]["turn"], step["request"], step["reply"]))

    def _receive_slowly(self, step: dict[str, Any]) -> None:
        turn, request, reply = self._slow.pop(step["index"])
        taken: list[bool] = []
        self._with_disk(
            step,
            step["applied"],
            lambda: taken.append(self.phone.receive(turn, request, reply)),
        )
        assert taken in ([], [step["applied"]])

    def _with_disk(self, step: dict[str, Any], is_kept: bool, do: Callable[[], Any]) -> None:
        fault = {"full": FULL, "killed": DIES_AFTER if is_kept else DIES_BEFORE}
        self.disk.fault = None
        if step["outcome"] in fault:
            self.disk.break_down(fault[step["outcome"]])
        try:
            do()
        except DiskFullError:
            assert step["outcome"] == "full"
            self.phone.make_room()
        except KilledError:
            assert step["outcome"] == "killed"

    def _restart(self, _step: dict[str, Any]) -> None:
        old = self.phone
        self.phone = Phone(old.owner, old.around, self.disk, page_size=old.page_size)

    def _erase(self, _step: dict[str, Any]) -> None:
        self.disk.erase()
        self._slow = []

    def _remember(self, _step: dict[str, Any]) -> None:
        self._older = self.disk.copy()

    def _roll_back(self, _step: dict[str, Any]) -> None:
        assert self._older is not None
        self.disk.stores = self._older.copy().stores
        self._slow = []

    def _opened(self, step: dict[str, Any]) -> None:
        with self.disk.transaction() as to:
            entry = {"entry": step["entry"], "acknowledged": False}
            to.put("access_log", step["entry"]["id"], entry)

    def _keep_from(self, step: dict[str, Any]) -> None:
        with self.disk.transaction() as to:
            to.put("meta", "full_from", step["day"])

    def _spoil(self, step: dict[str, Any]) -> None:
        record_id = step["record_id"]
        with self.disk.transaction() as to:
            row = to.get("shown", record_id)
            if step["is_lost"]:
                to.delete("shown", record_id)
            else:
                to.put("shown", record_id, {**row, "seq": row["seq"] + 7})

    def _send(self, _method: str, path: str, _headers: Any, body: bytes) -> Http:
        import gzip

        text = gzip.decompress(body) if body[:2] == b"\x1f\x8b" else body
        asked, wanted = sent(json.loads(text)), self._step["request"]
        assert asked == wanted, f"asked {asked}, recorded {wanted}"
        got = self._step["got"]
        if "silence" in got:
            raise NoAnswerError("recorded")
        marks = {PROTOCOL_HEADER: "1", COMMUNE_HEADER: path.split("/")[3]}
        if "refusal" in got:
            status, code, retry_after_s = got["refusal"]
            marks |= {} if retry_after_s is None else {"Retry-After": str(retry_after_s)}
            return Http(status, marks, json.dumps({"code": code}).encode())
        return Http(200, marks, json.dumps(got["reply"]).encode())


def replay(scenario: dict[str, Any], item_keys: ItemKeys) -> None:
    """Lead a reference phone through a scenario and compare the end."""
    end = Replayer(deepcopy(scenario), item_keys).run()
    for name, wanted in scenario["end"].items():
        assert end[name] == wanted, f"{scenario['name']}: {name} differs"


def _with_times(value: Any) -> Any:
    """Read the times of an outbox entry or a retained one back."""
    if not isinstance(value, dict):
        return value
    times = {
        name: datetime.fromisoformat(value[name])
        for name in ("aside_at", "since")
        if isinstance(value.get(name), str)
    }
    return {**value, **times}
