"""A member file is read as offices write it, and every bad line is named."""

import pytest

from server.services.member_file import BadRow, Row, as_key, fold, read_rows

HEAD = "group,name,role,mediator\n"


def rows_of(text: str) -> list[Row]:
    rows, bad = read_rows(text.encode())
    assert bad == []
    return rows


def faults_of(data: str | bytes) -> list[BadRow]:
    _rows, bad = read_rows(data.encode() if isinstance(data, str) else data)
    return bad


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("delimiter", [",", ";"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_it_reads_what_excel_writes(mark: str, delimiter: str, newline: str) -> None:
    lines = [["group", "name", "role"], ["Tổ Đông", "Nguyễn Văn An", "to_truong"]]
    text = mark + "".join(delimiter.join(cells) + newline for cells in lines)

    rows = rows_of(text)

    assert [(row.line, row["group"], row["name"], row["role"], row["area"]) for row in rows] == [
        (2, "Tổ Đông", "Nguyễn Văn An", "to_truong", "")
    ]


@pytest.mark.parametrize(
    "head", ["Tổ;Họ tên;Chức danh", "TO;HO TEN;CHUC DANH", " tên tổ ;Họ và tên;chức vụ"]
)
def test_columns_may_be_named_in_vietnamese(head: str) -> None:
    row = rows_of(f"{head}\nTổ Đông;An;tổ phó\n")[0]

    assert (row["group"], row["name"], row["role"]) == ("Tổ Đông", "An", "tổ phó")


def test_a_quoted_cell_may_hold_the_delimiter() -> None:
    assert rows_of(HEAD + '"Tổ Đông, xóm Trại",An,,\n')[0]["group"] == "Tổ Đông, xóm Trại"


def test_blank_lines_are_no_rows_and_lines_keep_their_number() -> None:
    rows = rows_of(HEAD + "\n,,,\nTổ Đông,An,,\n")

    assert [row.line for row in rows] == [4]


def test_names_are_stored_composed_with_single_blanks() -> None:
    assert rows_of(HEAD + "Tổ Đông,  Nguyê\u0303n   Văn An ,,\n")[0]["name"] == "Nguyễn Văn An"


@pytest.mark.parametrize(
    ("text", "line", "word"),
    [
        ("group,role\nTổ Đông,\n", 1, "name"),
        ("group,name,name\n", 1, "name"),
        ("group,name,salary\n", 1, "salary"),
        ("", 1, "group"),
        (HEAD + "Tổ Đông,,,\n", 2, "name"),
        (HEAD + "Tổ Đông,An,,\n,Bình,,\n", 3, "group"),
        (HEAD + "Tổ Đông,An,,,5,6\n", 2, "cells"),
        (HEAD + 'Tổ Đông,"An" x,,\n', 2, "CSV"),
    ],
)
def test_a_bad_line_is_named(text: str, line: int, word: str) -> None:
    bad = faults_of(text)

    assert (bad[0].line, word in bad[0].en) == (line, True)


def test_every_bad_line_is_named_not_only_the_first() -> None:
    bad = faults_of(HEAD + ",An,,\nTổ Đông,An,,\nTổ Đông,,,\n,,x,\n")

    assert [one.line for one in bad] == [2, 4, 5, 5]


@pytest.mark.parametrize("encoding", ["cp1258", "utf-16"])
def test_another_encoding_is_named(encoding: str) -> None:
    text = HEAD + "Tô Đông,An,,\n"

    bad = faults_of(text.encode(encoding))

    assert len(bad) == 1
    assert "UTF-8" in bad[0].vi


@pytest.mark.parametrize("name", ["Nguy?n V\u0103n An", "Nguy\ufffdn Văn An"])
def test_letters_that_were_lost_in_saving_are_named(name: str) -> None:
    bad = faults_of(HEAD + f"Tổ Đông,{name},,\n")

    assert [(one.line, "UTF-8" in one.vi) for one in bad] == [(2, True)]


def test_a_huge_file_is_refused_unread() -> None:
    assert faults_of(b"x" * (5 * 1024 * 1024 + 1))[0].line == 1


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("Thôn Hòa", "thôn  HOÀ", True),
        ("Nguyễn", "Nguye\u0302\u0303n", True),
        ("Thúy", "Thuý", True),
        ("Chớp", "Chợp", False),
        ("Đông", "Dông", False),
        ("Giữa", "Giưa", False),
    ],
)
def test_names_are_one_whatever_keyboard_wrote_them(one: str, other: str, is_same: bool) -> None:
    assert (as_key(one) == as_key(other)) is is_same


@pytest.mark.parametrize("text", ["to_truong", "Tổ trưởng", "TỔ  TRƯỞNG", "to truong"])
def test_labels_are_compared_without_accents(text: str) -> None:
    assert fold(text) == "to truong"
