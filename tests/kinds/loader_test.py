"""A kind file is read strictly: each change below makes a good one bad, and is refused by place."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from server.kinds import HERE, BadKind, read_kind

Json = dict[str, Any]


@pytest.fixture
def patrol() -> Json:
    read: Json = json.loads((HERE / "patrol.json").read_text(encoding="utf-8"))
    return read


def refusal(folder: Path, kind: Json, name: str = "patrol") -> BadKind:
    path = folder / f"{name}.json"
    path.write_text(json.dumps(kind), encoding="utf-8")
    with pytest.raises(BadKind) as refused:
        read_kind(path)
    return refused.value


def field(kind: Json, name: str) -> Json:
    found: Json = next(one for one in kind["fields"] if one["name"] == name)
    return found


def inner(kind: Json, name: str, inside: str) -> Json:
    return field(field(kind, name), inside)


def put(name: str, key: str, value: Any) -> Callable[[Json], None]:
    return lambda kind: field(kind, name).update({key: value})


def drop(name: str, key: str) -> Callable[[Json], None]:
    return lambda kind: field(kind, name).pop(key) and None


NEW = {"name": "new_one", "type": "bool", "labels": {"vi": "Mới", "en": "New"}}
NO_FIELD = {"field": "no_such_field", "filled": True}
NO_CODE = {"field": "situation", "in": ["no_such_code"]}
BOTH = {"field": "situation", "in": ["co_viec"], "filled": True}

CHANGES: list[tuple[str, Callable[[Json], Any], str, str]] = [
    ("unknown key", lambda k: k.update(colour="red"), "colour", "is not a key that is known"),
    ("no version", lambda k: k.pop("version"), "version", "is missing"),
    ("version true", lambda k: k.update(version=True), "version", "must be a whole number"),
    ("version nought", lambda k: k.update(version=0), "version", "at least 1"),
    ("odd stream", lambda k: k.update(stream="desk"), "stream", "must be one of directory, log"),
    ("no day", lambda k: k.pop("day"), "day", "is missing"),
    ("day no date", lambda k: k.update(day="situation"), "day", "of type date or datetime"),
    ("no end", lambda k: k.update(open_without="no_end"), "open_without", "is no field"),
    ("half a label", lambda k: k["labels"].pop("en"), "labels.en", "is missing"),
    ("empty label", lambda k: k["labels"].update(vi=" "), "labels.vi", "is empty"),
    ("hidden letter", lambda k: k["labels"].update(vi="Tuần\u200b tra"), "labels.vi", "U+200B"),
    ("other NFC", lambda k: k["labels"].update(vi="Tu\u0103\u0300n"), "labels.vi", "NFC"),
    ("odd type", put("route", "type", "track"), "fields.route.type", "must be one of"),
    ("odd name", lambda k: field(k, "route").update(name="Route"), "name", "must match"),
    ("dollar name", lambda k: field(k, "route").update(name="$route"), "name", "must match"),
    ("kept name", put("route", "name", "review"), "fields.review", "keeps for itself"),
    ("kept id", put("route", "name", "id"), "fields.id", "keeps for itself"),
    ("kept inside", lambda k: inner(k, "findings", "voice").update(name="removed"),
     "fields.findings.removed", "keeps for itself"),
    ("own days", lambda k: inner(k, "participants", "from").update(retention_days=30),
     "fields.participants.from", "only items whose key is id"),
    ("idle key", put("route", "max_length", 9), "fields.route.max_length", "no meaning for ref"),
    ("missing key", drop("handover_text", "max_length"), "max_length", "text needs it"),
    ("no codes", drop("situation", "choices"), "choices", "choice needs it"),
    ("a code twice", lambda k: field(k, "situation")["choices"].append(
        field(k, "situation")["choices"][0]), "fields.situation.choices", "stands twice"),
    ("a name twice", lambda k: k["fields"].append(field(k, "route")), "fields", "stands twice"),
    ("min above max", put("extra_people_count", "min", 999), "extra_people_count", "above max"),
    ("future since", put("route", "since", 2), "fields.route", "a version after 1"),
    ("future retired", put("route", "retired", 2), "fields.route", "a version after 1"),
    ("eleven years", put("route", "retention_days", 4000), "retention_days", "at most 3653"),
    ("kept from what", put("route", "retention_from", "area"), "retention_from", "no date"),
    ("no purpose", drop("handed_to", "personal"), "fields.handed_to", "name the purpose"),
    ("kept for ever", put("handed_to", "retention_days", None), "handed_to", "no retention_days"),
    ("sensitive route", put("route", "sensitive", True), "fields.route", "no purpose"),
    ("no such key field", put("pauses", "key", "no_id"), "fields.pauses.key", "is no required"),
    ("items in items", lambda k: field(k, "pauses")["fields"].append(
        {**copy.deepcopy(field(k, "pauses")), "name": "inner"}),
     "fields.pauses.inner", "whole and flat"),
    ("odd default", put("route", "absent_means", "x"), "absent_means", "lower-case UUID"),
    ("odd beginning", put("duty_type", "begins_as", "x"), "begins_as", "must be one of"),
    ("unknown condition", put("route", "shown_when", NO_FIELD), "fields.route", "no field here"),
    ("impossible condition", put("route", "shown_when", NO_CODE), "fields.route", "cannot be"),
    ("double condition", put("route", "shown_when", BOTH), "shown_when", "not both"),
    ("unknown column", lambda k: k["list_columns"].append("x"), "list_columns", "no current"),
    ("unknown map point", lambda k: k["map"].update(point="route"), "map.point", "type point"),
    ("not in the form", lambda k: k["fields"].append(NEW), "steps", "no step asks for"),
    ("asked twice", lambda k: k["steps"][0]["fields"].append("route"), "steps", "stands twice"),
    ("asked in vain", lambda k: k["steps"][0]["fields"].append("continues"), "steps", "no current"),
    ("unknown how", lambda k: k["measures"][0].update(how="mean"), "measures[0].how", "one of"),
    ("idle measure key", lambda k: k["measures"][0].update(of="route"), "of", "no meaning"),
    ("sum of words", lambda k: k["measures"][8].update(of="route"), "extra_people", "type int"),
    ("chain of what", lambda k: k["measures"][0].update(once_per="route"), "sessions", "no ref to"),
    ("share of what", lambda k: k["measures"].append(
        {**k["measures"][0], "id": "share", "how": "share", "part": ["x"], "whole": ["turns"]}),
     "measures[9].once_per", "no meaning for share"),
    ("odd window", lambda k: k["measures"][4]["window"].update(ends="25:00"), "ends", "match"),
    ("rule on nothing", lambda k: k["rules"][0].update(field="x"), "rules.ends", "is no field"),
    ("rule unlike", lambda k: k["rules"][0].update(other="route"), "rules.ends", "type date"),
    ("rule without limit", lambda k: k["rules"][1].pop("limit"), "limit", "needs it"),
    ("rule on no code", lambda k: k["rules"][5].update(code="x"), "none_stands", "no choice of"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("change", "where", "reason"), [c[1:] for c in CHANGES], ids=[c[0] for c in CHANGES]
)
def test_a_bad_kind_file_is_refused_by_place_and_reason(
    tmp_path: Path, patrol: Json, change: Callable[[Json], Any], where: str, reason: str
) -> None:
    change(patrol)

    refused = refusal(tmp_path, patrol)

    assert refused.file == "patrol.json"
    assert where in refused.where
    assert reason in refused.reason


def test_a_file_is_called_as_its_kind(tmp_path: Path, patrol: Json) -> None:
    refused = refusal(tmp_path, patrol, name="patrols")

    assert str(refused).startswith("patrols.json: id: is 'patrol', must be 'patrols'")


@pytest.mark.parametrize("text", ["", "[]", "{", "null", '{"id": "x", "id": "y"}', '{"min": NaN}'])
def test_a_file_that_is_no_strict_json_object_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "odd.json"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(BadKind, match=r"^odd\.json: top: "):
        read_kind(path)
