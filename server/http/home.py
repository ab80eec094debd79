"""The door of the app: its files, and the page of phone or desk at every other address.

Where no build stands, a plain page says what to run.
"""

from pathlib import Path

from flask import Response, current_app, make_response, render_template, request, send_file
from flask import send_from_directory as send_from
from flask.blueprints import BlueprintSetupState
from flask_smorest import Blueprint
from werkzeug.exceptions import NotFound
from werkzeug.routing import PathConverter
from werkzeug.security import safe_join

from server.http import parts
from server.http.access import open_to_all
from server.http.demo import DEMO_SIGN_INS

blueprint = Blueprint("home", __name__, description="The phone's app")
PAGES = Path(__file__).parent / "pages"
PAGE = "index.html"
DESK_PAGE = "desk.html"
DESK = "desk"
WORKER = "service-worker.js"
HASHED = "assets/"
# What may stand in for a file, best first: (accepted encoding, ending), made by the build.
COPIES = (("br", ".br"), ("gzip", ".gz"))
TYPES = {".webmanifest": "application/manifest+json", ".js": "text/javascript"}
NOT_BUILT = 503


class ElsewhereConverter(PathConverter):
    """Every path that is not the API's, whose doors answer for themselves what is not there."""

    regex = r"(?!api(?:/|$))[^/].*?"


@blueprint.record
def _know_addresses(state: BlueprintSetupState) -> None:
    state.app.url_map.converters["elsewhere"] = ElsewhereConverter


@blueprint.route("/pages/<name>")
@blueprint.doc(hidden=True)
@open_to_all
def send_page_file(name: str) -> Response:
    """Send the style sheet of the plain pages."""
    return send_from(PAGES, name)


@blueprint.route("/", defaults={"path": ""})
@blueprint.route("/<elsewhere:path>")
@blueprint.doc(hidden=True)
@open_to_all
def show_app(path: str) -> Response:
    """Send a file of the app; its page for an address that only the app knows."""
    folder = parts().config.app_dir
    if not (folder / PAGE).is_file():
        return _say_not_built(path)
    if _is_screen(path):
        return _send(folder / _page_at(path), "no-cache")
    found = safe_join(str(folder), path)
    if found is None or path.startswith(".") or not Path(found).is_file():
        raise NotFound
    return _send(Path(found), _how_long(path))


def _is_screen(path: str) -> bool:
    """Files have a dot in their names; the addresses of screens have none."""
    return "." not in path


def _page_at(path: str) -> str:
    """The desk is a page of its own, at every address below it."""
    return DESK_PAGE if path.split("/")[0] == DESK else PAGE


def _how_long(path: str) -> str:
    """A name with a hash never changes its content; the worker must always be the newest."""
    if path == WORKER:
        return "no-store"
    return "public, max-age=31536000, immutable" if path.startswith(HASHED) else "no-cache"


def _send(file: Path, cache_control: str) -> Response:
    """Send a file, or the smaller copy of it that the build made and the browser takes."""
    copy, encoding = _choose_copy(file)
    response = send_file(copy, mimetype=TYPES.get(file.suffix) or None, download_name=file.name)
    response.headers["Cache-Control"] = cache_control
    if encoding:
        response.headers["Content-Encoding"] = encoding
    return response


def _choose_copy(file: Path) -> tuple[Path, str]:
    for encoding, ending in COPIES:
        copy = file.with_name(file.name + ending)
        if request.accept_encodings[encoding] > 0 and copy.is_file():
            return copy, encoding
    return file, ""


def _say_not_built(path: str) -> Response:
    if not _is_screen(path):
        raise NotFound
    sign_ins = current_app.config.get(DEMO_SIGN_INS, [])
    page = render_template("home.html", sign_ins=sign_ins)
    response = make_response(page, NOT_BUILT)
    response.headers["Cache-Control"] = "no-store"
    return response
