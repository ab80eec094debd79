"""What a photo costs the server: `python -m tests.bench.blob`.

150 KB in chunks of 64 KiB, through the app's own doors in this process: requests, statements,
and milliseconds at the server, each the median of so many photos.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from flask_migrate import upgrade
from sqlalchemy import event

from server import create_app
from server.config import Config
from server.db import db
from tests.cast import Cast, raise_cast
from tests.photos import Door, Photo, camera, photo

PHOTOS = 20
SIZE_BYTES = 150_000


def main() -> None:
    with TemporaryDirectory() as folder:
        app = create_app(Config(instance_dir=Path(folder), log_level="ERROR"))
        with app.app_context():
            upgrade()
            cast = raise_cast(app)
            rows = [_measure(cast, photo(number, SIZE_BYTES)) for number in range(PHOTOS)]
            db.session.remove()
            db.engine.dispose()
    for place, name in enumerate(("requests", "statements", "ms up", "ms down")):
        sys.stdout.write(f"{name:<12}{median(row[place] for row in rows):8.1f}\n")


def _measure(cast: Cast, one: Photo) -> tuple[float, float, float, float]:
    cast.push("member", camera(cast, "member", one))
    door = Door(cast)
    with _counted() as counts:
        began = perf_counter()
        door.upload(one)
        up_ms = (perf_counter() - began) * 1000
    began = perf_counter()
    Door(cast, "mate").get(one)
    return counts["requests"], counts["statements"], up_ms, (perf_counter() - began) * 1000


@contextmanager
def _counted() -> Iterator[dict[str, int]]:
    """Count statements, and requests by the token that each looks up once."""
    counts = {"requests": 0, "statements": 0}

    def count(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        counts["statements"] += 1
        counts["requests"] += "FROM token" in statement

    event.listen(db.engine, "before_cursor_execute", count)
    try:
        yield counts
    finally:
        event.remove(db.engine, "before_cursor_execute", count)


if __name__ == "__main__":
    main()
