"""Inviting people: the desk anybody of the commune, a leader the members of the own group."""

from typing import Any

from flask_smorest import Blueprint
from marshmallow import Schema, fields
from sqlalchemy.orm import Session

from server.db import in_transaction
from server.http import parts
from server.http.access import caller
from server.http.texts import UUID
from server.services import invitation_pages, invitations, keys

blueprint = Blueprint(
    "people", __name__, url_prefix="/api/communes/<commune_id>", description="People"
)


class InvitationSchema(Schema):
    """Whom to invite: the id of a member record."""

    member_id = fields.String(required=True, validate=UUID)


class InvitedSchema(Schema):
    """What to hand over; it can't be asked for again."""

    code = fields.String()
    link = fields.String()
    expires_at = fields.AwareDateTime()
    qr = fields.List(
        fields.String(), metadata={"description": "the link's QR: a row a text, 1 is a dark module"}
    )


@blueprint.route("/invitations", methods=["POST"])
@blueprint.arguments(InvitationSchema)
@blueprint.response(201, InvitedSchema)
def invite(body: dict[str, Any], commune_id: str) -> dict[str, Any]:
    """Invite a member; invitations that the person has not used end."""
    config, outside = parts().config, parts().outside
    key = keys.code_key(config.instance_dir, outside.random_bytes)

    def work(session: Session) -> invitations.Invited:
        return invitations.invite(
            session, outside, key, commune_id, body["member_id"], invited_by=caller()
        )

    invited = in_transaction(work, outside.sleep, write=True)
    link = invitations.link(config, invited.secret)
    return {
        "code": invited.code,
        "link": link,
        "expires_at": invited.expires_at,
        "qr": invitation_pages.draw_modules(link),
    }
