"""The record doors: one record whole, and its history."""

from flask import Response
from flask.views import MethodView
from flask_smorest import Blueprint
from marshmallow import Schema, fields
from sqlalchemy.orm import Session

from server.http.access import caller
from server.http.answers import json_answer
from server.http.sync import admit, run
from server.services import records

blueprint = Blueprint(
    "records", __name__, url_prefix="/api/sync/<commune_id>/records", description="Single records"
)


class HistorySchema(Schema):
    """Every act on a record, in the order it took effect."""

    history = fields.List(fields.Dict(), required=True)


@blueprint.route("/<record_id>")
class Whole(MethodView):
    """One record of the caller's streams."""

    @blueprint.response(200, Schema.from_dict({}, name="RecordSchema"))
    def get(self, commune_id: str, record_id: str) -> Response:
        """Give a record whole that came as a stub."""
        person = caller().account_id

        def work(session: Session) -> str:
            admit(session, commune_id, caller())
            return records.read_record(session, commune_id, person, record_id)

        return json_answer(run(work, write=False))


@blueprint.route("/<record_id>/history")
class History(MethodView):
    """What was done to a record."""

    @blueprint.response(200, HistorySchema)
    def get(self, commune_id: str, record_id: str) -> Response:
        """Give every act on a record with its verdict."""
        person = caller().account_id

        def work(session: Session) -> list[dict[str, object]]:
            admit(session, commune_id, caller())
            return records.read_history(session, commune_id, person, record_id)

        return json_answer({"history": run(work, write=False)})
