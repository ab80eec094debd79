"""Builds the phone's app into pwa/dist, when its sources are others than those of the last build.

`python -m pwa.build` from the project's folder. It runs on .venv's Python with the standard library
only and brings Node and the packages by itself; run.py calls it. A build stands whole or not at
all: it is made beside, takes the place of the one before, and bears the mark of its sources.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from pwa import node

DIST = node.PWA / "dist"
MARKER = ".sources"
SOURCES = ("src", "public", "scripts/finish-build.ts")
SINGLE = (
    "index.html",
    "desk.html",
    "service-worker.js",
    "vite.config.ts",
    "tsconfig.json",
    "package-lock.json",
)
VITE = ("vite", "build", "--logLevel", "error")
# A build may call itself by another version than the sources do, for tests of the update.
VERSION_VARIABLE = "APP_VERSION"


def main() -> int:
    """Build if need be; answer the exit status."""
    wanted = fingerprint()
    if node.read(DIST / MARKER) == wanted:
        return 0
    node.prepare()
    node.say("Dựng ứng dụng điện thoại", "building the phone's app")
    started_s = time.monotonic()
    made = node.MODULES / f".built-{os.getpid()}"
    try:
        make(made)
        put_in_place(made)
    finally:
        shutil.rmtree(made, ignore_errors=True)
    took_s = time.monotonic() - started_s
    node.say(f"Đã dựng xong sau {took_s:.0f} giây", f"built in {took_s:.0f} s")
    return 0


def make(folder: Path, version: str | None = None) -> None:
    """Build into an empty or missing folder, which is whole once it has its marker."""
    surroundings = {**os.environ, **({VERSION_VARIABLE: version} if version else {})}
    mark = fingerprint()
    run([*VITE, "--outDir", str(folder), "--emptyOutDir"], surroundings)
    run([*VITE, "--mode", "worker", "--outDir", str(folder)], surroundings)
    run(["finish-build", str(folder)], surroundings)
    (folder / MARKER).write_text(mark, encoding="ascii")


def run(tool: list[str], surroundings: dict[str, str]) -> None:
    """Run a tool of pwa/node.py; what it says is shown only when it fails."""
    command = [sys.executable, str(node.PWA / "node.py"), *tool]
    ran = subprocess.run(command, env=surroundings, capture_output=True, text=True, check=False)
    if ran.returncode != 0:
        print(ran.stdout + ran.stderr, file=sys.stderr)
        node.stop("Không dựng được ứng dụng, xem lỗi ở trên", "could not build, see above")


def put_in_place(made: Path) -> None:
    """Let the new build take the place of the old one; a server that runs meanwhile goes on."""
    old = made.with_name(f"{made.name}-old")
    if DIST.exists():
        DIST.rename(old)
    try:
        made.rename(DIST)
    except OSError:
        # Another start has built at the same time, from the same sources.
        if not (DIST / MARKER).exists():
            raise
    shutil.rmtree(old, ignore_errors=True)


def fingerprint() -> str:
    """Name what a build is made of, whatever line ends git gave it here."""
    digest = hashlib.sha256(os.environ.get(VERSION_VARIABLE, "").encode())
    for path in sorted(sources()):
        content = path.read_bytes().replace(b"\r\n", b"\n")
        digest.update(f"{path.relative_to(node.PWA).as_posix()} {len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()


def sources() -> list[Path]:
    """Every file that has a say in the build."""
    found = [node.PWA / name for name in SINGLE]
    for name in SOURCES:
        start = node.PWA / name
        found += [start] if start.is_file() else [p for p in start.rglob("*") if p.is_file()]
    return found


if __name__ == "__main__":
    sys.exit(main())
