"""The access log as doors and commands write it; phones write theirs through the exchange."""

from sqlalchemy.orm import Session

from server.ids import new_id
from server.outside import Outside
from server.services.tokens import Caller
from server.sync import access_log
from server.sync.acts import SERVER
from server.sync.push import lock


def write(
    session: Session,
    outside: Outside,
    commune_id: str,
    caller: Caller | None,
    action: str,
    object_type: str,
    object_id: str | None,
    reason: str | None = None,
) -> None:
    """Add one entry under the commune's lock. `caller`: None for the command line."""
    lock(session, commune_id)
    now = outside.now()
    entry = {
        "id": new_id(outside),
        "at": now.isoformat(),
        "action": action,
        "object_type": object_type,
        "object_id": object_id,
        "reason": reason,
    }
    person, device_id = (caller.account_id, caller.device_id) if caller else (SERVER, None)
    access_log.append(session, commune_id, person, device_id, [entry], now)
