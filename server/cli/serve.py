"""Serving: bring the database up to date, then answer."""

from typing import cast

import click
from flask import Flask, current_app
from flask.cli import with_appcontext
from flask_migrate import upgrade as migrate
from waitress import serve as serve_forever

from server.cli.demo import prepare_demo, refuse_demo
from server.cli.speech import say
from server.http import parts
from server.services.invitations import address

THREADS = 8


@click.command("serve")
@click.option("--demo", is_flag=True, help="Xã mẫu với mã có sẵn. The demo commune.")
@with_appcontext
def serve(demo: bool) -> None:
    """Cập nhật cơ sở dữ liệu rồi phục vụ. Migrate, then serve on HOST and PORT with waitress."""
    app = cast(Flask, current_app._get_current_object())  # type: ignore[attr-defined]
    if not demo:
        refuse_demo()
    sign_ins = prepare_demo(app) if demo else []
    migrate()
    if sign_ins:
        _show_sign_ins(sign_ins)
    _show_address()
    config = parts().config
    serve_forever(
        app,
        host=config.host,
        port=config.port,
        threads=THREADS,
        clear_untrusted_proxy_headers=not config.trusted_proxies,  # else ProxyFix never sees them
    )


COMMANDS = (serve,)


def _show_sign_ins(sign_ins: list[dict[str, str]]) -> None:
    say("Mã đăng nhập của xã mẫu:", "Sign-in codes of the demo commune (made-up people):")
    for one in sign_ins:
        click.echo(f"  {one['how']:<22} {one['name']}, {one['role']}")


def _show_address() -> None:
    here = address(parts().config)
    say(f"Mở: {here}/", f"Open {here}/ (API: {here}/api/docs). Ctrl-C ends the server.")
