"""Every error a caller can meet: one table, one exception, problem+json on the wire (RFC 9457).

The phone translates codes; titles here are for engineers. No error ever drops a record:
what is refused stays where it was.
"""

from typing import NamedTuple


class Meaning(NamedTuple):
    """How one code answers: HTTP status and what it means."""

    status: int
    title: str


PROBLEMS: dict[str, Meaning] = {
    "request.malformed": Meaning(400, "The request is not what this address takes."),
    "request.not_found": Meaning(404, "Nothing stands at this address."),
    "request.method": Meaning(405, "This address does not take that method."),
    "request.media_type": Meaning(415, "The body is not of the type that this address takes."),
    "request.too_large": Meaning(413, "The body is over its limit."),
    "request.origin": Meaning(403, "A request by cookie came from another origin."),
    "body.not_json": Meaning(400, "The body is not JSON in UTF-8."),
    "body.gzip": Meaning(400, "The body says gzip and is not, or is cut short."),
    "body.depth": Meaning(400, "The JSON is nested deeper than the limit."),
    "body.number": Meaning(400, "A number is beyond what JSON programs share (RFC 8785)."),
    "body.text": Meaning(400, "A text holds half of a surrogate pair or a key stands twice."),
    "sync.envelope": Meaning(400, "The exchange's envelope is odd."),
    "sync.stream_twice": Meaning(400, "A stream is named twice in since."),
    "sync.batch_count": Meaning(413, "More mutations than one batch takes."),
    "sync.batch_size": Meaning(413, "The mutations together are over the batch's size."),
    "sync.mutation_size": Meaning(413, "One mutation is over its size."),
    "sync.mutation_id": Meaning(400, "A mutation has no valid id."),
    "sync.mutation_person": Meaning(400, "A mutation's person is not the one signed in."),
    "sync.protocol": Meaning(400, "The protocol version is not spoken here."),
    "sync.access_log": Meaning(400, "The access log entries are odd or too many."),
    "sign_in.needed": Meaning(401, "Sign in first; what is unsent stays on the phone."),
    "sign_in.wrong": Meaning(401, "Code, link, user name or password is not right."),
    "sign_in.expired": Meaning(401, "The invitation has expired; ask for a new one."),
    "sign_in.used": Meaning(401, "The invitation was used already; ask for a new one."),
    "rights.missing": Meaning(403, "The caller's role does not allow this."),
    "commune.not_yours": Meaning(403, "The caller does not belong to this commune."),
    "commune.restored": Meaning(409, "After a restore the desk must confirm the rights first."),
    "commune.not_restored": Meaning(409, "The commune is not marked as restored."),
    "device_locked": Meaning(403, "The desk locked this phone; its outbox stays."),
    "wipe": Meaning(403, "The phone was reported stolen: it deletes what it holds."),
    "device.unknown": Meaning(404, "No such phone in this commune."),
    "device.final": Meaning(409, "A retired or stolen phone never comes back."),
    "member.unknown": Meaning(404, "No such member in this commune."),
    "member.name_shared": Meaning(409, "Several members have this name; name one by its id."),
    "group.unknown": Meaning(404, "No group of this name in this commune, or several."),
    "member.not_invitable": Meaning(409, "This account can't be invited by code."),
    "record.unknown": Meaning(404, "No such record among the caller's streams."),
    "blob.unknown": Meaning(404, "No record or act of the caller's names this blob."),
    "blob.missing": Meaning(404, "The blob is named, but not whole here yet."),
    "blob.offset": Meaning(409, "The chunk is not the next one; Upload-Offset says which is."),
    "blob.too_large": Meaning(413, "The blob is over its size, or came in too many parts."),
    "blob.hash": Meaning(422, "The bytes have not the hash of their address; send them anew."),
    "blob.media_type": Meaning(422, "The bytes are no photo or sound that is kept here."),
    "account.name_taken": Meaning(409, "The user name is taken."),
    "account.password_weak": Meaning(422, "The password is shorter or longer than the limits."),
    "account.user_name_odd": Meaning(422, "A user name is 3 to 60 of a-z, 0-9, dot, dash, line."),
    "account.post_unknown": Meaning(422, "No such post can be given to an account."),
    "account.unknown": Meaning(404, "No account has this user name."),
    "commune.name_taken": Meaning(409, "A commune of this name stands here already."),
    "commune.setting_odd": Meaning(422, "A setting of the commune is not what its kind takes."),
    "commune.unknown": Meaning(404, "No such commune on this server, or none is named of several."),
    "backup.unknown": Meaning(404, "No backup lies there."),
    "backup.damaged": Meaning(409, "The backup does not hold what it says it holds."),
    "backup.under_way": Meaning(
        409, "Another backup is being taken or proven, or this one stands."
    ),
    "backup.too_new": Meaning(409, "A newer server took this backup; upgrade this one first."),
    "backup.not_empty": Meaning(409, "Something stands here already; say --replace to lose it."),
    "demo.only": Meaning(403, "Fixed codes exist for demo accounts on a demo server only."),
    "rate.limited": Meaning(429, "Too many tries; wait as Retry-After says."),
    "server.busy": Meaning(503, "The database is busy; nothing was stored, send again."),
    "server.bug": Meaning(500, "A fault of the server; nothing was lost on the phone."),
}


class Problem(Exception):
    """A refusal with a code of the table and details (the value seen, the limit)."""

    def __init__(self, code: str, **details: object) -> None:
        meaning = PROBLEMS[code]
        super().__init__(f"{code}: {meaning.title} {details or ''}")
        self.code = code
        self.status = meaning.status
        self.title = meaning.title
        self.details = details

    def as_json(self) -> dict[str, object]:
        """The body of the answer, as RFC 9457 has it."""
        return {
            "type": f"about:blank#{self.code}",
            "title": self.title,
            "status": self.status,
            "code": self.code,
            **self.details,
        }
