"""Streams and grants: who may read and do what, projected from the directory's own records.

The engine knows three kinds by name, because they are the protocol's own: a `group` opens its
streams, a `member` gives a person grants on them, the `setting` record (its id is the
commune's) closes periods and may withdraw the desk from mediations.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from server.models import Stream
from server.sync.acts import CREATE, DESK_ACTS, EDIT, MOVE, NOTE, REMOVE, RESOLVE, REVIEW
from server.sync.head import DESK, Head
from server.sync.merge import REMOVED
from server.sync.mutation import Mutation

DIRECTORY, NOTICES = "directory", "notices"
LOG, MEDIATION = "log:", "mediation:"
GROUP, MEMBER, SETTING = "group", "member", "setting"
PROJECTED = frozenset({GROUP, MEMBER, SETTING})
READ, WRITE, DESK_ROLE = "read", "write", "desk"
OFFICER, CHIEF, VIEWER, ADMINISTRATOR = "officer", "chief", "viewer", "administrator"
LEADER_ROLES = frozenset({"to_truong", "to_pho"})
LEFT = "da_nghi"
AUTHOR_ACTS = frozenset({CREATE, EDIT, NOTE, RESOLVE, REMOVE})
REVIEWER_ACTS = frozenset({NOTE, REVIEW, RESOLVE, MOVE}) | DESK_ACTS


def open_commune(session: Session, commune_id: str) -> None:
    """Write the streams that every commune has from its first day."""
    names = (DIRECTORY, NOTICES, DESK)
    session.execute(insert(Stream), [{"commune_id": commune_id, "name": name} for name in names])


def streams_of_group(group_id: str) -> tuple[str, str]:
    """Name the two streams that exist once a group's record is judged."""
    return LOG + group_id, MEDIATION + group_id


def grants_of_member(member: Head) -> list[tuple[str, str, str]]:
    """Give the (person, stream, role) rows that a member record stands for."""
    content = member.content
    person, group = content.get("account"), content.get("group")
    if member.removed is not None or content.get("status") == LEFT or not (person and group):
        return []
    log, mediation = streams_of_group(group)
    rows = [(person, DIRECTORY, READ), (person, NOTICES, READ), (person, log, WRITE)]
    if content.get("role") in LEADER_ROLES or content.get("mediator"):
        rows.append((person, mediation, WRITE))
    return rows


def role_of_post(post: str | None, stream: str, *, desk_reads_mediations: bool) -> str | None:
    """Give the role that a post in the commune brings on a stream."""
    if post == ADMINISTRATOR:
        return DESK_ROLE if stream in (DIRECTORY, NOTICES) else None
    if stream.startswith(MEDIATION) and not (desk_reads_mediations and post != VIEWER):
        return None
    if post == VIEWER:
        return READ if stream != DESK else None
    return DESK_ROLE if post in (OFFICER, CHIEF) else None


def may(roles: Iterable[str], act: str, stream: str, content: Mapping[str, Any]) -> bool:
    """Say whether one of the roles allows the act in the stream."""
    return any(_allows(role, act, stream, content) for role in roles)


def only_chief_may(mutation: Mutation) -> bool:
    """Say whether it closes or opens a period, as removing the settings does: a chief's alone."""
    if mutation.kind != SETTING:
        return False
    return mutation.act == REMOVE or bool(mutation.names & {"closed_until", REMOVED})


def _allows(role: str, act: str, stream: str, content: Mapping[str, Any]) -> bool:
    if role == WRITE:
        return act in AUTHOR_ACTS
    if role == DESK_ROLE:
        is_own = stream in (DIRECTORY, NOTICES)
        return act in REVIEWER_ACTS or (is_own and act in AUTHOR_ACTS)
    return stream == NOTICES and act == NOTE and content.get("type") == "receipt"
