"""The server's keys lie in the instance folder, readable by its owner alone, and in every backup.

`codes.key`: 32 random bytes that turn six digits into what the database keeps.
`<commune id>.pem`: the commune's P-256 private key; its public half is the commune's JWK.
A rotated key stays beside it as `<commune id>.<time>.pem`: what was sealed for it still opens.
"""

import json
import os
from base64 import urlsafe_b64encode
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from tempfile import mkstemp

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

FOLDER = "keys"
CODE_KEY_FILE = "codes.key"
CODE_KEY_BYTES = 32
COORDINATE_BYTES = 32


def code_key(instance_dir: Path, random_bytes: Callable[[int], bytes]) -> bytes:
    """Give the key of the codes, made on the first call.

    Made anew after a loss, it only ends the codes that are out, 48 hours of them.
    """
    path = _folder(instance_dir) / CODE_KEY_FILE
    if not path.exists():
        with suppress(FileExistsError):  # another worker was faster: its key is the key
            _write_once(path, random_bytes(CODE_KEY_BYTES))
    return path.read_bytes()


def commune_key(instance_dir: Path, commune_id: str) -> str:
    """Give the public JWK of the commune's key pair as JSON text; the pair is made once."""
    path = _pem_path(instance_dir, commune_id)
    if not path.exists():
        with suppress(FileExistsError):  # another try was faster: its key is the key
            _write_once(path, _as_pem(ec.generate_private_key(ec.SECP256R1())))
    key = load_pem_private_key(path.read_bytes(), password=None)
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise TypeError(f"{path.name} is not an elliptic curve key")
    return _as_jwk(key)


def rotate_commune_key(instance_dir: Path, commune_id: str, now: datetime) -> str:
    """Make a new key pair, keep the old one under its date, and give the new public JWK.

    The old one is kept before the new one takes its place: a crash between the two loses neither.
    """
    path = _pem_path(instance_dir, commune_id)
    stamp = now.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    key = ec.generate_private_key(ec.SECP256R1())
    if path.exists():
        _write_once(path.with_name(f"{commune_id}.{stamp}.pem"), path.read_bytes())
    fresh = path.with_name(f"{commune_id}.{stamp}.new")
    _write_once(fresh, _as_pem(key))
    fresh.replace(path)
    return _as_jwk(key)


def _folder(instance_dir: Path) -> Path:
    folder = instance_dir / FOLDER
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def _pem_path(instance_dir: Path, commune_id: str) -> Path:
    return _folder(instance_dir) / f"{commune_id}.pem"


def _write_once(path: Path, content: bytes) -> None:
    """Write a whole new file or none, for its owner alone; raise FileExistsError if one stands."""
    descriptor, draft = mkstemp(dir=path.parent, prefix=".")  # made with mode 0600
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    try:
        path.hardlink_to(draft)
    finally:
        Path(draft).unlink()


def _as_pem(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def _as_jwk(key: ec.EllipticCurvePrivateKey) -> str:
    """Write the public half as JWK (RFC 7517), its `kid` the thumbprint of RFC 7638."""
    numbers = key.public_key().public_numbers()
    members = {
        "crv": "P-256",
        "kty": "EC",
        "x": _base64url(numbers.x.to_bytes(COORDINATE_BYTES, "big")),
        "y": _base64url(numbers.y.to_bytes(COORDINATE_BYTES, "big")),
    }
    thumbprint = sha256(json.dumps(members, separators=(",", ":")).encode()).digest()
    return json.dumps({**members, "kid": _base64url(thumbprint)}, separators=(",", ":"))


def _base64url(octets: bytes) -> str:
    return urlsafe_b64encode(octets).rstrip(b"=").decode("ascii")
