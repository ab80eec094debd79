"""A phone in someone's hand: its disk, its network, its clock, and what it went through."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from reference.phone import Phone
from tests.simulator.disk import FaultyDisk
from tests.simulator.network import Network


@dataclass
class Slow:
    """A reply on its way to a tab, while other tabs go on. `epoch`: the server that gave it."""

    turn: int
    request: dict[str, Any]
    reply: dict[str, Any]
    epoch: int


@dataclass
class Handset:
    """One phone. `epoch`: the newest server (counted by restores) whose reply it applied.

    `aside`: how many of its mutations were set aside when it was looked at last.
    `log`: what it went through, for the recorded scenarios; None while nothing is recorded.
    """

    name: str
    who: str
    device: str
    install: str
    phone: Phone
    disk: FaultyDisk
    network: Network
    clock_skew: timedelta = timedelta()
    older: FaultyDisk | None = None
    slow: list[Slow] = field(default_factory=list)
    epoch: int = 0
    aside: int = 0
    is_touched: bool = True
    log: list[dict[str, Any]] | None = None

    @property
    def stores(self) -> dict[str, dict[Any, Any]]:
        """Give what its disk holds."""
        return self.disk.stores

    def write_down(self, do: str, **parts: Any) -> None:
        """Add a step to what is recorded."""
        if self.log is not None:
            self.log.append({"do": do, **parts})

    def forget_the_line(self) -> None:
        """The phone was switched off: its tabs and connections are gone."""
        self.slow, self.network.earlier = [], []
