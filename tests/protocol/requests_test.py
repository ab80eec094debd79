"""What any release ever sent is understood for ever: its recorded exchanges are replayed.

A file holds exchanges in their order, each with who sends it, the request's body and the verdicts
(or codes of what is held). `{{name}}` stands for an id of the cast. Files are never changed;
a release adds a folder.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from server.sync.canonical import was_hash
from tests.cast import Cast

RECORDED = sorted(Path(__file__).parent.glob("requests/*/*.json"))
ACTS = {"create", "edit", "remove", "resolve", "move", "note", "review", "release", "close"}


def read_exchanges(path: Path, cast: Cast) -> list[dict[str, Any]]:
    text = path.read_text(encoding="utf-8")
    names = {**cast.people, **cast.groups, "commune": cast.commune_id}
    names["was-log-dong"] = was_hash(cast.log()) or ""
    for name, value in names.items():
        text = text.replace(f"{{{{{name}}}}}", value)
    exchanges: list[dict[str, Any]] = json.loads(text)
    return exchanges


@pytest.mark.parametrize("path", RECORDED, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_every_recorded_exchange_gets_the_verdicts_it_got(cast: Cast, path: Path) -> None:
    for exchange in read_exchanges(path, cast):
        answer = cast.post(exchange["who"], exchange["request"])

        assert answer.status_code == 200, answer.text
        results = answer.get_json()["results"]
        assert [one["code"] or one["verdict"] for one in results] == exchange["verdicts"]


@pytest.mark.parametrize(
    "release", sorted({path.parent for path in RECORDED}), ids=lambda path: path.name
)
def test_every_release_has_every_act(cast: Cast, release: Path) -> None:
    exchanges = [e for path in release.glob("*.json") for e in read_exchanges(path, cast)]

    assert {m["act"] for e in exchanges for m in e["request"]["mutations"]} == ACTS
