"""The doors: thin, one blueprint a file. They parse, call a service or the engine, and answer."""

from dataclasses import dataclass, field
from threading import Lock
from typing import cast

from flask import current_app
from flask_smorest import Blueprint

from server.config import Config
from server.kinds import Kinds
from server.outside import Outside


@dataclass(frozen=True)
class Parts:
    """What every door and command may need of this server.

    `computing`: held by who computes much. Python's threads compute one after another anyhow; in
    slices, the one that holds the database's lock would wait for the others at each statement.
    """

    config: Config
    outside: Outside
    kinds: Kinds
    computing: Lock = field(default_factory=Lock)


def parts() -> Parts:
    """Give the parts of the app that is serving now."""
    return cast(Parts, current_app.extensions["an_thon"])


def blueprints() -> list[Blueprint]:
    """Every door, in the order of the API's page."""
    from server.http import (
        api_page,
        blobs,
        communes,
        demo,
        devices,
        figures,
        health,
        home,
        kinds,
        people,
        records,
        sign_in,
        sync,
    )

    return [
        module.blueprint
        for module in (
            health,
            home,
            api_page,
            demo,
            kinds,
            sign_in,
            sync,
            records,
            blobs,
            people,
            devices,
            communes,
            figures,
        )
    ]
