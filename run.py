#!/usr/bin/env python3
"""Two commands on a machine with nothing but Python: serve the demo commune, pass the tests.

Standard library only, because it runs before anything is installed. What it makes stays in .venv,
with a marker that names the locks installed there, so that a second start goes straight on.
"""

import hashlib
import importlib.util
import io
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

# Before any annotation below is read, which an older Python would stumble over.
if sys.version_info < (3, 11):  # noqa: UP036 whoever has an older one must be told
    sys.exit(
        "An Thon can Python 3.11 tro len / An Thon needs Python 3.11 or newer; "
        "this is Python {}.{}.".format(*sys.version_info[:2])
    )

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
MARKER = VENV / "installed-locks"
RUN_LOCK = ROOT / "requirements.lock"
TEST_LOCK = ROOT / "requirements-test.lock"

TEST_WORKERS = "2"
LINT_IMPORTS = "from importlinter.cli import lint_imports_command as run; run()"
CHECKS = (
    ("ruff check", ("-m", "ruff", "check", ".")),
    ("ruff format", ("-m", "ruff", "format", "--check", ".")),
    ("mypy --strict", ("-m", "mypy")),
    ("import rules", ("-c", LINT_IMPORTS, "--no-logo")),
    ("phone: tsc", ("pwa/node.py", "tsc", "--noEmit")),
    ("phone: biome", ("pwa/node.py", "biome", "ci", "--error-on-warnings", ".")),
    ("house rules and docs", ("-m", "pytest", "-q", "-p", "no:xdist", "tests/house")),
)

USAGE = """\
python3 run.py                 chạy xã mẫu tại http://localhost:8000 (đổi cổng: PORT=9000)
                               serve the demo commune (PORT changes the port)
python3 run.py test [...]      chạy các bài kiểm thử; tham số còn lại đưa cho pytest
                               pass the tests; the rest goes to pytest
    --database sqlite|postgresql
python3 run.py simulate [...]  chạy máy mô phỏng đồng bộ: nhiều điện thoại, mọi sự cố
                               simulate phones and a server under every fault
    --seeds N [--seed S] [--mutants] [--database sqlite|postgresql] [--jobs 2]
python3 run.py build           dựng ứng dụng điện thoại vào pwa/dist; hai lệnh đầu tự làm việc này
                               build the phone's app, as the two commands above do by themselves
python3 run.py bench           đo tốc độ và dung lượng của ứng dụng điện thoại
                               measure speed and size of the phone's app
python3 run.py photographs     chụp mọi màn hình của ứng dụng vào docs/screens; thêm tên để chọn
                               photograph every screen of the app; names choose among them
python3 run.py check           kiểm tra mã nguồn: ruff, mypy, tsc, Biome, quy tắc import, tài liệu
                               ruff, mypy, tsc, Biome, import rules, docs
"""


def main(arguments: list[str]) -> int:
    """Run the command named first, `serve` when none is; answer its exit status."""
    write_utf8()
    command, rest = (arguments[0], arguments[1:]) if arguments else ("serve", [])
    if command == "serve":
        return serve(rest)
    if command == "test":
        return run_tests(rest)
    if command == "simulate":
        return simulate(rest)
    if command == "bench":
        return bench(rest)
    if command == "photographs":
        return photographs(rest)
    if command == "build" and not rest:
        return build()
    if command == "check" and not rest:
        return check()
    asked_for_help = command in ("help", "-h", "--help")
    print(USAGE, end="", file=sys.stdout if asked_for_help else sys.stderr)
    return 0 if asked_for_help else 2


def serve(arguments: list[str]) -> int:
    """Prepare the environment, then become the server: it migrates, seeds, prints codes, serves."""
    prepare((RUN_LOCK,))
    build_phone()
    say("Khởi động máy chủ với xã mẫu", "starting the server with the demo commune")
    return become(["-m", "flask", "--app", "server", "serve", "--demo", *arguments])


def run_tests(arguments: list[str]) -> int:
    """Prepare the environment with the test tools, then run pytest on two workers."""
    prepare((TEST_LOCK, RUN_LOCK))
    prepare_phone()
    build_phone()
    say("Chạy kiểm thử", "running the tests")
    workers = [] if chooses_workers(arguments) else ["-n", TEST_WORKERS]
    return call(["-m", "pytest", *workers, *arguments])


def simulate(arguments: list[str]) -> int:
    """Prepare the environment with the test tools, then become the simulator."""
    prepare((TEST_LOCK, RUN_LOCK))
    return become(["-m", "tests.simulator", *arguments])


def bench(arguments: list[str]) -> int:
    """Prepare the environment with the test tools, then measure speed and size."""
    prepare((TEST_LOCK, RUN_LOCK))
    prepare_phone()
    return call(["-m", "tests.bench", *arguments])


def photographs(arguments: list[str]) -> int:
    """Prepare the environment with the test tools, then take the pictures of docs/screens."""
    prepare((TEST_LOCK, RUN_LOCK))
    prepare_phone()
    return call(["-m", "tests.browser.photographs", *arguments])


def build() -> int:
    """Prepare the environment and build the phone's app, for a server that is started otherwise."""
    prepare((RUN_LOCK,))
    build_phone()
    return 0


def check() -> int:
    """Run every check, also after one has failed, so that one run shows all there is to mend."""
    prepare((TEST_LOCK, RUN_LOCK))
    prepare_phone()
    failed = [name for name, arguments in CHECKS if not passes(name, arguments)]
    if failed:
        say("Chưa đạt: " + ", ".join(failed), "failed, see above")
        return 1
    say("Đạt tất cả", "all checks passed")
    return 0


