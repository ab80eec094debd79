"""The kinds door: every record kind as data, for the phone's forms."""

from flask import Response, request
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
        """Give all kinds; nothing in them is secret, and a phone may ask whether they changed."""
        response = json_answer(parts().kinds.wire())
        response.headers["Cache-Control"] = "no-cache"
        response.add_etag(weak=True)  # gzip changes the bytes, not what they say
        response.make_conditional(request)
        return response
