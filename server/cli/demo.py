"""The demo commune: `demo-data` writes it, `serve --demo` serves it with its open sign-in codes.

The story is imported where it is told: it imports the server whole, and a real one needs none.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

import click
from flask import Flask
from flask.cli import with_appcontext

from demo import LONGEST_DAYS, SEED_DAYS, SHORTEST_DAYS
from server.cli.speech import refuse, say
from server.http import Parts, parts
from server.http.demo import DEMO_SIGN_INS

STEPS_SHOWN = 10


@click.command("demo-data")
@click.option(
    "--days",
    type=click.IntRange(SHORTEST_DAYS, LONGEST_DAYS),
    default=SEED_DAYS,
    show_default=True,
    help="Số ngày. How many days the story lasts.",
)
@click.option(
    "--until",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Ngày cuối. The last day; as a rule the last evening that is over.",
)
@with_appcontext
def demo_data(days: int, until: datetime | None) -> None:
    """Ghi dữ liệu mẫu vào cơ sở dữ liệu trống. Write the demo commune into an empty database."""
    from demo.seeding import Standing, look

    require_harmless_address(parts())
    if look() is Standing.DEMO:
        raise refuse("Đã có xã mẫu ở đây rồi.", "The demo commune stands here already.")
    refuse_real()
    write_story(days, until.date() if until else None)


COMMANDS = (demo_data,)


def prepare_demo(app: Flask) -> list[dict[str, str]]:
    """Make the app a demo, with its commune written if there is none; give the sign-ins."""
    from demo.seeding import Standing, look

    known: Parts = app.extensions["an_thon"]
    require_harmless_address(known)
    app.extensions["an_thon"] = replace(known, config=replace(known.config, demo=True))
    refuse_real()
    if look() is not Standing.DEMO:
        write_story(SEED_DAYS, None)
    app.config[DEMO_SIGN_INS] = sign_ins()
    return sign_ins()


def sign_ins() -> list[dict[str, str]]:
    """Give who can sign in to the demo, and how."""
    from demo.people import raise_cast
    from demo.sign_ins import list_sign_ins

    return list_sign_ins({key: one.name for key, one in raise_cast().people.items()})


def refuse_demo() -> None:
    """End with a sentence where the database of a real server holds the demo."""
    from demo.seeding import Standing, look

    if look() in (Standing.DEMO, Standing.UNFINISHED):
        raise refuse(
            "Cơ sở dữ liệu này là của xã mẫu. Thêm --demo, hoặc chọn INSTANCE_DIR khác.",
            "This database holds the demo commune: add --demo, or use another INSTANCE_DIR.",
        )


def refuse_real() -> None:
    """End with a sentence where real people's data stands: the demo never comes beside it."""
    from demo.seeding import Standing, look

    if look() is Standing.REAL:
        raise refuse(
            "Cơ sở dữ liệu này có xã thật, không ghi dữ liệu mẫu vào đây. Hãy bỏ --demo, hoặc "
            "chọn INSTANCE_DIR (hay DATABASE_URL) khác cho xã mẫu.",
            "A real commune stands in this database: leave out --demo, or give the demo another "
            "INSTANCE_DIR or DATABASE_URL.",
        )


def require_harmless_address(known: Parts) -> None:
    """End with a sentence where PUBLIC_URL would put open codes on the internet."""
    if known.config.is_https:
        raise refuse(
            "Mã đăng nhập của xã mẫu ai cũng biết, nên không chạy cùng PUBLIC_URL.",
            "The demo's sign-in codes are public, so it can't have PUBLIC_URL.",
        )


def write_story(days: int, until: date | None) -> None:
    """Write the demo commune, showing how far it is."""
    from demo import seeding, story

    last_day = until or story.latest_last_day(parts().outside.now())
    say(
        f"Ghi dữ liệu mẫu: xã Lương Phong, {days} ngày, đến {last_day:%d/%m/%Y}.",
        f"Writing the demo commune, {days} days up to {last_day}; about a minute, once only.",
    )
    seeding.seed(parts().config, days, last_day, _show(days))
    say("Đã ghi xong dữ liệu mẫu.", "The demo commune is written.")


def _show(days: int) -> Callable[[int, int], None]:
    """Print a line at every tenth of the way."""
    step = max(1, days // STEPS_SHOWN)

    def show(done: int, of: int) -> None:
        if done % step == 0 or done == of:
            click.echo(f"  {done}/{of} ngày")

    return show
