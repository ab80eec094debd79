"""Worlds in several processes: each worker has one server and its own database."""

import atexit
import multiprocessing
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import make_url

from tests import postgres
from tests.simulator.server import Server

MEMORY = Path("/dev/shm")
T = TypeVar("T")
_server: list[Server] = []


def open_server(postgres_url: str | None = None) -> Server:
    """Give a server on a database of its own: a SQLite file, or one made in that PostgreSQL.

    Whoever opens it calls its `close`.
    """
    folder = Path(tempfile.mkdtemp(prefix="an-thon-", dir=MEMORY if MEMORY.is_dir() else None))
    if postgres_url is None:
        url, drop = f"sqlite:///{folder / 'world.sqlite3'}", _nothing
    else:
        url, drop = postgres.borrow(make_url(postgres_url))
    server = Server(url, folder)

    def close() -> None:
        server.reopen()
        drop()
        shutil.rmtree(folder, ignore_errors=True)

    server.close = close
    return server


def _nothing() -> None:
    return


def run_all(
    work: Callable[[Server, Any], T], tasks: Iterable[Any], *, jobs: int, postgres_url: str | None
) -> Iterator[T]:
    """Do the work for each task; results come as they are ready."""
    if jobs == 1:
        server = open_server(postgres_url)
        try:
            yield from (work(server, task) for task in tasks)
        finally:
            server.close()
        return
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(jobs, spawn, _start, (postgres_url,)) as pool:
        waiting = [pool.submit(partial(_do, work), task) for task in tasks]
        try:
            yield from (done.result() for done in as_completed(waiting))
        finally:
            pool.shutdown(cancel_futures=True)


def _start(postgres_url: str | None) -> None:
    _server.append(open_server(postgres_url))
    atexit.register(_server[0].close)


def _do(work: Callable[[Server, Any], T], task: Any) -> T:
    return work(_server[0], task)
