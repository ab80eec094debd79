"""Photos and voice notes: taken without a network, through kills and cuts, to the very bytes."""

import hashlib
import re
import struct
from base64 import b64decode
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, Playwright, Request, Route, expect

from tests.browser.app_server import LEADER, AppServer, go_offline, go_online
from tests.browser.engine_page_browser import OwnBrowser
from tests.browser.form_walk import await_kept, ready, save
from tests.browser.form_walk import begin as begin_form
from tests.browser.measures import misfits, violations_in_all_themes
from tests.browser.patrol_walk import begin, button, measure, set_out
from tests.browser.phone_disk import OPEN_BOOK, copied, outbox, wait_until

Json = dict[str, Any]
SECOND_PIECE = 16 * 1024
CAME_BACK = "Máy vừa phải mở lại."
READ_BLOBS = f"""
async () => {{
  {OPEN_BOOK}
  const book = await openBook();
  const all = (store) => new Promise((done) => {{
    const reading = book.transaction(store).objectStore(store).getAll();
    reading.onsuccess = () => done(reading.result);
  }});
  const [lines, bytes] = [await all("blobs"), await all("blob_bytes")];
  book.close();
  return lines.map((line) => {{
    const found = bytes.find(({{ sha256 }}) => sha256 === line.sha256);
    const text = Array.from(found.bytes, (one) => String.fromCharCode(one)).join("");
    return {{ ...line, text: btoa(text) }};
  }});
}}
"""
FORGET_BLOBS = f"""
async () => {{
  {OPEN_BOOK}
  const book = await openBook();
  const forgetting = book.transaction(["blobs", "blob_bytes"], "readwrite");
  for (const store of ["blobs", "blob_bytes"]) forgetting.objectStore(store).clear();
  await new Promise((done) => {{ forgetting.oncomplete = done; }});
  book.close();
}}
"""
# What a picture shows once it is decoded: its size, and the colour in the middle of its top.
LOOK_AT = """
async (text) => {
  const bytes = Uint8Array.from(atob(text), (one) => one.charCodeAt(0));
  const bitmap = await createImageBitmap(new Blob([bytes], { type: "image/jpeg" }));
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
  canvas.getContext("2d").drawImage(bitmap, 0, 0);
  const pixels = canvas.getContext("2d").getImageData(bitmap.width / 2, 20, 1, 1);
  return { width: bitmap.width, height: bitmap.height, top: [...pixels.data].slice(0, 3) };
}
"""
# 1600 by 1200, red on its left, blue on its right, with enough noise to weigh something.
PAINT = """
async () => {
  const canvas = new OffscreenCanvas(1600, 1200);
  const context = canvas.getContext("2d");
  const image = context.createImageData(1600, 1200);
  for (let at = 0; at < image.data.length; at += 4) {
    const isLeft = (at / 4) % 1600 < 800;
    const noise = Math.random() * 90;
    image.data.set([isLeft ? 230 : noise, noise, isLeft ? noise : 230, 255], at);
  }
  context.putImageData(image, 0, 0);
  const blob = await canvas.convertToBlob({ type: "image/jpeg", quality: 0.9 });
  const bytes = new Uint8Array(await blob.arrayBuffer());
  return btoa(Array.from(bytes, (one) => String.fromCharCode(one)).join(""));
}
"""


def test_a_photo_of_a_patrol_without_network_comes_through_kills_to_the_server(
    app_server: AppServer, playwright: Playwright, tmp_path: Path
) -> None:
    profile = tmp_path / "profile"
    with OwnBrowser(playwright, profile) as first:
        page = first.page
        begin(app_server, page, LEADER, asks_for_place=True)
        page.context.grant_permissions(["camera"])
        go_offline(app_server, page.context)
        set_out(app_server, page, "Bảy")
        button(page, "Đèn hỏng").click()
        button(page, "Chụp ảnh").click()
        expect(page.locator(".viewfinder")).to_be_visible()
        first.kill()

    with OwnBrowser(playwright, profile) as second:
        page = second.page
        page.clock.install(time="2026-11-21T20:06:00+07:00")
        page.context.grant_permissions(["camera"])
        page.goto(app_server.url)
        expect(page.get_by_role("dialog", name="Đèn hỏng")).to_contain_text(CAME_BACK)
        expect(button(page, "Chụp ảnh")).to_be_focused()
        take_photo(page)
        kept = blobs_on(page)
        assert len(kept) == 1
        second.kill()

    with OwnBrowser(playwright, profile) as third:
        page = third.page
        page.clock.install(time="2026-11-21T20:07:00+07:00")
        page.goto(f"{app_server.url}/patrol")
        page.get_by_text("Đã ghi 1 việc.").click()
        page.get_by_role("dialog").get_by_text("Đèn hỏng").click()
        expect(page.get_by_text(CAME_BACK)).to_have_count(0)
        expect(button(page, "Xem ảnh 1")).to_be_visible()
        go_online(app_server, page.context)
        page.evaluate("window.dispatchEvent(new Event('online'))")
        wait_until(page, lambda: blobs_on(page)[0]["sent_at"] is not None)

        assert outbox(page) == []
        assert whole_on(app_server, kept[0]["sha256"]) == text_of(kept[0])
        wait_until(page, lambda: photo_in_copy(page, kept[0]["sha256"]) is not None)
        photo = photo_in_copy(page, kept[0]["sha256"])
        assert photo is not None
        assert len(b64decode(photo["thumbnail"])) <= 4096


