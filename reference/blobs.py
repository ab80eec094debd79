"""Blobs on the phone: kept with their mutation, offered once the text has its verdict."""

from collections.abc import Mapping
from hashlib import sha256 as hash_of
from typing import Any

from reference.phone import Phone
from reference.transport import COMMUNE_HEADER, PROTOCOL_HEADER, Http, NoAnswerError

STORE = "blobs"
CHUNK_FROM_BYTES, CHUNK_TO_BYTES = 16 * 1024, 1024 * 1024
STEPS = 1000
NEVER = ""  # no witness: it is offered, whatever the verdict's is


class Blobs:
    """What one phone holds of photos and voice notes; only its disk outlives a kill."""

    def __init__(self, phone: Phone) -> None:
        self.phone = phone
        self.chunk_bytes = CHUNK_FROM_BYTES
        phone.disk.stores.setdefault(STORE, {})

    def save(self, mutation: Mapping[str, Any], *contents: bytes) -> None:
        """Make a mutation last with all it names: one transaction, or nothing."""
        with self.phone.disk.transaction() as to:
            order = to.get("meta", "order", 0) + 1
            to.put("outbox", order, {"mutation": dict(mutation), "aside_at": None})
            to.put("meta", "order", order)
            for content in contents:
                key = hash_of(content).hexdigest()
                ids = (*to.get(STORE, key, {"mutations": ()})["mutations"], mutation["id"])
                to.put(STORE, key, {"content": content, "mutations": ids, "sent_under": NEVER})

    def unsent(self) -> dict[str, str]:
        """Give what is to be offered: sha256 -> the witness of the reply with its verdict.

        A reset moves the mutation back, so its next verdict has another witness. What a row says
        is missing is offered too: the server may have been restored to just before it came.
        """
        retained, copy = self.phone.disk.stores["retained"], self.phone.disk.stores["shown"]
        found = {}
        for key, entry in sorted(self.phone.disk.stores[STORE].items()):
            kept = [retained[one] for one in entry["mutations"] if one in retained]
            rows = [copy.get(one["mutation"]["record_id"], {}) for one in kept]
            is_missing = any(key in row.get("missing", ()) for row in rows)
            under = ",".join(one["until"] for one in kept)
            if kept and (entry["sent_under"] != under or is_missing):
                found[key] = under
        return found

    def offer(self) -> int:
        """Send what is unsent, one after another, until all is or the line is silent.

        Gives how many are sent now. Call it after an exchange that left the outbox empty.
        """
        sent = 0
        for key, under in self.unsent().items():
            try:
                self._send(key, self.phone.disk.stores[STORE][key]["content"])
            except NoAnswerError:
                self.chunk_bytes = max(CHUNK_FROM_BYTES, self.chunk_bytes // 2)
                break
            with self.phone.disk.transaction() as to:
                to.put(STORE, key, {**to.get(STORE, key), "sent_under": under})
            sent += 1
        return sent

    def _send(self, key: str, content: bytes) -> None:
        """Send one from wherever the server stands; one that nobody takes is given up."""
        answer = self._ask("HEAD", key)
        for _ in range(STEPS):
            if answer.status not in (204, 409) or answer.headers["upload-complete"] == "?1":
                break
            offset = int(answer.headers["upload-offset"])
            end = offset + self.chunk_bytes
            answer = self._ask(
                "PATCH", key, content[offset:end], offset, is_last=end >= len(content)
            )
            self.chunk_bytes = min(CHUNK_TO_BYTES, self.chunk_bytes * 2)
        if answer.status >= 500 or answer.status in (400, 401, 403, 422):
            raise NoAnswerError(f"status {answer.status}")  # what was dropped is begun anew

    def _ask(
        self, method: str, key: str, body: bytes = b"", offset: int = 0, *, is_last: bool = False
    ) -> Http:
        owner = self.phone.owner
        headers = {"Authorization": f"Bearer {owner.token}"}
        if method == "PATCH":
            headers |= {
                "Content-Type": "application/partial-upload",
                "Upload-Offset": str(offset),
                "Upload-Complete": "?1" if is_last else "?0",
            }
        path = f"/api/sync/{owner.commune_id}/blobs/{key}"
        answer = self.phone.around.send(method, path, headers, body)
        told = {name.lower(): text for name, text in answer.headers.items()}
        is_ours = PROTOCOL_HEADER.lower() in told
        if not is_ours or told.get(COMMUNE_HEADER.lower()) != owner.commune_id:
            raise NoAnswerError("not ours")
        return Http(answer.status, told, answer.body)
