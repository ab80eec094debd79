"""The plain first page: until the phone's app stands here, it says where things are."""

from pathlib import Path

from flask import Response, current_app, render_template, send_from_directory
from flask_smorest import Blueprint

from server.http.access import open_to_all

blueprint = Blueprint("home", __name__, description="Plain pages")
PAGES = Path(__file__).parent / "pages"
DEMO_SIGN_INS = "DEMO_SIGN_INS"


@blueprint.route("/")
@blueprint.doc(hidden=True)
@open_to_all
def show_home() -> str:
    """Show links, and the demo's sign-in codes where the demo is served."""
    return render_template("home.html", sign_ins=current_app.config.get(DEMO_SIGN_INS, []))


@blueprint.route("/pages/<name>")
@blueprint.doc(hidden=True)
@open_to_all
def send_page_file(name: str) -> Response:
    """Send the style sheet of the plain pages."""
    return send_from_directory(PAGES, name)
