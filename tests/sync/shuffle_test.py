"""Many authors without a network: whatever the order in which their acts arrive, nothing is lost.

What does not depend on the order of arrival, and so is promised:
- every act is judged in the end, when all have arrived;
- every note stands in the conversation;
- a place (field or item) that one author wrote holds that author's last value, with no sibling;
- a place that several wrote, each value being new, holds or shows beside it exactly the last
  value of each of them. Which of these is the head's does depend on the order. (Where two write
  the *same* value, or one goes back to an earlier value, an author may rightly overwrite what he
  has "seen", so that only the rules of each single step are promised there.)
"""

from collections.abc import Mapping
from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from server.sync.canonical import was_hash
from server.sync.head import HELD, Head
from tests.sync.village import (
    ITEM_LIST,
    PLACES,
    RECORD,
    Author,
    WatchedWorld,
    at_place,
    deliver,
    empty_world,
    first_create,
    id_of,
    mutation,
    places_of,
    value_at,
)

PERSONS = tuple(id_of(90 + number) for number in range(4))
PHONES = (*PERSONS[:3], PERSONS[0])  # in a life the first person writes on two phones
Raw = dict[str, Any]
MODEST = settings(deadline=None, max_examples=150)
SCRIPTS = st.lists(
    st.tuples(
        st.integers(0, len(PERSONS) - 1),
        st.sampled_from(("edit", "edit", "edit", "note")),
        st.sampled_from(PLACES),
    ),
    max_size=14,
)
DEEDS = (
    "edit", "edit", "edit", "clear", "note", "send", "send", "pull",
    "resolve", "resolve all", "remove", "restore",
)  # fmt: skip
LIVES = st.lists(
    st.tuples(
        st.integers(0, len(PERSONS) - 1),
        st.sampled_from(DEEDS),
        st.sampled_from(PLACES[:4]),
        st.integers(0, 2),
    ),
    max_size=40,
)


def write(script: list[tuple[int, str, str]]) -> list[list[Raw]]:
    """Let each author write offline, every value a new one; give what each has to send."""
    create = first_create(PERSONS[0])
    authors = [Author(person, create["content"], create["id"]) for person in PERSONS]
    outboxes: list[list[Raw]] = [[] for _ in PERSONS]
    outboxes[0].append(create)
    for number, (who, act, place) in enumerate(script, start=1):
        author, own_id = authors[who], id_of(100 + number)
        made = author.note(own_id) if act == "note" else author.edit(
            own_id, place, value_at(place, number)
        )  # fmt: skip
        outboxes[who].append(made)
    return outboxes


def interleave(outboxes: list[list[Raw]], chance: Random) -> list[Raw]:
    """Mix what the authors send, each one's own order kept, some of it sent twice."""
    left = [list(outbox) for outbox in outboxes]
    arrived: list[Raw] = []
    while any(left):
        arrived.append(chance.choice([outbox for outbox in left if outbox]).pop(0))
        if chance.random() < 0.3:
            arrived.append(chance.choice(arrived))
    return arrived


