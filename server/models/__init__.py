"""The tables, one file each.

Every key of a commune's table starts with `commune_id`, and one transaction touches one commune.
Account, device, token, invitation and rate_limit are global.
"""

from server.models.access_entry import AccessEntry
from server.models.account import Account
from server.models.blob import Blob
from server.models.blob_name import BlobName
from server.models.commune import Commune
from server.models.departure import Departure
from server.models.device import Device
from server.models.grant import Grant
from server.models.invitation import Invitation
from server.models.membership import Membership
from server.models.mutation import Mutation
from server.models.rate_limit import RateLimit
from server.models.record import Record
from server.models.stream import Stream
from server.models.token import Token

__all__ = [
    "AccessEntry",
    "Account",
    "Blob",
    "BlobName",
    "Commune",
    "Departure",
    "Device",
    "Grant",
    "Invitation",
    "Membership",
    "Mutation",
    "RateLimit",
    "Record",
    "Stream",
    "Token",
]
