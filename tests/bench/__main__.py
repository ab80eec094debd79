"""python -m tests.bench: sizes, starts, saves, bodies, figures, desk, first sync."""

import argparse
import logging
import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from pwa import build
from tests.bench import browser as chromium
from tests.bench.desk import measure_desk
from tests.bench.exchange import measure_exchange
from tests.bench.figure import Figure, tell
from tests.bench.figures import measure_figures
from tests.bench.first_sync import WHOLE_DAYS, YEARS_DAYS, measure_first_sync
from tests.bench.sizes import measure_sizes
from tests.browser.app_server import AppServer, write_demo
from tests.browser.engine_page import EnginePhone, build_engine_page
from tests.browser.engine_page_server import serving, village_behind_faults

RUNS = 5


def main(arguments: list[str]) -> int:
    """Measure everything, one thing after the other; print it."""
    parser = argparse.ArgumentParser("bench", description=__doc__)
    parser.add_argument("--runs", type=int, default=RUNS, help="starts of each sort")
    parser.add_argument("--commune", type=Path, help="a demo commune's folder, not to write one")
    parser.add_argument("--only", choices=["desk", "sync"], help="the desk, the first sync")
    asked = parser.parse_args(arguments)
    logging.getLogger("werkzeug").setLevel(logging.ERROR)  # a line a request would bury the table
    if build.main() != 0:
        return 1
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        with chromium.chromium(playwright) as browser:
            commune = folder / "commune"
            if asked.commune:
                shutil.copytree(asked.commune, commune)
            else:
                write_demo(commune, days=DAYS)
            if asked.only == "desk":
                figures = measure_office(browser, commune, asked.runs)
            elif asked.only == "sync":
                figures = measure_arrivals(browser, commune, folder)
            else:
                figures = measure_sizes(build.DIST) + measure_figures()
                figures += measure_app(browser, commune, asked.runs)
                figures += measure_office(browser, commune, asked.runs)
                figures += measure_arrivals(browser, commune, folder)
                figures += measure_engine(browser, folder)
    sys.stdout.write(tell(figures) + "\n")
    return 0


def measure_app(browser: Browser, commune: Path, runs: int) -> list[Figure]:
    """Measure what needs the whole app and the demo commune."""
    server = AppServer(commune, build.DIST)
    server.start()
    try:
        return [
            chromium.measure_cold_start(browser, server, runs),
            chromium.measure_warm_start(browser, server, runs),
            *measure_exchange(browser, server),
        ]
    finally:
        server.stop()


def measure_office(browser: Browser, commune: Path, runs: int) -> list[Figure]:
    """Measure the desk, on a machine that nothing slows down."""
    server = AppServer(commune, build.DIST)
    server.start()
    try:
        return measure_desk(browser, server, runs)
    finally:
        server.stop()


def measure_arrivals(browser: Browser, commune: Path, folder: Path) -> list[Figure]:
    """Measure phones that come new to a long book, each to a commune of its own."""
    figures: list[Figure] = []
    for days in (YEARS_DAYS, WHOLE_DAYS):
        served = folder / f"commune-{days}"
        shutil.copytree(commune, served)
        server = AppServer(served, build.DIST)
        server.start()
        try:
            figures += measure_first_sync(browser, server, days)
        finally:
            server.stop()
    return figures


def measure_engine(browser: Browser, folder: Path) -> list[Figure]:
    """Measure saves on the engine alone, the database being all that they wait for."""
    page_folder = build_engine_page(folder / "engine")
    (folder / "village").mkdir()
    with (
        serving(folder / "village") as served,
        village_behind_faults(served, page_folder, seed=1) as village,
    ):
        context = browser.new_context()
        phone = EnginePhone(village, context.new_page(), "member").open()
        figures = chromium.measure_saves(phone, village.cast.log())
        context.close()
    return figures


DAYS = 60

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
