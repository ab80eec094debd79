"""An Thôn's sync server. `create_app` is the only place that knows every part."""

from typing import Any

from flask import Flask
from flask_cors import CORS
from flask_migrate import Migrate
from flask_smorest import Api
from werkzeug.middleware.proxy_fix import ProxyFix

from server import cli, http
from server.config import ROOT, Config, read_config
from server.db import db, prepare_engine
from server.http import access, answers, blobs, logs, nightly
from server.kinds import load_kinds
from server.outside import Outside

MAX_REQUEST_BYTES = 1024 * 1024
UPLOAD_HEADERS = (blobs.OFFSET, blobs.COMPLETE)


def create_app(config: Config | None = None, outside: Outside | None = None) -> Flask:
    """Build the server. Without arguments: settings from the environment, the real world."""
    config = config or read_config()
    app = Flask(__name__, static_folder=None)
    app.config.update(_flask_settings(config))
    app.extensions["an_thon"] = http.Parts(config, outside or Outside(), load_kinds())
    db.init_app(app)
    with app.app_context():
        prepare_engine(db.engine)
    Migrate(app, db, directory=str(ROOT / "server" / "migrations"), compare_type=True)
    _open_doors(app, config)
    nightly.set_up(app, config, app.extensions["an_thon"].outside)
    cli.register(app)
    return app


def _flask_settings(config: Config) -> dict[str, Any]:
    return {
        "SQLALCHEMY_DATABASE_URI": config.database,
        # Parameters are people's words: an error that is logged must not carry them.
        "SQLALCHEMY_ENGINE_OPTIONS": {"hide_parameters": True},
        "MAX_CONTENT_LENGTH": MAX_REQUEST_BYTES,
        "API_TITLE": "An Thôn",
        "API_VERSION": "1",
        "OPENAPI_VERSION": "3.1.0",
    }


def _open_doors(app: Flask, config: Config) -> None:
    config.instance_dir.mkdir(parents=True, exist_ok=True)
    logs.set_up(app, config)
    api = Api(app)
    for blueprint in http.blueprints():
        api.register_blueprint(blueprint)
    access.refuse_strangers(app)
    answers.set_up(app, config)
    if config.cors_origins:
        CORS(
            app,
            origins=list(config.cors_origins),
            allow_headers=["Authorization", "Content-Type", "Content-Encoding", *UPLOAD_HEADERS],
            expose_headers=[
                answers.PROTOCOL_HEADER,
                answers.COMMUNE_HEADER,
                "Retry-After",
                *UPLOAD_HEADERS,
            ],
        )
    if config.trusted_proxies:
        count = config.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=count, x_proto=count, x_host=count)  # type: ignore[method-assign]
