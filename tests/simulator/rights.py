"""Who may read and do what, worked out again from the directory's records alone."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.simulator.replay import Standing
    from tests.simulator.world import World

POSTS = {"officer": "officer", "second_officer": "officer", "chief": "chief", "viewer": "viewer"}
AUTHORS_DO = frozenset({"create", "edit", "note", "resolve", "remove"})
DESK_DOES = frozenset({"note", "review", "resolve", "move", "release", "close"})
DESKS_OWN = frozenset({"review", "stream"})
LEADERS = ("to_truong", "to_pho")


class Directory:
    """Groups, members and settings as far as they have been judged."""

    def __init__(self, world: "World") -> None:
        self._posts = {world.cast.people[who]: post for who, post in POSTS.items()}
        self._commune_id = world.cast.commune_id
        self._groups: set[str] = set()
        self._members: dict[str, dict[str, Any]] = {}
        self._desk_reads_mediations = True

    def learn(self, record: "Standing") -> None:
        """Take in what a judged record says."""
        if record.kind == "group":
            self._groups.add(record.id)
        elif record.kind == "member":
            self._members[record.id] = {} if record.removed is not None else record.content
        elif record.kind == "setting" and record.id == self._commune_id:
            self._desk_reads_mediations = record.content.get("desk_reads_mediations") is not False

    def roles(self, person: str, stream: str) -> set[str]:
        """Give the person's roles on a stream."""
        name, _, group = stream.partition(":")
        if group and group not in self._groups:
            return set()
        post = self._posts.get(person)
        found = set()
        if post == "viewer" and stream != "desk" and name != "mediation":
            found.add("read")
        if post in ("officer", "chief") and (name != "mediation" or self._desk_reads_mediations):
            found.add("desk")
        for member in self._members.values():
            if member.get("account") == person:
                found |= _member_roles(member, stream)
        return found

    def streams(self, person: str) -> set[str]:
        """Give all streams that the person may read."""
        names = {"directory", "notices", "desk"}
        names |= {f"{name}:{group}" for name in ("log", "mediation") for group in self._groups}
        return {name for name in names if self.roles(person, name)}

    def may(self, person: str, stream: str, act: str, body: dict[str, Any]) -> bool:
        """Say whether the person may do this in the stream."""
        roles = self.roles(person, stream)
        if act == "resolve" and {*body["content"], *(body.get("was") or {})} & DESKS_OWN:
            return "desk" in roles
        if "write" in roles and act in AUTHORS_DO:
            return True
        own = AUTHORS_DO if stream in ("directory", "notices") else frozenset()
        if "desk" in roles and act in DESK_DOES | own:
            return True
        is_receipt = act == "note" and body["content"].get("type") == "receipt"
        return bool(roles) and stream == "notices" and is_receipt

    def is_chief(self, person: str) -> bool:
        """Say whether the person is the chief."""
        return self._posts.get(person) == "chief"

    def is_chiefs(self, body: dict[str, Any]) -> bool:
        """Say whether only the chief may do this: closing a period, removing the settings."""
        if body["kind"] != "setting":
            return False
        said = body["content"]["content"] if body["act"] == "recover" else body["content"]
        names = {*said, *(body.get("was") or {}), *({"removed"} & body["content"].keys())}
        return body["act"] == "remove" or bool(names & {"closed_until", "removed"})


def _member_roles(member: dict[str, Any], stream: str) -> set[str]:
    group = member.get("group")
    if member.get("status") == "da_nghi" or not group:
        return set()
    if stream in ("directory", "notices"):
        return {"read"}
    if stream == f"log:{group}":
        return {"write"}
    trusted = member.get("role") in LEADERS or member.get("mediator")
    return {"write"} if stream == f"mediation:{group}" and trusted else set()
