"""The commune doors: what the desk does after a restore."""

from flask import Response
from flask.views import MethodView
from flask_smorest import Blueprint
from sqlalchemy import select
from sqlalchemy.orm import Session

from server.errors import Problem
from server.http import parts
from server.http.access import caller
from server.http.answers import json_answer
from server.http.sync import admit, run
from server.models import Membership
from server.services import access_log, communes

blueprint = Blueprint(
    "communes", __name__, url_prefix="/api/communes/<commune_id>", description="A whole commune"
)


@blueprint.route("/mark-restored")
class MarkRestored(MethodView):
    """The commune's data came out of a backup."""

    @blueprint.response(204)
    def post(self, commune_id: str) -> Response:
        """Hold back records until the desk confirms the rights."""
        return _act(commune_id, "mark_restored")


@blueprint.route("/confirm-rights")
class ConfirmRights(MethodView):
    """People and phones were looked through after a restore."""

    @blueprint.response(204)
    def post(self, commune_id: str) -> Response:
        """Let records go out again."""
        return _act(commune_id, "confirm_rights")


def _act(commune_id: str, action: str) -> Response:
    def work(session: Session) -> None:
        admit(session, commune_id, caller())
        post = session.scalar(
            select(Membership.post).where(
                Membership.commune_id == commune_id,
                Membership.account_id == caller().account_id,
            )
        )
        if post not in communes.DESK_POSTS:
            raise Problem("rights.missing", needed=sorted(communes.DESK_POSTS))
        getattr(communes, action)(session, commune_id)
        access_log.write(
            session, parts().outside, commune_id, caller(), action, "commune", commune_id
        )

    run(work, write=True)
    response = json_answer("", 204)
    return response
