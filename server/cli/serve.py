"""Serving: bring the database up to date, then answer."""

import click
from flask import current_app
from flask_migrate import upgrade as migrate
from waitress import serve as serve_forever

from server.http import parts

THREADS = 8


@click.command("serve")
@click.option("--demo", is_flag=True, help="Serve the demo commune with its fixed codes.")
def serve(demo: bool) -> None:
    """Migrate, then serve on HOST and PORT with waitress."""
    config = parts().config
    click.echo("Cơ sở dữ liệu: cập nhật / Database: migrating …")
    migrate()
    if demo:
        click.echo("demo")
    click.echo(f"Mở / Open: {config.public_url or f'http://localhost:{config.port}'}/")
    serve_forever(
        current_app._get_current_object(),  # type: ignore[attr-defined]
        host=config.host,
        port=config.port,
        threads=THREADS,
    )
