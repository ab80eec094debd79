"""Keys: made once, for their owner alone, and never lost by a rotation."""

import json
import os
import stat
from base64 import urlsafe_b64decode
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from server.services.keys import code_key, commune_key, rotate_commune_key

COMMUNE = "01936f2a-0000-7000-8000-000000000001"
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def private_x(path: Path) -> int:
    key = load_pem_private_key(path.read_bytes(), password=None)
    assert isinstance(key, EllipticCurvePrivateKey)
    return key.public_key().public_numbers().x


def jwk_x(jwk: str) -> int:
    text = json.loads(jwk)["x"]
    return int.from_bytes(urlsafe_b64decode(text + "=" * (-len(text) % 4)), "big")


def test_the_key_of_the_codes_is_made_once(tmp_path: Path) -> None:
    first = code_key(tmp_path, lambda count: b"a" * count)

    second = code_key(tmp_path, lambda count: b"b" * count)

    assert first == second == b"a" * 32


@pytest.mark.skipif(os.name == "nt", reason="file modes are Unix's")
def test_only_the_owner_may_read_keys(tmp_path: Path) -> None:
    code_key(tmp_path, os.urandom)
    commune_key(tmp_path, COMMUNE)

    modes = {stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "keys").iterdir()}

    assert modes == {0o600}
    assert stat.S_IMODE((tmp_path / "keys").stat().st_mode) == 0o700


def test_the_public_key_belongs_to_the_private_one(tmp_path: Path) -> None:
    jwk = commune_key(tmp_path, COMMUNE)

    assert json.loads(jwk).keys() == {"kty", "crv", "x", "y", "kid"}
    assert jwk_x(jwk) == private_x(tmp_path / "keys" / f"{COMMUNE}.pem")


def test_asking_again_gives_the_same_commune_key(tmp_path: Path) -> None:
    assert commune_key(tmp_path, COMMUNE) == commune_key(tmp_path, COMMUNE)


def test_a_rotation_gives_a_new_key_and_keeps_the_old(tmp_path: Path) -> None:
    old = commune_key(tmp_path, COMMUNE)

    new = rotate_commune_key(tmp_path, COMMUNE, NOON)

    kept = tmp_path / "keys" / f"{COMMUNE}.20261122T120000Z.pem"
    assert jwk_x(old) == private_x(kept)
    assert commune_key(tmp_path, COMMUNE) == new != old


def test_two_rotations_keep_both_old_keys(tmp_path: Path) -> None:
    commune_key(tmp_path, COMMUNE)

    rotate_commune_key(tmp_path, COMMUNE, NOON)
    rotate_commune_key(tmp_path, COMMUNE, NOON.replace(hour=13))

    assert len(list((tmp_path / "keys").glob("*.pem"))) == 3


def test_a_second_rotation_in_one_second_is_refused_and_loses_nothing(tmp_path: Path) -> None:
    commune_key(tmp_path, COMMUNE)
    present = rotate_commune_key(tmp_path, COMMUNE, NOON)

    with pytest.raises(FileExistsError):
        rotate_commune_key(tmp_path, COMMUNE, NOON)

    assert commune_key(tmp_path, COMMUNE) == present


def test_nothing_half_written_is_left_behind(tmp_path: Path) -> None:
    code_key(tmp_path, os.urandom)
    commune_key(tmp_path, COMMUNE)
    rotate_commune_key(tmp_path, COMMUNE, NOON)

    names = sorted(path.name for path in (tmp_path / "keys").iterdir())

    assert names == [f"{COMMUNE}.20261122T120000Z.pem", f"{COMMUNE}.pem", "codes.key"]
