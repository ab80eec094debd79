"""What a phone's storage does for it: whole transactions, or nothing.

Values are never changed in place, so a copy of a disk is a snapshot.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

STORES = ("meta", "outbox", "retained", "shown", "building", "access_log", "drafts")
_GONE = object()


class DiskFullError(Exception):
    """There was no room to commit a transaction; nothing of it was written."""


class Disk:
    """Named stores of key and value, like IndexedDB's."""

    def __init__(self, check: Callable[[], None] = lambda: None) -> None:
        self.stores: dict[str, dict[Any, Any]] = {name: {} for name in STORES}
        self._check = check

    @contextmanager
    def transaction(self) -> Iterator["Transaction"]:
        """Change stores together: an exception inside, a crash or a full disk changes nothing."""
        transaction = Transaction(self.stores)
        yield transaction
        if transaction.is_changed:
            self._check()
            transaction.commit()

    def copy(self) -> "Disk":
        """Give a disk with the same content, as a restored copy of a phone has it."""
        twin = Disk(self._check)
        twin.stores = {name: dict(store) for name, store in self.stores.items()}
        return twin

    def erase(self) -> None:
        """Forget everything: sign-out, or a phone that was reported stolen."""
        self.stores = {name: {} for name in STORES}


class Transaction:
    """Reads see what was written in it; the disk sees it at the end."""

    def __init__(self, stores: dict[str, dict[Any, Any]]) -> None:
        self._stores = stores
        self._staged: dict[tuple[str, Any], Any] = {}
        self._cleared: set[str] = set()

    @property
    def is_changed(self) -> bool:
        """Say whether there is anything to commit."""
        return bool(self._staged or self._cleared)

    def get(self, store: str, key: Any, default: Any = None) -> Any:
        """Read one value."""
        value = self._staged.get((store, key))
        if value is None and store not in self._cleared:
            value = self._stores[store].get(key)
        return default if value is None or value is _GONE else value

    def put(self, store: str, key: Any, value: Any) -> None:
        """Write one value."""
        self._staged[store, key] = value

    def delete(self, store: str, key: Any) -> None:
        """Remove one value."""
        self._staged[store, key] = _GONE

    def clear(self, store: str) -> None:
        """Remove all values of a store."""
        self._staged = {key: value for key, value in self._staged.items() if key[0] != store}
        self._cleared.add(store)

    def items(self, store: str) -> list[tuple[Any, Any]]:
        """Give a store's keys and values, in the order of the keys."""
        found = {} if store in self._cleared else dict(self._stores[store])
        found |= {key: value for (name, key), value in self._staged.items() if name == store}
        return sorted((key, value) for key, value in found.items() if value is not _GONE)

    def commit(self) -> None:
        """Make it last."""
        for store in self._cleared:
            self._stores[store].clear()
        for (store, key), value in self._staged.items():
            if value is _GONE:
                self._stores[store].pop(key, None)
            else:
                self._stores[store][key] = value
