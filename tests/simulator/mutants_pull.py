"""Sabotages of the pull: history, pages, scope, verdicts that changed, the restored server."""

from collections.abc import Iterator
from typing import Any

from server.sync import exchange, page, pull, standing
from server.sync.lineage import BEGINNING
from server.sync.request import parse_witness
from tests.simulator.mutant import Mutants, swapped

PULL_MUTANTS = Mutants()
mutant = PULL_MUTANTS.add


@mutant("R2 P8", "lost diverged mismatch truth verdict", "new_writes_pass_the_old_head")
def no_lineage_check() -> Iterator[None]:
    """Any place is taken for one of this history."""
    with swapped(pull, _holds=lambda _links, place: place is not None):
        yield


@mutant("P8", "lost truth", "the_witness_is_ahead_of_all_cursors")
def no_witness() -> Iterator[None]:
    """Only the cursors are looked at."""
    with swapped(pull, parse_witness=lambda _witness: BEGINNING):
        yield


@mutant("P8", "lost truth", "the_witness_is_ahead_of_all_cursors")
def a_failed_pull_leaves_the_witness() -> Iterator[None]:
    """Results without a pull come with the witness of before."""
    shipped = exchange._without_pull

    def without_pull(asked: Any, *parts: Any) -> Any:
        old = {"witness": asked["witness"], "late_results": []} if asked["witness"] else {}
        return {**shipped(asked, *parts), **old}

    with swapped(exchange, _without_pull=without_pull):
        yield


@mutant("R4", "verdict", "a_late_result_comes")
def late_results_not_sent() -> Iterator[None]:
    """Verdicts that changed are not told."""
    with swapped(pull, _late_results=lambda *_parts: []):
        yield


@mutant("R8 P4", "mismatch diverged", "a_page_is_cut")
def head_cursor_on_a_cut_page() -> Iterator[None]:
    """A cut page says that it reached the head."""
    with swapped(pull, _reached=lambda _driver, _id, head, _page: head):
        yield


@mutant("R8 P4", "mismatch diverged", "a_page_is_cut")
def the_witness_speaks_for_the_cursors() -> Iterator[None]:
    """Whoever saw the head is taken to have all that is below it."""

    def is_at_head(standing: Any, request: Any) -> bool:
        return bool(parse_witness(request.witness) == standing.head and request.since)

    with swapped(pull, _is_at_head=is_at_head):
        yield


@mutant("R8 P4", "mismatch diverged", "rows_share_a_seq")
def a_page_ends_inside_a_seq() -> Iterator[None]:
    """A page takes just as many rows as were asked for."""

    def read_page(session: Any, commune_id: str, granted: Any, request: Any, head: Any) -> Any:
        rows, until = page._rows(session, commune_id, granted, request, head)
        kept = rows[: request.page_size]
        is_cut = len(rows) > len(kept) or until < head.seq
        return page._page(kept, kept[-1].seq, is_cut=is_cut) if kept else page.Page()

    with swapped(pull, read_page=read_page):
        yield


@mutant("P5", "scope", "somebody_leaves_and_comes_back")
def unscoped_pull() -> Iterator[None]:
    """Whoever names a stream gets its rows."""
    shipped = page.read_page

    def read_page(session: Any, commune_id: str, _granted: Any, request: Any, head: Any) -> Any:
        asked = [name for one in request.since for name in one.streams]
        return shipped(session, commune_id, asked, request, head)

    with swapped(pull, read_page=read_page):
        yield


@mutant("R13 P5", "unconfirmed", "a_restore_undoes_a_revocation")
def records_while_restored() -> Iterator[None]:
    """A restored server goes on as if nothing had been."""
    shipped = standing.read_standing

    def unaware(*parts: Any) -> Any:
        return shipped(*parts)._replace(is_restored=False)

    with swapped(pull, read_standing=unaware):
        yield
