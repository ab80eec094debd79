"""Photos at the desk: missing and arrived, large, rubbed over before they are given away."""

import hashlib
import re
from base64 import b64decode, b64encode
from typing import Any

from playwright.sync_api import Page, expect
from sqlalchemy import select

from demo.handset import Handset
from server.models import AccessEntry
from tests.browser.app_server import MEMBER, AppServer
from tests.browser.camera_test import with_exif
from tests.browser.desk_walk import faults, look_again, open_desk, until
from tests.browser.office import Desk
from tests.photos import voice

Json = dict[str, Any]
# A picture of 960 by 720 of one hue, in stripes of 4 px, so that something is there to be hidden.
PAINT = """
async (hue) => {
  const draw = async (width, height, type) => {
    const canvas = new OffscreenCanvas(width, height);
    const context = canvas.getContext("2d");
    for (let x = 0; x < width; x += 4) {
      context.fillStyle = `hsl(${hue} 80% ${x % 8 ? 30 : 70}%)`;
      context.fillRect(x, 0, 4, height);
    }
    const blob = await canvas.convertToBlob({ type: "image/jpeg", quality: 0.9 });
    const bytes = new Uint8Array(await blob.arrayBuffer());
    return btoa(Array.from(bytes, (one) => String.fromCharCode(one)).join(""));
  };
  return [await draw(960, 720), await draw(64, 48)];
}
"""
# How far two pictures lie apart, 0 to 255 on the average, in a part: its x, y, width and height in
# both; and how far the second one's own pixels lie apart there.
APART = """
async ([one, other, parts]) => {
  const read = async (text) => {
    const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes], { type: "image/jpeg" }));
    const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d");
    context.drawImage(bitmap, 0, 0);
    return { context, size: [bitmap.width, bitmap.height] };
  };
  const [first, next] = [await read(one), await read(other)];
  if (String(first.size) !== String(next.size)) return null;
  return parts.map((part) => {
    const [a, b] = [first, next].map(({ context }) => context.getImageData(...part).data);
    const apart = a.reduce((sum, value, at) => sum + Math.abs(value - b[at]), 0) / a.length;
    const greens = b.filter((_, at) => at % 4 === 1);
    return [apart, Math.max(...greens) - Math.min(...greens)];
  });
}
"""


def test_photos_at_the_desk_arrive_and_leave_it_only_rubbed_over(
    app_server: AppServer, page: Page, desk: Desk
) -> None:
    open_desk(app_server, page)
    pictures = [page.evaluate(PAINT, hue) for hue in (20, 200)]
    photos = [with_exif(b64decode(whole)) for whole, _small in pictures]
    note = voice().content
    desk.crew.join_by_code("bay", MEMBER, "")
    bay = desk.crew.send("bay")
    record_id = write_patrol(
        bay,
        [value(one, thumbnail=small) for one, (_w, small) in zip(photos, pictures, strict=True)],
        {**value(note), "seconds": 12},
    )
    desk.crew.send("bay")
    upload(app_server, bay, photos[0])
    upload(app_server, bay, note)

    until(page, lambda: look_again(page), lambda: page.locator(case(record_id)).count() == 1)
    page.locator(case(record_id)).click()
    expect(page.locator(".photo")).to_have_count(2)
    expect(page.locator(".photo-late")).to_have_text(["Ảnh chưa tới"])
    expect(page.get_by_role("button", name="Nghe lời nói, 12 giây")).to_be_visible()
    expect(page.locator(".record-main")).to_contain_text("2 ảnh")
    assert faults(page, is_phone=False) == []

    page.get_by_role("button", name="Xem ảnh 1").press("Enter")
    large = page.locator(".desk-photo")
    expect(large).to_have_attribute("src", re.compile("^blob:"))
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("dialog")).to_contain_text("Ảnh chưa tới, đây là bản nhỏ.")
    expect(large).to_have_attribute("src", re.compile("^data:"))
    upload(app_server, bay, photos[1])
    until(page, lambda: look_again(page), lambda: page.locator(".photo-late").count() == 0)
    expect(large).to_have_attribute("src", re.compile("^blob:"))
    page.keyboard.press("ArrowLeft")
    page.get_by_role("button", name="Xuất ảnh").click()

    canvas = page.locator(".rub-photo")
    expect(canvas).to_be_visible()
    assert faults(page, is_phone=False) == []
    box = canvas.bounding_box()
    assert box is not None
    rub(page, box, [(0.2, 0.2), (0.2, 0.6)])
    rub(page, box, [(0.8, 0.8), (0.8, 0.9)])
    page.get_by_role("button", name="Bỏ lần che cuối").click()
    canvas.focus()
    for key in ("ArrowLeft", "ArrowUp", "Space", "Control+z"):
        page.keyboard.press(key)
    page.emulate_media(media="print")
    expect(canvas).to_be_visible()
    expect(page.get_by_role("button")).to_have_count(0)
    page.emulate_media(media="screen")
    with page.expect_download() as given:
        page.get_by_role("button", name="Tải ảnh về máy").click()
    exported = given.value.path().read_bytes()

    assert b"Exif" not in exported
    assert exported[:3] == b"\xff\xd8\xff"
    under, outside = (144 - 15, 300, 30, 30), (500, 600, 200, 200)
    texts = [b64encode(one).decode() for one in (photos[0], exported)]
    apart = page.evaluate(APART, [*texts, [under, outside]])
    assert apart[0][0] > 15  # the stripes are gone, and nothing finer than a block is left
    assert apart[0][1] < 12
    assert apart[1][0] < 5
    assert apart[1][1] > 60
    until(page, lambda: look_again(page), lambda: exports(app_server) == [("photo", record_id)])
    assert hashlib.sha256(photos[0]).hexdigest() == stored(app_server, photos[0])
    page.keyboard.press("Escape")
    expect(large).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Xem ảnh 1")).to_be_visible()


