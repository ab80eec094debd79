"""What a phone fetches, in brotli as the server sends it."""

import re
from pathlib import Path

from tests.bench.figure import Figure

KIB = 1024
ENTRY_GOAL_KIB = 60
APP_GOAL_KIB = 250
NAMED = re.compile(r'(?:src|href)="/([^"]+\.(?:js|css))"')
CODE = {".html", ".js", ".css", ".webmanifest"}


def measure_sizes(build: Path) -> list[Figure]:
    """Weigh the entry (the page with the scripts and styles that it names) and the whole app."""
    page = build / "index.html"
    entry = [page, *(build / name for name in NAMED.findall(page.read_text(encoding="utf-8")))]
    whole = [path for path in build.rglob("*") if path.is_file() and is_sent(path)]
    return [
        Figure("entry in brotli", weigh(entry), "KiB", ENTRY_GOAL_KIB),
        Figure("whole app in brotli, with icons", weigh(whole), "KiB", APP_GOAL_KIB),
    ]


def is_sent(path: Path) -> bool:
    """Say whether a file is one that phones fetch, and no variant of one or mark of the build."""
    return path.suffix not in {".br", ".gz"} and not path.name.startswith(".")


def weigh(paths: list[Path]) -> float:
    """Add up the files as they are sent: in brotli where the build has made it."""
    return sum(sent_form(path).stat().st_size for path in paths) / KIB


def sent_form(path: Path) -> Path:
    """Give the variant that is sent."""
    pressed = path.with_name(f"{path.name}.br")
    return pressed if pressed.exists() else path