def scatter(outboxes: list[list[Raw]], chance: Random) -> list[Raw]:
    """Mix everything, nobody's order kept, some of it sent twice."""
    arrived = [one for outbox in outboxes for one in outbox]
    arrived += chance.sample(arrived, k=len(arrived) // 3)
    chance.shuffle(arrived)
    return arrived


def judge(arrived: list[Raw]) -> WatchedWorld:
    world = empty_world(*PERSONS)
    deliver(world, arrived)
    return world


def shown_at(head: Head, place: str) -> list[Any]:
    """Give every value that stands at a place, the head's and those beside it."""
    beside = [one["value"] for one in head.siblings if one["field"] == place]
    return sorted([was_hash(value) for value in (at_place(head.content, place), *beside)], key=str)


def last_values(outboxes: list[list[Raw]], place: str) -> list[Any]:
    """Give each author's last value at a place, of those who wrote there after the create."""
    found = []
    for outbox in outboxes:
        own = [one for one in outbox if one["act"] == "edit" and place in places_of(one)]
        found += [at_place(own[-1]["content"], place)] if own else []
    return found


@MODEST
@given(script=SCRIPTS, chance=st.randoms(use_true_random=False), keeps_order=st.booleans())
def test_any_order_of_arrival_ends_with_everything_judged_and_shown(
    script: list[tuple[int, str, str]], chance: Random, keeps_order: bool
) -> None:
    outboxes = write(script)
    mix = interleave if keeps_order else scatter

    world = judge(mix(outboxes, chance))

    head = world.heads[RECORD]
    notes = {one["id"] for outbox in outboxes for one in outbox if one["act"] == "note"}
    assert [known.id for known in world.known.values() if known.verdict == HELD] == []
    assert {entry["id"] for entry in head.conversation} == notes
    for place in PLACES:
        written = last_values(outboxes, place) or [value_at(place, 0)]
        assert shown_at(head, place) == sorted(map(was_hash, written), key=str)


@MODEST
@given(script=SCRIPTS, chance=st.randoms(use_true_random=False))
def test_two_orders_of_arrival_agree_but_for_which_value_is_the_heads(
    script: list[tuple[int, str, str]], chance: Random
) -> None:
    outboxes = write(script)

    one = judge(interleave(outboxes, chance)).heads[RECORD]
    other = judge(scatter(outboxes, chance)).heads[RECORD]

    contested = {place for place in PLACES if len(last_values(outboxes, place)) > 1}
    for place in PLACES:
        assert shown_at(one, place) == shown_at(other, place)
        if place not in contested:
            assert at_place(one.content, place) == at_place(other.content, place)
    assert {entry["id"] for entry in one.conversation} == {e["id"] for e in other.conversation}
    assert (one.occurred_on, one.state, one.removed) == (other.occurred_on, other.state, None)


@MODEST
@given(script=SCRIPTS, chance=st.randoms(use_true_random=False))
def test_what_is_sent_twice_changes_nothing(
    script: list[tuple[int, str, str]], chance: Random
) -> None:
    arrived = scatter(write(script), chance)
    once = list({one["id"]: one for one in arrived}.values())

    doubled, single = judge([*arrived, *arrived]), judge(once)

    assert doubled.heads == single.heads
    assert doubled.seq == single.seq


@MODEST
@given(script=SCRIPTS, chance=st.randoms(use_true_random=False))
def test_one_author_alone_is_never_in_conflict(
    script: list[tuple[int, str, str]], chance: Random
) -> None:
    outboxes = write([(0, act, place) for _, act, place in script])

    world = judge(scatter(outboxes, chance))

    assert world.heads[RECORD].siblings == []
    assert {known.verdict for known in world.known.values()} <= {"applied", "merged"}


@settings(MODEST, max_examples=300)
@given(life=LIVES)
def test_no_step_overwrites_what_its_author_had_not_seen_nor_drops_a_value(
    life: list[tuple[int, str, str, int]],
) -> None:
    world, raws = live(life)

    for before, after in world.steps:
        if before is not None and before.revision != after.revision:
            assert_step(world, raws[after.revision], before, after)


def live(life: list[tuple[int, str, str, int]]) -> tuple[WatchedWorld, dict[str, Raw]]:
    """Let authors write, send, pull, resolve and remove in any order, values coming back often."""
    world, create = empty_world(*PERSONS), first_create(PERSONS[0])
    deliver(world, [create])
    raws = {create["id"]: create}
    authors = [Author(person, create["content"], create["id"]) for person in PHONES]
    outboxes: list[list[Raw]] = [[] for _ in PERSONS]
    for number, (who, act, place, value) in enumerate(life):
        author, outbox, own_id = authors[who], outboxes[who], id_of(100 + number)
        if act == "send":
            deliver(world, outbox[: value + 1])
            del outbox[: value + 1]
        elif act == "pull":
            author.pull(world.heads[RECORD], outbox)
        else:
            raws[own_id] = act_of(author, act, own_id, place, value, world.heads[RECORD])
            outbox.append(raws[own_id])
    for outbox in outboxes:
        deliver(world, outbox)
    return world, raws


def act_of(author: Author, act: str, own_id: str, place: str, value: int, head: Head) -> Raw:
    if act == "note":
        return author.note(own_id)
    if act == "remove":
        return author.remove(own_id)
    if act == "restore":
        made = mutation(own_id, author.person, "resolve", base=author.base)
        author.base = own_id
        return {**made, "content": {"removed": None}, "was": {"removed": was_hash("nhầm")}}
    if act == "clear" and not place.startswith(ITEM_LIST):
        return author.edit(own_id, place, None)
    made = author.edit(
        own_id, place, value_at(place, value), "edit" if act == "edit" else "resolve"
    )
    if act == "resolve all":
        made["target"] = [one["revision"] for one in head.siblings]
    return made


def assert_step(world: WatchedWorld, raw: Raw, before: Head, after: Head) -> None:
    """Hold one revising act to the rules of merge, place by place."""
    written = places_of(raw) if raw["act"] in ("edit", "resolve") else []
    for place in PLACES:
        old, new = at_place(before.content, place), at_place(after.content, place)
        if old != new:
            name, _, item_id = place.partition("/")
            seen = raw["was"][name][item_id] if item_id else raw["was"][name]
            assert was_hash(old) == seen
            assert before.removed is None or after.removed is None
        if place in written:
            wanted = at_place(raw["content"], place)
            own = [one for one in after.siblings if one["revision"] == raw["id"]]
            assert new == wanted or [o["value"] for o in own if o["field"] == place] == [wanted]
    kept = {(one["revision"], one["field"]) for one in after.siblings}
    for one in before.siblings:
        if (one["revision"], one["field"]) not in kept:
            assert_may_drop(world, raw, one)


def assert_may_drop(world: WatchedWorld, raw: Raw, dropped: Mapping[str, Any]) -> None:
    """A sibling goes when its author replaced it on the same chain, or a resolve saw it."""
    chain, step = set(), raw["base"]
    while step is not None:
        chain.add(step)
        step = world.chain[step][0]
    is_own = dropped["person"] == raw["person"] and dropped["revision"] in chain
    stood_at_base = world.position(dropped["revision"]) <= world.position(raw["base"] or "")
    was_seen = dropped["revision"] in (raw["target"] or ()) or (
        raw["target"] is None and stood_at_base
    )
    is_removal = raw["act"] == "remove" and dropped["field"] == "removed"
    assert is_own or is_removal or (raw["act"] == "resolve" and was_seen)
