"""The kinds door: every record kind as data, for the phone's forms."""

from flask import Response
from flask.views import MethodView
from flask_smorest import Blueprint

from server.http import parts
from server.http.access import open_to_all
from server.http.answers import json_answer

blueprint = Blueprint("kinds", __name__, url_prefix="/api", description="Record kinds as data")


@blueprint.route("/kinds")
class AllKinds(MethodView):
    """Every kind with its fields, labels and choices."""

    @open_to_all
    @blueprint.response(200)
    def get(self) -> Response:
        """Give all kinds; nothing in them is secret."""
        return json_answer(parts().kinds.wire())
