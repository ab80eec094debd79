"""The health door: whether the server and its database answer."""

from flask import Response
from flask.views import MethodView
from flask_smorest import Blueprint
from marshmallow import Schema, fields
from sqlalchemy import text

from server.http.access import open_to_all
from server.http.answers import PROTOCOL, json_answer
from server.http.sync import run

blueprint = Blueprint("health", __name__, url_prefix="/api", description="Is it alive")


class AliveSchema(Schema):
    """What a watcher needs to know."""

    status = fields.String(required=True)
    protocol = fields.Integer(required=True)


@blueprint.route("/health")
class Health(MethodView):
    """Whether the server and its database answer."""

    @open_to_all
    @blueprint.response(200, AliveSchema)
    def get(self) -> Response:
        """Ask the database for one row."""
        run(lambda session: session.execute(text("SELECT 1")).one(), write=False)
        return json_answer({"status": "ok", "protocol": int(PROTOCOL)})
