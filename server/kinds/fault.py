"""What is wrong with the inside of a mutation."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """`code` is BAD_DATA or BAD_VERSION; `field` a path as `findings.2.description`, None for the
    whole; `detail` one English sentence that names the value and the limit."""

    code: str
    field: str | None
    detail: str
