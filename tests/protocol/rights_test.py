"""Rights: role x act x stream, judged on the record's present stream."""

import pytest

from tests.cast import Cast
from tests.protocol.acts import Json, act, change, created, move, note, release, remove, review

AUTHOR = {"create", "edit", "note", "receipt", "resolve", "remove"}
REVIEWER = {"note", "receipt", "review", "resolve", "move"}
OWN = AUTHOR | REVIEWER
RECEIPT = {"receipt"}
NOTHING: set[str] = set()
OUT = None
STREAMS = ("directory", "notices", "log", "mediation")
# who -> what is allowed in STREAMS; OUT: not even to read
ALLOWED = {
    "member": (NOTHING, RECEIPT, AUTHOR, OUT),
    "mediator": (NOTHING, RECEIPT, AUTHOR, AUTHOR),
    "leader": (NOTHING, RECEIPT, AUTHOR, AUTHOR),
    "outsider": (NOTHING, RECEIPT, OUT, OUT),
    "officer": (OWN, OWN, REVIEWER, REVIEWER),
    "chief": (OWN, OWN, REVIEWER, REVIEWER),
    "viewer": (NOTHING, RECEIPT, NOTHING, OUT),
    "administrator": (OWN, OWN, OUT, OUT),
}
CONTENT: dict[str, tuple[str, Json, Json]] = {
    "directory": ("area", {"name": "Thôn Đông"}, {"household_count": 320}),
    "notices": ("notice", {"title": "Trực Tết"}, {"title": "Trực Tết 2027"}),
    "log": ("patrol", {"started_at": "2026-11-19T22:00:00+07:00"}, {"handover_text": "Đủ"}),
    "mediation": ("mediation", {"received_on": "2026-11-19"}, {"place_text": "Nhà văn hóa"}),
}


def stream_of(cast: Cast, name: str, group: str = "dong") -> str:
    return {"log": cast.log(group), "mediation": cast.mediation(group)}.get(name, name)


def new(cast: Cast, who: str, stream: str) -> Json:
    kind, content, _ = CONTENT[stream]
    return cast.create(who, stream=stream_of(cast, stream), kind=kind, content=content)


def owned(cast: Cast, stream: str) -> Json:
    """A record that its rightful author made."""
    who = "leader" if stream in ("log", "mediation") else "chief"
    made = new(cast, who, stream)
    assert cast.verdicts(who, made) == ["applied"]
    return made


def try_act(cast: Cast, who: str, stream: str, name: str) -> str:
    if name == "create":
        return cast.verdicts(who, new(cast, who, stream))[0]
    on = owned(cast, stream)
    edit = CONTENT[stream][2]
    made = {
        "edit": lambda: cast.edit(who, on, edit, saw=on["content"]),
        "note": lambda: note(cast, who, on),
        "receipt": lambda: note(cast, who, on, note_type="receipt"),
        "review": lambda: review(cast, who, on),
        "resolve": lambda: act(cast, who, "resolve", on, base=on["id"], content={}),
        "remove": lambda: remove(cast, who, on),
        "move": lambda: move(cast, who, on, stream_of(cast, stream, "chua")),
    }[name]()
    return cast.verdicts(who, made)[0]


@pytest.mark.parametrize("stream", STREAMS)
@pytest.mark.parametrize("who", ALLOWED)
def test_each_role_may_do_in_each_stream_what_the_table_says(
    notices: Cast, who: str, stream: str
) -> None:
    allowed = ALLOWED[who][STREAMS.index(stream)]
    refusal = "OUT_OF_SCOPE" if allowed is OUT else "READ_ONLY"
    expected = {name: "applied" if name in (allowed or ()) else refusal for name in sorted(OWN)}

    seen = {name: try_act(notices, who, stream, name) for name in sorted(OWN)}

    assert seen == expected


@pytest.mark.parametrize("name", ["release", "close"])
@pytest.mark.parametrize("who", ALLOWED)
def test_only_the_desk_releases_and_closes(cast: Cast, who: str, name: str) -> None:
    held = cast.create("outsider")
    assert cast.verdicts("outsider", held) == ["OUT_OF_SCOPE"]

    verdicts = cast.verdicts(who, release(cast, who, held, name))

    assert verdicts == ["applied" if who in ("officer", "chief") else "OUT_OF_SCOPE"]


def test_a_stream_hint_does_not_lend_rights(cast: Cast) -> None:
    record = created(cast, "member")

    verdicts = cast.verdicts(
        "outsider", cast.edit("outsider", record, {"handover_text": "x"}, stream=cast.log("chua"))
    )

    assert verdicts == ["OUT_OF_SCOPE"]


def test_a_wrong_stream_hint_takes_no_rights(cast: Cast) -> None:
    record = created(cast, "member")
    edit = cast.edit("member", record, {"handover_text": "x"}, stream=cast.log("chua"))

    assert cast.verdicts("member", edit) == ["applied"]


def test_a_move_needs_rights_on_both_streams(cast: Cast) -> None:
    assert cast.verdicts("chief", setting(cast, "chief", {"desk_reads_mediations": False})) == [
        "applied"
    ]
    case = cast.create(
        "mediator", stream=cast.mediation(), kind="mediation", content={"received_on": "2026-11-19"}
    )
    cast.push("mediator", case)

    verdicts = cast.verdicts("officer", move(cast, "officer", case, cast.mediation("chua")))

    assert verdicts == ["OUT_OF_SCOPE"]


def test_nothing_moves_to_a_stream_that_does_not_exist(cast: Cast) -> None:
    record = created(cast)

    verdicts = cast.verdicts("officer", move(cast, "officer", record, f"log:{cast.id()}"))

    assert verdicts == ["OUT_OF_SCOPE"]


def test_nothing_moves_to_another_type_of_stream(cast: Cast) -> None:
    record = created(cast)

    assert cast.verdicts("officer", move(cast, "officer", record, cast.mediation())) == ["BAD_DATA"]


@pytest.mark.parametrize("who", ["officer", "administrator"])
def test_only_a_chief_closes_a_period(cast: Cast, who: str) -> None:
    closing = setting(cast, who, {"closed_until": "2026-11-14"})

    assert cast.verdicts(who, closing) == ["READ_ONLY"]
    assert cast.verdicts("chief", setting(cast, "chief", {"closed_until": "2026-11-14"})) == [
        "applied"
    ]


def test_an_officer_cannot_release_himself_into_closing_a_period(cast: Cast) -> None:
    closing = setting(cast, "officer", {"closed_until": "2026-11-14"})
    cast.push("officer", closing)

    cast.push("officer", release(cast, "officer", closing))

    assert "closed_until" not in cast.record("officer", cast.commune_id)["content"]
    assert cast.verdicts("officer", closing) == ["READ_ONLY"]


def test_a_chief_releases_what_an_officer_wanted_to_close(cast: Cast) -> None:
    closing = setting(cast, "officer", {"closed_until": "2026-11-14"})
    cast.push("officer", closing)

    cast.push("chief", release(cast, "chief", closing))

    assert cast.record("officer", cast.commune_id)["content"]["closed_until"] == "2026-11-14"


@pytest.mark.parametrize("who", ["officer", "administrator"])
def test_an_officer_cannot_open_a_period_by_removing_the_settings(cast: Cast, who: str) -> None:
    closing = setting(cast, "chief", {"closed_until": "2026-11-14"})
    cast.push("chief", closing)

    assert cast.verdicts(who, remove(cast, who, closing)) == ["READ_ONLY"]


def setting(cast: Cast, who: str, content: Json) -> Json:
    return change(cast, who, cast.commune_id, content)
