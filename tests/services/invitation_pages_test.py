"""The printed invitations: one page a person, nothing from outside, nothing that can break out."""

from datetime import UTC, datetime

from server.services.invitation_pages import Page, render, spell_code, spell_moment

EXPIRES = datetime(2026, 11, 24, 17, 30, tzinfo=UTC)
LINK = "https://an-thon.example/#/join/AAAAAAAAAAAAAAAAAAAAAA"


def page(name: str = "Nguyễn Văn An") -> Page:
    return Page(name, "Tổ tự quản thôn Đông", "482193", LINK, EXPIRES)


def test_a_page_says_who_where_what_and_until_when() -> None:
    text = render("Lương Phong", "https://an-thon.example", [page()])

    for part in ("Lương Phong", "Nguyễn Văn An", "Tổ tự quản thôn Đông", "482 193"):
        assert part in text
    assert "00 giờ 30 ngày 25/11/2026" in text


def test_each_person_has_a_page_with_a_qr() -> None:
    text = render("Lương Phong", "https://an-thon.example", [page(), page("Trần Bình")])

    assert text.count("<section>") == text.count("<svg") == 2


def test_a_name_is_text_and_never_markup() -> None:
    text = render("<b>", "https://an-thon.example", [page("<script>alert(1)</script> & Sơn")])

    assert "<script" not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; Sơn" in text


def test_the_file_asks_nothing_from_anywhere() -> None:
    text = render("Lương Phong", "https://an-thon.example", [page()])

    assert "src=" not in text
    assert "href=" not in text
    assert "url(" not in text


def test_digits_are_written_in_threes() -> None:
    assert spell_code("007042") == "007 042"


def test_a_time_is_that_of_vietnam() -> None:
    assert spell_moment(EXPIRES) == "00 giờ 30 ngày 25/11/2026"
