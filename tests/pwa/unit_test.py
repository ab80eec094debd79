"""The phone's own tests, pwa/test/, each file by Node's runner."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "pwa/test"
FILES = sorted([*FOLDER.rglob("*.test.ts"), *FOLDER.rglob("*.test.tsx")])


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(FOLDER)))
def test_the_phones_own_tests_pass(path: Path) -> None:
    command = [sys.executable, str(ROOT / "pwa/node.py"), "test", str(path)]

    ran = subprocess.run(command, capture_output=True, text=True, check=False)

    assert ran.returncode == 0, ran.stdout + ran.stderr
