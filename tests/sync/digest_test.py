"""The digest of a stream."""

from hashlib import sha256
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from server.sync.digest import as_hex, row_hash

ROWS = st.lists(st.integers(0, 2**64 - 1))


def test_a_row_counts_by_its_id_seq_revision_and_review() -> None:
    expected = sha256(b"id|7|rev|review").hexdigest()[:16]

    assert as_hex(row_hash("id", 7, "rev", "review")) == expected


def test_no_review_counts_as_an_empty_one() -> None:
    assert as_hex(row_hash("id", 7, "rev", None)) == sha256(b"id|7|rev|").hexdigest()[:16]


def test_it_is_always_sixteen_digits() -> None:
    assert as_hex(0) == "0" * 16
    assert as_hex(2**64 - 1) == "f" * 16


@given(rows=ROWS, seed=st.randoms())
def test_the_order_of_rows_does_not_matter_and_taking_one_out_undoes_it(
    rows: list[int], seed: Random
) -> None:
    mixed = list(rows)
    seed.shuffle(mixed)
    xor = 0
    for row in rows + mixed:
        xor ^= row

    assert xor == 0
