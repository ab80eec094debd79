"""What a phone of a shipped version relies on, as JSON that never changes once it is committed.

`python -m tests.kinds.fingerprint` writes the file of each kind's present version where none is
yet; it never overwrites one.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

from server.kinds import Field, Kind, load_kinds

SHIPPED: Final = Path(__file__).parent / "shipped"


def fingerprint(kind: Kind, version: int) -> dict[str, Any]:
    return {
        "kind": kind.id,
        "version": version,
        "stream": kind.stream,
        "day": kind.day,
        "open_without": kind.open_without,
        "fields": {one.name: _of(one, version) for one in kind.fields if one.is_known_at(version)},
    }


def broken_promises(shipped: dict[str, Any], present: dict[str, Any]) -> list[str]:
    """What a phone of the shipped version could no longer rely on; the rest may only grow."""
    kept = ("kind", "stream", "day", "open_without")
    broken = [f"{name} changed" for name in kept if shipped[name] != present[name]]
    return broken + _broken_fields(shipped["fields"], present["fields"], "")


def file_of(kind: Kind) -> Path:
    return SHIPPED / f"{kind.id}.{kind.version}.json"


def written(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


_LIMITS_UP: Final = ("max", "max_length", "max_items")
_KEPT: Final = ("type", "ref", "key", "unit", "absent_means")


def _of(field: Field, version: int) -> dict[str, Any]:
    parts: dict[str, Any] = {
        "type": field.type,
        "ref": field.ref,
        "key": field.key,
        "unit": field.unit.en if field.unit else None,
        "absent_means": field.absent_means,
        "min": field.min,
        "max": field.max,
        "max_length": field.max_length,
        "max_items": field.max_items,
        "choices": sorted(one.code for one in field.choices if one.since <= version),
        "fields": {one.name: _of(one, version) for one in field.fields if one.is_known_at(version)},
    }
    return {name: value for name, value in parts.items() if value not in (None, [], {})}


def _broken_fields(shipped: dict[str, Any], present: dict[str, Any], at: str) -> list[str]:
    broken: list[str] = []
    for name, old in shipped.items():
        new = present.get(name)
        broken += [f"{at}{name} is gone"] if new is None else _broken(old, new, f"{at}{name}")
    return broken


def _broken(old: dict[str, Any], new: dict[str, Any], at: str) -> list[str]:
    broken = [f"{at}: {key} changed" for key in _KEPT if old.get(key) != new.get(key)]
    broken += [f"{at}: {key} shrank" for key in _LIMITS_UP if old.get(key, 0) > new.get(key, 0)]
    broken += [f"{at}: min rose"] if old.get("min", 0) < new.get("min", 0) else []
    lost = set(old.get("choices", [])) - set(new.get("choices", []))
    broken += [f"{at}: choice {code} is gone" for code in sorted(lost)]
    return broken + _broken_fields(old.get("fields", {}), new.get("fields", {}), f"{at}.")


def ship() -> None:
    for kind in load_kinds().values():
        path = file_of(kind)
        if not path.exists():
            path.write_text(written(fingerprint(kind, kind.version)), encoding="utf-8")


if __name__ == "__main__":
    ship()
