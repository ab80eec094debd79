"""Real invitations of the demo's server, and what its desk does to phones, past its doors."""

from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Page, expect
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from demo.people import raise_cast
from server.models import Account, Commune, Device, Token
from server.outside import Outside
from server.services import invitations, keys, members
from tests.browser.app_server import WAIT_MS, AppServer

NOTICE = "Sổ này ghi gì, giữ ở đâu"
HUNG, BAY, LAN = (raise_cast().people[f"Sơn Quả 2/{number}"].name for number in range(3))


@dataclass(frozen=True)
class Paper:
    """What stands on a paper: six digits and the link's secret."""

    code: str
    secret: str


def invite(server: AppServer, name: str) -> Paper:
    """Invite somebody of the demo, for one sign-in."""

    def work(session: Session) -> Paper:
        places = members.members_of_account(
            session, only_commune(session), account_of(session, name)
        )
        return invite_member(server, session, places[0].id)

    paper: Paper = server.operate(work)
    return paper


def invite_somebody_called(server: AppServer, word: str) -> Paper:
    """Invite a member who wishes to be addressed by this word, and has no account yet."""

    def work(session: Session) -> Paper:
        known = members.list_contents(session, only_commune(session), "member")
        return invite_member(
            server,
            session,
            next(
                member_id
                for member_id, content in sorted(known.items())
                if content.get("called_as") == word
                and content.get("account")
                and content.get("status") != "da_nghi"
            ),
        )

    paper: Paper = server.operate(work)
    return paper


def invite_member(server: AppServer, session: Session, member_id: str) -> Paper:
    """Invite by the member's record."""
    outside = Outside(now=server.now)
    key = keys.code_key(server.config.instance_dir, outside.random_bytes)
    commune_id = only_commune(session)
    made = invitations.invite(session, outside, key, commune_id, member_id, invited_by=None)
    return Paper(made.code, made.secret)


def only_commune(session: Session) -> str:
    """The demo's commune."""
    return session.scalars(select(Commune.id)).one()


def account_of(session: Session, name: str) -> str:
    """The account of somebody of the demo."""
    return session.scalars(select(Account.id).where(Account.name == name)).one()


def set_phones(server: AppServer, name: str, state: str) -> None:
    """Put every phone of somebody into a state, as the desk does."""

    def work(session: Session) -> Any:
        whose = Device.account_id == account_of(session, name)
        session.execute(update(Device).where(whose).values(state=state))

    server.operate(work)


def revoke_tokens(server: AppServer, name: str) -> None:
    """End every sign-in of somebody."""

    def work(session: Session) -> Any:
        whose = Token.account_id == account_of(session, name)
        session.execute(update(Token).where(whose).values(revoked_at=server.now()))

    server.operate(work)


def type_code(page: Page, code: str) -> None:
    """Type six digits on the app's own keypad and press on."""
    clear = page.get_by_role("button", name="Xóa hết")
    if not clear.is_visible():
        page.get_by_role("button", name="Gõ mã 6 số").click()
    clear.click()
    for digit in code:
        page.get_by_role("button", name=digit, exact=True).click()
    page.get_by_role("button", name="Vào sổ").click()


def agree(page: Page) -> None:
    """Say yes to the privacy notice, and wait for the book."""
    expect(page.get_by_role("heading", name=NOTICE)).to_be_visible(timeout=WAIT_MS)
    page.get_by_role("button", name="Tôi đã đọc và đồng ý").click()
    expect(page.get_by_role("navigation", name="Mục chính")).to_be_visible(timeout=WAIT_MS)
