"""The demo door: whether this server is one, and who can sign in to it."""

from flask import Response, current_app
from flask.views import MethodView
from flask_smorest import Blueprint
from marshmallow import Schema, fields

from server.http import parts
from server.http.access import open_to_all
from server.http.answers import json_answer

blueprint = Blueprint("demo", __name__, url_prefix="/api", description="The demo commune")
DEMO_SIGN_INS = "DEMO_SIGN_INS"


class SignInSchema(Schema):
    """One made-up person. `how`: six digits, or a user name and a password."""

    name = fields.String(required=True)
    role = fields.String(required=True)
    how = fields.String(required=True)


class DemoSchema(Schema):
    """What the sign-in screen of a demo shows; a real server's list is empty."""

    is_demo = fields.Boolean(required=True)
    sign_ins = fields.List(fields.Nested(SignInSchema), required=True)


@blueprint.route("/demo")
class Demo(MethodView):
    """The demo's open sign-ins, on a demo server only."""

    @open_to_all
    @blueprint.response(200, DemoSchema)
    def get(self) -> Response:
        """Say whether this is a demo, and who can sign in to it."""
        is_demo = parts().config.demo
        sign_ins = current_app.config.get(DEMO_SIGN_INS, []) if is_demo else []
        return json_answer({"is_demo": is_demo, "sign_ins": sign_ins})
