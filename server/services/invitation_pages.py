"""Invitations go out on paper: one A5 page a person, large type, a QR and six digits.

The file needs nothing from outside and holds codes: it is printed, handed out and deleted.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from html import escape

import segno

VIETNAM = timezone(timedelta(hours=7))
QR_BORDER_MODULES = 4  # the quiet zone that ISO/IEC 18004 asks for


@dataclass(frozen=True)
class Page:
    """What one page says. `place`: the person's groups; `link`: what the QR holds."""

    name: str
    place: str
    code: str
    link: str
    expires_at: datetime


def render(commune_name: str, address: str, pages: Iterable[Page]) -> str:
    """Give the whole file as HTML. `address`: what to type where no QR can be read."""
    body = "\n".join(_render_page(commune_name, address, page) for page in pages)
    return _FILE.format(title=escape(f"Giấy mời - {commune_name}"), style=_STYLE, body=body)


def spell_code(code: str) -> str:
    """Write six digits as two threes, which can be read aloud."""
    return f"{code[:3]} {code[3:]}"


def spell_moment(moment: datetime) -> str:
    """Write a time as people in Vietnam do, in their own zone."""
    return moment.astimezone(VIETNAM).strftime("%H giờ %M ngày %d/%m/%Y")


def _render_page(commune_name: str, address: str, page: Page) -> str:
    return _PAGE.format(
        commune=escape(commune_name),
        address=escape(address),
        name=escape(page.name),
        place=escape(page.place),
        code=spell_code(page.code),
        qr=_draw(page.link),
        expires=spell_moment(page.expires_at),
    )


def draw_modules(link: str) -> list[str]:
    """Draw the QR of a link: a text a row, "1" is a dark module; without its quiet border."""
    return ["".join("1" if module else "0" for module in row) for row in _qr(link).matrix]


def _qr(link: str) -> segno.QRCode:
    return segno.make(link, error="m", micro=False)


def _draw(link: str) -> str:
    return _qr(link).svg_inline(
        border=QR_BORDER_MODULES, omitsize=True, svgclass="qr", lineclass=None
    )


_FILE = """<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="robots" content="noindex">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
{body}
</body>
</html>
"""

_PAGE = """<section>
<header><strong>An Thôn</strong><span>{commune}</span></header>
<p class="to">Giấy mời dùng sổ điện tử</p>
<h1>{name}</h1>
<p class="place">{place}</p>
<div class="scan">
{qr}
<p>Mở <b>máy ảnh</b> trên điện thoại, đưa vào ô vuông này rồi bấm vào dòng chữ hiện ra.</p>
</div>
<p>Không quét được thì mở trang</p>
<p class="address">{address}</p>
<p>bấm <b>Nhập mã</b>, gõ sáu số này:</p>
<p class="code">{code}</p>
<footer>
<p>Dùng <b>một lần</b>, trước <b>{expires}</b>.</p>
<p>Không đưa giấy này cho người khác. Mất giấy hoặc quá hạn: báo tổ trưởng hoặc Công an xã để \
lấy mã mới.</p>
</footer>
</section>"""

_STYLE = """
@page { size: A5 portrait; margin: 10mm; }
* { box-sizing: border-box; }
body { margin: 0; color: #000; background: #fff;
  font: 14pt/1.35 "Be Vietnam Pro", "Segoe UI", Arial, "DejaVu Sans", sans-serif; }
section { display: flex; flex-direction: column; width: 128mm; min-height: 188mm; margin: 0 auto;
  break-after: page; }
section:last-child { break-after: auto; }
header { display: flex; justify-content: space-between; border-bottom: 0.6mm solid #000;
  padding-bottom: 2mm; }
p, h1 { margin: 0; }
.to { margin-top: 3mm; }
h1 { font-size: 26pt; line-height: 1.15; overflow-wrap: anywhere; }
.place { font-size: 13pt; }
h1, .place { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2;
  flex: none; overflow: hidden; }
.scan { display: flex; align-items: center; gap: 4mm; margin: 1mm 0; }
.scan p { font-size: 15pt; }
.qr { width: 62mm; height: 62mm; flex: none; margin-left: -4mm; }
.address { font-weight: bold; font-size: 15pt; overflow-wrap: anywhere; }
.code { margin: 2mm 0; border: 0.6mm solid #000; text-align: center; font-weight: bold;
  font-size: 42pt; letter-spacing: 2mm; font-variant-numeric: tabular-nums; }
footer { margin-top: auto; font-size: 12pt; }
@media screen { section { margin: 8mm auto; outline: 1px dashed #999; outline-offset: 5mm; } }
"""
