"""Bringing people in from the command line: a file, codes, paper."""

import os
import re
import stat
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse

from server.db import transaction
from server.models import Account, Invitation
from server.services.members import list_members
from tests.cast import Cast

FILE = """Tổ;Họ tên;Chức danh;Hòa giải viên
Tổ dong;Nguyễn Văn An;Tổ phó;có
Tổ dong;Trần Thị Bình;;
"""
CODE = re.compile(r"^(\d{3}) (\d{3})   (.+) - (.+)$", re.MULTILINE)


def run(app: Flask, *args: str | Path) -> Result:
    return app.test_cli_runner().invoke(args=[str(arg) for arg in args])


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "thanh-vien.csv"
    path.write_text(FILE, encoding="utf-8-sig")
    return path


def names(cast: Cast) -> set[str]:
    with transaction(write=False) as session:
        return {one.name for one in list_members(session, cast.commune_id)} - set(cast.members)


def sign_in(cast: Cast, code: str) -> TestResponse:
    body = {"code": code, "install_id": "01936f2a-0000-7000-8000-00000000aaaa"}
    return cast.client.post("/api/sign-in/code", json=body)


class TestImport:
    def test_it_works(self, app: Flask, cast: Cast, file: Path) -> None:
        result = run(app, "import-members", file)

        assert result.exit_code == 0, result.output
        assert "Đã thêm 2 thành viên, 0 tổ, 0 địa bàn; đã có 0." in result.output
        assert names(cast) == {"Nguyễn Văn An", "Trần Thị Bình"}

    def test_a_dry_run_writes_nothing(self, app: Flask, cast: Cast, file: Path) -> None:
        result = run(app, "import-members", file, "--dry-run")

        assert result.exit_code == 0, result.output
        assert "Sẽ thêm 2 thành viên" in result.output
        assert names(cast) == set()

    def test_the_same_file_twice_adds_nothing(self, app: Flask, cast: Cast, file: Path) -> None:
        run(app, "import-members", file)

        result = run(app, "import-members", file)

        assert "Đã thêm 0 thành viên, 0 tổ, 0 địa bàn; đã có 2." in result.output
        assert len(names(cast)) == 2

    def test_one_bad_row_stops_all_and_every_bad_row_is_named(
        self, app: Flask, cast: Cast, file: Path
    ) -> None:
        file.write_text(FILE + "Tổ lạ;Lê Cường;;\nTổ dong;Đỗ Dung;chủ tịch;\n", encoding="utf-8")

        result = run(app, "import-members", file)

        assert result.exit_code == 1
        assert "Dòng 4: xã chưa có tổ 'Tổ lạ'" in result.output
        assert "Dòng 5: role không có giá trị 'chủ tịch'" in result.output
        assert "2 lỗi, chưa ghi gì" in result.output
        assert names(cast) == set()

    def test_a_file_that_is_no_list_is_named(self, app: Flask, cast: Cast, file: Path) -> None:
        file.write_bytes("group,name\nTô Đông,An\n".encode("cp1258"))

        result = run(app, "import-members", file)

        assert (result.exit_code, "CSV UTF-8" in result.output) == (1, True)
        assert names(cast) == set()

    def test_new_groups_are_made_on_request(self, app: Flask, cast: Cast, file: Path) -> None:
        head, row = "group,name,group_type,area", "Tổ Cấm,Lê Cường,to_tu_quan_ccb,Thôn Cấm"
        file.write_text(f"{head}\n{row}\n", encoding="utf-8")

        result = run(app, "import-members", file, "--create-groups")

        assert "Đã thêm 1 thành viên, 1 tổ, 1 địa bàn; đã có 0." in result.output


