"""The API's description: as OpenAPI, and as a page of our own that runs no script."""

import re
from collections.abc import Iterator
from typing import Any

from flask import Flask
from flask.testing import FlaskClient

from server.errors import PROBLEMS

METHODS = {"get", "post", "put", "patch", "delete"}
HIDDEN = {"/", "/<elsewhere:path>", "/pages/<name>", "/api/openapi.json", "/api/docs"}


def spec_of(client: FlaskClient) -> dict[str, Any]:
    spec: dict[str, Any] = client.get("/api/openapi.json").get_json()
    return spec


def references(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        yield from (value for key, value in part.items() if key == "$ref")
        for value in part.values():
            yield from references(value)
    elif isinstance(part, list):
        for value in part:
            yield from references(value)


def test_it_is_openapi_3_1(client: FlaskClient) -> None:
    spec = spec_of(client)

    assert spec["openapi"] == "3.1.0"
    assert spec["info"]["title"] == "An Thôn"


def test_it_tells_every_door(app: Flask, client: FlaskClient) -> None:
    rules = {re.sub(r"<(\w+)>", r"{\1}", one.rule) for one in app.url_map.iter_rules()
             if one.rule not in HIDDEN}  # fmt: skip

    assert spec_of(client)["paths"].keys() == rules


def test_every_reference_leads_somewhere(client: FlaskClient) -> None:
    spec = spec_of(client)

    found = set(references(spec))
    assert found
    for reference in found:
        part = spec
        for name in reference.removeprefix("#/").split("/"):
            part = part[name]


def test_every_door_is_described_and_says_how_it_answers(client: FlaskClient) -> None:
    for path, door in spec_of(client)["paths"].items():
        for method in METHODS & door.keys():
            assert door[method].get("summary"), (method, path)
            assert door[method]["responses"], (method, path)


def test_every_part_of_an_address_is_told(client: FlaskClient) -> None:
    for path, door in spec_of(client)["paths"].items():
        named = {one["name"] for one in door.get("parameters", []) if one["in"] == "path"}
        for method in METHODS & door.keys():
            own = {one["name"] for one in door[method].get("parameters", []) if "name" in one}
            assert set(re.findall(r"{(\w+)}", path)) <= named | own, path


def test_the_page_runs_no_script_and_loads_nothing_from_elsewhere(client: FlaskClient) -> None:
    page = client.get("/api/docs").get_data(as_text=True)

    assert not re.search(r"<script|<iframe|<style|\sstyle=|\son\w+=|javascript:", page, re.I)
    assert not re.search(r"(src|href)=\"(https?:)?//", page, re.I)


def test_the_page_tells_every_door_and_every_error(client: FlaskClient) -> None:
    page = client.get("/api/docs").get_data(as_text=True)

    assert [path for path in spec_of(client)["paths"] if path not in page] == []
    assert [code for code in PROBLEMS if code not in page] == []
