"""Reads one JSON object of a kind file strictly: every key is asked for once, none is left over.

A kind file is refused whole, by BadKind, which names the file, the place in it and what is wrong.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Final, NoReturn, TypeVar

from server.kinds.kind import Labels

NAME: Final = re.compile(r"[a-z][a-z0-9_]{0,39}")
CODE: Final = re.compile(r"[a-z0-9][a-z0-9_]{0,59}")
LABEL_CHARACTERS_MAX: Final = 200

T = TypeVar("T")
MISSING: Final[Any] = object()


class BadKind(Exception):
    """A kind file that may not be used; raised at start, never for what a phone sends."""

    def __init__(self, file: str, where: str, reason: str) -> None:
        super().__init__(f"{file}: {where or 'top'}: {reason}")
        self.file = file
        self.where = where
        self.reason = reason


class Node:
    """A JSON object and where it stands; `end` refuses keys that nobody asked for."""

    def __init__(self, value: object, file: str, where: str = "") -> None:
        self.file = file
        self.where = where
        if not isinstance(value, dict):
            self.refuse(f"is {_kind_of(value)}, must be an object")
        self._left: dict[str, object] = dict(value)

    def refuse(self, reason: str, key: str = "") -> NoReturn:
        raise BadKind(self.file, ".".join(part for part in (self.where, key) if part), reason)

    def end(self) -> None:
        if self._left:
            self.refuse("is not a key that is known here", sorted(self._left)[0])

    def named(self, where: str) -> Node:
        """The same object, called by a better name in messages (a field's own, not its index)."""
        self.where = where
        return self

    def has(self, key: str) -> bool:
        return key in self._left

    def fits(
        self,
        made: object,
        how: str,
        needs: frozenset[str],
        may: frozenset[str],
        among: frozenset[str],
    ) -> None:
        """Refuses a made part that lacks a key which `how` needs, or has one of `among` idly."""
        for key in sorted(among):
            value = getattr(made, key)
            is_there = value is not None and value is not False and value != ()
            if key in needs and not is_there:
                self.refuse(f"is missing; {how} needs it", key)
            if is_there and key not in needs | may:
                self.refuse(f"has no meaning for {how}", key)

    def text(self, key: str, default: Any = MISSING) -> Any:
        value = self._take(key, str, default)
        if value is not default and not value.strip():
            self.refuse("is empty", key)
        return value

    def name(self, key: str, pattern: re.Pattern[str] = NAME) -> str:
        value: str = self.text(key)
        if not pattern.fullmatch(value):
            self.refuse(f"is {value!r}, must match {pattern.pattern}", key)
        return value

    def one_of(self, key: str, allowed: Iterable[str], default: Any = MISSING) -> Any:
        value = self.text(key, default)
        if value is not default and value not in (known := sorted(allowed)):
            self.refuse(f"is {value!r}, must be one of {', '.join(known)}", key)
        return value

    def number(self, key: str, default: Any = MISSING, least: int | None = None) -> Any:
        value = self._take(key, int, default)
        if value is not default and value is not None and least is not None and value < least:
            self.refuse(f"is {value}, must be at least {least}", key)
        return value

    def days(self, key: str, inherited: int | None) -> int | None:
        """Retention in days: a number from 1 to 3653 (ten years), null for as long as it stands."""
        if key in self._left and self._left[key] is None:
            del self._left[key]
            return None
        value: int | None = self.number(key, inherited, least=1)
        if value is not None and value > 3653:
            self.refuse(f"is {value}, must be at most 3653", key)
        return value

    def flag(self, key: str, default: bool = False) -> bool:
        return bool(self._take(key, bool, default))

    def scalar(self, key: str) -> str | int | bool | None:
        value = self._left.pop(key, None)
        if value is not None and not isinstance(value, str | int | bool):
            self.refuse(f"is {_kind_of(value)}, must be a text, a whole number or true/false", key)
        return value

    def labels(self, key: str, default: Any = MISSING) -> Any:
        """Texts in both languages, none empty, in Latin letters without hidden characters."""
        node = self.node(key, default)
        if not isinstance(node, Node):
            return default
        made = Labels(vi=node.text("vi"), en=node.text("en"))
        node.end()
        for language in ("vi", "en"):
            _refuse_odd_letters(node, language, getattr(made, language))
        return made

    def node(self, key: str, default: Any = MISSING) -> Any:
        value = self._take(key, dict, default)
        return default if value is default else Node(value, self.file, self._at(key))

    def nodes(self, key: str, default: Any = MISSING) -> list[Node]:
        items = self._take(key, list, default)
        return [Node(item, self.file, self._at(f"{key}[{i}]")) for i, item in enumerate(items)]

    def each(self, key: str, read: Callable[[Node], T], default: Any = MISSING) -> tuple[T, ...]:
        return tuple(read(node) for node in self.nodes(key, default))

    def names(self, key: str, default: Any = MISSING) -> Any:
        """A tuple of names, or the default where the key is absent and that is None."""
        items = self._take(key, list, default)
        if items is None:
            return None
        if not all(isinstance(item, str) for item in items) or len(set(items)) != len(items):
            self.refuse("must be a list of different names", key)
        return tuple(items)

    def values(self, key: str) -> tuple[str | bool, ...]:
        items = self._take(key, list, [])
        if not all(isinstance(item, str | bool) for item in items):
            self.refuse("must be a list of codes or of true/false", key)
        return tuple(items)

    def _take(self, key: str, wanted: type, default: Any) -> Any:
        if key not in self._left:
            if default is MISSING:
                self.refuse("is missing", key)
            return default
        value = self._left.pop(key)
        if not isinstance(value, wanted) or (wanted is int and isinstance(value, bool)):
            self.refuse(f"is {_kind_of(value)}, must be {_ARTICLES[wanted]}", key)
        return value

    def _at(self, key: str) -> str:
        return f"{self.where}.{key}" if self.where else key


def read_json(path: Path) -> Node:
    """The file as a node; a doubled key, a NaN or a file that is not UTF-8 JSON is refused."""
    try:
        value = json.loads(
            path.read_text(encoding="utf-8"),
            object_pairs_hook=_without_doubles,
            parse_constant=_refuse_constant,
        )
    except ValueError as wrong:
        raise BadKind(path.name, "", f"is not strict JSON: {wrong}") from wrong
    return Node(value, path.name)


# What nearly every label is made of: ASCII and composed Latin letters.
_USUAL: Final = re.compile(r"[ -~À-ɏẠ-ỹ“”…]*")
_ARTICLES: Final = {
    str: "a text",
    int: "a whole number",
    bool: "true or false",
    dict: "an object",
    list: "a list",
}


def _kind_of(value: object) -> str:
    return "null" if value is None else _ARTICLES.get(type(value), "a number")


def _without_doubles(pairs: list[tuple[str, object]]) -> dict[str, object]:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise ValueError(f"a key stands twice among {[key for key, _ in pairs]}")
    return made


def _refuse_constant(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is not JSON")


def _refuse_odd_letters(node: Node, language: str, text: str) -> None:
    """A look-alike letter of another script or a hidden character would blind the red lines."""
    if len(text) > LABEL_CHARACTERS_MAX:
        node.refuse(f"has {len(text)} characters, at most {LABEL_CHARACTERS_MAX}", language)
    if _USUAL.fullmatch(text):
        return
    if text != unicodedata.normalize("NFC", text):
        node.refuse("is not NFC text", language)
    for character in text:
        category = unicodedata.category(character)
        is_foreign = category[0] == "L" and not unicodedata.name(character).startswith("LATIN ")
        if is_foreign or category in {"Cc", "Cf", "Co", "Cs", "Mn"}:
            node.refuse(f"holds U+{ord(character):04X}, only Latin letters are allowed", language)
