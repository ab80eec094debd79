"""What a client makes of what it pulled, worked out apart from the server's own code."""

from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from tests.cast import Cast

Json = dict[str, Any]


@dataclass
class Copy:
    """A client's copy: rows by id, one cursor for all streams, every page that it was sent."""

    cast: Cast
    who: str
    rows: dict[str, Json] = field(default_factory=dict)
    streams: tuple[str, ...] = ()
    cursor: str = "0"
    pages: list[Json] = field(default_factory=list)

    def pull(self, **parts: Any) -> Json:
        """Pull until nothing is left; give the last reply."""
        if not self.streams:
            self.streams = tuple(self.cast.exchange(self.who)["streams"])
        while True:
            reply = self.cast.pull(self.who, *self.streams, cursor=self.cursor, **parts)
            self.take(reply)
            if not reply["more"]:
                return reply

    def take(self, reply: Json) -> None:
        """Take the rows of a page; drop what departed from where it stands (R9)."""
        self.pages.append(reply)
        for row in reply["records"]:
            self.rows[row["id"]] = row
        for gone in reply["departures"]:
            row = self.rows.get(gone["id"])
            if row and row["stream"] == gone["stream"] and row["seq"] < gone["seq"]:
                del self.rows[gone["id"]]
        self.cursor = reply["cursor"]

    def digests(self) -> dict[str, list[Any]]:
        """Sum up the rows of every asked stream: how many, and the xor of their hashes."""
        sums: dict[str, list[Any]] = {name: [0, 0] for name in self.streams}
        for row in self.rows.values():
            sums[row["stream"]][0] += 1
            sums[row["stream"]][1] ^= _hash(row)
        return {name: [count, f"{xor:016x}"] for name, (count, xor) in sums.items()}


def _hash(row: Json) -> int:
    parts = (row["id"], str(row["seq"]), row["revision"], row["review_revision"] or "")
    return int(sha256("|".join(parts).encode()).hexdigest()[:16], 16)
