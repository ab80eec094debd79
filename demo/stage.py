"""What every scene of the story stands on: the commune, its ids, its phones and its time."""

from collections import defaultdict
from datetime import date, datetime, timedelta
from functools import partial
from random import Random
from typing import Any

from flask import Flask

from demo.crew import Crew, StoryError
from demo.people import MEDIATION, Cast, Group, Person
from demo.timeline import Timeline
from reference.blobs import Blobs
from reference.phone import Phone


class Stage:
    """The commune as the scenes know it. `ids`: of directory records, by (kind, key)."""

    def __init__(self, app: Flask, time: Timeline, cast: Cast, days: tuple[date, date]) -> None:
        self.app, self.time, self.cast = app, time, cast
        self.first_day, self.last_day = days
        self.crew = Crew(app, time)
        self.commune_id = ""
        self.ids: dict[tuple[str, str], str] = {}
        self._busy: defaultdict[date, set[str]] = defaultdict(set)
        self._sends: dict[tuple[str, date], datetime] = {}

    @property
    def chance(self) -> Random:
        """Give the dice of the plot."""
        return self.time.chance

    def happens(self, percent: float) -> bool:
        """Roll: true in so many of a hundred cases."""
        return self.chance.random() * 100 < percent

    def new_id(self, kind: str, key: str) -> str:
        """Make and remember the id of a directory record."""
        self.ids[kind, key] = self.time.new_id()
        return self.ids[kind, key]

    def member_id(self, group: Group, person: Person) -> str:
        """Give the id of a person's place in a group."""
        return self.ids["member", f"{group.key}|{person.key}"]

    def stream(self, group: Group) -> str:
        """Give the stream that the group writes to."""
        name = "mediation" if group.group_type == MEDIATION else "log"
        return f"{name}:{self.ids['group', group.key]}"

    def group_of(self, stream: str) -> Group:
        """Give the group that a stream belongs to."""
        return next(group for group in self.cast.groups if self.stream(group) == stream)

    def phone(self, person: Person) -> Phone:
        """Give a person's phone."""
        return self.crew.phones[person.key]

    def create(
        self, person: Person, group: Group, kind: str, content: dict[str, Any], *photos: bytes
    ) -> str:
        """Let a person log a new record in the group's book; give its id."""
        record_id = self.time.new_id()
        phone, stream = self.phone(person), self.stream(group)
        mutation = phone.mutation("create", record_id, kind=kind, stream=stream, content=content)
        Blobs(phone).save(mutation, *photos)
        return record_id

    def edit(self, person: Person, record_id: str, content: dict[str, Any], *photos: bytes) -> None:
        """Let a person change a record that his phone shows. Raises StoryError for another."""
        phone = self.phone(person)
        mutation = phone.mutation("edit", record_id, content=content)
        if mutation["kind"] is None:
            raise StoryError(f"{person.key} edits {record_id}, which his phone does not show")
        Blobs(phone).save(mutation, *photos)

    def send_at(self, key: str, moment: datetime) -> None:
        """Let a phone find coverage then; a later time of the same day will do as well."""
        if self._sends.get((key, moment.date()), self.time.now()) < moment:
            self._sends[key, moment.date()] = moment
            self.time.at(moment, partial(self.crew.send, key))

    def is_silent(self, group: Group, day: date) -> bool:
        """Say whether nothing is heard of the group that day, as it is not since a while."""
        return day > self.last_day - timedelta(days=group.silent_days)

    def take(self, people: list[Person], count: int, day: date) -> list[Person]:
        """Choose people who are not out with another group that night, in the group's order."""
        free = [one for one in people if one.key not in self._busy[day]]
        chosen = self.chance.sample(free, min(count, len(free)))
        self._busy[day] |= {one.key for one in chosen}
        return sorted(chosen, key=people.index)