def value(content: bytes, *, thumbnail: str = "") -> Json:
    named = {"sha256": hashlib.sha256(content).hexdigest(), "size": len(content)}
    return {**named, "thumbnail": thumbnail} if thumbnail else named


def write_patrol(phone: Handset, photos: list[Json], spoken: Json) -> str:
    """Write a patrol that is over, with one finding that shows and tells."""
    stream = next(name for name in phone.disk.stores["meta"]["streams"] if name.startswith("log:"))
    record_id = phone.around.new_id()
    finding = {
        "id": phone.around.new_id(),
        "finding_type": "den_duong_hong",
        "occurred_at": "2026-11-21T19:30:00+07:00",
        "photos": photos,
        "voice": spoken,
    }
    content = {
        "started_at": "2026-11-21T19:00:00+07:00",
        "ended_at": "2026-11-21T19:50:00+07:00",
        "situation": "co_viec",
        "findings": [finding],
    }
    phone.act("create", record_id, kind="patrol", stream=stream, content=content)
    return record_id


def upload(server: AppServer, phone: Handset, content: bytes) -> None:
    """Send a blob whole, as the app does in one piece."""
    sha256 = hashlib.sha256(content).hexdigest()
    answer = server.app.test_client().patch(
        f"/api/sync/{phone.owner.commune_id}/blobs/{sha256}",
        data=content,
        headers={
            "Authorization": f"Bearer {phone.owner.token}",
            "Upload-Offset": "0",
            "Upload-Complete": "?1",
            "Content-Type": "application/partial-upload",
        },
    )
    assert answer.status_code == 204, answer.text


def case(record_id: str) -> str:
    return f'.case-list > ul .case[href$="/{record_id}"]'


def rub(page: Page, box: Any, way: list[tuple[float, float]]) -> None:
    """Press at the first place of the photo, and draw on to the others."""
    spots = [(box["x"] + x * box["width"], box["y"] + y * box["height"]) for x, y in way]
    page.mouse.move(*spots[0])
    page.mouse.down()
    for spot in spots[1:]:
        page.mouse.move(*spot)
    page.mouse.up()


def exports(server: AppServer) -> list[tuple[str, str | None]]:
    """What the access log says was given away."""
    asked = select(AccessEntry.object_type, AccessEntry.object_id)
    rows = asked.where(AccessEntry.action == "xuat")
    found: list[Any] = server.operate(lambda session: list(session.execute(rows)))
    return [(one, of) for one, of in found]


def stored(server: AppServer, content: bytes) -> str:
    """The hash of what the server keeps under the photo's name."""
    name = hashlib.sha256(content).hexdigest()
    [file] = [
        one for one in (server.config.instance_dir / "blobs").rglob(f"*{name}*") if one.is_file()
    ]
    return hashlib.sha256(file.read_bytes()).hexdigest()
