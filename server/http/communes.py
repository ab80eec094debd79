"""The commune doors: what the desk does after a restore."""

from collections.abc import Callable
from typing import cast

from flask import Response
from flask.views import MethodView
from flask_smorest import Blueprint
from marshmallow import Schema, fields
from sqlalchemy.orm import Session

from server.http import parts
from server.http.access import caller
from server.http.answers import json_answer
from server.http.sync import run
from server.services import access_log, communes, rights
from server.services.posts import require_desk

blueprint = Blueprint(
    "communes", __name__, url_prefix="/api/communes/<commune_id>", description="A whole commune"
)


class HolderSchema(Schema):
    """Somebody with rights; `groups`: those in whose log he writes."""

    person = fields.String()
    name = fields.String()
    post = fields.String()
    groups = fields.List(fields.String())


class RightsSchema(Schema):
    """Everybody with rights, and whether they came out of a backup, unconfirmed."""

    restored = fields.Boolean()
    people = fields.List(fields.Nested(HolderSchema))


@blueprint.route("/rights")
class Rights(MethodView):
    """Who may read and write in the commune."""

    @blueprint.response(200, RightsSchema)
    def get(self, commune_id: str) -> rights.Rights:
        """Give everybody with rights, for the desk to look through after a restore."""
        return cast(
            rights.Rights,
            run(lambda session: rights.list_rights(session, commune_id, caller()), write=False),
        )


@blueprint.route("/mark-restored")
class MarkRestored(MethodView):
    """The commune's data came out of a backup."""

    @blueprint.response(204)
    def post(self, commune_id: str) -> Response:
        """Hold back records until the desk confirms the rights."""
        return _act(commune_id, communes.mark_restored)


@blueprint.route("/confirm-rights")
class ConfirmRights(MethodView):
    """People and phones were looked through after a restore."""

    @blueprint.response(204)
    def post(self, commune_id: str) -> Response:
        """Let records go out again."""
        return _act(commune_id, communes.confirm_rights)


def _act(commune_id: str, change: Callable[[Session, str], None]) -> Response:
    """Change the commune for a person at the desk; the change's name goes to the access log."""

    def work(session: Session) -> None:
        require_desk(session, commune_id, caller())
        change(session, commune_id)
        access_log.write(
            session, parts().outside, commune_id, caller(), change.__name__, "commune", commune_id
        )

    run(work, write=True)
    return json_answer("", 204)
