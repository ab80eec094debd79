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
    outside = Outside(now=server.now)

    def work(session: Session) -> Paper:
        commune_id = session.scalars(select(Commune.id)).one()
        account_id = account_of(session, name)
        member = members.members_of_account(session, commune_id, account_id)[0]
        key = keys.code_key(server.config.instance_dir, outside.random_bytes)
        made = invitations.invite(session, outside, key, commune_id, member.id, invited_by=None)
        return Paper(made.code, made.secret)

    paper: Paper = server.operate(work)
    return paper


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
