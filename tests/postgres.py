"""A PostgreSQL server for one test run, in a temporary folder, gone when the run ends.

Where it comes from, first found first taken: `POSTGRES_URL`, in whose server a database of our own
is made and dropped; the wheel `pgserver`, of which only the programs are used; the host's `initdb`
and `pg_ctl`. It runs with fsync off: a test run outlives no power cut. Nothing here is for real
data.
"""

import atexit
import importlib.util
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

from sqlalchemy import URL, create_engine, make_url, text

POSTGRES_URL = "POSTGRES_URL"
HOST_FOLDERS = ("/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", "/opt/homebrew/opt/*/bin")
# PostgreSQL refuses to run as root, so root hands it to one of these.
HUMBLE_USERS = ("postgres", "nobody")
LONGEST_SOCKET_FOLDER = 80
SERVER_LOG = "server.log"

MISSING = f"""\
No PostgreSQL for the tests. One of these brings it:
  - Python 3.11 or 3.12 on x86-64 Linux, macOS or Windows: `pgserver` comes with the test lock;
  - the host's own programs, on Debian: apt install postgresql;
  - a server that may create databases: {POSTGRES_URL}=postgresql://user:password@host/postgres"""


class PostgresMissing(Exception):
    """There is no PostgreSQL to test on, or it does not start; the message says what to do."""


def start() -> tuple[str, Callable[[], None]]:
    """Give the SQLAlchemy URL of an empty database, and what takes it away again."""
    given = os.environ.get(POSTGRES_URL, "")
    if given:
        return borrow(make_url(given).set(drivername="postgresql+psycopg"))
    return start_own(find_programs())


def borrow(server: URL) -> tuple[str, Callable[[], None]]:
    """Make a database of our own in a running server, so that nobody's tables are touched."""
    name = f"an_thon_test_{uuid4().hex[:12]}"
    administer(server, f'CREATE DATABASE "{name}"')
    return (
        server.set(database=name).render_as_string(hide_password=False),
        lambda: administer(server, f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'),
    )


def administer(server: URL, statement: str) -> None:
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    try:
        with engine.connect() as connection:
            connection.execute(text(statement))
    finally:
        engine.dispose()


def find_programs() -> Path:
    """The folder with `initdb` and `pg_ctl`; raises PostgresMissing where there is none."""
    for folder in candidate_folders():
        if all(shutil.which(name, path=str(folder)) for name in ("initdb", "pg_ctl")):
            return folder
    raise PostgresMissing(MISSING)


def candidate_folders() -> list[Path]:
    """Where the programs may stand: the wheel, PATH, then the folders of the systems, newest last.

    `initdb` on PATH may be a link out of its folder, where its siblings are; so links are followed.
    """
    folders = []
    wheel = importlib.util.find_spec("pgserver")
    if wheel is not None and wheel.origin is not None:
        folders.append(Path(wheel.origin).parent / "pginstall" / "bin")
    on_path = shutil.which("initdb")
    if on_path is not None:
        folders.append(Path(on_path).resolve().parent)
    for pattern in HOST_FOLDERS:
        found = Path("/").glob(pattern.removeprefix("/"))
        folders.extend(sorted(found, key=version_of, reverse=True))
    return folders


def version_of(folder: Path) -> int:
    """The major version in `/usr/lib/postgresql/15/bin`, 0 where no number stands."""
    digits = "".join(char for char in folder.parent.name if char.isdigit())
    return int(digits or 0)


def start_own(programs: Path) -> tuple[str, Callable[[], None]]:
    """Run a server in a temporary folder, by socket where there are sockets, else on loopback."""
    folder = make_folder()
    user = humble_user()
    data = folder / "data"
    try:
        if user is not None:
            shutil.chown(folder, user)
            programs = make_reachable(programs, folder, user)
        options = ["--auth=trust", "--username=postgres", "--encoding=UTF8", "--locale=C"]
        run(programs, user, ["initdb", *options, "--no-sync", f"--pgdata={data}"])
        port = free_port()
        with (data / "postgresql.conf").open("a", encoding="ascii") as settings:
            settings.write(settings_text(folder, port))
        log = f"--log={folder / SERVER_LOG}"
        run(programs, user, ["pg_ctl", "start", "--wait", f"--pgdata={data}", log])
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise

    def stop() -> None:
        atexit.unregister(stop)
        if folder.exists():
            run(programs, user, ["pg_ctl", "stop", "--mode=immediate", f"--pgdata={data}"])
            shutil.rmtree(folder)

    atexit.register(stop)
    return own_url(folder, port).render_as_string(hide_password=False), stop


def make_folder() -> Path:
    """A temporary folder whose path is short enough for a socket's name (107 bytes)."""
    folder = Path(tempfile.mkdtemp(prefix="an-thon-pg-"))
    if len(os.fsencode(folder)) <= LONGEST_SOCKET_FOLDER or os.name == "nt":
        return folder
    folder.rmdir()
    return Path(tempfile.mkdtemp(prefix="an-thon-pg-", dir="/tmp"))


def humble_user() -> str | None:
    """Whom to run the server as: ourselves (None), or as root a user with fewer rights."""
    if sys.platform == "win32" or os.geteuid() != 0:
        return None
    import pwd

    known = {entry.pw_name for entry in pwd.getpwall()}
    for name in HUMBLE_USERS:
        if name in known:
            return name
    raise PostgresMissing(f"PostgreSQL does not run as root, and none of {HUMBLE_USERS} exists.")


def make_reachable(programs: Path, folder: Path, user: str) -> Path:
    """Where `user` may not enter our environment (/root is closed), lend a copy of the wheel.

    Its programs look for their libraries three folders up, so the copy keeps that shape.
    """
    try:
        run(programs, user, ["initdb", "--version"])
    except PermissionError:
        packages = programs.parents[2]
        for part in packages.glob("pgserver*"):
            shutil.copytree(part, folder / part.name, symlinks=True)
        return folder / programs.relative_to(packages)
    return programs


def free_port() -> int:
    """A loopback port that is free now; by socket it is only part of the socket's name."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def settings_text(folder: Path, port: int) -> str:
    """The lines that make it a private, short-lived server."""
    where = (
        "listen_addresses = '127.0.0.1'\n"
        if os.name == "nt"
        else f"listen_addresses = ''\nunix_socket_directories = '{folder}'\n"
    )
    return f"{where}port = {port}\nfsync = off\nfull_page_writes = off\ntimezone = 'UTC'\n"


def own_url(folder: Path, port: int) -> URL:
    host = "127.0.0.1" if os.name == "nt" else str(folder)
    return URL.create(
        "postgresql+psycopg",
        username="postgres",
        database="postgres",
        query={"host": host, "port": str(port)},
    )


def run(programs: Path, user: str | None, command: list[str]) -> None:
    """Run one of PostgreSQL's programs and raise with what it said when it fails."""
    name, *arguments = command
    # The server inherits what pg_ctl holds: a pipe to us would stay open for ever.
    with tempfile.TemporaryFile() as said:
        status = subprocess.run(
            [programs / name, *arguments],
            check=False,
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=subprocess.STDOUT,
            cwd=programs.anchor,
            user=user,
            group=None if user is None else group_of(user),
            extra_groups=None if user is None else [],
        ).returncode
        said.seek(0)
        if status != 0:
            words = said.read().decode("utf-8", "replace").strip()
            raise PostgresMissing(f"{name} of {programs} failed with status {status}:\n{words}")


def group_of(user: str) -> int:
    import pwd

    return pwd.getpwnam(user).pw_gid
