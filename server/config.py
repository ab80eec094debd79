"""The settings of a server: one frozen value, read from the environment, odd values refused."""

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

ROOT = Path(__file__).resolve().parent.parent
USUAL_PORTS = {"http": 80, "https": 443}


class ConfigError(Exception):
    """A setting is missing or odd; the message names the setting and the value seen."""


@dataclass(frozen=True)
class Config:
    """Every setting. Each field's environment variable is its name in capitals.

    `instance_dir`: folder of the database file, keys and backups.
    `database_url`: SQLAlchemy URL; empty means SQLite in `instance_dir`.
    `blob_store`: where photos and voice notes lie; empty means `blobs/` in `instance_dir`, else a
    bucket, `s3://bucket/prefix?endpoint=https://…&region=…`.
    `public_url`: the address people open, `https://…`; empty on a developer's machine.
    `trusted_proxies`: how many reverse proxies stand in front and may set X-Forwarded-*.
    `cors_origins`: other origins that may call the API; empty means same origin only.
    `demo`: serve the demo commune with its fixed sign-in codes; never with a public https address.
    `backup_at`: hour of the nightly backup, "02:00" in Vietnam; empty: none is taken by itself.
    `poll_after_s`: seconds after which a phone with nothing to send asks again.
    `min_app`: the oldest app version that may show itself as up to date; older ones go on sending.
    `app_dir`: folder of the phone's app, as `python3 run.py` builds it.
    """

    instance_dir: Path = ROOT / "instance"
    database_url: str = ""
    blob_store: str = ""
    host: str = "127.0.0.1"
    port: int = 8000
    public_url: str = ""
    trusted_proxies: int = 0
    cors_origins: tuple[str, ...] = ()
    demo: bool = False
    log_level: str = "INFO"
    backup_at: str = ""
    poll_after_s: int = 300
    min_app: str = "0.1.0"
    app_dir: Path = ROOT / "pwa" / "dist"

    @property
    def is_https(self) -> bool:
        return self.public_url.startswith("https://")

    @property
    def database(self) -> str:
        return self.database_url or f"sqlite:///{self.instance_dir / 'an-thon.sqlite3'}"


SETTINGS = tuple(field.name.upper() for field in fields(Config))


def read_config(environ: Mapping[str, str] = os.environ) -> Config:
    """Read every setting that the environment names; raise ConfigError for an odd one."""
    given = {
        name.lower(): _read(name, environ[name]) for name in SETTINGS if environ.get(name, "") != ""
    }
    config = Config(**given)  # type: ignore[arg-type]
    if config.demo and config.is_https:
        raise ConfigError("DEMO: the demo's sign-in codes are public, so it can't have PUBLIC_URL")
    return config


def _read(name: str, text: str) -> object:
    try:
        return _READERS[name](text)
    except ValueError as error:
        raise ConfigError(f"{name}: {error}, got {_without_password(text)!r}") from None


def _without_password(text: str) -> str:
    return re.sub(r"(?<=://)[^/@]*@", "…@", text)


def _whole(low: int, high: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        if not text.isascii() or not text.isdigit() or not low <= int(text) <= high:
            raise ValueError(f"must be a whole number from {low} to {high}")
        return int(text)

    return read


def _one_of(**values: object) -> Callable[[str], object]:
    def read(text: str) -> object:
        if text not in values:
            raise ValueError(f"must be one of {', '.join(values)}")
        return values[text]

    return read


def _origin(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path not in ("", "/"):
        raise ValueError("must be an address such as https://an-thon.example")
    if parts.query or parts.fragment or parts.username:
        raise ValueError("must be an address without query, fragment or user name")
    host = f"[{parts.hostname}]" if ":" in parts.hostname else _host(parts.hostname)
    port = "" if parts.port in (None, USUAL_PORTS[parts.scheme]) else f":{parts.port}"
    return f"{parts.scheme}://{host}{port}"  # as browsers send it in Origin


def _origins(text: str) -> tuple[str, ...]:
    return tuple(_origin(part.strip()) for part in text.split(","))


def _database(text: str) -> str:
    if not text.startswith(("sqlite:///", "postgresql://", "postgresql+psycopg://")):
        raise ValueError("must start with sqlite:/// or postgresql://")
    return text.replace("postgresql://", "postgresql+psycopg://", 1)


def _version(text: str) -> str:
    parts = text.split(".")
    if len(parts) != 3 or not all(part.isascii() and part.isdigit() for part in parts):
        raise ValueError("must be three numbers such as 1.4.0")
    return text


def _hour(text: str) -> str:
    if not re.fullmatch(r"([01][0-9]|2[0-3]):[0-5][0-9]", text):
        raise ValueError("must be an hour such as 02:00")
    return text


def _bucket(text: str) -> str:
    parts = urlsplit(text)
    options = dict(parse_qsl(parts.query, strict_parsing=True)) if parts.query else {}
    is_right = parts.scheme == "s3" and parts.netloc and "@" not in parts.netloc
    if not is_right or options.keys() - {"endpoint", "region"}:
        raise ValueError("must be s3://bucket/prefix?endpoint=https://…&region=…")
    return text


def _host(text: str) -> str:
    if any(char.isspace() or char in "/@" for char in text):
        raise ValueError("must be a host name or an address")
    return text


_READERS: dict[str, Callable[[str], object]] = {
    "INSTANCE_DIR": lambda text: Path(text).resolve(),
    "DATABASE_URL": _database,
    "BLOB_STORE": _bucket,
    "HOST": _host,
    "PORT": _whole(1, 65535),
    "PUBLIC_URL": _origin,
    "TRUSTED_PROXIES": _whole(0, 5),
    "CORS_ORIGINS": _origins,
    "DEMO": _one_of(**{"0": False, "1": True}),
    "LOG_LEVEL": _one_of(DEBUG="DEBUG", INFO="INFO", WARNING="WARNING", ERROR="ERROR"),
    "BACKUP_AT": _hour,
    "POLL_AFTER_S": _whole(180, 3600),
    "MIN_APP": _version,
    "APP_DIR": lambda text: Path(text).resolve(),
}
