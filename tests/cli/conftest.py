"""What tests of commands share."""

from pathlib import Path

import pytest


@pytest.fixture
def instance_with_key(instance_dir: Path) -> Path:
    """An instance folder of this test's own, with a key in it."""
    (instance_dir / "keys").mkdir()
    (instance_dir / "keys" / "codes.key").write_bytes(b"k" * 32)
    return instance_dir
