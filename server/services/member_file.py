"""A list of members comes as CSV, as an office's Excel writes it.

UTF-8 with or without its mark, fields parted by `,` or `;`, the first line names the columns in
English or Vietnamese, with or without accents:

| column | Vietnamese | holds |
|---|---|---|
| `group` | tổ | name of the group; required |
| `name` | họ tên | name of the member; required |
| `role` | chức danh | `to_truong`, `to_pho`, `to_vien`, `thu_ky` or its label; empty: `to_vien` |
| `mediator` | hòa giải viên | `có`, `x`, `1`, `yes`, or empty, `không`, `0`, `no` |
| `person` | người | any mark; rows with the same mark are one person with one sign-in |
| `group_type` | loại tổ | code or label; tells groups of one name apart; needed for a new group |
| `area` | thôn | name, several parted by `|`; tells groups apart; needed for a new group |
| `lead_org` | chủ trì | code or label, for a new group |
"""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from io import StringIO
from typing import TYPE_CHECKING
from unicodedata import combining, normalize

if TYPE_CHECKING:
    import _csv

MOST_BYTES = 5 * 1024 * 1024
COLUMNS = {
    "group": ("group", "to", "ten to"),
    "name": ("name", "ho ten", "ho va ten"),
    "role": ("role", "chuc danh", "chuc vu"),
    "mediator": ("mediator", "hoa giai vien"),
    "person": ("person", "nguoi"),
    "group_type": ("group type", "loai to"),
    "area": ("area", "thon", "khu dan cu", "dia ban"),
    "lead_org": ("lead org", "chu tri"),
}
REQUIRED = ("group", "name")
LOST_LETTERS = frozenset("?\ufffd")  # what Excel's plain CSV leaves of letters like "ễ"
TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")  # huyền, sắc, ngã, hỏi, nặng


@dataclass(frozen=True)
class BadRow:
    """Why nothing is written: the line of the file and the reason, for the person who made it."""

    line: int
    vi: str
    en: str


@dataclass(frozen=True)
class Row:
    """One line: every column of COLUMNS, blanks at the ends taken off, absent ones empty."""

    line: int
    values: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.values[column]


def read_rows(data: bytes) -> tuple[list[Row], list[BadRow]]:
    """Read the file into rows, and name every line that can't be one."""
    if len(data) > MOST_BYTES:
        return [], [BadRow(1, f"tệp lớn hơn {MOST_BYTES} byte", f"over {MOST_BYTES} bytes")]
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        return [], [BadRow(line, "tệp phải lưu dạng CSV UTF-8", "the file must be CSV in UTF-8")]
    first_line = text.split("\n", 1)[0]
    delimiter = ";" if first_line.count(";") > first_line.count(",") else ","
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    return _read(reader)


def fold(text: str) -> str:
    """Give a text as it is compared where accents don't matter: columns, codes and labels."""
    letters = normalize("NFD", text.casefold().replace("đ", "d").replace("_", " "))
    return " ".join("".join(one for one in letters if not combining(one)).split())


def as_key(text: str) -> str:
    """Give a name as it is compared: accents matter, capitals and blanks don't.

    A word's tone goes to its end: "Hòa" and "Hoà" are two spellings of one name.
    """
    words = normalize("NFD", text.casefold()).split()
    return " ".join(
        "".join(one for one in word if one not in TONES) + "".join(sorted(TONES & set(word)))
        for word in words
    )


def as_name(text: str) -> str:
    """Give a name as it is stored: composed letters, single blanks."""
    return " ".join(normalize("NFC", text).split())


def _read(reader: "_csv.Reader") -> tuple[list[Row], list[BadRow]]:
    rows: list[Row] = []
    try:
        columns, bad = _read_header(next(reader, []))
        if bad:
            return [], bad
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            values = dict.fromkeys(COLUMNS, "")
            values.update(_name_cells(columns, cells))
            rows.append(Row(reader.line_num, values))
            bad += _find_faults(rows[-1], len(columns), len(cells))
    except csv.Error as error:
        return [], [BadRow(reader.line_num, f"dòng viết sai CSV: {error}", f"odd CSV: {error}")]
    return rows, bad


def _name_cells(columns: list[str], cells: list[str]) -> Iterable[tuple[str, str]]:
    return ((column, as_name(cell)) for column, cell in zip(columns, cells, strict=False))


def _read_header(cells: list[str]) -> tuple[list[str], list[BadRow]]:
    known = {spelling: column for column, spellings in COLUMNS.items() for spelling in spellings}
    columns = [known.get(fold(cell), "") for cell in cells]
    bad = [
        BadRow(1, f"không có cột tên {cell!r}", f"no column is called {cell!r}")
        for cell, column in zip(cells, columns, strict=True)
        if not column
    ]
    twice = {column for column in columns if column and columns.count(column) > 1}
    bad += [BadRow(1, f"cột {name} có hai lần", f"column {name} stands twice") for name in twice]
    bad += [
        BadRow(1, f"thiếu cột {name}", f"column {name} is missing")
        for name in REQUIRED
        if name not in columns
    ]
    return columns, bad


def _find_faults(row: Row, column_count: int, cell_count: int) -> list[BadRow]:
    bad = [
        BadRow(row.line, f"thiếu {name}", f"{name} is empty") for name in REQUIRED if not row[name]
    ]
    bad += [
        BadRow(
            row.line, f"{name} mất chữ khi lưu, hãy lưu lại dạng CSV UTF-8", f"{name} lost letters"
        )
        for name in REQUIRED
        if LOST_LETTERS & set(row[name])
    ]
    if cell_count > column_count:
        vi = f"có {cell_count} ô, chỉ có {column_count} cột"
        bad.append(BadRow(row.line, vi, f"{cell_count} cells for {column_count} columns"))
    return bad
