"""Who is calling: strangers are refused here, in one place, unless a door says it is open.

A phone shows a bearer token, an office browser a cookie. Whatever a cookie may change needs
two more things that another site can't give: our own header, and an origin that is ours.
"""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask, current_app, g, request
from flask.typing import ResponseReturnValue

from server.db import in_snapshot
from server.errors import Problem
from server.http import parts
from server.ids import is_id
from server.services.tokens import Caller, find_caller

COOKIE = "an_thon_session"
CSRF_HEADER = "An-Thon-Request"
SAFE_METHODS = ("GET", "HEAD", "OPTIONS")
View = TypeVar("View", bound=Callable[..., ResponseReturnValue])


def open_to_all(view: View) -> View:
    """Mark a view that needs no sign-in."""
    view.is_open_to_all = True  # type: ignore[attr-defined]
    return view


def refuse_strangers(app: Flask) -> None:
    """Let nobody pass without a valid token, but to the doors marked open."""
    app.before_request(_check)


def caller() -> Caller:
    """Give the one who is calling; only in doors that are not open to all."""
    found: Caller = g.caller
    return found


def _check() -> None:
    view: Any = current_app.view_functions.get(request.endpoint or "")
    if view is None or request.method == "OPTIONS" or _is_open(view):
        return
    text, by_cookie = _shown_token()
    us = parts()
    g.caller = in_snapshot(
        lambda driver: find_caller(driver, text, us.outside.now(), demo=us.config.demo),
        us.outside.sleep,
        single=True,
    )
    if g.caller.by_cookie != by_cookie:
        raise Problem("sign_in.needed")
    if by_cookie and request.method not in SAFE_METHODS:
        refuse_other_origins()
    _refuse_odd_ids()


def _refuse_odd_ids() -> None:
    """An id in an address that is none names nothing; a database may choke on it (NUL)."""
    for name, value in (request.view_args or {}).items():
        if name.endswith("_id") and not is_id(value):
            raise Problem("request.not_found")


def _is_open(view: Any) -> bool:
    if getattr(view, "is_open_to_all", False):
        return True
    name = "get" if request.method == "HEAD" else request.method.lower()
    method = getattr(getattr(view, "view_class", None), name, None)
    return getattr(method, "is_open_to_all", False)


def _shown_token() -> tuple[str, bool]:
    scheme, _, text = request.headers.get("Authorization", "").partition(" ")
    if scheme == "Bearer" and text:
        return text, False
    cookie = request.cookies.get(COOKIE, "")
    if not cookie:
        raise Problem("sign_in.needed")
    return cookie, True


def refuse_other_origins() -> None:
    """Refuse a request that a page of another site could have caused."""
    origin = request.headers.get("Origin")
    site = request.headers.get("Sec-Fetch-Site", "same-origin")
    ours = parts().config.public_url or request.host_url.rstrip("/")
    if CSRF_HEADER not in request.headers:
        raise Problem("request.origin", header=CSRF_HEADER)
    if site not in ("same-origin", "none") or origin not in (None, ours):
        raise Problem("request.origin", origin=origin, expected=ours)
