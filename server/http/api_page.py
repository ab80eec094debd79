"""The API's description: as OpenAPI, and as a page of our own that runs no script."""

from typing import Any

from flask import Response, current_app, render_template
from flask_smorest import Blueprint

from server.errors import PROBLEMS
from server.http.access import open_to_all
from server.http.answers import json_answer

blueprint = Blueprint("api_page", __name__, url_prefix="/api", description="This description")
METHODS = ("get", "post", "put", "patch", "delete", "head")


@blueprint.route("/openapi.json")
@blueprint.doc(hidden=True)
@open_to_all
def send_openapi() -> Response:
    """Send the API as OpenAPI 3.1."""
    return json_answer(_spec())


@blueprint.route("/docs")
@blueprint.doc(hidden=True)
@open_to_all
def show_docs() -> str:
    """Show every door, its parts and every error code."""
    spec = _spec()
    doors = [
        {"path": path, "method": method.upper(), **door, "takes": _takes(spec, door)}
        for path, methods in sorted(spec["paths"].items())
        for method, door in methods.items()
        if method in METHODS
    ]
    return render_template("api.html", doors=doors, problems=PROBLEMS)


def _spec() -> dict[str, Any]:
    api = current_app.extensions["flask-smorest"]["apis"][""]["ext_obj"]
    spec: dict[str, Any] = api.spec.to_dict()
    spec["paths"] = {path: door for path, door in spec["paths"].items() if not _is_hidden(door)}
    return spec


def _is_hidden(door: dict[str, Any]) -> bool:
    """Plain pages are no part of the API; flask-smorest passes the mark on and hides nothing."""
    return any(door[method].get("hidden") for method in METHODS if method in door)


def _takes(spec: dict[str, Any], door: dict[str, Any]) -> list[tuple[str, str]]:
    content = door.get("requestBody", {}).get("content", {})
    reference = content.get("application/json", {}).get("schema", {}).get("$ref", "")
    schema = spec["components"]["schemas"].get(reference.rsplit("/", 1)[-1], {})
    return [
        (name, str(part.get("type", ""))) for name, part in schema.get("properties", {}).items()
    ]
