"""Short words for the scenes: who writes what, and who talks to the server."""

from collections.abc import Callable
from typing import Any

from server.models import Record
from tests.simulator.handset import Handset
from tests.simulator.runner import look
from tests.simulator.world import World

Story = Callable[[World], None]


def patrol(world: World, handset: Handset, group: str = "dong", **content: Any) -> str:
    """Begin a patrol and give its record's id."""
    record_id = world.new_id()
    start_patrol(world, handset, record_id, group, **content)
    return record_id


def start_patrol(
    world: World, handset: Handset, record_id: str, group: str = "dong", **content: Any
) -> dict[str, Any]:
    """Save the create of a patrol."""
    content = {"started_at": "2026-11-19T22:00:00+07:00", **content}
    stream = world.cast.log(group)
    return act(world, handset, "create", record_id, stream=stream, kind="patrol", content=content)


def act(world: World, handset: Handset, word: str, record_id: str, **parts: Any) -> dict[str, Any]:
    """Save one act on what the handset shows, and give the mutation."""
    mutation = handset.phone.mutation(word, record_id, **parts)
    world.save(handset, mutation)
    return mutation


def edit(world: World, handset: Handset, record_id: str, **content: Any) -> dict[str, Any]:
    """Save an edit of what the handset shows."""
    return act(world, handset, "edit", record_id, content=content)


def note(world: World, handset: Handset, record_id: str, **parts: Any) -> dict[str, Any]:
    """Save a remark."""
    content = {"type": "remark", "text": "đã xem"}
    return act(world, handset, "note", record_id, content=content, **parts)


def release(world: World, desk: Handset, target: str, word: str = "release") -> dict[str, Any]:
    """Let the desk release or close a held mutation."""
    content = {"reason": "không rõ"} if word == "close" else {}
    return act(
        world, desk, word, target, target=target, stream="desk", kind="held", content=content
    )


def talk(world: World, *handsets: Handset, fault: str | None = None, times: int = 1) -> None:
    """Let phones exchange, one after the other."""
    for handset in handsets:
        for _ in range(times):
            world.exchange(handset, fault)
            look(world)
    world.server.advance(minutes=1)


def see(world: World, record_id: str, *handsets: Handset, rounds: int = 4) -> None:
    """Let phones exchange, one after the other, until they all have the record's row."""
    for _ in range(rounds):
        for handset in handsets:
            if record_id not in handset.stores["shown"]:
                talk(world, handset)


def talk_all(world: World, times: int = 2) -> None:
    """Let every phone exchange, round after round."""
    for _ in range(times):
        talk(world, *world.handsets)


def orphans(world: World, handset: Handset, count: int = 3) -> tuple[dict[str, Any], list[Any]]:
    """Save edits that build on a create which this phone never had; give it and them."""
    record_id = world.new_id()
    content = {"started_at": "2026-11-18T22:00:00+07:00"}
    stream = world.cast.log()
    base = handset.phone.mutation(
        "create", record_id, stream=stream, kind="patrol", content=content
    )
    chain, last = [], base
    for number in range(count):
        fields = {"extra_people_count": number, "handover_text": f"lần {number}"}
        made = handset.phone.mutation(
            "edit", record_id, stream=stream, kind="patrol", content=fields, base=last["id"]
        )
        world.save(handset, made)
        chain.append(made)
        last = made
    return base, chain


def leave(world: World, desk: Handset, who: str, **content: Any) -> None:
    """Let the desk change a member's record: by default he leaves."""
    edit(world, desk, world.cast.members[who], **(content or {"status": "da_nghi"}))
    world.happened["rights_changed"] += 1


def move(world: World, desk: Handset, record_id: str, group: str) -> dict[str, Any]:
    """Let the desk move a record to another group's log."""
    world.happened["record_moved"] += 1
    return act(world, desk, "move", record_id, content={"stream": world.cast.log(group)})


def settle(world: World, who: str = "chief", **content: Any) -> None:
    """Let the chief change the commune's settings."""
    chief = world.hand(who)
    edit(world, chief, world.cast.commune_id, **content)
    talk(world, chief, times=2)


def stream_of(world: World, record_id: str) -> str:
    """Give the stream in which the server has the record."""
    return str(world.server.known(Record)[record_id].stream)
