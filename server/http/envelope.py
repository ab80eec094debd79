"""The envelope of an exchange: the schemas of what a phone asks and of what it is answered."""

from typing import Any

from marshmallow import EXCLUDE, Schema, fields, validate

from server.http.texts import UUID, Line
from server.sync import access_log
from server.sync.request import MAX_PAGE_ROWS

MAX_STREAMS = 1000
MAX_STREAM_NAME = 80


class Mutations(fields.List[Any]):
    """Anything but null: they are read one by one by who judges them, not by a schema."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **rest: Any) -> Any:
        if isinstance(value, list) and None not in value:
            return value
        return super()._deserialize(value, attr, data, **rest)


class Streams(fields.List[str]):
    """Names of streams: what is no list of short texts goes the schema's long way."""

    def __init__(self, **options: Any) -> None:
        super().__init__(fields.String(validate=validate.Length(max=MAX_STREAM_NAME)), **options)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **rest: Any) -> Any:
        if isinstance(value, list) and all(map(_is_short, value)):
            return value
        return super()._deserialize(value, attr, data, **rest)


def _is_short(value: object) -> bool:
    return isinstance(value, str) and len(value) <= MAX_STREAM_NAME


class SinceSchema(Schema):
    """Streams asked for from one cursor."""

    cursor = fields.Raw(required=True, allow_none=True)
    streams = Streams(required=True, validate=validate.Length(max=MAX_STREAMS))


class AccessEntrySchema(Schema):
    """What an officer opened, exported or printed."""

    class Meta:
        unknown = EXCLUDE

    id = fields.String(required=True, validate=UUID)
    at = Line(required=True, longest=40)
    action = Line(required=True, longest=20)
    object_type = Line(required=True, longest=40)
    object_id = Line(allow_none=True, longest=80)
    reason = Line(allow_none=True, longest=200)


class HealthSchema(Schema):
    """How the phone is: the latest only."""

    class Meta:
        unknown = EXCLUDE

    pending = fields.Integer(strict=True, validate=validate.Range(0, 10**9))
    oldest_unsent = fields.String(allow_none=True, validate=validate.Length(max=40))
    quota_left = fields.Integer(strict=True, allow_none=True, validate=validate.Range(0, 2**53))
    version = fields.String(validate=validate.Length(max=40))
    clock_offset_ms = fields.Integer(strict=True, allow_none=True)


class ExchangeSchema(Schema):
    """The request of one exchange; unknown parts are left aside, so that newer phones may ask."""

    class Meta:
        unknown = EXCLUDE

    protocol = fields.Integer(required=True, strict=True)
    app_version = fields.String(load_default="", validate=validate.Length(max=40))
    turn = fields.Integer(load_default=None, allow_none=True, strict=True)
    install_id = fields.String(allow_none=True, validate=validate.Length(max=36))
    now = fields.String(allow_none=True, validate=validate.Length(max=40))
    witness = fields.Raw(load_default=None, allow_none=True)
    streams_tag = fields.String(load_default=None, allow_none=True)
    mutations = Mutations(fields.Raw(), load_default=list)
    since = fields.List(fields.Nested(SinceSchema), load_default=list)
    full_from = fields.Date(load_default=None, allow_none=True)
    page_size = fields.Integer(
        load_default=MAX_PAGE_ROWS,
        strict=True,
        validate=validate.Range(1, MAX_PAGE_ROWS),
    )
    access_log = fields.List(
        fields.Nested(AccessEntrySchema),
        load_default=list,
        validate=validate.Length(max=access_log.MAX_ENTRIES),
    )
    health = fields.Nested(HealthSchema, load_default=None, allow_none=True)


class ResultSchema(Schema):
    """The verdict on one mutation."""

    id = fields.UUID()
    seq = fields.Integer()
    verdict = fields.String(validate=validate.OneOf(["applied", "merged", "conflict", "held"]))
    code = fields.String(allow_none=True)
    siblings = fields.List(fields.String())
    duplicate = fields.Boolean()


class ReplySchema(Schema):
    """The reply of one exchange; what it may leave out is told in docs/SYNC.md."""

    commune = fields.UUID(required=True)
    time = fields.AwareDateTime(required=True)
    results = fields.List(fields.Nested(ResultSchema), required=True)
    late_results = fields.List(fields.Nested(ResultSchema))
    witness = fields.String(required=True)
    streams = fields.Dict(keys=fields.String(), values=fields.String())
    streams_tag = fields.String()
    records = fields.List(fields.Dict())
    departures = fields.List(fields.Dict())
    cursor = fields.String()
    more = fields.Boolean(required=True)
    reset = fields.Boolean(required=True)
    restored = fields.Boolean()
    digests = fields.Dict(keys=fields.String(), values=fields.List(fields.Raw()))
    backup = fields.String()
    poll_after_s = fields.Integer(required=True)
    turn = fields.Integer()
