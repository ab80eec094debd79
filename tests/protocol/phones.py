"""Reference phones on a line to the app; the line can be cut, cheated or held."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from flask.testing import FlaskClient

from reference.disk import Disk
from reference.phone import Owner, Phone, Surroundings
from reference.transport import Http, NoAnswerError
from tests.cast import Cast

Fault = Callable[["Line", Callable[[], Http]], Http]


@dataclass
class Line:
    """The network between one phone and the app. Each fault of `faults` befalls one exchange."""

    client: FlaskClient
    faults: list[Fault] = field(default_factory=list)
    sent: int = 0

    def send(self, method: str, path: str, headers: Mapping[str, str], body: bytes) -> Http:
        """Carry one request, through the next fault if there is one."""
        self.sent += 1

        def carry() -> Http:
            answer = self.client.open(path, method=method, headers=dict(headers), data=body)
            return Http(answer.status_code, dict(answer.headers), answer.get_data())

        return self.faults.pop(0)(self, carry) if self.faults else carry()


def lose_request(_line: Line, _carry: Callable[[], Http]) -> Http:
    """The request never arrives."""
    raise NoAnswerError("lost")


def lose_reply(_line: Line, carry: Callable[[], Http]) -> Http:
    """The server commits, its answer is lost."""
    carry()
    raise NoAnswerError("lost")


def cut_reply(_line: Line, carry: Callable[[], Http]) -> Http:
    """Half of the answer arrives."""
    answer = carry()
    return Http(answer.status, answer.headers, answer.body[: len(answer.body) // 2])


def strip_headers(_line: Line, carry: Callable[[], Http]) -> Http:
    """A proxy takes our headers away."""
    answer = carry()
    kept = {name: text for name, text in answer.headers.items() if "an-thon" not in name.lower()}
    return Http(answer.status, kept, answer.body)


def show_portal(_line: Line, _carry: Callable[[], Http]) -> Http:
    """A portal answers 200 with a page of its own."""
    return Http(200, {"Content-Type": "text/html"}, b"<html>Wi-Fi</html>")


def forbid_by_portal(_line: Line, _carry: Callable[[], Http]) -> Http:
    """A portal answers 403 with JSON of its own."""
    return Http(403, {"Content-Type": "application/json"}, b'{"code":"wipe"}')


def open_phone(cast: Cast, who: str, disk: Disk | None = None) -> tuple[Phone, Line]:
    """Give a phone of a person of the cast, new or on a disk that there is already."""
    line = Line(cast.app.test_client())
    outside = cast.parts.outside
    around = Surroundings(outside.now, cast.id, lambda: 0.5, line.send, cast.parts.kinds.item_keys)
    owner = Owner(cast.commune_id, cast.people[who], cast.tokens[who])
    phone = Phone(owner, around) if disk is None else Phone(owner, around, disk)
    return phone, line


def start_patrol(cast: Cast, phone: Phone, **content: Any) -> dict[str, Any]:
    """Save a patrol on the phone and give its create."""
    content = {"started_at": "2026-11-19T22:00:00+07:00", **content}
    return phone.act("create", cast.id(), stream=cast.log(), kind="patrol", content=content)
