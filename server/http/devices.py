"""The desk's list of phones: what state each is in, and locking, retiring or wiping one."""

from typing import Any

from flask_smorest import Blueprint
from marshmallow import Schema, fields, validate

from server.db import in_transaction
from server.http import parts
from server.http.access import caller
from server.http.texts import Line
from server.services import devices

LONGEST_REASON = 200

blueprint = Blueprint(
    "devices", __name__, url_prefix="/api/communes/<commune_id>/devices", description="Phones"
)


class DeviceSchema(Schema):
    """One phone or office browser. `health`: its own latest report, as sent."""

    id = fields.String()
    person = fields.String()
    name = fields.String()
    label = fields.String()
    state = fields.String()
    created_at = fields.AwareDateTime()
    health = fields.Dict(allow_none=True)
    health_at = fields.AwareDateTime(allow_none=True)


class DevicesSchema(Schema):
    """Every phone and office browser of the commune's people."""

    devices = fields.List(fields.Nested(DeviceSchema))


class StateSchema(Schema):
    """The state wanted, and why; the reason goes into the access log."""

    state = fields.String(required=True, validate=validate.OneOf(devices.STATES))
    reason = Line(longest=LONGEST_REASON, shortest=1, required=True)


class NewStateSchema(Schema):
    """The state that the phone is in now."""

    id = fields.String()
    state = fields.String()


@blueprint.route("")
@blueprint.response(200, DevicesSchema)
def list_devices(commune_id: str) -> dict[str, Any]:
    """Give the phones of the commune's people, for the desk."""
    listed = in_transaction(
        lambda session: devices.list_devices(session, commune_id, caller()),
        parts().outside.sleep,
        write=False,
    )
    return {"devices": listed}


@blueprint.route("/<device_id>/state", methods=["POST"])
@blueprint.arguments(StateSchema)
@blueprint.response(200, NewStateSchema)
def change_state(body: dict[str, Any], commune_id: str, device_id: str) -> dict[str, Any]:
    """Lock, unlock, retire or report as stolen."""
    outside = parts().outside
    state = in_transaction(
        lambda session: devices.change_state(
            session, outside, commune_id, caller(), device_id, **body
        ),
        outside.sleep,
        write=True,
    )
    return {"id": device_id, "state": state}
