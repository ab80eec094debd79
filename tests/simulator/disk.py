"""The disk of the simulation: it can be full, and the phone can die before or after a commit."""

from collections.abc import Iterator
from contextlib import contextmanager

from reference.disk import Disk, DiskFullError, Transaction

FULL, DIES_BEFORE, DIES_AFTER = "full", "dies_before", "dies_after"


class KilledError(Exception):
    """The phone died; only what was committed is left."""


class FaultyDisk(Disk):
    """A disk on which one fault can be laid, which befalls the n-th commit from now."""

    def __init__(self) -> None:
        super().__init__(self._meet_fault)
        self.fault: str | None = None
        self.after_commits = 0

    @contextmanager
    def transaction(self) -> Iterator[Transaction]:
        """Change stores together, unless the fault comes."""
        with super().transaction() as transaction:
            yield transaction
        if transaction.is_changed and self._has_come(DIES_AFTER):
            self.fault = None
            raise KilledError
        self.after_commits -= transaction.is_changed

    def break_down(self, fault: str, after_commits: int = 0) -> None:
        """Let this fault come, after so many commits that still succeed."""
        self.fault, self.after_commits = fault, after_commits

    def copy(self) -> "FaultyDisk":
        """Give a disk with the same content."""
        twin = FaultyDisk()
        twin.stores = {name: dict(store) for name, store in self.stores.items()}
        return twin

    def _has_come(self, *faults: str) -> bool:
        return self.fault in faults and self.after_commits <= 0

    def _meet_fault(self) -> None:
        if self._has_come(FULL, DIES_BEFORE):
            fault, self.fault = self.fault, None
            raise DiskFullError if fault == FULL else KilledError
