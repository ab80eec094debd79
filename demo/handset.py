"""The phones of the story tell how they are, as the app does: what waits, their clock, the room."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from reference.phone import Phone
from server.ids import hash_id

VERSION = "0.1.0"
GIB = 1024**3
CLOCKS_OFF = {"Đông/4": timedelta(minutes=20)}
"""Person -> how far the phone's clock is ahead. Nobody has set it right."""


@dataclass
class Handset(Phone):
    """A reference phone that reports its health where the story wants it, and knows its clock."""

    is_reporting: bool = False

    def build_request(self) -> tuple[int, dict[str, Any]]:
        """Build the exchange's request, with the phone's health in it where that is to be told."""
        turn, request = super().build_request()
        if self.is_reporting:
            request["health"] = self._health()
            self.is_reporting = False
        return turn, request

    def receive(self, turn: int, request: Mapping[str, Any], reply: Mapping[str, Any]) -> bool:
        """Apply a reply, and guess the server's clock less the phone's from its time."""
        is_applied = super().receive(turn, request, reply)
        if is_applied:
            ahead = datetime.fromisoformat(reply["time"]) - self.around.now()
            with self.disk.transaction() as to:
                to.put("meta", "clock_offset_ms", ahead // timedelta(milliseconds=1))
        return is_applied

    def _health(self) -> dict[str, Any]:
        waiting = [entry["mutation"] for entry in self.disk.stores["outbox"].values()]
        return {
            "pending": len(waiting),
            "oldest_unsent": waiting[0]["at"] if waiting else None,
            "quota_left": _room_bytes(self.owner.person),
            "version": VERSION,
            "clock_offset_ms": self.disk.stores["meta"].get("clock_offset_ms", 0),
        }


def _room_bytes(person: str) -> int:
    """Give between one and thirty GiB, the same in every telling."""
    return GIB * (1 + int(hash_id("demo room", person)[:8], 16) % 30)
