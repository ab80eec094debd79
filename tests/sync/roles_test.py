"""Roles that a world keeps are those that it would find anew."""

from dataclasses import replace
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from server.sync.head import DESK, Head
from server.sync.streams import DIRECTORY, NOTICES, streams_of_group
from server.sync.world import World
from tests.sync.village import COMMUNE, KINDS

PERSONS, GROUPS, MEMBERS = ("hoà", "lan", "chief"), ("g1", "g2"), ("m1", "m2")
STREAMS = (DIRECTORY, NOTICES, DESK, *(name for one in GROUPS for name in streams_of_group(one)))


def head(record_id: str, kind: str, removed: bool, **content: object) -> Head:
    return Head(
        id=record_id, stream=DIRECTORY, kind=kind, kind_version=1, revision="r", person="chief",
        content=content, removed="nhầm" if removed else None,
    )  # fmt: skip


CHANGES = st.one_of(
    st.builds(head, st.sampled_from(GROUPS), st.just("group"), st.booleans()),
    st.builds(
        head,
        st.sampled_from(MEMBERS),
        st.just("member"),
        st.booleans(),
        account=st.sampled_from(PERSONS),
        group=st.sampled_from(GROUPS),
        role=st.sampled_from(["to_truong", "thanh_vien"]),
        status=st.sampled_from(["da_nghi", None]),
    ),
    st.builds(
        head,
        st.just(COMMUNE),
        st.just("setting"),
        st.booleans(),
        desk_reads_mediations=st.booleans(),
    ),
)


@given(changes=st.lists(CHANGES, max_size=8), post=st.sampled_from(["chief", "officer", "viewer"]))
def test_roles_follow_each_change_of_groups_members_and_settings_at_once(
    changes: list[Head], post: str
) -> None:
    world = World(COMMUNE, KINDS, bytes, 0, "", None, True, posts={"chief": post})
    world.streams = {DIRECTORY, NOTICES, DESK}
    for change in changes:
        world.put(change)
        anew = replace(world, found_roles={})
        for place in product(PERSONS, STREAMS):
            assert world.roles(*place) == anew.roles(*place)