def test_without_the_camera_a_file_does_and_a_cut_is_gone_on_from(
    app_server: AppServer, page: Page
) -> None:
    page.context.grant_permissions(["notifications"])  # and so no camera
    ready(app_server, page, LEADER)
    pictures = [with_exif(b64decode(page.evaluate(PAINT))) for _ in range(2)]
    begin_form(page, "Lắp camera")
    button(page, "Chụp ảnh").click()
    expect(page.get_by_role("dialog")).to_contain_text("Tránh chụp mặt người và biển số xe.")
    expect(page.get_by_role("dialog")).to_contain_text("Máy không cho dùng camera ở đây.")
    page.close()  # as a phone short of memory does while another app takes the picture

    page = page.context.new_page()
    page.goto(app_server.url)
    expect(page).to_have_url(re.compile(r"/draft/"))
    expect(page.get_by_text(CAME_BACK)).to_be_visible()
    expect(button(page, "Chụp ảnh")).to_be_focused()
    with page.expect_event("worker"):
        choose(page, "Chụp ảnh", pictures[0])
    expect(button(page, "Xem ảnh 1")).to_be_visible()
    page.evaluate("delete window.Worker")
    choose(page, "Chụp thêm ảnh", pictures[1])
    expect(button(page, "Xem ảnh 2")).to_be_visible()
    kept = sorted(blobs_on(page), key=lambda one: int(one["kept_at"]))
    for photo in map(text_of, kept):
        assert b"Exif" not in photo
        assert SECOND_PIECE * 2 < len(photo) <= 150 * 1024
    for seen in (page.evaluate(LOOK_AT, one["text"]) for one in kept):
        assert (seen["width"], seen["height"]) == (960, 1280)
        assert seen["top"][0] > 150 > seen["top"][2]

    await_kept(page)
    page.reload()
    page.get_by_label("Gọi chỗ này là gì?").fill("Đầu ngõ Đình")
    for choice in ("Nhà dân", "Dọc đường", "Hộ gia đình"):
        page.get_by_label(choice).check()
    offsets = cut_second_piece(page)
    record_id = save(page)
    wait_until(page, lambda: offsets == ["0", "16384 cut"])
    page.goto(f"{app_server.url}/sync")
    assert measure(page, "Chữ đã gửi hết", "2 ảnh, lời nói chờ gửi") == []
    page.evaluate("window.dispatchEvent(new Event('online'))")
    expect(page.get_by_role("heading", level=1)).to_have_text("Đã gửi hết")
    assert all(one["sent_at"] for one in blobs_on(page))
    assert offsets[2] == "16384"
    for one in kept:
        assert whole_on(app_server, one["sha256"]) == text_of(one)

    page.evaluate(FORGET_BLOBS)
    page.goto(f"{app_server.url}/record/{record_id}")
    button(page, "Xem ảnh 2").click()
    expect(page.locator(".photo-large")).to_have_attribute("src", starts_with("blob:"))
    app_server.stop()
    page.get_by_role("button", name="Đóng").click()
    button(page, "Xem ảnh 1").click()
    expect(page.get_by_role("dialog")).to_contain_text("Đang không có mạng.")


