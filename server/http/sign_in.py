"""Signing in and out: by six digits or QR on a phone, by user name and password at a desk."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from flask import Response, after_this_request, request
from flask_smorest import Blueprint
from marshmallow import Schema, fields, validate
from sqlalchemy.orm import Session

from server.db import in_transaction
from server.errors import Problem
from server.http import parts
from server.http.access import COOKIE, caller, open_to_all, refuse_other_origins
from server.http.texts import UUID, Line, Text
from server.models import Account
from server.services import keys, passwords, rate_limits, sign_in, tokens
from server.services.devices import Install
from server.services.posts import list_posts
from server.services.rate_limits import Counter, Limit, address_subject, counter

T = TypeVar("T")

blueprint = Blueprint("sign_in", __name__, url_prefix="/api", description="Sign in and out")


class InstallSchema(Schema):
    """What every sign-in says of the installation."""

    install_id = fields.String(required=True, validate=UUID)
    label = Line(longest=100, load_default="")


class CodeSchema(InstallSchema):
    """Six digits from a slip of paper."""

    code = fields.String(required=True, validate=validate.Regexp(r"[0-9]{6}\Z"))


class LinkSchema(InstallSchema):
    """The secret of a QR: 128 bits as base64url."""

    secret = fields.String(required=True, validate=validate.Regexp(r"[A-Za-z0-9_-]{22}\Z"))


class PasswordSchema(InstallSchema):
    """An officer's user name and password."""

    user_name = Line(longest=60, shortest=1, required=True)
    password = Text(longest=passwords.LONGEST, shortest=1, required=True)


class AccountSchema(Schema):
    """Who one is."""

    id = fields.String()
    name = fields.String()


class CommuneSchema(Schema):
    """One commune of the person, with the post there."""

    id = fields.String()
    name = fields.String()
    post = fields.String()


class MeSchema(Schema):
    """Who is signed in, on which device."""

    account = fields.Nested(AccountSchema)
    device_id = fields.String()
    communes = fields.List(fields.Nested(CommuneSchema))


class SignedInSchema(MeSchema):
    """The same with the token, which is said once."""

    token = fields.String()


@blueprint.route("/sign-in/code", methods=["POST"])
@open_to_all
@blueprint.arguments(CodeSchema)
@blueprint.response(201, SignedInSchema)
def sign_in_by_code(body: dict[str, Any]) -> dict[str, Any]:
    """Sign a phone in with six digits, once."""
    key, code, install = _code_key(), body["code"], _install(body)
    wrong = counter(key, rate_limits.WRONG_CODES)
    by_value = counter(key, rate_limits.CODE_VALUE, code)
    _count([_by_address(key, rate_limits.CODE_ADDRESS), wrong, by_value])

    def work(session: Session) -> sign_in.SignedIn:
        signed_in = sign_in.by_code(
            session, parts().outside, key, code, install, is_demo=parts().config.demo
        )
        # A right code is used up by itself; a demo's is right for every visitor.
        rate_limits.give_back(session, [wrong, by_value])
        return signed_in

    return _as_answer(_write(work), with_token=True)


@blueprint.route("/sign-in/link", methods=["POST"])
@open_to_all
@blueprint.arguments(LinkSchema)
@blueprint.response(201, SignedInSchema)
def sign_in_by_link(body: dict[str, Any]) -> dict[str, Any]:
    """Sign a phone in with the secret of its QR, once."""
    install = _install(body)
    _count([_by_address(_code_key(), rate_limits.CODE_ADDRESS)])
    signed_in = _write(
        lambda session: sign_in.by_link(
            session, parts().outside, body["secret"], install, is_demo=parts().config.demo
        )
    )
    return _as_answer(signed_in, with_token=True)


@blueprint.route("/sign-in/password", methods=["POST"])
@open_to_all
@blueprint.arguments(PasswordSchema)
@blueprint.response(201, MeSchema)
def sign_in_by_password(body: dict[str, Any]) -> dict[str, Any]:
    """Sign an office browser in; the token goes into a cookie that no script can read."""
    refuse_other_origins()  # else another site could sign the browser in as somebody else
    key, name = _code_key(), body["user_name"].strip().lower()
    by_user = counter(key, rate_limits.PASSWORD_USER, name)
    _count([_by_address(key, rate_limits.PASSWORD_ADDRESS), by_user])
    known = _check_password(name, body["password"])

    def work(session: Session) -> sign_in.SignedIn:
        rate_limits.give_back(session, [by_user])
        return sign_in.by_checked_password(session, parts().outside, known, _install(body))

    signed_in = _write(work)
    _set_cookie(signed_in.token)
    return _as_answer(signed_in, with_token=False)


@blueprint.route("/sign-out", methods=["POST"])
@blueprint.response(204)
def sign_out() -> None:
    """End the token that was shown; a phone wipes itself only after its outbox is empty."""
    now = parts().outside.now()
    _write(lambda session: tokens.revoke_token(session, caller().token_hash, now))

    @after_this_request
    def _forget(response: Response) -> Response:
        response.delete_cookie(
            COOKIE, path="/", secure=parts().config.is_https, httponly=True, samesite="Strict"
        )
        return response


@blueprint.route("/me")
@blueprint.response(200, MeSchema)
def show_me() -> dict[str, Any]:
    """Say who is signed in, and in which communes with which post."""

    def work(session: Session) -> dict[str, Any]:
        account = session.get_one(Account, caller().account_id)
        return {
            "account": {"id": account.id, "name": account.name},
            "device_id": caller().device_id,
            "communes": list_posts(session, account.id),
        }

    return in_transaction(work, parts().outside.sleep, write=False)


def _write(work: Callable[[Session], T]) -> T:
    return in_transaction(work, parts().outside.sleep, write=True)


def _code_key() -> bytes:
    return keys.code_key(parts().config.instance_dir, parts().outside.random_bytes)


def _install(body: dict[str, Any]) -> Install:
    return Install(body["install_id"], body["label"].strip())


def _by_address(key: bytes, limit: Limit) -> Counter:
    return counter(key, limit, address_subject(request.remote_addr))


def _count(counters: Sequence[Counter]) -> None:
    """Count the try and commit; only then refuse what is over a limit."""
    now = parts().outside.now()
    wait_s = _write(lambda session: rate_limits.count_tries(session, counters, now))
    if wait_s:
        raise Problem("rate.limited", retry_after_s=wait_s)


def _check_password(user_name: str, password: str) -> sign_in.KnownPassword:
    """Check slowly, outside of any transaction, and as slowly for a name that nobody has."""
    known = in_transaction(
        lambda session: sign_in.read_password(session, user_name, is_demo=parts().config.demo),
        parts().outside.sleep,
        write=False,
    )
    is_right = passwords.is_right(known.password_hash if known else None, password)
    if known is None or not is_right:
        raise Problem("sign_in.wrong")
    return known


def _set_cookie(token: str) -> None:
    @after_this_request
    def _set(response: Response) -> Response:
        response.set_cookie(
            COOKIE,
            token,
            max_age=tokens.COOKIE_LASTS,
            path="/",
            secure=parts().config.is_https,
            httponly=True,
            samesite="Strict",
        )
        return response


def _as_answer(signed_in: sign_in.SignedIn, *, with_token: bool) -> dict[str, Any]:
    answer = {
        "account": {"id": signed_in.account_id, "name": signed_in.name},
        "device_id": signed_in.device_id,
        "communes": signed_in.communes,
    }
    return {**answer, "token": signed_in.token} if with_token else answer
