"""The figures door: the numbers of a period for the commune's office; no record goes out by it."""

from datetime import date
from typing import Any

from flask import Response
from flask_smorest import Blueprint
from marshmallow import Schema, ValidationError, fields, validates_schema
from sqlalchemy.orm import Session

from server.http import parts
from server.http.access import caller
from server.http.answers import json_answer
from server.http.sync import run
from server.kinds.catalog import VIETNAM
from server.services.figures import Period, period_of, read_figures

blueprint = Blueprint(
    "figures", __name__, url_prefix="/api/communes/<commune_id>/figures", description="Figures"
)


class PeriodSchema(Schema):
    """Days from the first, before the second: `from=2026-10-15&to=2026-11-15` ends on the 14th.

    Without both it is the police month of today.
    """

    start = fields.Date(data_key="from")
    end = fields.Date(data_key="to")

    @validates_schema
    def _is_a_period(self, data: dict[str, date], **_: object) -> None:
        if len(data) == 1:
            raise ValidationError("from and to go together")
        if data and data["start"] >= data["end"]:
            raise ValidationError("from must be before to", "from")


class PlaceFiguresSchema(Schema):
    """Figures by kind and measure, of one village, one group, or one group in one village."""

    area = fields.String(allow_none=True)
    group = fields.String(allow_none=True)
    figures = fields.Dict(required=True)


class FiguresSchema(Schema):
    """Every measure of every kind that has a day; docs/KINDS.md tells them. Whole numbers:
    hours in minutes, shares in tenths of a percent.
    """

    start = fields.Date(data_key="from", required=True)
    end = fields.Date(data_key="to", required=True)
    rows = fields.List(fields.Nested(PlaceFiguresSchema), required=True)
    areas = fields.List(fields.Nested(PlaceFiguresSchema), required=True)
    groups = fields.List(fields.Nested(PlaceFiguresSchema), required=True)
    totals = fields.Dict(required=True)
    open = fields.Integer(required=True)
    outlines = fields.Integer(required=True)


@blueprint.route("")
@blueprint.arguments(PeriodSchema, location="query")
@blueprint.response(200, FiguresSchema)
def give_figures(asked: dict[str, Any], commune_id: str) -> Response:
    """Give the figures of a period, per village and group and in all."""
    us, who = parts(), caller()
    period = _period(asked, us.outside.now().astimezone(VIETNAM).date())

    def work(session: Session) -> dict[str, object]:
        return read_figures(session, us.kinds, commune_id, who, period)

    return json_answer(run(work, write=False))


def _period(asked: dict[str, date], today: date) -> Period:
    if not asked:
        return period_of(today)
    return Period(asked["start"].isoformat(), asked["end"].isoformat())
