"""Settings: read from the environment, odd values refused by their name."""

from dataclasses import FrozenInstanceError, fields
from pathlib import Path

import pytest

from server.config import SETTINGS, Config, ConfigError, read_config

GOOD = {
    "INSTANCE_DIR": ("/srv/an-thon", Path("/srv/an-thon")),
    "DATABASE_URL": ("postgresql://u:p@db/an_thon", "postgresql+psycopg://u:p@db/an_thon"),
    "BLOB_STORE": (
        "s3://bucket/photos?endpoint=http://127.0.0.1:9000",
        "s3://bucket/photos?endpoint=http://127.0.0.1:9000",
    ),
    "HOST": ("0.0.0.0", "0.0.0.0"),
    "PORT": ("8080", 8080),
    "PUBLIC_URL": ("https://an-thon.example/", "https://an-thon.example"),
    "TRUSTED_PROXIES": ("1", 1),
    "CORS_ORIGINS": (
        "https://a.example, http://b.example:8080",
        ("https://a.example", "http://b.example:8080"),
    ),
    "DEMO": ("1", True),
    "LOG_LEVEL": ("DEBUG", "DEBUG"),
    "BACKUP_AT": ("02:30", "02:30"),
    "POLL_AFTER_S": ("180", 180),
    "MIN_APP": ("1.20.3", "1.20.3"),
    "APP_DIR": ("/srv/app", Path("/srv/app")),
}
ODD = {
    "DATABASE_URL": ["mysql://x", "an-thon.db", "sqlite://", "SQLITE:///x"],
    "BLOB_STORE": ["/srv/blobs", "s3://", "https://bucket", "s3://key:secret@bucket",
        "s3://bucket?secret=x", "s3://bucket?endpoint"],
    "HOST": ["two words", "a/b", "user@host"],
    "PORT": ["0", "65536", "-1", "+80", "80.0", "eighty", "\u0668\u0660", "8 0", "1e3"],
    "PUBLIC_URL": [
        "an-thon.example", "ftp://an-thon.example", "https://", "https://a.example/path",
        "//a.example", "https://a.example?x=1", "https://a.example#x", "https://user@a.example",
        "https://a b.example", "https://a.example:port", "https://a.example:99999",
    ],
    "TRUSTED_PROXIES": ["-1", "6", "yes", "*"],
    "CORS_ORIGINS": ["*", "a.example", "https://a.example,", "https://a.example/path", "null"],
    "DEMO": ["true", "yes", "2", "01"],
    "LOG_LEVEL": ["debug", "TRACE", "10"],
    "BACKUP_AT": ["2:00", "24:00", "02:60", "02:00:00", "0200", "\u0660\u0662:00"],
    "POLL_AFTER_S": ["179", "3601", "5m", "300s"],
    "MIN_APP": ["1", "1.2", "1.2.3.4", "1.2.x", "v1.2.3", "1..3", "\u0661.\u0662.\u0663",
        "1.2.\u00b2"],
}  # fmt: skip


def test_without_settings_the_defaults_stand() -> None:
    assert read_config({}) == Config()


def test_an_empty_setting_is_none() -> None:
    assert read_config(dict.fromkeys(SETTINGS, "")) == Config()


def test_what_is_no_setting_of_ours_is_left_alone() -> None:
    assert read_config({"PATH": "/bin", "FLASK_APP": "x", "SECRET_KEY": "y"}) == Config()


def test_every_setting_has_a_good_and_an_odd_example_here() -> None:
    assert set(SETTINGS) == GOOD.keys()
    assert set(SETTINGS) - ODD.keys() == {"INSTANCE_DIR", "APP_DIR"}


@pytest.mark.parametrize("name", SETTINGS)
def test_each_setting_is_read(name: str) -> None:
    text, value = GOOD[name]

    config = read_config({name: text})

    assert getattr(config, name.lower()) == value
    others = {field.name for field in fields(Config)} - {name.lower()}
    assert all(getattr(config, other) == getattr(Config(), other) for other in others)


@pytest.mark.parametrize(("name", "text"), [(n, t) for n, texts in ODD.items() for t in texts])
def test_an_odd_value_is_refused_by_its_name(name: str, text: str) -> None:
    with pytest.raises(ConfigError, match=f"^{name}: "):
        read_config({name: text})


def test_the_password_of_a_database_is_not_repeated() -> None:
    with pytest.raises(ConfigError) as refused:
        read_config({"DATABASE_URL": "mysql://an_thon:bi-mat@db/an_thon"})

    assert "bi-mat" not in str(refused.value)


def test_a_public_address_is_written_as_browsers_send_it() -> None:
    config = read_config({"PUBLIC_URL": "HTTPS://An-Thon.Example:443"})

    assert config.public_url == "https://an-thon.example"


def test_the_demo_is_refused_on_a_public_https_address() -> None:
    with pytest.raises(ConfigError, match=r"^DEMO: .*PUBLIC_URL"):
        read_config({"DEMO": "1", "PUBLIC_URL": "https://an-thon.example"})


def test_a_config_never_changes() -> None:
    with pytest.raises(FrozenInstanceError):
        Config().port = 1  # type: ignore[misc]


def test_the_database_stands_in_the_instance_folder_unless_told_otherwise() -> None:
    assert Config(instance_dir=Path("/srv/x")).database == "sqlite:////srv/x/an-thon.sqlite3"
    assert Config(database_url="sqlite:///y").database == "sqlite:///y"


@pytest.mark.parametrize(
    ("public_url", "is_https"), [("", False), ("http://a", False), ("https://a", True)]
)
def test_https_follows_from_the_public_address(public_url: str, is_https: bool) -> None:
    assert Config(public_url=public_url).is_https is is_https
