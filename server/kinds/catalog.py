"""All kinds of one program, ready to judge content: checks are built once, at start.

`Kinds` is what the engine is handed: it checks, it names item keys, it tells the day and the
state of a record, and it never raises for what a phone sends.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import asdict
from datetime import timedelta, timezone
from types import MappingProxyType
from typing import Any, Final

from server.kinds import values
from server.kinds.fault import Fault
from server.kinds.kind import Kind
from server.kinds.schema import Checks, build, first_fault

VIETNAM: Final = timezone(timedelta(hours=7))
_OURS: Final = "+07:00"
_NONE: Final[Mapping[str, str]] = MappingProxyType({})


class Kinds(Mapping[str, Kind]):
    """Every kind by its id; immutable."""

    def __init__(self, kinds: Mapping[str, Kind]) -> None:
        self._kinds: Final = MappingProxyType(dict(kinds))
        self._item_keys: Final = {kind.id: _item_keys(kind) for kind in kinds.values()}
        self._checks: Final[Mapping[tuple[str, int], Checks]] = {
            (kind.id, version): build(kind.fields, version)
            for kind in kinds.values()
            for version in range(1, kind.version + 1)
        }

    def __getitem__(self, kind: str) -> Kind:
        return self._kinds[kind]

    def __iter__(self) -> Iterator[str]:
        return iter(self._kinds)

    def __len__(self) -> int:
        return len(self._kinds)

    def check(self, kind: str, version: object, content: object) -> Fault | None:
        """What is wrong with the content of a create, edit or resolve, or None.

        The content is partial and null clears a field. Required fields and rules across fields are
        the form's and the desk's to see, so that a half-filled record is still received.
        """
        known = self._known(kind)
        if known is None:
            return Fault("BAD_DATA", "kind", f"kind is {values.shown(kind)}, which does not exist.")
        checks = self._checks.get((kind, version)) if type(version) is int else None
        if checks is None:
            seen = f"kind_version is {values.shown(version)}"
            allowed = f"{kind} is known from 1 to {known.version}"
            return Fault("BAD_VERSION", "kind_version", f"{seen}; {allowed}.")
        return first_fault(checks, content)

    def stream_type(self, kind: str) -> str | None:
        known = self._known(kind)
        return known.stream if known else None

    def item_keys(self, kind: str) -> Mapping[str, str]:
        """The item lists of the kind, each with its key field."""
        return self._item_keys.get(kind, _NONE)

    def occurred_on(self, kind: str, content: object) -> str | None:
        """The ISO date, in Vietnam, of the day the record counts on; None without a good one."""
        known = self._known(kind)
        value = _value(content, known.day if known else None)
        if (
            isinstance(value, str)
            and value.endswith(_OURS)
            and values.USUAL_MOMENT.fullmatch(value)
        ):
            return value[:10]
        if (moment := values.read_moment(value)) is not None:
            return moment.astimezone(VIETNAM).date().isoformat()
        day = values.read_day(value)
        return day.isoformat() if day else None

    def is_open(self, kind: str, content: object) -> bool:
        """True while the record still goes on, as a patrol without an end."""
        known = self._known(kind)
        if known is None or known.open_without is None:
            return False
        return _value(content, known.open_without) is None

    def locks(self, kind: str, names: Collection[str]) -> bool:
        """True when a closed period freezes one of these fields: a register lives on."""
        known = self._known(kind)
        if known is None or known.locked_fields is None:
            return True
        return not set(names).isdisjoint(known.locked_fields)

    def state(self, kind: str, content: object) -> str:
        """The one word that a stub carries."""
        return "open" if self.is_open(kind, content) else "done"

    def wire(self) -> dict[str, Any]:
        """All kinds as JSON for the phone, written as their files are, with defaults filled in."""
        kinds = {kind.id: asdict(kind, dict_factory=_said) for kind in self._kinds.values()}
        return {"kinds": kinds}

    def _known(self, kind: object) -> Kind | None:
        return self._kinds.get(kind) if isinstance(kind, str) else None


def _value(content: object, name: str | None) -> object:
    return content.get(name) if name is not None and isinstance(content, Mapping) else None


def _item_keys(kind: Kind) -> Mapping[str, str]:
    return MappingProxyType({one.name: one.key for one in kind.fields if one.key is not None})


def _said(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """What a part says, under the names of the kind file: nothing null, nothing empty."""
    said = {name: value for name, value in pairs if value is not None and value != ()}
    if "any_of" in said:
        said["in"] = said.pop("any_of")
    return said
