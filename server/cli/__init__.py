"""The commands of `flask --app server`, one file a group; they speak Vietnamese, then English."""

from flask import Flask

from server.cli import backup, commune, demo, people, retention, serve, setup

GROUPS = (setup, people, commune, backup, retention, demo, serve)


def register(app: Flask) -> None:
    """Put every command of every group on the app."""
    for group in GROUPS:
        for command in group.COMMANDS:
            app.cli.add_command(command)