def passes(name: str, arguments: tuple[str, ...]) -> bool:
    """Run one check and print how long it took."""
    print(f"== {name}", flush=True)
    started_s = time.monotonic()
    status = call(arguments)
    took_s = time.monotonic() - started_s
    print(f"   {'ok' if status == 0 else 'FAILED'}, {took_s:.1f} s", flush=True)
    return status == 0


def chooses_workers(arguments: list[str]) -> bool:
    """Whether the caller says how pytest spreads its work; a debugger needs one process."""
    said = ("-n", "--numprocesses", "-pno:xdist", "no:xdist", "--pdb", "--trace")
    return any(argument.startswith(said) for argument in arguments)


def prepare(locks: tuple[Path, ...]) -> None:
    """Make .venv hold the first of `locks`; the others are its parts and come with it."""
    wanted = {fingerprint(lock) for lock in locks}
    if not is_usable():
        make_environment()
    elif wanted <= installed():
        return
    install(locks[0])
    MARKER.write_text("\n".join(sorted(wanted)) + "\n", encoding="ascii")


def prepare_phone() -> None:
    """Make Node and the phone's packages stand; it says itself what it does and what is wrong."""
    if call(["pwa/node.py", "prepare"]) != 0:
        sys.exit(1)


def build_phone() -> None:
    """Make pwa/dist hold the phone's app as its sources are now; it says itself what is wrong."""
    if call(["-m", "pwa.build"]) != 0:
        sys.exit(1)


def is_usable() -> bool:
    """Whether .venv is whole and of this Python's minor version: a system upgrade breaks it."""
    settings = VENV / "pyvenv.cfg"
    if not PYTHON.exists() or not settings.exists():
        return False
    running = "version = {}.{}.".format(*sys.version_info[:2])
    return running in settings.read_text(encoding="utf-8") and (MARKER.exists() or has_pip())


def has_pip() -> bool:
    """Whether making .venv was not cut short: pip comes into it last."""
    asked = subprocess.run([PYTHON, "-m", "pip", "--version"], capture_output=True, check=False)
    return asked.returncode == 0


def make_environment() -> None:
    """Create .venv anew, saying which Debian package is missing where Python was taken apart."""
    missing = [name for name in ("venv", "ensurepip") if importlib.util.find_spec(name) is None]
    if missing:
        version = "{}.{}".format(*sys.version_info[:2])
        stop(
            f"Python thiếu: {', '.join(missing)}. Trên Debian/Ubuntu hãy chạy: "
            f"sudo apt install python3-venv (hoặc python{version}-venv)",
            "this Python cannot make environments; on Debian: apt install python3-venv",
        )
    say("Tạo môi trường Python trong .venv", "making the Python environment")
    made = subprocess.run([sys.executable, "-m", "venv", "--clear", str(VENV)], check=False)
    if made.returncode != 0:
        stop("Không tạo được .venv, xem lỗi ở trên", "could not make .venv, see the error above")


def install(lock: Path) -> None:
    """Install exactly what the lock names, every file checked against its hash."""
    say(f"Cài các gói theo {lock.name}", "installing the packages of the lock, about half a minute")
    MARKER.unlink(missing_ok=True)
    started_s = time.monotonic()
    options = ["--quiet", "--disable-pip-version-check", "--no-input", "--require-hashes"]
    if call(["-m", "pip", "install", *options, "-r", str(lock)]) != 0:
        stop(
            "Cài đặt không thành công, xem lỗi ở trên. Lần đầu cần có mạng",
            "installing failed, see the error above; the first start needs the network",
        )
    took_s = time.monotonic() - started_s
    say(f"Đã cài xong sau {took_s:.0f} giây", f"installed in {took_s:.0f} s")


def installed() -> set[str]:
    """The fingerprints of the locks that .venv holds."""
    return set(MARKER.read_text(encoding="ascii").split()) if MARKER.exists() else set()


def fingerprint(lock: Path) -> str:
    """Name a lock by its content, whatever the line ends git gave it here."""
    return hashlib.sha256(lock.read_bytes().replace(b"\r\n", b"\n")).hexdigest()


def environment() -> dict[str, str]:
    """Our own environment and UTF-8 mode: Windows still writes Vietnamese in a code page."""
    return {**os.environ, "PYTHONUTF8": "1"}


def call(arguments: Sequence[str]) -> int:
    """Run .venv's Python in the project's folder; answer its exit status."""
    child = subprocess.Popen([str(PYTHON), *arguments], cwd=ROOT, env=environment())
    while True:
        try:
            return child.wait()
        except KeyboardInterrupt:
            # Ctrl-C reached the child too; it tidies up (a test database) and ends by itself.
            continue


def become(arguments: Sequence[str]) -> int:
    """Replace this process, so that signals reach the server itself; Windows can only wait."""
    if os.name == "nt":
        return call(arguments)
    os.chdir(ROOT)
    os.execve(PYTHON, [str(PYTHON), *arguments], environment())  # noqa: S606 no shell wanted


def write_utf8() -> None:
    """Print Vietnamese on any console; a letter it does not know is no reason to stop."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def say(vietnamese: str, english: str) -> None:
    print(f"• {vietnamese} ({english})", flush=True)


def stop(vietnamese: str, english: str) -> NoReturn:
    sys.exit(f"✗ {vietnamese} ({english})")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