class TestInvite:
    def test_its_code_signs_the_person_in(self, app: Flask, cast: Cast, file: Path) -> None:
        run(app, "import-members", file)

        result = run(app, "invite", "nguyễn văn an")

        assert result.exit_code == 0, result.output
        [(first, second, name, group)] = CODE.findall(result.output)
        assert (name, group) == ("Nguyễn Văn An", "Tổ dong")
        assert sign_in(cast, first + second).get_json()["account"]["name"] == "Nguyễn Văn An"

    def test_all_are_those_without_a_phone(self, app: Flask, cast: Cast, file: Path) -> None:
        run(app, "import-members", file)

        result = run(app, "invite", "--all")

        people = {name for _first, _second, name, _group in CODE.findall(result.output)}
        assert people == {"Nguyễn Văn An", "Trần Thị Bình"}
        assert f"Bỏ qua {len(cast.members)} người đã có máy" in result.output

    def test_a_group_is_its_people(self, app: Flask, cast: Cast, file: Path) -> None:
        run(app, "import-members", file)

        result = run(app, "invite", "--group", "Tổ dong")

        assert len(CODE.findall(result.output)) == 2

    def test_who_cannot_be_invited_is_named(self, app: Flask, cast: Cast) -> None:
        with transaction(write=True) as session:
            session.get_one(Account, cast.people["mate"]).password_hash = "$argon2id$…"

        result = run(app, "invite", "mate", "member")

        assert result.exit_code == 0, result.output
        assert "Không mời được mate" in result.output
        assert [found[2] for found in CODE.findall(result.output)] == ["member"]

    @pytest.mark.parametrize("args", [(), ("member", "--all"), ("--all", "--group", "Tổ dong")])
    def test_one_way_of_choosing_is_needed(
        self, app: Flask, cast: Cast, args: tuple[str, ...]
    ) -> None:
        result = run(app, "invite", *args)

        assert (result.exit_code, "hoặc --all" in result.output) == (1, True)

    def test_a_missing_public_address_is_said(self, app: Flask, cast: Cast) -> None:
        assert "Chưa đặt PUBLIC_URL" in run(app, "invite", "member").output


class TestPrint:
    def test_the_file_has_a_page_a_person_with_a_code_that_works(
        self, app: Flask, cast: Cast, file: Path, tmp_path: Path
    ) -> None:
        run(app, "import-members", file)
        output = tmp_path / "giay-moi.html"

        result = run(app, "print-invitations", "--all", "--output", output)

        assert result.exit_code == 0, result.output
        text = output.read_text(encoding="utf-8")
        codes = re.findall(r'class="code">(\d{3}) (\d{3})<', text)
        assert len(codes) == text.count("<svg") == 2
        assert {sign_in(cast, first + second).status_code for first, second in codes} == {201}

    @pytest.mark.skipif(os.name == "nt", reason="file modes are Unix's")
    def test_only_its_owner_may_read_it(self, app: Flask, cast: Cast, tmp_path: Path) -> None:
        output = tmp_path / "giay-moi.html"

        run(app, "print-invitations", "member", "--output", output)

        assert stat.S_IMODE(output.stat().st_mode) == 0o600

    def test_it_names_the_public_address(
        self, app: Flask, cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        config = replace(cast.parts.config, public_url="https://an-thon.example")
        monkeypatch.setitem(app.extensions, "an_thon", replace(cast.parts, config=config))
        output = tmp_path / "giay-moi.html"

        result = run(app, "print-invitations", "member", "--output", output)

        assert "https://an-thon.example" in output.read_text(encoding="utf-8")
        assert "PUBLIC_URL" not in result.output

    def test_a_missing_folder_is_said_before_any_code_is_made(
        self, app: Flask, cast: Cast, tmp_path: Path
    ) -> None:
        result = run(app, "print-invitations", "member", "--output", tmp_path / "no" / "x.html")

        assert (result.exit_code, "Không có thư mục" in result.output) == (1, True)
        with transaction(write=False) as session:
            assert session.scalars(select(Invitation)).all() == []

    def test_nobody_to_invite_makes_no_file(self, app: Flask, cast: Cast, tmp_path: Path) -> None:
        output = tmp_path / "giay-moi.html"

        result = run(app, "print-invitations", "--all", "--output", output)

        assert result.exit_code == 0, result.output
        assert not output.exists()