def test_a_voice_note_stops_after_a_minute_and_is_heard_before_it_is_kept(
    app_server: AppServer, page: Page
) -> None:
    begin(app_server, page, LEADER, asks_for_place=True)
    page.context.grant_permissions(["microphone", "camera"])
    set_out(app_server, page, "Bảy")
    button(page, "Đèn hỏng").click()
    take_photo(page)
    button(page, "Ghi lời nói").click()
    button(page, "Bắt đầu ghi").click()
    expect(page.get_by_role("timer")).to_be_visible()
    page.clock.fast_forward("01:01")
    expect(page.get_by_label("Nghe lại")).to_be_visible()
    button(page, "Giữ lời nói này").click()
    expect(button(page, "Nghe lời nói, 60 giây")).to_be_visible()
    [note] = [one for one in blobs_on(page) if one["media_type"] == "audio/webm"]
    [photo] = [one for one in blobs_on(page) if one["media_type"] == "image/jpeg"]
    button(page, "Nghe lời nói, 60 giây").click()
    expect(page.locator("audio")).to_have_attribute("src", starts_with("blob:"))
    wait_until(page, lambda: all(one["sent_at"] for one in blobs_on(page)))

    assert whole_on(app_server, note["sha256"]) == text_of(note)
    assert [*misfits(page), *violations_in_all_themes(page)] == []
    button(page, "Xem ảnh 1").click()  # at night, by now
    large = page.locator(".photo-large")
    expect(large).to_have_css("filter", "brightness(0.6)")
    button(page, "Xem rõ").click()
    expect(large).to_have_css("filter", "none")
    button(page, "Bỏ ảnh này").click()
    button(page, "Bỏ lời nói").click()
    wait_until(page, lambda: photo_in_copy(page, photo["sha256"]) is None and outbox(page) == [])


def take_photo(page: Page) -> None:
    button(page, "Chụp ảnh").click()
    button(page, "Chụp").click()
    expect(button(page, "Xem ảnh 1")).to_be_visible()


def choose(page: Page, words: str, picture: bytes) -> None:
    """Take it with the phone's own camera app."""
    button(page, words).click()
    with page.expect_file_chooser() as chooser:
        button(page, "Chụp bằng máy ảnh").click()
    chooser.value.set_files({"name": "a.jpg", "mimeType": "image/jpeg", "buffer": picture})


def text_of(blob: Json) -> bytes:
    return b64decode(blob["text"])


def blobs_on(page: Page) -> list[Json]:
    """What lies on the phone, the bytes as base64 in `text`."""
    found: list[Json] = page.evaluate(READ_BLOBS)
    return found


def photo_in_copy(page: Page, sha256: str) -> Json | None:
    """What the server's row of a patrol says of a photo, as it lies in the phone's copy."""
    photos: list[Json] = [
        photo
        for patrol in copied(page, "patrol")
        for finding in patrol.get("content", {}).get("findings", [])
        for photo in finding.get("photos", [])
    ]
    return next((one for one in photos if one["sha256"] == sha256), None)


def whole_on(server: AppServer, sha256: str) -> bytes:
    """The bytes of a blob as the server keeps them."""
    [file] = [
        path
        for path in (server.config.instance_dir / "blobs").rglob(f"*{sha256}*")
        if path.is_file()
    ]
    content = file.read_bytes()
    assert hashlib.sha256(content).hexdigest() == sha256
    return content


def cut_second_piece(page: Page) -> list[str]:
    """Cut the line once, at the second piece of a photo; gives the offsets as they are asked."""
    offsets: list[str] = []

    def answer(route: Route, request: Request) -> None:
        if request.method != "PATCH":
            return route.continue_()
        offset = request.headers["upload-offset"]
        is_cut = len(offsets) == 1
        offsets.append(f"{offset} cut" if is_cut else offset)
        return route.abort() if is_cut else route.continue_()

    page.context.route("**/blobs/*", answer)
    return offsets


def starts_with(text: str) -> re.Pattern[str]:
    return re.compile(f"^{re.escape(text)}")


def with_exif(jpeg: bytes) -> bytes:
    """The picture as a phone held upright writes it: lying on its side, with where it was taken."""
    orientation = struct.pack("<HHII", 0x0112, 3, 1, 6)
    gps_at = struct.pack("<HHII", 0x8825, 4, 1, 8 + 2 + 2 * 12 + 4)
    gps = struct.pack("<HHHI4sI", 1, 0x0001, 2, 2, b"N\0\0\0", 0)
    tiff = b"II*\0" + struct.pack("<IH", 8, 2) + orientation + gps_at + b"\0\0\0\0" + gps
    body = b"Exif\0\0" + tiff
    return jpeg[:2] + b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body + jpeg[2:]
