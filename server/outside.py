"""What the server takes from the world: the clock and chance.

They come in from outside so that a test or a simulation can hold them. The engine
(`server.sync`) imports no clock and no random module; it is handed these.
"""

import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True)
class Outside:
    """The world as the server may use it.

    `now`: aware UTC time. `random_bytes(n)`: n unpredictable bytes. `sleep(s)`: wait s seconds.
    """

    now: Callable[[], datetime] = _now
    random_bytes: Callable[[int], bytes] = os.urandom
    sleep: Callable[[float], None] = time.sleep
