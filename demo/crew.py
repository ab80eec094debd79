"""The phones of the story: one reference phone a person, signed in through the app's own doors."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from flask import Flask

from demo.handset import CLOCKS_OFF, Handset
from demo.timeline import Timeline
from reference.blobs import Blobs
from reference.phone import Owner, Surroundings
from reference.transport import Http
from server.http import Parts
from server.http.access import CSRF_HEADER
from server.ids import hash_id


class StoryError(Exception):
    """The server or a phone did what the story does not allow for; the message says what."""


class Line:
    """What carries a phone's requests to the app; an office browser shows its cookie instead."""

    def __init__(self, app: Flask, *, by_cookie: bool) -> None:
        self._client = app.test_client(use_cookies=by_cookie)
        self._by_cookie = by_cookie

    def __call__(self, method: str, path: str, headers: Mapping[str, str], body: bytes) -> Http:
        sent = dict(headers)
        if self._by_cookie:
            sent.pop("Authorization", None)
            sent[CSRF_HEADER] = "1"
        response = self._client.open(path, method=method, headers=sent, data=body)
        return Http(response.status_code, dict(response.headers), response.data)

    def post(self, path: str, body: Mapping[str, Any], token: str = "") -> dict[str, Any]:
        """Post JSON and expect success. Raises StoryError otherwise."""
        headers = {CSRF_HEADER: "1", **({"Authorization": f"Bearer {token}"} if token else {})}
        response = self._client.post(path, json=dict(body), headers=headers)
        if response.status_code >= 400:
            raise StoryError(f"{path}: {response.status_code} {response.text}")
        answer: dict[str, Any] = response.get_json(silent=True) or {}
        return answer


class Crew:
    """Every phone and office browser, by the key of its person."""

    def __init__(self, app: Flask, time: Timeline) -> None:
        self._app, self._time = app, time
        self.phones: dict[str, Handset] = {}
        self._lines: dict[str, Line] = {}

    def join_by_code(self, key: str, code: str, label: str) -> None:
        """Sign a member's phone in."""
        line = Line(self._app, by_cookie=False)
        answer = line.post("/api/sign-in/code", {"code": code, **_install(key, label)})
        self._keep(key, line, answer, answer["token"])

    def join_by_password(self, key: str, password: str) -> None:
        """Sign an office browser in, again on every working day: its cookie lasts 12 hours."""
        line = self._lines.get(key) or Line(self._app, by_cookie=True)
        asked = {"user_name": key, "password": password, **_install(key, "Máy tính cơ quan")}
        answer = line.post("/api/sign-in/password", asked)
        if key not in self.phones:
            self._keep(key, line, answer, "")

    def send(self, key: str) -> Handset:
        """Let a phone exchange until nothing is left. Raises StoryError if it could not."""
        phone = self.phones[key]
        phone.sync()
        if phone.paused or phone.failures or phone.reports or phone.disk.stores["outbox"]:
            raise StoryError(f"{key}: paused={phone.paused} {phone.failures} {phone.reports}")
        blobs = Blobs(phone)
        if blobs.offer() < len(blobs.unsent()):
            raise StoryError(f"{key}: a photo was not taken")
        return phone

    def report(self, key: str) -> None:
        """Let a phone exchange, and tell how it is by that."""
        self.phones[key].is_reporting = True
        self.send(key)

    def leave(self) -> None:
        """Sign everybody out: tokens of seeded dice must not open anything."""
        for key, phone in self.phones.items():
            self._lines[key].post("/api/sign-out", {}, phone.owner.token)

    def _keep(self, key: str, line: Line, answer: Mapping[str, Any], token: str) -> None:
        parts: Parts = self._app.extensions["an_thon"]
        ahead = CLOCKS_OFF.get(key, timedelta())
        around = Surroundings(
            now=lambda: self._time.now() + ahead,
            new_id=self._time.new_id,
            chance=self._time.chance.random,
            send=line,
            item_keys=parts.kinds.item_keys,
        )
        commune_id = answer["communes"][0]["id"]
        self._lines[key] = line
        self.phones[key] = Handset(Owner(commune_id, answer["account"]["id"], token), around)


def _install(key: str, label: str) -> dict[str, str]:
    return {"install_id": hash_id("demo install", key), "label": label}
